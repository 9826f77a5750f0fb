import { expect, test } from 'vitest';
import { lines, workspace } from './ingest.ts';

const hit = (id: number, more = ''): string =>
  `{"hit_id":"hit-000${id}","received":1792231200000,"at":${1792231200000 + id},"kind":"page","consent":"granted","site":"acme.example","url":"https://acme.example/","visitor":"visitor-1"${more}}`;

test('the parts of a file that grows are one import, their lines those of the whole', async () => {
  const { add, all, close } = await workspace();
  const file = 'journal/hits/2026-10-17.ndjson';
  const first = lines(hit(1), hit(2));
  // Of the second part one hit is known already and one has no instant that can be read: 3 read = 1 kept + 1 twice + 1 aside.
  const second = lines(hit(2), hit(3), hit(4).replace('"at":1792231200004', '"at":"noon"'));
  const third = lines(hit(5));
  const fold = (bytes: number) => ({ format: 'hits', fold: { file, bytes } });
  const one = await add(first, fold(first.length));
  const two = await add(second, fold(first.length + second.length));
  const three = await add(third, fold(first.length + second.length + third.length));
  expect([one, two, three].map(answer => answer.import)).toEqual([one.import, one.import, one.import]);
  expect(two).toMatchObject({ read: 3, kept: 1, duplicates: 1, rejected: 1 });
  expect(await all('SELECT file, bytes, rows_read, kept, duplicates, rejected, records FROM import')).toEqual([
    {
      file,
      bytes: first.length + second.length + third.length,
      rows_read: 6,
      kept: 4,
      duplicates: 1,
      rejected: 1,
      records: '{"event":4}',
    },
  ]);
  expect(await all('SELECT id, line FROM event ORDER BY line')).toEqual([
    { id: 'hit-0001', line: 1 },
    { id: 'hit-0002', line: 2 },
    { id: 'hit-0003', line: 4 },
    { id: 'hit-0005', line: 6 },
  ]);
  expect(await all('SELECT line FROM reject')).toEqual([{ line: 5 }]);
  await close();
});
