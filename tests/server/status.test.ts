import { afterEach, expect, test } from 'vitest';
import { prepare } from '#shared/report/index.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { buildWorkspace } from '../../server/journeys/build.ts';
import { readStatus } from '../../server/status.ts';
import type { Store } from '../../server/store/store.ts';
import { type Records, storeOf } from './journeys/records.ts';

let store: Store | undefined;
afterEach(() => store?.close());

async function statusOf(records: Records, more: Partial<Settings> = {}) {
  const settings = { ...defaultSettings, ...more };
  store = await storeOf(records);
  const status = await readStatus(store, settings, { path: '/data', sample: false, dataVersion: 'v' });
  return { status, currency: prepare(await buildWorkspace(store, settings), settings).currency };
}

test('the last days that there is data of are days of the workspace’s zone', async () => {
  const { status } = await statusOf(
    {
      // In Auckland (13 hours ahead in summer) it is the morning of the 2nd; the deal was won on the 1st there.
      events: [{ at: '2026-03-01 20:00', visitor: 'v' }],
      deals: [{ id: 'd', won: '2026-02-28 11:00' }],
    },
    { zone: 'Pacific/Auckland' },
  );
  expect(status.dataTo).toEqual({ events: '2026-03-02', deals: '2026-03-01', spend: null });
});

test('the currency of the answers is that of most orders where there are no deals, whatever else names one', async () => {
  const order = { at: '2026-03-01 10:00', kind: 'order' as const, amount: 100 };
  const { status, currency } = await statusOf({
    events: [
      { ...order, visitor: 'a', currency: 'EUR' },
      { ...order, visitor: 'b', currency: 'EUR' },
      { ...order, visitor: 'c', currency: 'GBP', order: 'o1' },
      ...['d', 'e', 'f'].map(visitor => ({ at: '2026-03-01 10:00', visitor, currency: 'USD' })),
    ],
  });
  expect([status.currency, currency]).toEqual(['EUR', 'EUR']);
});
