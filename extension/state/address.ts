// What the dashboard's address says: the rows of the comparison (?by=channel) and, behind '#', a receipt. Going back in the
// browser goes back here.

import { type ReadonlySignal, signal } from '@preact/signals';
import { type DimensionId, dimensions } from '#shared/report/dimensions.ts';
import { type ReceiptPlace, readReceiptAddress } from '../views/receipt-address.ts';

export interface Address {
  readonly by: ReadonlySignal<DimensionId>;
  readonly receipt: ReadonlySignal<ReceiptPlace | null>;
  setBy(by: DimensionId): void;
}

export function address(): Address {
  const byOf = ({ search }: Location) => {
    const asked = new URLSearchParams(search).get('by');
    return dimensions.find(({ id }) => id === asked)?.id ?? 'campaign';
  };
  const by = signal<DimensionId>(byOf(location));
  const receipt = signal(readReceiptAddress(location.hash));
  // Not 'hashchange': going back over another `?by=` too is none.
  addEventListener('popstate', () => {
    by.value = byOf(location);
    receipt.value = readReceiptAddress(location.hash);
    scrollTo(0, 0);
  });
  return {
    by,
    receipt,
    setBy(next) {
      by.value = next;
      history.replaceState(null, '', `?by=${next}${location.hash}`);
    },
  };
}
