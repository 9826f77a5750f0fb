// Visits that carry only an ad click's id get their campaign from the click report, whichever of the two comes first, and
// again when the report comes anew. Two ids that differ in case are two clicks.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../../server/engine.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { lines } from './ingest.ts';

let folder: string;
let engine: Engine;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-test-'));
  engine = await openLocalEngine(join(folder, 'data'));
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function take(name: string, text: string) {
  writeFileSync(join(folder, name), text);
  const [answer] = await engine.import({ files: [{ path: join(folder, name) }] });
  expect(answer.error).toBeUndefined();
  return answer;
}

const order = (visitor: string, amount: number): string =>
  `${visitor},2026-03-02T10:00:00Z,order,https://shop.example/thanks,,${amount},GBP,o-${visitor}`;
const visit = (visitor: string, query: string, gclid = ''): string =>
  `${visitor},2026-03-01T10:00:00Z,visit,https://shop.example/${query},${gclid},,,`;
const header = 'visitor_id,ts,event,url,gclid,amount,currency,order_id';
const events = lines(
  header,
  visit('v1', '?gclid=Cj0A-one'),
  order('v1', 100),
  visit('v2', '?x=1&gclid=Cj0A-ONE&y=2'), // another click: case counts
  order('v2', 20),
  visit('v3', '', 'Cj0A-two'),
  order('v3', 3),
  visit('v4', '?utm_source=google&utm_medium=cpc&utm_campaign=Own&gclid=Cj0A-one'), // names a campaign of its own
  order('v4', 0.5),
  visit('v5', '?gclid=Cj0A-unknown'),
  order('v5', 7),
  visit('v6', '?gad_campaignid=11&gclid=Cj0A-one'), // has the campaign's id only
  order('v6', 1000),
);
const clicks = (brand: string): string =>
  lines(
    'click_view.gclid,segments.date,campaign.id,campaign.name,ad_group.id,ad_group.name,click_view.keyword_info.text',
    `Cj0A-one,2026-03-01,11,${brand},21,Bikes,red bike`,
    'Cj0A-two,2026-03-01,12,Display,22,Banners,',
  );

const revenue = async (by: 'campaign' | 'ad-group' | 'keyword'): Promise<Record<string, number | null>> => {
  const { rows } = await engine.report({ by: [by] });
  return Object.fromEntries(rows.map(row => [String(row[by]), row.revenue]));
};

// Cj0A-one brought v1 (100) and v6 (1,000); Cj0A-two brought v3 (3). v2 and v5 stay without a campaign: 20 + 7 = 27.
const joined = (brand: string) => ({ [brand]: 1100, Display: 3, Own: 0.5, '(not set)': 27 });

test('visits first, clicks later', async () => {
  await take('events.csv', events);
  expect(await revenue('campaign')).toEqual({ '11': 1000, Own: 0.5, '(not set)': 130 });
  await take('clicks.csv', clicks('Brand'));
  expect(await revenue('campaign')).toEqual(joined('Brand'));
  expect(await revenue('ad-group')).toEqual({ Bikes: 1100, Banners: 3, '(not set)': 27.5 });
  expect(await revenue('keyword')).toEqual({ 'red bike': 1100, '(not set)': 30.5 });
});

test('clicks first, visits later; a newer click report resolves them anew', async () => {
  await take('clicks.csv', clicks('Brand'));
  await take('events.csv', events);
  expect(await revenue('campaign')).toEqual(joined('Brand'));
  await take('clicks-again.csv', clicks('Brand | UK'));
  expect(await revenue('campaign')).toEqual(joined('Brand | UK'));
  // Other own sites resolve every source anew, and the clicks with them.
  await engine.setSetting('sites', 'shop.example');
  expect(await revenue('campaign')).toEqual(joined('Brand | UK'));
});

test('the same report again, and the same visits again, change nothing', async () => {
  await take('clicks.csv', clicks('Brand'));
  await take('events.csv', events);
  const before = await engine.report({ by: ['campaign'] });
  await take('clicks.csv', clicks('Brand'));
  await take('events-again.csv', `${events}\n`);
  expect(await engine.report({ by: ['campaign'] })).toEqual(before);
});
