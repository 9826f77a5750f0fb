import { expect, test } from 'vitest';
import { readReceiptAddress, receiptAddress } from '../../../extension/views/receipt-address.ts';

test('an address is read back as it was written, whatever the name holds', () => {
  for (const value of ['Descaler exact', 'a/b & c=d #1', '50 % off', '(unattributed)', 'Käthe / Ürün']) {
    expect(readReceiptAddress(receiptAddress('campaign', value, 'google-ads'))).toEqual({
      by: 'campaign',
      value,
      platform: 'google-ads',
    });
  }
});

test('days stand in the address where a figure was shown for days of its own', () => {
  const range = { from: '2026-06-01', to: '2026-06-30' };
  const hash = receiptAddress('channel', 'Email', undefined, range);
  expect(hash).toBe('#explain=channel/Email&from=2026-06-01&to=2026-06-30');
  expect(readReceiptAddress(hash)).toEqual({ by: 'channel', value: 'Email', range });
});

test('what names no receipt is none', () => {
  for (const hash of ['', '#', '#all', '#explain=', '#explain=campaign', '#explain=campaign/', '#explain=colour/red']) {
    expect(readReceiptAddress(hash)).toBeNull();
  }
});

test('a half-written range is left out', () => {
  expect(readReceiptAddress('#explain=channel/Email&from=2026-06-01')).toEqual({ by: 'channel', value: 'Email' });
  expect(readReceiptAddress('#explain=channel/Email&from=x&to=y')).toEqual({ by: 'channel', value: 'Email' });
});

test('a name that isn’t encoded well is taken as it stands', () => {
  expect(readReceiptAddress('#explain=campaign/50%')).toEqual({ by: 'campaign', value: '50%' });
});
