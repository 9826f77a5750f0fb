// Lists of offline facts in our own columns: people by e-mail address or phone alone, days without a time.

import { expect, test } from 'vitest';
import { prepare, report } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { buildWorkspace } from '../../../../server/journeys/build.ts';
import { lines, us, workspace } from '../ingest.ts';

const visits = lines(
  'visitor_id,ts,event,url,source,medium,campaign,email,phone',
  'v1,2026-03-01T10:00:00Z,visit,https://shop.example/,google,cpc,Alpha,,',
  'v1,2026-03-01T10:05:00Z,form,https://shop.example/thanks,,,,ada@acme.example,',
  'v2,2026-03-02T10:00:00Z,visit,https://shop.example/,newsletter,email,Beta,,',
  'v2,2026-03-02T10:05:00Z,form,https://shop.example/thanks,,,,,020 7946 0018',
);

async function revenueOf(...files: string[]) {
  const { store, add, close } = await workspace({ zone: 'UTC', region: 'GB' });
  try {
    const answers = [];
    for (const file of files) answers.push(await add(file));
    expect(answers.map(({ format, rejected, error }) => ({ format, rejected, error }))).toEqual(
      files.map(() => ({ format: 'events', rejected: 0, error: undefined })),
    );
    const prepared = prepare(await buildWorkspace(store, defaultSettings), defaultSettings);
    const { rows, totals } = report(prepared, { goal: 'revenue', by: ['campaign'], models: ['last-touch'] });
    return {
      ...Object.fromEntries(rows.map(row => [row.campaign, row.revenue])),
      won: totals.won,
      leads: totals.leads,
    };
  } finally {
    await close();
  }
}

test('orders and offline sales by e-mail address or phone reach the campaign that brought the person', async () => {
  const list = lines(
    'event,date,email,phone,amount,currency,order_id',
    'order,2026-03-05,Ada@acme.example,,100.00,GBP,S-1',
    'offline,2026-03-06,,+44 20 7946 0018,40.00,GBP,S-2',
    'offline,2026-03-06,,+44 20 7946 0018,,,', // no amount: nothing was sold
    'order,2026-03-05,ada@acme.example,,100.00,GBP,S-1', // again
  );
  // Ada by Alpha: £100, once. The phone by Beta: £40.
  expect(await revenueOf(visits, list)).toMatchObject({ Alpha: 100, Beta: 40, won: 2 });
});

test('a list of orders needs no event column', async () => {
  const list = lines('order_id,date,email,amount,currency', 'S-1,2026-03-05,ada@acme.example,100.00,GBP');
  expect(await revenueOf(visits, list)).toMatchObject({ Alpha: 100, won: 1 });
});

test('a booking by e-mail address alone makes a lead of the person, on the whole day', async () => {
  const { add, all, close } = await workspace({ zone: 'UTC' });
  const answer = await add(lines('event,date,email', 'booking,2026-03-05,new@acme.example'));
  expect(answer).toMatchObject({ format: 'events', kept: 1, rejected: 0 });
  expect(await all('SELECT "at", until, kind, email FROM event')).toEqual([
    { at: us('2026-03-05T00:00Z'), until: us('2026-03-06T00:00Z') - 1, kind: 5, email: 'new@acme.example' },
  ]);
  await close();
});
