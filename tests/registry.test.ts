// Walks the folders of one-file units and says in words what is missing: a file without its line in the list, a line
// without its file, a format without fixture, a unit without its README row.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headerKey } from '#shared/formats/header.ts';
import { formats } from '#shared/formats/index.ts';
import { models } from '#shared/models/index.ts';
import { sites } from '../extension/sites/index.ts';
import { readmeTables } from './readme-tables.ts';

const root = new URL('..', import.meta.url).pathname;

function unitFiles(folder: string, apart: readonly string[]): string[] {
  return readdirSync(join(root, folder))
    .filter(name => name.endsWith('.ts'))
    .map(name => name.slice(0, -'.ts'.length))
    .filter(id => !['index', ...apart].includes(id));
}

/** Files of extension/sites that aren't adapters. */
const siteHelpers = ['site', 'ads-site', 'crm-site', 'page-dates', 'page-money'];

/** In words, what keeps the folder, its list and the README from saying the same. */
function gaps(folder: string, ids: readonly string[], apart: readonly string[]): string[] {
  const files = unitFiles(folder, apart);
  const readme = existsSync(join(root, 'README.md')) ? readFileSync(join(root, 'README.md'), 'utf8') : null;
  return [
    ...files.filter(id => !ids.includes(id)).map(id => `${folder}/${id}.ts should be listed in ${folder}/index.ts`),
    ...ids.filter(id => !files.includes(id)).map(id => `"${id}" is listed, but ${folder}/${id}.ts does not exist`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map(id => `"${id}" is listed twice in ${folder}/index.ts`),
    ...ids
      .filter(id => readme !== null && !readme.includes(`| \`${id}\` |`))
      .map(id => `README.md should have a table row that begins with | \`${id}\` |`),
  ];
}

test('every format has its file, its line and its README row', () => {
  expect(
    gaps(
      'shared/formats',
      formats.map(({ id }) => id),
      ['format', 'header'],
    ),
  ).toEqual([]);
});

test('every model has its file, its line, its test and its README row', () => {
  const ids = models.map(({ id }) => id);
  const tests = readdirSync(join(root, 'tests/shared/models'))
    .map(name => readFileSync(join(root, 'tests/shared/models', name), 'utf8'))
    .join('\n');
  expect([
    ...gaps('shared/models', ids, ['model', 'milestone-shares', 'one-touch']),
    ...ids.filter(id => !tests.includes(id)).map(id => `no test under tests/shared/models names "${id}"`),
  ]).toEqual([]);
});

test('every site has its file, its line, its test, its README row and URLs that it is tried on', () => {
  const ids = sites.map(({ id }) => id);
  expect([
    ...gaps('extension/sites', ids, siteHelpers),
    ...ids
      .filter(id => !existsSync(join(root, `tests/extension/sites/${id}.test.ts`)))
      .map(id => `tests/extension/sites/${id}.test.ts should exist`),
    ...sites
      .filter(({ examples }) => !examples.some(e => e.page) || !examples.some(e => e.page === null))
      .map(({ id }) => `${id}: its examples should have a page that it knows and one that it doesn't`),
  ]).toEqual([]);
});

test('every site reads its examples as it says', () => {
  for (const { id, page, examples } of sites) {
    for (const { url, page: expected } of examples)
      expect({ id, url, page: page(new URL(url)) }).toEqual({ id, url, page: expected });
  }
});

test('the tables of the README are what the lists say', () => {
  const { found, wanted } = readmeTables();
  expect(found === wanted ? 'as the lists say' : 'out of date: run npm run readme').toBe('as the lists say');
});

test('every format has a fixture', () => {
  const missing = formats
    .filter(({ id }) => !existsSync(join(root, 'tests/fixtures', id)))
    .map(({ id }) => `tests/fixtures/${id}/ should hold a small file as the vendor writes it`);
  expect(missing).toEqual([]);
});

test('every fixture folder belongs to a format', () => {
  // `pages` holds what the sites' tests read.
  const ids = ['pages', ...formats.map(({ id }) => id)];
  const strays = readdirSync(join(root, 'tests/fixtures'), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !ids.includes(entry.name))
    .map(entry => `tests/fixtures/${entry.name}/ names no format`);
  expect(strays).toEqual([]);
});

test("every format's declaration fills each required field from somewhere and names its conditions before use", () => {
  const faults = formats.flatMap(format =>
    format.yields.flatMap(({ record, columns, key, when, each }) => {
      const fields = columns.map(({ field }) => field);
      const named = [...(key ?? []), ...(when ?? []), ...(each ? [each] : [])];
      return [
        ...named.filter(field => !fields.includes(field)).map(field => `${format.id}: ${record} names "${field}"`),
        ...columns
          .filter(
            ({ from, constant, preamble }) => from.length === 0 && constant === undefined && preamble === undefined,
          )
          .map(({ field }) => `${format.id}: ${record}.${field} has neither a column nor a constant`),
        ...columns
          .filter(
            ({ from, join }) =>
              join && new Set(format.shape === 'table' ? from.map(headerKey) : from).size < from.length,
          )
          .map(({ field }) => `${format.id}: ${record}.${field} joins one header twice`),
        ...columns
          .filter(({ only }, i) => only && !fields.slice(0, i).includes(only.field))
          .map(({ field }) => `${format.id}: ${record}.${field} depends on a field declared later`),
      ];
    }),
  );
  expect(faults).toEqual([]);
});
