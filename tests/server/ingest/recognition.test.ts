// Every fixture against every format: by its content alone it is what its folder says, whatever order the formats stand in.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { DataError } from '#shared/errors.ts';
import type { Format } from '#shared/formats/format.ts';
import { formats } from '#shared/formats/index.ts';
import { readDialect } from '../../../server/ingest/dialect.ts';
import { inspect } from '../../../server/ingest/inspect.ts';
import { looksLikeJson, readJsonHead } from '../../../server/ingest/ndjson.ts';
import { recognise } from '../../../server/ingest/recognise.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import type { Store } from '../../../server/store/store.ts';
import { fixtures } from './fixture-files.ts';

const root = new URL('../../fixtures/', import.meta.url).pathname;
let store: Store;
beforeAll(async () => {
  store = await openStore(':memory:', { threads: 1 });
});
afterAll(() => store.close());

/** The format that a file is read, or refused, as; null for none of these. */
async function formatOf(path: string, among: readonly Format[]): Promise<string | null> {
  try {
    const inspection = await inspect(path, store.temporaryFolder);
    if (!looksLikeJson(inspection.head)) return readDialect(inspection, 'a file', undefined, among).format.id;
    const { keys, deepKeys } = readJsonHead(inspection.head, 'a file');
    return recognise({ file: 'a file', shape: 'ndjson', rows: [keys], deepKeys }, undefined, among).format.id;
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    if (error.code === 'file-aggregate') return /\(([a-z0-9-]+)\), of which/.exec(error.message)?.[1] ?? '';
    if (error.code === 'format-unknown') return null;
    throw error;
  }
}

test.each(fixtures)('$name is recognised as itself among all formats, in any order', async ({ format, path }) => {
  expect(await formatOf(path, formats)).toBe(format);
  expect(await formatOf(path, [...formats].reverse())).toBe(format);
});

test('a report that needs another breakdown is refused by name', async () => {
  const inspection = await inspect(`${root}google-ads-campaigns/refused/without-day.csv`, store.temporaryFolder);
  const read = () => readDialect(inspection, 'without-day.csv');
  expect(read).toThrow(DataError);
  expect(read).toThrow(/without-day\.csv reads as Google Ads/);
});
