// The ugly twins of tracking exports, re-saved by an editor or a spreadsheet, hold the same events.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { importFixture } from './import-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-twins-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fixtures = new URL('../../../fixtures/', import.meta.url).pathname;

const files = [
  'segment-events/calls.jsonl',
  'segment-warehouse/tracks.csv',
  'snowplow-enriched/enriched.tsv',
  'snowplow-warehouse/events.csv',
  'posthog-ui/all-columns.csv',
  'umami-events/website_event.csv',
  'adobe-hits/with-header.tsv',
  'ga4-bigquery-flat/dotted.csv',
];

/** Commas outside quotes as semicolons. */
const semicolons = (text: string): string => text.replaceAll(/("(?:[^"]|"")*")|,/g, (_, quoted) => quoted ?? ';');

test.each(files)('%s in UTF-16 with CRLF, and where it is a CSV below a preamble with semicolons', async file => {
  const text = readFileSync(fixtures + file, 'utf8');
  const path = join(folder, file.replace('/', '-'));
  writeFileSync(path, Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le'));
  const { answer, all, again } = await importFixture(file);
  const events = await all('SELECT key FROM event_row ORDER BY key');
  expect(events.length).toBe(answer.kept);
  const counts = { format: answer.format, read: answer.read, kept: 0, rejected: answer.rejected };
  expect(await again(path)).toMatchObject(counts);
  if (file.endsWith('.csv')) {
    writeFileSync(path, `Exported by Acme\n\n${semicolons(text)}`);
    expect(await again(path)).toMatchObject(counts);
  }
  expect(await all('SELECT key FROM event_row ORDER BY key')).toEqual(events);
});
