// Dynamics 365's contacts, as a worksheet or by Dataverse's logical names. A worksheet names the account without its id:
// the company's name joins the two.

import type { Format } from './format.ts';
import { created, customField, guid, hidden, modified } from './parts/dynamics.ts';
import { heardColumn } from './parts/heard.ts';
import { recordClick } from './parts/record-click.ts';

const own = hidden('Contact', 'Kontakt', 'Contacto', 'Contatto', 'Contato', 'Contactpersoon');
const id = [...own, 'contactid'];
const email = ['Email', 'Email Address', 'emailaddress1', 'Email Address 2'];

export const dynamicsContacts = {
  id: 'dynamics-contacts',
  label: 'Dynamics 365 contacts',
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
        all: ['contactid'],
        some: { of: ['emailaddress1', 'fullname', 'parentcustomerid', '_parentcustomerid_value'], atLeast: 1 },
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
        {
          field: 'phone',
          from: ['Business Phone', 'Mobile Phone', 'telephone1', 'mobilephone', 'Telefon (geschäftlich)', 'Home Phone'],
          as: 'phone',
        },
        {
          field: 'name',
          from: ['Full Name', 'fullname', 'Vollständiger Name', 'Nom complet', 'Nombre completo'],
          as: 'text',
        },
        { field: 'name', from: ['First Name', 'Last Name'], as: 'text', join: ' ' },
        guid('account_id', ['parentcustomerid', '_parentcustomerid_value', 'accountid']),
        {
          field: 'account_name',
          from: ['Company Name', 'parentcustomeridname', 'Account Name', 'Firmenname', 'Nom de la société'],
          as: 'text',
        },
        { field: 'owner', from: ['Owner', 'Besitzer', 'Propriétaire', 'Propietario', 'ownerid'], as: 'text' },
        { field: 'lifecycle', from: ['Relationship Type', 'customertypecode'], as: 'text' },
        heardColumn,
        guid('merged_ids', ['masterid', '_masterid_value']),
      ],
      key: ['id'],
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
  facts: 'learn.microsoft.com export to Excel; Dataverse table reference, contact',
} satisfies Format;
