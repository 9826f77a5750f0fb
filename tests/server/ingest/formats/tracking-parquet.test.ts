// The Parquet forms of tracking exports, typed as their writers type them, are the same journeys as the text forms.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../../../server/store/duckdb/open.ts';
import { journeyOf } from './journey-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fixtures = new URL('../../../fixtures/', import.meta.url).pathname;

const posthogTypes = ['uuid', 'event', 'properties', 'distinct_id', 'person_properties', 'timestamp']
  .map(name => `${name}: 'VARCHAR'`)
  .join(', ');

test.each([
  {
    file: 'ga4-bigquery/older-export.jsonl',
    person: '500.600',
    // Whole numbers where the JSON has texts; lists of records stay lists.
    select: (path: string) => `SELECT * REPLACE (event_timestamp::BIGINT AS event_timestamp) FROM read_json('${path}')`,
  },
  {
    file: 'posthog-events/properties-as-text.jsonl',
    person: 'eve@east.example',
    select: (path: string) =>
      `SELECT * REPLACE (timestamp::TIMESTAMP AS timestamp) FROM read_json('${path}', columns = {${posthogTypes}})`,
  },
  {
    file: 'snowplow-warehouse/events.csv',
    person: 'dora@dell.example',
    select: (path: string) => `SELECT * FROM read_csv('${path}')`,
  },
])('$file', async ({ file, person, select }) => {
  const path = join(folder, `${file.replace('/', '-')}.parquet`);
  const store = await openStore(':memory:');
  await store.run(`COPY (${select(fixtures + file)}) TO '${path}' (FORMAT parquet)`);
  await store.close();
  const text = await journeyOf([file], person);
  const parquet = await journeyOf([path], person);
  expect(parquet.files[0]).toMatchObject({
    format: file.split('/')[0],
    read: text.files[0].read,
    kept: text.files[0].kept,
  });
  expect(parquet.keys).toEqual(text.keys);
  expect(parquet.conversions).toEqual(text.conversions);
  expect(parquet.conversions).toHaveLength(2);
});
