// Who goes into a receipt by the keyboard or a screen reader is taken along: the focus goes into it, and back to the row's own
// link when it is left. The page that opens first takes no focus.

import { useEffect, useRef } from 'preact/hooks';
import { type ReceiptPlace, receiptAddress } from '../receipt-address.ts';

const addressOf = ({ by, value, platform, range }: ReceiptPlace) => receiptAddress(by, value, platform, range);

/** `isThere`: what is gone to has its answer. */
export function useFocusAsOneGoes(receipt: ReceiptPlace | null, isThere: boolean): void {
  const here = receipt && addressOf(receipt);
  const from = useRef(here);
  useEffect(() => {
    const before = from.current;
    if (before === here) return;
    if (here !== null) document.querySelector<HTMLElement>('[data-receipt]')?.focus();
    else if (isThere) [...document.querySelectorAll('a')].find(({ hash }) => hash === before)?.focus();
    else return;
    from.current = here;
  }, [here, isThere]);
}
