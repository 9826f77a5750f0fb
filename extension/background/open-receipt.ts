// A content script can't open a page of the extension: it asks for the dashboard's receipt, and for nothing else.

import { browser } from 'wxt/browser';
import { UsageError } from '#shared/errors.ts';
import { readReceiptAddress } from '../views/receipt-address.ts';

/** @throws UsageError where the address names no receipt. */
export async function openReceipt(address: string): Promise<null> {
  if (!readReceiptAddress(address)) {
    throw new UsageError({
      code: 'receipt-address',
      what: 'That is no address of a receipt.',
      found: address.slice(0, 50),
      expected: '#explain=campaign/…',
    });
  }
  await browser.tabs.create({ url: browser.runtime.getURL('/dashboard.html') + address });
  return null;
}
