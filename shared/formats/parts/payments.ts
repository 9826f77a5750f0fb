// What the exports of payments have in common. A file that says how much of a payment was given back says the sum up to its
// day, so the refund made of it bears the payment's own id behind `refundedSoFar`: a later, larger sum takes its place, and
// single refunds of another file are not counted beside it (server/identity/refund-facts.ts).

import type { Column } from '../format.ts';

/** Before the order's id in the id of a refund that is all its order has given back so far. */
export const refundedSoFar = 'refunded:';

/** Before the order's id in the id of a chargeback, which no sum of refunds holds. */
export const chargeback = 'dispute:';

/** A cell of nought is no amount: there is nothing to give back. */
export const unlessNought = {
  '0': '',
  '0.0': '',
  '0.00': '',
  '0,00': '',
  '0.000': '',
  '0,000': '',
  '-0.00': '',
  '*': '*',
} as const;

/** A payer by the vendor's customer id and by e-mail address: the two names by which people are matched. */
export const payer = (ids: readonly string[], emails: readonly string[]): Column[] => [
  { field: 'contact_id', from: ids, as: 'contact' },
  { field: 'email', from: emails, as: 'someEmail' },
];
