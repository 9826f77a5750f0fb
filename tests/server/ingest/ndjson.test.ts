import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import type { Format } from '#shared/formats/format.ts';
import { ndjsonRelation } from '../../../server/ingest/json-relation.ts';
import { looksLikeJson, readJsonHead } from '../../../server/ingest/ndjson.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-ndjson-'));
afterAll(() => rmSync(folder, { recursive: true }));

const format: Format = {
  id: 'probe',
  label: 'Probe',
  vendor: 'None',
  version: 1,
  system: 'probe',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['ts'], priority: 1 },
  keyed: ['params'],
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'at', from: ['ts'], as: 'instant' },
        { field: 'url', from: ['params.page'], as: 'url' },
        { field: 'amount', from: ['shop.total', 'params.value'], as: 'money', given: ["params.o'clock"] },
      ],
    },
  ],
  facts: 'a test',
};

async function rows(content: string, name: string, gzip = false) {
  const path = join(folder, name);
  writeFileSync(path, gzip ? gzipSync(content) : content);
  const relation = ndjsonRelation(path, gzip, format, readJsonHead(content, name));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const cells = ['ts', 'params.page', 'shop.total', 'params.value'].map(path => relation.cell(path));
  const reader = await connection.runAndReadAll(
    `SELECT ${cells.join(', ')}, ${relation.problem}, ${relation.raw} FROM ${relation.from}`,
  );
  connection.closeSync();
  return { rows: reader.getRows(), relation };
}

const param = (key: string, value: object) => ({ key, value });
const one = {
  ts: '17',
  params: [param('page', { string_value: 'https://a.example/{x}' }), param('value', { int_value: '5' })],
};
const two = { ts: 18, shop: { total: 12000.0 }, params: [param('page', { string_value: '', int_value: null })] };

test('reads a line each, with nulls written or left out and integers as text or not', async () => {
  const { rows: read } = await rows(`${JSON.stringify(one)}\r\n\r\n${JSON.stringify(two)}\n{"ts":null}`, 'a.jsonl');
  expect(read.map(row => row.slice(0, 5))).toEqual([
    ['17', 'https://a.example/{x}', null, '5', null],
    ['18', null, '12000', null, null],
    [null, null, null, null, null],
  ]);
});

test('sets one broken line aside and reads the rest', async () => {
  const { rows: read } = await rows(`${JSON.stringify(one)}\n{"ts":"1\n[1]\n${JSON.stringify(two)}\n`, 'b.jsonl');
  expect(read.map(row => row[4])).toEqual([null, 'not valid JSON', 'JSON, but not an object', null]);
  expect(read[1][5]).toBe('{"ts":"1');
});

test('reads gzip, an array and objects over several lines alike', async () => {
  const lines = `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`;
  const expected = (await rows(lines, 'c.jsonl')).rows.map(row => row.slice(0, 5));
  const layouts: [string, string, boolean][] = [
    [lines, 'c.jsonl.gz', true],
    [JSON.stringify([one, two]), 'c.json', false],
    [JSON.stringify([one, two], null, 2), 'd.json', false],
    [`${JSON.stringify(one, null, 2)}\n${JSON.stringify(two, null, 2)}`, 'e.json', false],
  ];
  for (const [content, name, gzip] of layouts) {
    const { rows: read } = await rows(content, name, gzip);
    expect(
      read.map(row => row.slice(0, 5)),
      name,
    ).toEqual(expected);
  }
});

test('takes samples from the head and knows only the paths that the format names', async () => {
  const { relation } = await rows(`${JSON.stringify(one)}\n${JSON.stringify(two)}\n`, 'f.jsonl');
  expect(relation.sample('ts')).toEqual(['17', '18']);
  expect(relation.sample('params.value')).toEqual(['5']);
  expect(relation.sample('params.page')).toEqual(['https://a.example/{x}']);
  expect(relation.cell('params.other')).toBeNull();
});

test('knows JSON from a table and says so when the first object is cut', () => {
  expect(looksLikeJson('  {"a":1}')).toBe(true);
  expect(looksLikeJson('[ {"a":1}')).toBe(true);
  expect(looksLikeJson('[exact match],12')).toBe(false);
  expect(looksLikeJson('id,name')).toBe(false);
  expect(() => readJsonHead('{"a":1, "b"', 'x.json')).toThrow(/no whole object/);
});
