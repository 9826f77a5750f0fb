// Tables whose cells hold line breaks are written anew and read by all threads: what a cell holds may look like rows of
// the file itself, and white space at a cell's ends goes as it does everywhere.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { lines, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

test('tables pasted into cells of a large file are no rows of it', async () => {
  // Each row takes 501 lines, 500 of them like rows of this very file; 20 MB in all, more than one thread's share.
  const pasted = (n: number): string =>
    Array.from({ length: 500 }, (_, i) => `${n * 501 + i},,,x${i},pasted,2026-03-01,1,GBP`).join('\n');
  const rows = Array.from({ length: 1500 }, (_, n) => `d${n},"${pasted(n)}\nend",2026-03-01,10,GBP`);
  await space.add(lines('deal_id,name,won_at,amount,currency', ...rows));
  expect(
    await space.all(
      'SELECT count(*) AS rows, count(DISTINCT id) AS ids, sum(amount)::BIGINT AS sum, max(line) AS last FROM deal',
    ),
    // The last row begins behind the header and 1,499 rows of 501 lines: line 2 + 1,499 × 501.
  ).toEqual([{ rows: 1500, ids: 1500, sum: 1_500_000, last: 751_001 }]);
});

test.each([
  ['a space', ' '],
  ['a tab', '\t'],
  ['a no-break space', '\u00a0'],
])('%s at the end of a cell goes, beside cells of several lines too', async (_, blank) => {
  await space.add(
    lines('deal_id,name,owner,amount,currency', 'd1,"two\nlines",Rhys,1,GBP', `d2,plain,"Ines${blank}",2,GBP`),
  );
  expect(await space.all('SELECT owner FROM deal ORDER BY id')).toEqual([{ owner: 'Rhys' }, { owner: 'Ines' }]);
});
