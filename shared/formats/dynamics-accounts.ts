// Dynamics 365's accounts, as a worksheet or by Dataverse's logical names. Their names join the worksheets of contacts and
// opportunities, which name an account without its id.

import type { Format } from './format.ts';
import { guid, hidden, modified } from './parts/dynamics.ts';

const own = hidden('Account', 'Firma', 'Konto', 'Compte', 'Cuenta', 'Conta');

export const dynamicsAccounts = {
  id: 'dynamics-accounts',
  label: 'Dynamics 365 accounts',
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
        all: ['accountid', 'name'],
        some: {
          of: [
            'websiteurl',
            'industrycode',
            'accountnumber',
            'customertypecode',
            'primarycontactid',
            'territorycode',
            'address1_city',
          ],
          atLeast: 1,
        },
        none: ['Id'],
      },
    ],
    priority: 12,
  },
  yields: [
    {
      record: 'account',
      columns: [
        { ...guid('id', [...own, 'accountid']), required: true },
        {
          field: 'name',
          from: ['Account Name', 'name', 'Firmenname', 'Nom du compte', 'Nombre de cuenta'],
          as: 'text',
        },
        { field: 'domain', from: ['Website', 'websiteurl', 'Site Web', 'Sitio web', 'Internetadresse'], as: 'domain' },
        { field: 'industry', from: ['Industry', 'industrycodename', 'Branche', 'Secteur'], as: 'text' },
        { field: 'type', from: ['Relationship Type', 'customertypecodename'], as: 'text' },
        { field: 'owner', from: ['Owner', 'Besitzer', 'Propriétaire', 'Propietario', 'ownerid'], as: 'text' },
        modified,
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'learn.microsoft.com export to Excel; Dataverse table reference, account',
} satisfies Format;
