// Each fixture of each format in all its ugly twins: the same cells in the same rows, so the same records. That equal cells
// are equal records is tried with whole imports of a few; a decimal comma changes cells, so it is tried there too.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DataError } from '#shared/errors.ts';
import { defaultSettings } from '#shared/settings.ts';
import { importFile } from '../../../server/ingest/import.ts';
import { removeImport } from '../../../server/ingest/publish.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import { contentColumns, recordTables, unpackedSql } from '../../../server/store/duckdb/tables.ts';
import type { Row, Store } from '../../../server/store/store.ts';
import { type Cells, cellsOf, fixtures } from './fixture-files.ts';
import { jsonTwins, type Twin, tableTwins } from './twins.ts';

let store: Store;
let folder: string;
beforeAll(async () => {
  store = await openStore(':memory:', { threads: 1 });
  folder = mkdtempSync(join(tmpdir(), 'throughline-twins-'));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function textOf(path: string, { encoding }: Cells['inspection']): string {
  const bytes = readFileSync(path);
  const plain = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
  return new TextDecoder(encoding === 'mixed' ? 'utf-8' : encoding).decode(plain);
}

async function twinsOf(path: string): Promise<{ plain: Cells; twins: Twin[] } | null> {
  try {
    const plain = await cellsOf(store, path);
    const text = textOf(path, plain.inspection);
    return { plain, twins: plain.dialect === null ? jsonTwins(text) : tableTwins(text, plain) };
  } catch (error) {
    // Sums are refused before their cells are looked at.
    if (error instanceof DataError && error.code === 'file-aggregate') return null;
    throw error;
  }
}

/** Line breaks within a cell count as one form, and so do the two ways in which JSON writes a whole number. */
function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/^(-?\d+)\.0$/, '$1');
}

/** Rows that are rows: broken ones are broken in ways that no twin keeps. */
function good(rows: Cells['rows'], without: readonly string[] = []): Record<string, string>[] {
  return rows
    .filter(row => typeof row !== 'string')
    .map(row =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([header]) => !without.includes(header))
          .map(([header, text]) => [header.replace(/^\uFEFF/, ''), plainText(text)])
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    );
}

/** All twins of a format's first file; of its other files every third, each another. */
function chosen(twins: readonly Twin[], path: string, format: string): readonly Twin[] {
  const place = fixtures.filter(fixture => fixture.format === format).findIndex(fixture => fixture.path === path);
  return place === 0 ? twins : twins.filter((_, i) => i % 3 === place % 3);
}

test.each(fixtures)('$name says the same in its twins', async ({ format, path }) => {
  const made = await twinsOf(path);
  if (made === null) return;
  const expected = good(made.plain.rows);
  for (const { name, file, added } of chosen(made.twins, path, format)) {
    const at = join(folder, 'twin');
    writeFileSync(at, file);
    const twin = await cellsOf(store, at, dirname(path)).catch(error => ({ format: String(error), rows: [] }));
    expect({ twin: name, format: twin.format, rows: good(twin.rows, added) }).toEqual({
      twin: name,
      format,
      rows: expected,
    });
  }
});

/** Everything that an import has brought, without what tells of the file itself. */
async function recordsOf(path: string): Promise<Record<string, Row[]>> {
  const answer = await importFile(store, { path }, { ...defaultSettings, dateOrder: 'dmy' });
  expect(answer.error).toBeUndefined();
  const records: Record<string, Row[]> = {};
  for (const table of recordTables) {
    const columns = contentColumns[table]
      .filter(([column]) => column !== 'properties')
      .map(([column]) => (column === 'given' ? `${unpackedSql('given', 'campaign')} AS campaign` : `"${column}"`));
    const rows = await store.all(
      `SELECT ${columns.join(', ')} FROM ${table} WHERE import_id = ${answer.import} ORDER BY ALL`,
    );
    if (rows.length > 0) records[table] = rows;
  }
  await store.transaction(() => removeImport(store, answer.import!));
  return records;
}

test.each(['deals/deals.csv', 'hubspot-contacts/contacts.csv', 'ga4-bigquery/console-array.json'])(
  '%s imported in its twins brings the same records',
  async name => {
    const { path } = fixtures.find(fixture => fixture.name === name)!;
    const { twins } = (await twinsOf(path))!;
    const expected = await recordsOf(path);
    for (const twin of twins.filter((_, i) => i % 3 === 1)) {
      const at = join(folder, 'twin');
      writeFileSync(at, twin.file);
      expect({ twin: twin.name, records: await recordsOf(at) }).toEqual({ twin: twin.name, records: expected });
    }
  },
);

test.each(['meta-ads/ads-manager.csv', 'spend/spend.csv', 'linkedin-ads/campaign-performance.csv'])(
  '%s with semicolons and decimal commas brings the same records',
  async name => {
    const { path } = fixtures.find(fixture => fixture.name === name)!;
    const { plain, twins } = (await twinsOf(path))!;
    const semicolons = twins.find(twin => twin.name === 'semicolons')!.file.toString();
    // Numbers with decimals, whole cells: 1,234.56 becomes 1.234,56.
    const european = semicolons.replace(/(?<=;|^|")(-?\d{1,3}(?:,?\d{3})*\.\d+)(?=;|$|")/gm, number =>
      number.replace(/[.,]/g, sign => (sign === '.' ? ',' : '.')),
    );
    expect(european).not.toBe(semicolons);
    expect(plain.dialect?.delimiter).not.toBe(';');
    const at = join(folder, 'twin');
    writeFileSync(at, european);
    expect(await recordsOf(at)).toEqual(await recordsOf(path));
  },
);
