// Days that are exported again with what came late: the newer file's events of a day stand in place of the older one's,
// while parts of one day, and other sites' days, stand beside each other.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { lines, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

/** A GA4 event; `day` as the property's table has it. */
const event = (visitor: string, day: string, minute: number, stream = '1'): string =>
  JSON.stringify({
    event_date: day,
    event_timestamp: `${Date.UTC(2026, 2, Number(day.slice(6)), 10, minute) * 1000}`,
    event_name: 'page_view',
    user_pseudo_id: visitor,
    stream_id: stream,
    event_params: [],
  });
const visitors = async (): Promise<unknown[]> =>
  (await space.all('SELECT visitor FROM event ORDER BY "at", visitor')).map(row => row.visitor);

test('a day exported again takes the place of what was there, whatever it lacks or adds; other days stay', async () => {
  const first = lines(event('a', '20260301', 1), event('b', '20260301', 2), event('c', '20260302', 3));
  await space.add(first, { name: 'one.json' });
  // b is gone from the first, d came late; the second isn't in this file.
  const second = lines(event('a', '20260301', 1), event('d', '20260301', 4));
  const answer = await space.add(second, { name: 'two.json' });
  expect(answer).toMatchObject({ read: 2, kept: 2, duplicates: 0, rejected: 0 });
  expect(answer.notes).toEqual(['2 earlier events made room: this file holds their days anew.']);
  expect(await visitors()).toEqual(['a', 'd', 'c']);
  // The same files again change nothing: not even the older one, which was taken in before.
  for (const [text, name] of [
    [second, 'two.json'],
    [first, 'one.json'],
  ]) {
    expect(await space.add(text, { name })).toMatchObject({ kept: 0 });
    expect(await visitors()).toEqual(['a', 'd', 'c']);
  }
});

test('a day in parts: files that share nothing stand beside each other', async () => {
  await space.add(lines(event('a', '20260301', 1), event('b', '20260301', 2)));
  const answer = await space.add(lines(event('c', '20260301', 3)));
  expect(answer.notes).toEqual([]);
  expect(await visitors()).toEqual(['a', 'b', 'c']);
});

test('the same day of another stream is another day', async () => {
  await space.add(lines(event('a', '20260301', 1), event('b', '20260301', 2)));
  await space.add(lines(event('a', '20260301', 1, '2'), event('c', '20260301', 2, '2')));
  expect(await visitors()).toEqual(['a', 'b', 'c']);
});

test('a broken row is set aside and takes no part', async () => {
  await space.add(lines(event('a', '20260301', 1), event('b', '20260301', 2)));
  const bad = event('b', '20260301', 2).replace(/"event_timestamp":"\d+"/, '"event_timestamp":"soon"');
  const answer = await space.add(lines(event('a', '20260301', 1), bad));
  expect(answer).toMatchObject({ read: 2, kept: 1, rejected: 1 });
  expect(await visitors()).toEqual(['a']);
});
