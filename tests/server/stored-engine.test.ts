// What a short command may say without opening the database, and when it must open it.

import { appendFileSync, existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseName } from '../../server/data-folder.ts';
import { cacheName } from '../../server/journeys/cache.ts';
import { stampedVersion, stampName } from '../../server/journeys/stamp.ts';
import { openLocalEngine } from '../../server/local-engine.ts';
import { storedEngine } from '../../server/stored-engine.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-stored-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const data = () => join(folder, 'data');

/** Imports one visit of `campaign` and a deal of its visitor's, won for £100. */
async function importDeal(campaign: string): Promise<void> {
  const events = join(folder, `${campaign}.csv`);
  const deals = join(folder, `${campaign}-deals.csv`);
  const email = `${campaign}@acme.com`;
  writeFileSync(
    events,
    `visitor_id,ts,event,source,campaign,email\n${campaign},2026-01-01 10:00,visit,google,${campaign},${email}\n`,
  );
  writeFileSync(deals, `deal_id,email,won_at,amount,currency\n${campaign},${email},2026-01-05,100,GBP\n`);
  const engine = await openLocalEngine(data());
  await engine.import({ files: [{ path: events }, { path: deals }] });
  await engine.close();
}

/** An engine that counts how often it had to open the database. */
function counting() {
  let opened = 0;
  const engine = storedEngine(data(), () => {
    opened++;
    return openLocalEngine(data());
  });
  const campaigns = async () => (await engine.report({ by: ['campaign'] })).rows.map(row => row.campaign).sort();
  return { engine, campaigns, opened: () => opened };
}

/** Asks once, in a process's life of its own. */
async function ask(): Promise<{ campaigns: unknown[]; opened: number }> {
  const { engine, campaigns, opened } = counting();
  const found = await campaigns();
  await engine.close();
  return { campaigns: found, opened: opened() };
}

test('the first question after an import opens the database, those after it do not', async () => {
  await importDeal('spring');
  expect(await ask()).toEqual({ campaigns: ['spring'], opened: 1 });
  expect(await ask()).toEqual({ campaigns: ['spring'], opened: 0 });
  await importDeal('summer');
  expect(await ask()).toEqual({ campaigns: ['spring', 'summer'], opened: 1 });
  expect(await ask()).toEqual({ campaigns: ['spring', 'summer'], opened: 0 });
});

test('answers are the same either way, to the byte', async () => {
  await importDeal('spring');
  const query = { by: ['campaign' as const], models: ['linear', 'time-decay', 'w-shaped'] };
  const texts: string[] = [];
  for (const isStored of [false, true]) {
    const { engine, opened } = counting();
    texts.push(JSON.stringify([await engine.report(query), await engine.compare(query), await engine.paths({})]));
    expect(opened()).toBe(isStored ? 0 : 1);
    await engine.close();
  }
  expect(texts[1]).toBe(texts[0]);
});

test('what the columns do not hold is asked of the database', async () => {
  await importDeal('spring');
  await ask();
  const { engine, opened } = counting();
  expect((await engine.report({ by: ['landing-page'] })).totals.revenue).toBe(100);
  expect(opened()).toBe(1);
  expect((await engine.status()).records.deals).toBe(1);
  expect(opened()).toBe(1);
  await engine.close();
});

test('other settings, a touched database, changes in its log and a lost or damaged file each open it again', async () => {
  await importDeal('spring');
  await ask();
  const disturbances: Record<string, () => void> = {
    'another zone': () => writeFileSync(join(data(), 'settings.json'), '{"zone":"Europe/London"}'),
    'a database of another time': () => utimesSync(join(data(), databaseName), 1, 1),
    'no stamp': () => rmSync(join(data(), stampName)),
    'half a stamp': () => writeFileSync(join(data(), stampName), '{"version":"'),
    'no columns': () => rmSync(join(data(), cacheName())),
    'columns of more bytes': () => appendFileSync(join(data(), cacheName()), 'x'),
  };
  for (const [what, disturb] of Object.entries(disturbances)) {
    disturb();
    expect(await ask(), what).toEqual({ campaigns: ['spring'], opened: 1 });
    expect(await ask(), `after ${what}`).toEqual({ campaigns: ['spring'], opened: 0 });
  }
  expect(stampedVersion(data())).not.toBeNull();
  writeFileSync(join(data(), `${databaseName}.wal`), 'changes');
  expect(stampedVersion(data())).toBeNull();
});

test('the sample is never answered from the folder of one’s own data', async () => {
  const { engine, opened } = counting();
  expect((await engine.report({})).meta.sample).toBe(true);
  expect(opened()).toBe(1);
  await engine.close();
  expect(existsSync(join(data(), stampName))).toBe(false);
});
