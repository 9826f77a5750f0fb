import { beforeEach, expect, test } from 'vitest';
import '../fake-browser.ts';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openReceipt } from '../../../extension/background/open-receipt.ts';

beforeEach(() => fakeBrowser.reset());

test('the dashboard is opened at the receipt', async () => {
  await openReceipt('#explain=campaign/21/google-ads');
  const tabs = await fakeBrowser.tabs.query({});
  expect(
    tabs.some(({ url }: { url?: string }) => url?.endsWith('/dashboard.html#explain=campaign/21/google-ads')),
  ).toBe(true);
});

test('nothing else is opened', async () => {
  const before = (await fakeBrowser.tabs.query({})).length;
  for (const address of ['', '/options.html', '#explain=nonsense/1', 'https://example.com/#explain=campaign/1'])
    await expect(openReceipt(address), address).rejects.toMatchObject({ code: 'receipt-address' });
  expect(await fakeBrowser.tabs.query({})).toHaveLength(before);
});
