// Dynamics 365's opportunities, as a worksheet (CSV or XLSX) or by Dataverse's logical names. A worksheet names contact and
// account without ids: people come by e-mail where such a column stands beside, else from the account.

import type { Column, Format } from './format.ts';
import { created, currency, guid, hidden, modified } from './parts/dynamics.ts';
import { lostWords, wonWords } from './parts/won-lost.ts';

const own = hidden(
  'Opportunity',
  'Verkaufschance',
  'Opportunité',
  'Oportunidad',
  'Opportunità',
  'Oportunidade',
  'Verkoopkans',
);
const id = [...own, 'opportunityid'];
const closedOn = ['Actual Close Date', 'actualclosedate', 'Tatsächliches Abschlussdatum', 'Date de fermeture réelle'];
const customer = ['Potential Customer', 'Account', 'Customer', 'Potenzieller Kunde', 'Client potentiel'];
const lead = ['originatingleadid', '_originatingleadid_value'];
const contact = ['parentcontactid', '_parentcontactid_value'];

const state: Column[] = [
  {
    field: 'state',
    from: ['statecode', 'Status', 'Statut', 'Estado', 'Stato'],
    as: 'text',
    values: { ...wonWords, ...lostWords, '1': 'won', '2': 'lost', canceled: 'lost', cancelled: 'lost' },
  },
  { field: 'state', from: [], as: 'text', constant: 'open' },
];

export const dynamicsOpportunities = {
  id: 'dynamics-opportunities',
  label: 'Dynamics 365 opportunities',
  vendor: 'Microsoft',
  version: 1,
  system: 'dynamics',
  shape: 'table',
  clock: 'local',
  detect: {
    all: [],
    some: { of: own, atLeast: 1 },
    or: [
      {
        all: ['opportunityid'],
        some: { of: ['estimatedvalue', 'actualvalue', 'statecode', 'estimatedclosedate'], atLeast: 1 },
      },
    ],
    priority: 14,
  },
  yields: [
    {
      record: 'deal',
      columns: [
        { ...guid('id', id), required: true },
        { field: 'name', from: ['Topic', 'name', 'Thema', 'Sujet', 'Tema'], as: 'text' },
        currency,
        {
          field: 'currency',
          from: ['Actual Revenue', 'Est. Revenue', 'Tatsächlicher Umsatz', 'Geschätzter Umsatz'],
          as: 'amount-currency',
        },
        ...state,
        // What was got counts once a deal is won; until then, and where nobody filled it, what was expected.
        {
          field: 'amount',
          from: ['Actual Revenue', 'actualvalue', 'Tatsächlicher Umsatz', 'Chiffre d’affaires réel'],
          as: 'money',
          only: { field: 'state', is: ['won'] },
        },
        {
          field: 'amount',
          from: [
            'Est. Revenue',
            'Est. revenue',
            'estimatedvalue',
            'Gesch. Umsatz',
            'Geschätzter Umsatz',
            'Budget Amount',
          ],
          as: 'money',
        },
        { field: 'pipeline', from: ['Process', 'Sales Process'], as: 'text' },
        {
          field: 'stage',
          from: ['Sales Stage', 'Pipeline Phase', 'stepname', 'Status Reason', 'statuscode'],
          as: 'text',
        },
        { field: 'type', from: ['Opportunity Type'], as: 'text' },
        { field: 'created', from: created, as: 'instant' },
        { field: 'won', from: closedOn, as: 'instant', only: { field: 'state', is: ['won'] } },
        { field: 'lost', from: closedOn, as: 'instant', only: { field: 'state', is: ['lost'] } },
        modified,
        { field: 'owner', from: ['Owner', 'Besitzer', 'Propriétaire', 'Propietario', 'ownerid'], as: 'text' },
        guid('account_id', ['parentaccountid', '_parentaccountid_value']),
        { field: 'account_name', from: ['parentaccountidname', ...customer], as: 'text' },
      ],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        guid('deal_id', id),
        { ...guid('person', contact), prefix: 'contact:dynamics:' },
        {
          field: 'person',
          from: [
            'Email (Contact) (Contact)',
            'Email Address (Contact) (Contact)',
            'Email (Potential Customer) (Contact)',
            'Contact Email',
            'Email',
          ],
          as: 'email',
          prefix: 'email:',
        },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'true' },
        { field: 'how', from: [], as: 'text', constant: 'contact' },
      ],
      when: ['person'],
      key: ['deal_id', 'person'],
    },
    {
      record: 'deal_person',
      columns: [
        guid('deal_id', id),
        { ...guid('person', lead), prefix: 'contact:dynamics:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'false' },
        { field: 'how', from: [], as: 'text', constant: 'originating lead' },
      ],
      when: ['person'],
      key: ['deal_id', 'person'],
    },
  ],
  keepsUnknown: true,
  facts: 'learn.microsoft.com export to Excel; Dataverse table reference, opportunity',
} satisfies Format;
