// The amount of a tracked event, which only counts where the event is a sale or a refund: elsewhere "value" and "total" are
// whatever the site measures, and not always numbers.

import type { Column } from '../format.ts';

const priced = { only: { field: 'kind', is: ['order', 'refund'] } } as const;

/** `of`: how the file calls a property of the event. */
export function conversionMoney(of: (property: string) => readonly string[]): Column[] {
  return [
    {
      field: 'order_id',
      from: ['order_id', 'orderId', 'transaction_id', 'checkout_id'].flatMap(of),
      as: 'text',
      ...priced,
    },
    { field: 'currency', from: of('currency'), as: 'currency', ...priced },
    { field: 'amount', from: ['total', 'revenue', 'value', 'amount'].flatMap(of), as: 'money', ...priced },
  ];
}
