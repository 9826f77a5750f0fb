import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileFindings } from '../../../server/reports/doctor-files.ts';
import { lines, workspace } from '../ingest/ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

const findings = async () => (await fileFindings(space.store)).filter(found => found !== null);

const id = (n: number, length: number, end = ''): string =>
  `Cj0KCQ${String(n).padStart(3, '0')}${'a'.repeat(length - 9 - end.length)}${end}`;
const visits = (ids: readonly string[]): string =>
  lines('visitor_id,ts,url', ...ids.map((gclid, i) => `v${i},2026-03-01,https://shop.example/?gclid=${gclid}`));

test('totals that differ are told as the import told them', async () => {
  await space.add(lines('Report', 'Day,Campaign,Impr.,Cost', '2026-03-01,A,10,5.00', 'Total: Account,,10,7.00'), {
    name: 'ads.csv',
  });
  expect(await findings()).toMatchObject([
    {
      code: 'totals-differ',
      count: 1,
      examples: ['ads.csv: The total on line 4 ("Total: Account") says cost 7; the rows add up to 5, 2 less.'],
    },
  ]);
});

test('click ids are cut where they are short, or all of one length without the usual end', async () => {
  await space.add(visits([id(1, 91, '_wcB'), id(2, 30), id(3, 40), id(4, 40), 'own-short-id']), { name: 'short.csv' });
  await space.add(visits(Array.from({ length: 12 }, (_, n) => id(n + 100, 64))), { name: 'alike.csv' });
  await space.add(visits(Array.from({ length: 12 }, (_, n) => id(n + 200, 64, '_wcB'))), { name: 'whole.csv' });
  // 12 of one length, 2 + 1 short ones.
  expect(await findings()).toMatchObject([
    {
      code: 'click-ids-cut',
      count: 15,
      examples: ['alike.csv: 12 of 64 characters', 'short.csv: 2 of 40 characters', 'short.csv: 1 of 30 characters'],
    },
  ]);
});

test('test rows are told by address, name and amount', async () => {
  await space.add(
    lines(
      'deal_id,name,won_at,amount,email',
      'd1,Test deal,2026-03-01,0.01,ann@acme.example',
      'd2,Latest contest,2026-03-01,0.01,ann@acme.example',
      'd3,Test rig for Acme,2026-03-01,5000,ann@acme.example',
    ),
    { name: 'deals.csv' },
  );
  await space.add(
    lines(
      'visitor_id,ts,event,email',
      'v1,2026-03-01,form,test+1@acme.example',
      'v2,2026-03-01,form,testa@acme.example',
      'v3,2026-03-01,form,someone@example.com',
    ),
    { name: 'forms.csv' },
  );
  expect(await findings()).toMatchObject([
    {
      code: 'test-rows',
      count: 3,
      examples: ['deals.csv:2 Test deal', 'forms.csv:2 test+1@acme.example', 'forms.csv:4 someone@example.com'],
    },
  ]);
});
