// Our own table of exchange rates: one unit of `currency` is `rate` units of `quote` (left out: the workspace's currency)
// on that day. Rates stay decimal text, for a float would change the pennies.

import type { Format } from './format.ts';

const base = ['currency', 'base', 'from', 'from_currency', 'base_currency', 'base_currency_code'];
const quote = ['quote', 'to', 'to_currency', 'quote_currency', 'quote_currency_code', 'target_currency'];
const rate = ['rate', 'fx_rate', 'exchange_rate', 'currency_rate'];
const day = ['date', 'day', 'rate_date', 'currency_rate_date'];

export const fx = {
  id: 'fx',
  label: 'Exchange rates (our own)',
  vendor: 'Throughline',
  version: 1,
  system: 'own',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['date', 'currency', 'rate'],
    or: day.flatMap(when => base.flatMap(of => rate.map(is => ({ all: [when, of, is] })))),
    priority: 2,
  },
  yields: [
    {
      record: 'fx',
      columns: [
        { field: 'day', from: day, as: 'day', required: true },
        { field: 'base', from: base, as: 'currency', required: true },
        { field: 'quote', from: quote, as: 'currency' },
        { field: 'rate', from: rate, as: 'rate', required: true },
      ],
    },
  ],
  facts: 'Our own; the README names the columns.',
} satisfies Format;
