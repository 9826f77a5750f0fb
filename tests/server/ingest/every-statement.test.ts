// An import that is stopped, or fails, at any of its statements: what is told is so, and nothing is left that is not.

import { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lines, workspace } from './ingest.ts';

let place: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  place = await workspace();
  await place.add(lines('deal_id,amount,currency', 'D1,100,GBP', 'D2,50,GBP'), { name: 'first.csv' });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await place.close();
});

/** Written anew first, as it is UTF-16: two deals that are new, and one that cannot be read. */
const file = (nth = 0): Buffer =>
  Buffer.from(
    `\ufeff${lines('deal_id,amount,currency', `A${nth},120,GBP`, `B${nth},70,GBP`, 'C,much,GBP')}`,
    'utf16le',
  );
const told = { read: 3, kept: 2, duplicates: 0, rejected: 1, rejects: [{ line: 4 }] };

const stored = () =>
  place.all(
    `SELECT (SELECT list(id || ' ' || amount ORDER BY id) FROM deal) AS deals, (SELECT list(file) FROM import) AS files,
       (SELECT count(*) FROM reject) AS rejects, (SELECT value FROM meta WHERE key = 'data_version') AS version`,
  );

/** Calls `on` before every statement of a piece of work, with its number. */
async function eachStatement<T>(on: (nth: number, sql: string) => void, work: () => Promise<T>): Promise<T> {
  const { run } = DuckDBConnection.prototype;
  let nth = 0;
  const spy = vi.spyOn(DuckDBConnection.prototype, 'run').mockImplementation(function (
    this: DuckDBConnection,
    ...given
  ) {
    on(++nth, given[0]);
    return run.apply(this, given);
  });
  try {
    return await work();
  } finally {
    spy.mockRestore();
  }
}

test('stopped at any statement, it is in and said to be, or it is not and nothing of it is there', async () => {
  const before = await stored();
  for (let at = 1; ; at++) {
    const stop = new AbortController();
    let statements = 0;
    const on = (nth: number): void => {
      statements = nth;
      if (nth === at) stop.abort();
    };
    const answer = await eachStatement(on, () => place.add(file(), { name: 'second.csv', signal: stop.signal })).catch(
      (error: Error) => error.name,
    );
    if (answer !== 'AbortError') {
      expect(answer).toMatchObject(told);
      expect(await stored()).toMatchObject([{ deals: ['A0 12000', 'B0 7000', 'D1 10000', 'D2 5000'], rejects: 1 }]);
      // Not before the last two, the mark that it is published and the commit: a mark that is written already is not taken back.
      expect(at).toBeGreaterThanOrEqual(statements - 1);
      return;
    }
    expect(await stored()).toEqual(before);
  }
});

test('whatever cannot be written for want of room, the same file goes in wholly when there is room', async () => {
  const isWrite = (sql: string): boolean => /^\s*(INSERT|UPDATE|DELETE|CREATE|DROP|COMMIT)/.test(sql);
  for (let at = 1; ; at++) {
    let writes = 0;
    const on = (_: number, sql: string): void => {
      if (isWrite(sql) && ++writes >= at) throw new Error('IO Error: Could not write file: No space left on device');
    };
    const code = await eachStatement(on, () => place.add(file(at), { name: 'second.csv' })).then(
      () => 'in',
      error => error.code,
    );
    if (code === 'in') {
      expect(at).toBeGreaterThan(10);
      return;
    }
    expect(code).toBe('disk-full');
    expect(await place.add(file(at), { name: 'second.csv' })).toMatchObject(told);
    // Two more each time, and the two that were there.
    expect(await stored()).toMatchObject([{ rejects: at }]);
    expect(await place.all('SELECT id FROM deal')).toHaveLength(2 * at + 2);
  }
});
