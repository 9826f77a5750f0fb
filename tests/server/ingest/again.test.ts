// Importing again, overlapping, in another order: what is there already changes nothing, what is newer takes its place.

import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refreshSources } from '../../../server/ingest/resolve-sources.ts';
import { dataVersion } from '../../../server/store/data-version.ts';
import { lines, us, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

const header = 'visitor_id,ts,event,source';
const events = [
  'v1,2026-03-01T10:00:00Z,visit,google',
  'v2,2026-03-01T11:00:00Z,visit,bing',
  'v3,2026-03-01T12:00:00Z,form,',
];

test('the same file again is all duplicates and says so', async () => {
  const file = lines(header, ...events, 'v4,never,visit,');
  const first = await space.add(file);
  expect(first).toMatchObject({ read: 4, kept: 3, duplicates: 0, rejected: 1 });
  const version = await dataVersion(space.store);
  const again = await space.add(file);
  expect(again).toMatchObject({
    read: 4,
    kept: 0,
    duplicates: 3,
    rejected: 1,
    notes: ['This very file was imported before: nothing changed.'],
  });
  expect(again.rejects).toEqual(first.rejects);
  expect(await dataVersion(space.store)).toBe(version);
  expect(await space.all('SELECT count(*) AS n FROM import')).toEqual([{ n: 1 }]);
});

test('an overlapping file adds only what is new, whatever order its columns are in', async () => {
  await space.add(lines(header, ...events));
  const answer = await space.add(
    lines(
      'source,event,visitor_id,ts',
      'bing,visit,v2,2026-03-01 11:00',
      ',form,v3,2026-03-01T13:00:00+01:00',
      'x,visit,v9,2026-03-02',
    ),
  );
  expect(answer).toMatchObject({ read: 3, kept: 1, duplicates: 2, records: { event: 1 } });
  expect(await space.all('SELECT count(*) AS n FROM event')).toEqual([{ n: 4 }]);
});

test('rows twice in one file count once', async () => {
  const answer = await space.add(lines(header, events[0], events[1], events[0], events[0]));
  expect(answer).toMatchObject({ read: 4, kept: 2, duplicates: 2 });
  expect(await space.all('SELECT visitor, line FROM event ORDER BY line')).toEqual([
    { visitor: 'v1', line: 2 },
    { visitor: 'v2', line: 3 },
  ]);
});

test('an event with an id is one event: its earliest instant stands', async () => {
  const files = [
    lines('event_id,visitor_id,ts', 'e1,v1,2026-03-01T10:00:05Z', 'e2,v1,2026-03-01T10:00:00Z'),
    lines('event_id,visitor_id,ts', 'e1,v1,2026-03-01T10:00:01Z', 'e2,v1,2026-03-01T10:00:09Z'),
  ];
  for (const file of files) await space.add(file);
  const forwards = await space.all('SELECT id, "at" FROM event ORDER BY id');
  expect(forwards).toEqual([
    { id: 'e1', at: us('2026-03-01T10:00:01Z') },
    { id: 'e2', at: us('2026-03-01T10:00:00Z') },
  ]);
  const version = await dataVersion(space.store);
  await space.close();
  space = await workspace();
  for (const file of files.reverse()) await space.add(file);
  expect(await space.all('SELECT id, "at" FROM event ORDER BY id')).toEqual(forwards);
  expect(await dataVersion(space.store)).toBe(version);
});

const deal = (amount: number, stage: string, modified = ''): string =>
  lines('deal_id,amount,stage,modified_at', `d1,${amount},${stage},${modified}`);

test('a later export takes the place of an earlier one and is no duplicate', async () => {
  await space.add(deal(100, 'open'));
  expect(await space.add(deal(200, 'won'))).toMatchObject({ kept: 1, duplicates: 0 });
  expect(await space.all('SELECT amount, state, import_id FROM deal')).toEqual([
    { amount: 20000, state: 'won', import_id: 2 },
  ]);
});

test('where both say when they were modified, that decides, not the order of import', async () => {
  await space.add(deal(200, 'won', '2026-03-05'));
  expect(await space.add(deal(100, 'open', '2026-03-01'))).toMatchObject({
    read: 1,
    kept: 1,
    duplicates: 0,
    records: { deal: 0 },
  });
  expect(await space.all('SELECT amount, state FROM deal')).toEqual([{ amount: 20000, state: 'won' }]);
});

test('in one file the later line stands; a line that says the same as the one before is a duplicate', async () => {
  const answer = await space.add(lines('deal_id,amount', 'd1,1', 'd1,1', 'd1,2', 'd1,1', 'd2,5'));
  // d1: 1, then 1 again (duplicate), then 2, then 1 once more, which stands.
  expect(answer).toMatchObject({ read: 5, kept: 4, duplicates: 1, records: { deal: 2 } });
  expect(await space.all('SELECT id, amount, line FROM deal ORDER BY id')).toEqual([
    { id: 'd1', amount: 100, line: 5 },
    { id: 'd2', amount: 500, line: 6 },
  ]);
});

test('a deal whose people are known already and which is new itself is kept, not a duplicate', async () => {
  await space.add(lines('deal_id,email,amount', 'd1,a@x.example,1'));
  expect(await space.add(lines('deal_id,email,amount', 'd1,a@x.example,2'))).toMatchObject({ kept: 1, duplicates: 0 });
  expect(await space.add(lines('email,amount,deal_id', 'a@x.example,2,d1'))).toMatchObject({ kept: 0, duplicates: 1 });
  expect(await space.all('SELECT count(*) AS n FROM deal_person')).toEqual([{ n: 1 }]);
});

test("a campaign-day's cost is replaced by a later report, parts and all", async () => {
  const report = (...rows: string[]): string => lines('date,platform,campaign,network,cost', ...rows);
  await space.add(report('2026-03-01,google,Brand,x,1', '2026-03-01,google,Brand,y,2', '2026-03-02,google,Brand,x,5'));
  const answer = await space.add(report('2026-03-01,google,Brand,x,1', '2026-03-01,google,Brand,y,3'));
  expect(answer).toMatchObject({ read: 2, kept: 1, duplicates: 1 });
  // 1 March is 1 + 3 now, 2 March is in the earlier report only.
  expect(
    await space.all('SELECT CAST(day AS VARCHAR) AS day, sum(cost) AS cost FROM spend GROUP BY day ORDER BY day'),
  ).toEqual([
    { day: '2026-03-01', cost: 400 },
    { day: '2026-03-02', cost: 500 },
  ]);
});

test('own sites that change make all sources anew', async () => {
  await space.add(lines('visitor_id,ts,url,referrer', 'v1,2026-03-01,https://shop.example/,https://blog.example/'));
  const channel = (): Promise<unknown[]> =>
    space.all('SELECT channel, continues FROM event JOIN source_ref USING (ref) JOIN source s ON s.id = source_id');
  expect(await channel()).toEqual([{ channel: 'Referral', continues: false }]);
  expect(await refreshSources(space.store, [])).toBe(false);
  expect(await refreshSources(space.store, ['blog.example'])).toBe(true);
  expect(await channel()).toEqual([{ channel: 'Direct', continues: true }]);
  expect(await refreshSources(space.store, ['blog.example'])).toBe(false);
});

test('the data version depends on neither the order of files nor that of rows', async () => {
  const files = [
    [header, ...events, 'v3,2026-03-01T12:00:00Z,form,'],
    ['deal_id,email,won_at,amount', 'd1,a@x.example;b@x.example,2026-03-01,10', 'd2,,,5'],
    [
      'date,platform,campaign,cost',
      '2026-03-01,google,Brand,1',
      '2026-03-01,bing,Brand,2',
      '2026-03-01,bing,Brand,2.5',
    ],
    [header, events[1], 'v7,2026-03-04T10:00:00Z,visit,x'],
  ];
  const versionOf = async (order: number[], reverse: boolean): Promise<string> => {
    const other = await workspace();
    for (const index of order) {
      const [head, ...body] = files[index];
      await other.add(lines(head, ...(reverse ? body.reverse() : body)));
    }
    const version = await dataVersion(other.store);
    await other.close();
    return version;
  };
  const expected = await versionOf([0, 1, 2, 3], false);
  expect(await versionOf([3, 2, 1, 0], true)).toBe(expected);
  expect(await versionOf([2, 0, 3, 1], true)).toBe(expected);
  expect(await versionOf([0, 1, 2], false)).not.toBe(expected);
});

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'v1',
    'd1',
    '2026-03-01',
    '2026-03-01T10:00:00Z',
    '12.50',
    '1,5',
    'GBP',
    'XXQ',
    'visit',
    'order',
    'a@x.example',
    '"',
    '""',
    'a"b',
    '"q\nx"',
    "'",
    '--',
    'é',
    '\u00a0',
  ),
  fc.string({ maxLength: 12 }),
);
const row = fc.array(cell, { minLength: 1, maxLength: 6 }).map(cells => cells.join(','));
const file = fc.record({
  header: fc.constantFrom(
    'visitor_id,ts,event,amount,currency',
    'deal_id,email,won_at,amount,currency',
    'date,platform,campaign,cost,currency',
    'date,currency,rate',
  ),
  good: fc.constantFrom(
    'v1,2026-03-01,visit,,',
    'd1,a@x.example,2026-03-01,10,GBP',
    '2026-03-01,google,Brand,1,GBP',
    '2026-03-01,EUR,1.1',
  ),
  rows: fc.array(row, { maxLength: 12 }),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  cut: fc.nat({ max: 40 }),
  bytes: fc.array(fc.tuple(fc.nat({ max: 400 }), fc.integer({ min: 1, max: 255 })), { maxLength: 3 }),
});

test('any broken file is an answer: read = kept + duplicates + rejected, or an error, and the same again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(file, async ({ header, good, rows, end, cut, bytes }) => {
      const text = Buffer.from([header, good, ...rows, good].join(end));
      for (const [at, byte] of bytes) if (at >= header.length && at < text.length) text[at] = byte;
      const broken = text.subarray(0, text.length - Math.min(cut, text.length - header.length));
      const answer = await space.add(Buffer.from(broken));
      if (answer.error) {
        expect(answer.error.what).not.toBe('');
        expect(answer.read).toBe(0);
        return;
      }
      expect(answer.kept + answer.duplicates + answer.rejected).toBe(answer.read);
      expect(answer.rejects).toHaveLength(answer.rejected);
      for (const reject of answer.rejects) expect(reject.reason).not.toBe('');
      const version = await dataVersion(space.store);
      const again = await space.add(Buffer.from(broken));
      expect(again.kept).toBe(0);
      expect(await dataVersion(space.store)).toBe(version);
    }),
    { seed: 20_260_101, numRuns: 25 },
  );
});
