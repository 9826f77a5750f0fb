// A file that somebody writes to while it is read.

import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lines, workspace } from './ingest.ts';

let place: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  place = await workspace();
});
afterEach(() => place.close());

const text = lines('deal_id,amount', ...Array.from({ length: 50 }, (_, i) => `D${i},100`));
const json = lines(
  ...Array.from(
    { length: 50 },
    (_, i) => `{"hit_id":"hit-0${i}","received":1792231200000,"at":1792231200000,"kind":"page"}`,
  ),
);

test.each<[string, (path: string) => void]>([
  ['emptied', path => truncateSync(path)],
  ['begun anew', path => truncateSync(path, 100)],
  ['longer', path => appendFileSync(path, 'D50,1')],
  [
    'another one',
    path => {
      writeFileSync(`${path}.new`, lines('deal_id,amount', 'D60,1'));
      renameSync(`${path}.new`, path);
    },
  ],
  ['gone', path => rmSync(path)],
])('%s when it is read, nothing of it is in, and the whole goes in afterwards', async (_, change) => {
  for (const [name, whole] of [
    ['deals.csv', text],
    ['hits.ndjson', json],
  ]) {
    const onReading = (): void => change(join(place.folder, name));
    const answer = await place.add(whole, { name, onReading });
    expect([answer.error?.code, answer.kept]).toEqual(['file-changed', 0]);
    expect(await place.all('SELECT id FROM import')).toHaveLength(name === 'deals.csv' ? 0 : 1);
    expect(await place.add(whole, { name })).toMatchObject({ read: 50, kept: 50 });
  }
});
