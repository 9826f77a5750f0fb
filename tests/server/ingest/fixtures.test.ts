// Every fixture is what its folder says, by its content alone and among all formats.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DataError } from '#shared/errors.ts';
import { readDialect } from '../../../server/ingest/dialect.ts';
import { inspect } from '../../../server/ingest/inspect.ts';
import { looksLikeJson, readJsonHead } from '../../../server/ingest/ndjson.ts';
import { recognise } from '../../../server/ingest/recognise.ts';

const root = new URL('../../fixtures/', import.meta.url).pathname;
const temporary = mkdtempSync(join(tmpdir(), 'throughline-fixtures-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const fixtures = readdirSync(root, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .flatMap(({ name: format }) =>
    readdirSync(join(root, format), { withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ name }) => ({ format, name })),
  );

async function formatOf(path: string, file: string): Promise<string> {
  const inspection = await inspect(path, temporary);
  if (!looksLikeJson(inspection.head)) return readDialect(inspection, file).format.id;
  const { keys, deepKeys } = readJsonHead(inspection.head, file);
  return recognise({ file, shape: 'ndjson', rows: [keys], deepKeys }).format.id;
}

/** The format that a file of sums is refused as. */
function refusedAs(error: unknown): string {
  if (error instanceof DataError && error.code === 'file-aggregate')
    return /\(([a-z0-9-]+)\), of which/.exec(error.message)?.[1] ?? '';
  throw error;
}

test.each(fixtures)('$format/$name is recognised as itself among all formats', async ({ format, name }) => {
  // The name is kept from the recogniser: only what the file holds may decide.
  expect(await formatOf(join(root, format, name), 'a file').catch(refusedAs)).toBe(format);
});

test('a report that needs another breakdown is refused by name', async () => {
  const path = join(root, 'google-ads-campaigns/refused/without-day.csv');
  await expect(formatOf(path, 'without-day.csv')).rejects.toThrow(DataError);
  await expect(formatOf(path, 'without-day.csv')).rejects.toThrow(/without-day\.csv reads as Google Ads/);
});
