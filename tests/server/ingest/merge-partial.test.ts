// Messages that tell of a record in parts: each changes what it names and nothing else, whatever order they come in, beside
// whole rows of an export.

import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Column, Format } from '#shared/formats/format.ts';
import { dataVersion } from '../../../server/store/data-version.ts';
import { us, workspace } from './ingest.ts';

const common = { vendor: 'Test', version: 1, system: 'test', shape: 'ndjson', clock: 'utc', facts: 'a test' } as const;
const fields = (prefix: string): Column[] => [
  { field: 'id', from: ['deal'], as: 'id', required: true },
  { field: 'name', from: [`${prefix}name`], as: 'text' },
  { field: 'currency', from: [`${prefix}currency`], as: 'currency' },
  { field: 'amount', from: [`${prefix}amount`], as: 'money' },
  { field: 'stage', from: [`${prefix}stage`], as: 'text' },
  { field: 'state', from: [`${prefix}stage`], as: 'text', values: { won: 'won', lost: 'lost', talks: 'open' } },
  { field: 'won', from: [`${prefix}won`], as: 'instant' },
];
const changes = {
  ...common,
  id: 'test-changes',
  label: 'changes',
  detect: { all: ['deal', 'change'], priority: 50 },
  yields: [
    {
      record: 'deal',
      isPartial: true,
      columns: [...fields('change.'), { field: 'modified', from: ['at'], as: 'instant', required: true }],
      key: ['id'],
    },
  ],
} satisfies Format;
const wholes = {
  ...common,
  id: 'test-deals',
  label: 'deals',
  detect: { all: ['deal', 'name'], priority: 50 },
  yields: [
    { record: 'deal', columns: [...fields(''), { field: 'modified', from: ['at'], as: 'instant' }], key: ['id'] },
  ],
} satisfies Format;

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

const on = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T12:00:00Z`;
const change = (day: number, said: Record<string, string | null>, deal = 'd1') => ({ deal, at: on(day), change: said });
const add = (...records: object[]) =>
  space.add(`${records.map(record => JSON.stringify(record)).join('\n')}\n`, { formats: [changes, wholes] });
const deals = () => space.all('SELECT id, name, amount, currency, stage, state, won_at FROM deal ORDER BY id');

const whole = {
  deal: 'd1',
  at: on(5),
  name: 'Roof',
  amount: '100',
  currency: 'GBP',
  stage: 'talks',
  won: '',
};

test('a change says only what it names: all other fields stay as the export has them', async () => {
  await add(whole);
  expect(await add(change(6, { stage: 'won' }))).toMatchObject({ format: 'test-changes', kept: 1, duplicates: 0 });
  expect(await deals()).toEqual([
    { id: 'd1', name: 'Roof', amount: 10000, currency: 'GBP', stage: 'won', state: 'won', won_at: null },
  ]);
});

test('a change older than the export says nothing new; one that comes late still finds its place between others', async () => {
  await add(whole);
  await add(change(4, { amount: '90', name: 'Shed' }));
  await add(change(9, { stage: 'won' }));
  // Said on the 7th, after the export of the 5th, and heard of after what was said on the 9th.
  await add(change(7, { amount: '120', stage: 'lost' }));
  expect(await deals()).toEqual([
    { id: 'd1', name: 'Roof', amount: 12000, currency: 'GBP', stage: 'won', state: 'won', won_at: null },
  ]);
});

test('a value that is taken away is gone, and an older one does not bring it back', async () => {
  await add(whole, { ...whole, deal: 'd2' });
  await add(change(6, { won: on(6) }), change(8, { won: '', name: null }), change(8, { amount: null }, 'd2'));
  await add(change(7, { won: on(7), name: 'Shed' }));
  expect(await deals()).toEqual([
    { id: 'd1', name: null, amount: 10000, currency: 'GBP', stage: 'talks', state: 'open', won_at: null },
    { id: 'd2', name: 'Roof', amount: null, currency: 'GBP', stage: 'talks', state: 'open', won_at: null },
  ]);
});

test('a later export takes over all that it says; later changes go on from there', async () => {
  await add(change(6, { amount: '150', stage: 'won', won: on(6) }));
  expect(await deals()).toMatchObject([{ name: null, amount: 15000, state: 'won' }]);
  await add({ ...whole, at: on(8) });
  expect(await deals()).toMatchObject([{ name: 'Roof', amount: 10000, state: 'open', won_at: null }]);
  await add(change(9, { won: on(9) }));
  expect(await deals()).toMatchObject([{ name: 'Roof', amount: 10000, won_at: us(on(9)) }]);
});

test('an export that does not say when its rows were changed is as new as what was known when it came', async () => {
  await add(change(6, { amount: '150' }));
  const undated = { ...whole, at: '' };
  await add(undated);
  expect(await deals()).toMatchObject([{ name: 'Roof', amount: 10000 }]);
  await add(change(5, { amount: '90' })); // older than what was known
  expect(await deals()).toMatchObject([{ amount: 10000 }]);
  await add(change(7, { amount: '170' }));
  expect(await deals()).toMatchObject([{ name: 'Roof', amount: 17000 }]);
});

test('the same change again is a duplicate and leaves everything as it is', async () => {
  await add(whole, { ...whole, deal: 'd2' });
  const message = change(6, { stage: 'won', amount: '120' });
  expect(await add(message)).toMatchObject({ read: 1, kept: 1, duplicates: 0 });
  const before = [await deals(), await dataVersion(space.store)];
  expect(await add(message, message, change(6, { stage: 'won', amount: '120' }))).toMatchObject({
    read: 3,
    kept: 0,
    duplicates: 3,
  });
  expect([await deals(), await dataVersion(space.store)]).toEqual(before);
});

test('a word that the vocabulary does not know says nothing of the state', async () => {
  await add(change(5, { stage: 'won' }), change(6, { stage: 'stage 7' }));
  expect(await deals()).toMatchObject([{ stage: 'stage 7', state: 'won' }]);
});

test("an amount without a currency is a number of its deal's currency, said before or after", async () => {
  // ¥5,000 has no minor unit: 5000. Hundredths until the currency is known.
  await add(change(5, { amount: '5000' }));
  expect(await deals()).toMatchObject([{ amount: 500000, currency: null }]);
  await add(change(6, { currency: 'JPY' }));
  expect(await deals()).toMatchObject([{ amount: 5000, currency: 'JPY' }]);
  await add(change(7, { amount: '6000' }));
  expect(await deals()).toMatchObject([{ amount: 6000, currency: 'JPY' }]);
});

test('whatever order messages and exports come in, in one file or in several, the record is the same', async () => {
  const records: object[] = [
    { ...whole, at: on(3) },
    { ...whole, at: on(10), name: 'House', amount: '200' },
    change(2, { stage: 'lost' }),
    change(6, { amount: '120', currency: 'EUR' }),
    change(11, { stage: 'won', won: on(11) }),
    change(12, { won: null }),
    change(12, { amount: '300' }),
    change(12, { amount: '301' }), // in the same moment: one of the two, always the same
    change(9, { name: 'Shed' }),
  ];
  const outcomes = new Set<string>();
  const outcome = async (order: readonly object[], parts: number): Promise<void> => {
    const own = await workspace();
    const size = Math.ceil(order.length / parts);
    for (let i = 0; i < order.length; i += size) {
      const text = order.slice(i, i + size).map(record => `${JSON.stringify(record)}\n`);
      // A file of both shapes is none of a format: each as its own.
      for (const format of [changes, wholes]) {
        const lines = text.filter(line => line.includes('"change"') === (format === changes));
        if (lines.length > 0) await own.add(lines.join(''), { formats: [format] });
      }
    }
    const rows = await own.all('SELECT name, amount, currency, stage, state, won_at, modified_at FROM deal');
    outcomes.add(JSON.stringify([rows, await dataVersion(own.store)]));
    await own.close();
  };
  const shuffled = fc.shuffledSubarray(records, { minLength: records.length });
  await fc.assert(
    fc.asyncProperty(shuffled, fc.constantFrom(1, 3, 9), (order, parts) => outcome(order, parts)),
    { numRuns: 4, seed: 20_260_301 },
  );
  expect(outcomes.size).toBe(1);
  const [[row]] = JSON.parse([...outcomes][0]);
  // House and GBP of the 10th; won said on the 11th, its day taken away on the 12th.
  expect(row).toMatchObject({ name: 'House', currency: 'GBP', stage: 'won', state: 'won', won_at: null });
  expect([30000, 30100]).toContain(row.amount);
});
