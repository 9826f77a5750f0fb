// The same money told twice is counted once: by device and without, with the account and without, by name and by id.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { lines, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

const rows = 'SELECT campaign, segment, cost FROM spend ORDER BY campaign, segment, cost';
const byDay = lines('Day,Campaign,Campaign ID,Impr.,Cost,Currency code', '2026-03-01,Brand,20000000001,100,30.00,GBP');
const byDevice = lines(
  'Day,Campaign,Campaign ID,Device,Impr.,Cost,Currency code',
  '2026-03-01,Brand,20000000001,Computers,60,20.00,GBP',
  '2026-03-01,Brand,20000000001,Mobile phones,40,10.00,GBP',
);

test('a report by device takes the place of the same report without devices, and the other way round', async () => {
  await space.add(byDay);
  const split = await space.add(byDevice);
  expect(split.notes.join(' ')).toContain('1 earlier cost row made room');
  expect(await space.all(rows)).toEqual([
    { campaign: 'Brand', segment: 'Computers', cost: 2000 },
    { campaign: 'Brand', segment: 'Mobile phones', cost: 1000 },
  ]);
  const whole = await space.add(`${byDay}\n`);
  expect(whole.notes.join(' ')).toContain('2 earlier cost rows made room');
  expect(await space.all(rows)).toEqual([{ campaign: 'Brand', segment: null, cost: 3000 }]);
});

test('the account named in one file and not in the other makes no second cost', async () => {
  await space.add(byDay);
  await space.add(
    lines(
      'Day,Campaign,Campaign ID,Customer ID,Impr.,Cost,Currency code',
      '2026-03-01,Brand,20000000001,123-456-7890,100,30.00,GBP',
    ),
  );
  expect(await space.all('SELECT account, cost FROM spend')).toEqual([{ account: '1234567890', cost: 3000 }]);
});

const byName = lines('Day,Campaign,Impr.,Cost,Currency code', '2026-03-01,Brand,100,30.00,GBP');

test('a campaign known by its name alone is the one campaign of that name, whichever file comes first', async () => {
  await space.add(byName);
  await space.add(byDay);
  expect(await space.all('SELECT campaign_id, cost FROM spend')).toEqual([{ campaign_id: '20000000001', cost: 3000 }]);
  await space.add(`${byName}\n`);
  expect(await space.all('SELECT campaign_id, cost FROM spend')).toEqual([{ campaign_id: null, cost: 3000 }]);
});

test('two campaigns of one name stay apart from a row that names only the name', async () => {
  await space.add(byDay);
  await space.add(
    lines('Day,Campaign,Campaign ID,Impr.,Cost,Currency code', '2026-03-01,Brand,20000000002,10,5.00,GBP'),
  );
  await space.add(byName);
  // 30.00 + 5.00 by id, and 30.00 of which nobody can say whose it is.
  expect(await space.all('SELECT count(*) AS n, sum(cost) AS cost FROM spend')).toEqual([{ n: 3, cost: 6500 }]);
});

test("short ids of a user's own are told apart by their accounts", async () => {
  const own = (account: string) =>
    lines('date,platform,account_id,campaign_id,cost,currency', `2026-03-01,google,${account},1,10.00,GBP`);
  await space.add(own('111'));
  await space.add(own('222'));
  expect(await space.all('SELECT sum(cost) AS cost FROM spend')).toEqual([{ cost: 2000 }]);
});
