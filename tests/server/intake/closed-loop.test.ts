// The whole way, once: hits on disk, the engine of a short command, a deal out of the CRM, and what is told of it.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journals } from '../../../server/collect/journals.ts';
import { openEngine } from '../../../server/open-engine.ts';
import { captured } from '../cli/captured.ts';
import { hit } from './collected.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-loop-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const visitor = 'visitor-ada-0001';
const hits = [
  hit('2026-10-01T09:00:00Z', {
    visitor,
    url: 'https://www.acme.example/?gclid=Cj0KCQabcDEF_123&gad_campaignid=777&utm_source=google&utm_medium=cpc&utm_campaign=Brand&utm_term=blue+widgets',
    referrer: 'https://www.google.com/',
  }),
  hit('2026-10-01T09:02:00Z', {
    visitor,
    url: 'https://www.acme.example/pricing',
    referrer: 'https://www.acme.example/',
  }),
  hit('2026-10-06T08:00:00Z', {
    visitor,
    url: 'https://www.acme.example/demo?utm_source=news&utm_medium=email&utm_campaign=Autumn',
  }),
  hit('2026-10-06T08:03:00Z', {
    visitor,
    kind: 'form',
    name: 'demo',
    email: 'ada@north.example',
    url: 'https://www.acme.example/demo?utm_source=news&utm_medium=email&utm_campaign=Autumn',
  }),
];

async function collect(lines: readonly string[]): Promise<void> {
  const journals = await Journals.open(join(folder, 'data'));
  await (await journals.channel('hits')).append(lines);
  // As after a kill: nothing is sealed.
  await journals.close();
}

test('the ad click, the form and the deal are one journey, and the campaign has its revenue', async () => {
  await collect(hits);
  const deals = join(folder, 'deals.csv');
  await writeFile(
    deals,
    'deal_id,name,email,created_at,won_at,amount,currency\nd1,North,ada@north.example,2026-10-08T10:00:00Z,2026-10-20T10:00:00Z,1200.00,GBP\n',
  );
  const throughline = (...args: string[]) => captured([...args, '--data', join(folder, 'data')]);
  expect(await throughline('import', deals)).toMatchObject({ code: 0 });
  const engine = await openEngine(join(folder, 'data'));
  try {
    // First touch: all to the ad. Linear: two touches, £600.00 each.
    const first = await engine.report({ models: ['first-touch', 'linear'], by: ['campaign'] });
    expect(first.meta.sample).not.toBe(true);
    expect(first.rows.map(({ campaign, revenue, byModel }) => ({ campaign, revenue, byModel }))).toEqual([
      expect.objectContaining({ campaign: 'Brand', revenue: 1200 }),
      expect.objectContaining({ campaign: 'Autumn', revenue: 0 }),
    ]);
    expect(first.conservation.holds).toBe(true);
  } finally {
    await engine.close();
  }
  const told = await throughline('journey', 'ada@north.example');
  const lines = told.out.split('\n').map(line => line.replace(/ {2,}/g, '  ').trimEnd());
  expect(lines.slice(0, 3)).toEqual([
    'ada@north.example (person)',
    '',
    'First came from a Google ad for ‘blue widgets’ on 1 October 2026, back once through email; filled in the form ‘demo’ on 6 October. North: won £1,200.00 on 20 October.',
  ]);
  const from = lines.indexOf('What happened');
  expect(lines.slice(from, from + 6)).toEqual([
    'What happened',
    '  When  What  Channel  Source  From',
    '  •  2026-10-01 09:00  page  Paid Search  google / cpc / Brand  journal/hits/2026-10-01.ndjson:1',
    '  2026-10-01 09:02  page  www.acme.example/pricing  journal/hits/2026-10-01.ndjson:2',
    '  •  2026-10-06 08:00  page  Email  news / email / Autumn  journal/hits/2026-10-06.ndjson:1',
    '  2026-10-06 08:03  form  Email  news / email / Autumn  journal/hits/2026-10-06.ndjson:2',
  ]);
  expect(lines).toContain('won: North 2026-10-20 10:00, £1,200.00 deals.csv:2');
});

test('a hit that lies there is in the next answer of a short command', async () => {
  await collect(hits.slice(0, 1));
  const visits = async () => {
    const engine = await openEngine(join(folder, 'data'));
    try {
      return (await engine.report({})).totals.visits;
    } finally {
      await engine.close();
    }
  };
  expect(await visits()).toBe(1);
  // From the cached columns, were there nothing new.
  await collect(hits.slice(2, 3));
  expect(await visits()).toBe(2);
  expect(await visits()).toBe(2);
});
