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
  const asked = new URLSearchParams(location.search).get('by');
  const by = signal<DimensionId>(dimensions.find(({ id }) => id === asked)?.id ?? 'campaign');
  const receipt = signal(readReceiptAddress(location.hash));
  addEventListener('hashchange', () => {
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
