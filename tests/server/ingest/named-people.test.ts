// Who is on a deal by the deal's own row: the newest row says it, whatever order the files come in.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { lines, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

const deals = (...rows: string[]) =>
  lines('Record ID,Deal Name,Deal Stage,Amount,Associated Contact IDs,Last Modified Date', ...rows);
const january = deals('1,North,Open,100,101;102,2026-01-10 10:00', '2,South,Open,200,103,2026-01-10 10:00');
const february = deals('1,North,Open,150,101;104,2026-02-10 10:00', '2,South,Open,200,,2026-02-10 10:00');
// Cid is on South by his own record.
const contacts = lines(
  'Record ID,Email,Create Date,Associated Deal IDs,Last Modified Date',
  '102,bob@north.example,2026-01-05 10:00,,2026-01-10 10:00',
  '105,cid@south.example,2026-01-05 10:00,2,2026-01-10 10:00',
);

const named = async () =>
  (
    await space.all<{ who: string }>(
      "SELECT DISTINCT deal_id || ' ' || replace(person, 'contact:hubspot:', '') AS who FROM deal_person ORDER BY who",
    )
  ).map(({ who }) => who);

test.each([
  [[january, february, contacts]],
  [[january, contacts, february]],
  [[contacts, february, january]],
  [[february, january, contacts]],
])('whom the newer row no longer names is off the deal', async files => {
  for (const file of files) await space.add(file);
  expect(await named()).toEqual(['1 101', '1 104', '2 105']);
});

test('what a contact’s own record says stands, though the deal’s row named them too and does no more', async () => {
  const both = lines('Record ID,Email,Create Date,Associated Deal IDs', '103,cid@south.example,2026-01-05 10:00,2');
  for (const file of [january, both, february]) await space.add(file);
  expect(await named()).toEqual(['1 101', '1 104', '2 103']);
});

test('a contact’s newer record takes them off the deals that it no longer names', async () => {
  const record = (deals: string, day: string) =>
    lines(
      'Record ID,Email,Create Date,Associated Deal IDs,Last Modified Date',
      `102,bob@north.example,2026-01-05 10:00,${deals},2026-${day} 10:00`,
    );
  for (const file of [record('7;8', '02-01'), record('8;9', '03-01'), record('6', '01-15')]) await space.add(file);
  expect(await named()).toEqual(['8 102', '9 102']);
  await space.add(record('', '04-01'));
  expect(await named()).toEqual([]);
});

test('a file without that column says nothing of it, and rows of one file add up', async () => {
  await space.add(
    lines('deal_id,email,amount,currency,stage', 'd1,ann@north.example,9,GBP,open', 'd1,bob@north.example,9,GBP,open'),
  );
  await space.add(lines('deal_id,amount,currency,stage', 'd1,10,GBP,won'));
  expect(await space.all('SELECT person FROM deal_person ORDER BY person')).toEqual([
    { person: 'email:ann@north.example' },
    { person: 'email:bob@north.example' },
  ]);
  // A mistyped address was mended.
  await space.add(lines('deal_id,email,amount,currency,stage', 'd1,anne@north.example,10,GBP,won'));
  expect(await space.all('SELECT person FROM deal_person')).toEqual([{ person: 'email:anne@north.example' }]);
});
