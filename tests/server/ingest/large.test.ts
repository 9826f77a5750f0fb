// The statement that reads a large file is optimised, that of a small one hardly: both must read the same.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { defaultSettings } from '#shared/settings.ts';
import { importFile } from '../../../server/ingest/import.ts';
import { dataVersion } from '../../../server/store/data-version.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import { fixtures } from './fixture-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the records of a file come to, and what was rejected. */
async function read(path: string): Promise<unknown> {
  const store = await openStore(':memory:');
  try {
    const answer = await importFile(store, { path, name: 'file' }, { ...defaultSettings, dateOrder: 'dmy' });
    expect(answer.error).toBeUndefined();
    const { format, kept, rejected, duplicates, records, rejects } = answer;
    return { version: await dataVersion(store), format, kept, rejected, duplicates, records, rejects };
  } finally {
    await store.close();
  }
}

// One of each way of reading: with dates of all kinds, money, ids, several records a row, lists, JSON.
const formats = [
  'events',
  'deals',
  'spend',
  'hubspot-contacts',
  'salesforce-opportunity',
  'zoho-deals',
  'stripe-payments',
  'callrail-calls',
  'crm-table',
  'hits',
  'segment-events',
  'pipedrive-webhook',
];

test.each(formats)('%s reads the same in a file beyond the size from which its reading is optimised', async format => {
  const { path } = fixtures.find(fixture => fixture.format === format)!;
  const bytes = readFileSync(path);
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const large = join(folder, format);
  // Empty lines at the end, which no reader takes for rows.
  writeFileSync(large, Buffer.concat([bytes, Buffer.from('\n'.repeat(80_000), isWide ? 'utf16le' : 'utf8')]));
  expect(await read(large)).toEqual(await read(path));
});
