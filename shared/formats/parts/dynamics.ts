// What Dynamics 365's exports share: a worksheet begins with three columns, `(Do Not Modify) Opportunity` and two more,
// the first of which is the record's GUID; a Dataverse export has logical names instead. Lookups in a worksheet are names
// without ids; columns of a related record carry its name: `Email (Account Name) (Account)`.

import type { Column } from '../format.ts';

/** How the first column begins in the interface languages met so far. */
const doNotModify = [
  '(Do Not Modify)',
  '(Nicht ändern)',
  '(Ne pas modifier)',
  '(No modificar)',
  '(Non modificare)',
  '(Não Modificar)',
  '(Niet wijzigen)',
];

/** `(Do Not Modify) Opportunity`, for every name of the entity. */
export const hidden = (...entities: readonly string[]): string[] =>
  doNotModify.flatMap(words => entities.map(entity => `${words} ${entity}`));

/** A GUID, without the braces that some exports put around it. */
export const guid = (field: string, from: readonly string[]): Column => ({ field, from, as: 'id', strip: '{}' });

export const modified: Column = {
  field: 'modified',
  from: [
    ...hidden('Modified On', 'Geändert am', 'Modifié le', 'Modificado el', 'Modificato il'),
    'Modified On',
    'modifiedon',
  ],
  as: 'instant',
};

export const created = ['Created On', 'createdon', 'Erstellt am', 'Créé le', 'Fecha de creación'];

/** A worksheet names a currency in words. */
export const currency: Column = {
  field: 'currency',
  from: [
    'isocurrencycode',
    'transactioncurrencyid.isocurrencycode',
    'Currency Code',
    'Currency',
    'Währung',
    'Devise',
    'Divisa',
  ],
  as: 'currency',
  values: {
    euro: 'EUR',
    'us dollar': 'USD',
    'us-dollar': 'USD',
    'u.s. dollar': 'USD',
    dollar: 'USD',
    'pound sterling': 'GBP',
    'british pound': 'GBP',
    'uk pound': 'GBP',
    'swiss franc': 'CHF',
    'schweizer franken': 'CHF',
    'australian dollar': 'AUD',
    'canadian dollar': 'CAD',
    'new zealand dollar': 'NZD',
    'japanese yen': 'JPY',
    yen: 'JPY',
    'indian rupee': 'INR',
    'swedish krona': 'SEK',
    'norwegian krone': 'NOK',
    'danish krone': 'DKK',
    'polish zloty': 'PLN',
    'czech koruna': 'CZK',
    '*': '*',
  },
};

/** Headers of a custom field: its label, and its logical name under a publisher's usual prefixes. */
export const customField = (name: string): readonly string[] => [
  name,
  `new_${name}`,
  `cr_${name}`,
  ...(name === 'gclid' ? ['Google Click ID'] : []),
];
