// Dynamics 365's leads, as a worksheet or by Dataverse's logical names. Only logical names say which contact and deal a lead
// was qualified to; in a worksheet the same e-mail joins lead and contact.

import type { Format } from './format.ts';
import { created, customField, guid, hidden, modified } from './parts/dynamics.ts';
import { heardColumn } from './parts/heard.ts';
import { recordClick } from './parts/record-click.ts';

const own = hidden('Lead', 'Prospect', 'Cliente potencial', 'Potentieller Kunde');
const id = [...own, 'leadid'];
const email = ['Email', 'Email Address', 'emailaddress1', 'Email Address 2'];

export const dynamicsLeads = {
  id: 'dynamics-leads',
  label: 'Dynamics 365 leads',
  vendor: 'Microsoft',
  version: 2,
  system: 'dynamics',
  shape: 'table',
  clock: 'local',
  detect: {
    all: [],
    some: { of: own, atLeast: 1 },
    or: [
      {
        all: ['leadid'],
        some: { of: ['emailaddress1', 'fullname', 'subject', 'leadsourcecode', 'companyname'], atLeast: 1 },
      },
    ],
    priority: 13,
  },
  yields: [
    {
      record: 'contact',
      columns: [
        { ...guid('id', id), required: true },
        { field: 'created', from: created, as: 'instant' },
        modified,
        { field: 'email', from: email, as: 'email' },
        { field: 'phone', from: ['Business Phone', 'Mobile Phone', 'telephone1', 'mobilephone'], as: 'phone' },
        { field: 'name', from: ['Name', 'Full Name', 'fullname', 'Vollständiger Name', 'Nom complet'], as: 'text' },
        { field: 'name', from: ['First Name', 'Last Name'], as: 'text', join: ' ' },
        guid('account_id', ['parentaccountid', '_parentaccountid_value']),
        { field: 'account_name', from: ['Company Name', 'companyname', 'Firmenname', 'Nom de la société'], as: 'text' },
        { field: 'owner', from: ['Owner', 'Besitzer', 'Propriétaire', 'Propietario', 'ownerid'], as: 'text' },
        { field: 'lifecycle', from: ['Status Reason', 'statuscode', 'Status', 'statecode'], as: 'text' },
        heardColumn,
        guid('merged_ids', ['parentcontactid', '_parentcontactid_value']),
        guid('merged_ids', ['masterid', '_masterid_value']),
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        guid('deal_id', ['qualifyingopportunityid', '_qualifyingopportunityid_value']),
        { ...guid('person', id), prefix: 'contact:dynamics:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'qualified lead' },
      ],
      when: ['deal_id'],
      key: ['deal_id', 'person'],
    },
    recordClick({
      system: 'dynamics',
      headers: customField,
      contact: { from: id, as: 'id', strip: '{}' },
      created: [{ from: created, as: 'instant' }],
      email,
    }),
  ],
  keepsUnknown: true,
  facts: 'learn.microsoft.com export to Excel; Dataverse table reference, lead',
} satisfies Format;
