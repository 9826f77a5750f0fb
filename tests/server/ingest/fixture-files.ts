// The fixtures of all formats, and a file read as the importer reads it up to its cells: what is told apart from there on
// hangs on the cells alone, so equal cells are equal records. A hundred times quicker than an import.

import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formats } from '#shared/formats/index.ts';
import type { Dialect } from '../../../server/ingest/dialect.ts';
import { columnFiles } from '../../../server/ingest/headless.ts';
import { firstReading } from '../../../server/ingest/import.ts';
import { type Inspection, inspect } from '../../../server/ingest/inspect.ts';
import { jsonAsUtf8, jsonReadError } from '../../../server/ingest/json-file.ts';
import { looksLikeJson } from '../../../server/ingest/ndjson.ts';
import type { LeftRow } from '../../../server/ingest/normalise.ts';
import type { Relation } from '../../../server/ingest/relation.ts';
import { headRows } from '../../../server/ingest/rows.ts';
import { normalisedRelation } from '../../../server/ingest/table.ts';
import type { Store } from '../../../server/store/store.ts';

const root = new URL('../../fixtures/', import.meta.url).pathname;
const beside = new Set(columnFiles(formats));

export interface Fixture {
  readonly format: string;
  /** Its path within tests/fixtures. */
  readonly name: string;
  readonly path: string;
}

/** Every file that is read as its folder says, refused ones apart. */
export const fixtures: readonly Fixture[] = formats.flatMap(({ id }) =>
  filesIn(join(root, id))
    .filter(path => !beside.has(path.split('/').at(-1)!))
    .map(path => ({ format: id, name: `${id}/${path}`, path: join(root, id, path) })),
);

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(path => !path.startsWith('refused/'))
    .sort();
}

export interface Cells {
  readonly format: string;
  readonly inspection: Inspection;
  /** Null for JSON. */
  readonly dialect: Dialect | null;
  /** A row's filled cells by header, in the file's order; or what is wrong with it. */
  readonly rows: readonly (Readonly<Record<string, string>> | string)[];
  /** Totals and footers. */
  readonly left: readonly LeftRow[];
}

/** A file's cells. `folder`: where files that belong to it lie. Throws what the reading throws. */
export async function cellsOf(store: Store, path: string, folder = dirname(path)): Promise<Cells> {
  const temporary: string[] = [];
  const { temporaryFolder } = store;
  mkdirSync(temporaryFolder, { recursive: true });
  try {
    let inspection = await inspect(path, temporaryFolder);
    if (inspection.isTemporary) temporary.push(inspection.path);
    if (looksLikeJson(inspection.head)) {
      inspection = await jsonAsUtf8(inspection, temporaryFolder);
      temporary.push(...(inspection.path === path ? [] : [inspection.path]));
    }
    // The name is kept from the recogniser: only what the file holds may decide.
    const { format, dialect, relation } = firstReading(
      inspection,
      { path: join(folder, 'a file'), name: 'a file' },
      formats,
    );
    if (dialect === null)
      return {
        format: format.id,
        inspection,
        dialect,
        rows: await rowsOf(store, relation).catch(error => Promise.reject(jsonReadError(error, 'a file'))),
        left: [],
      };
    const every = new Set(dialect.headers.keys());
    const written = await normalisedRelation(inspection, dialect, every, temporaryFolder);
    temporary.push(written.path);
    const rows = rowsWritten(readFileSync(written.path, 'utf8'), dialect.headers);
    return { format: format.id, inspection, dialect, rows, left: written.normalised.left };
  } finally {
    for (const file of temporary) rmSync(file, { force: true });
  }
}

/** The rows of a straightened file: line, problem, raw row, cells. DuckDB would take ten times as long to say the same. */
function rowsWritten(text: string, headers: readonly string[]): Cells['rows'] {
  return headRows(text, ',', Number.POSITIVE_INFINITY, false).map(({ cells: [, problem, , ...cells] }) =>
    problem !== '' ? problem : filled(headers.map((header, i) => [header, cells[i]])),
  );
}

function filled(cells: readonly (readonly [string, string])[]): Record<string, string> {
  // Of two columns of one name the first counts.
  const trimmed = [...cells].reverse().map(([header, text]) => [header, text.trim()] as const);
  return Object.fromEntries(trimmed.filter(([header, text]) => header.trim() !== '' && text !== ''));
}

/** The same of JSON, as the database reaches into it. */
async function rowsOf(store: Store, { headers, cell, problem, part, from }: Relation): Promise<Cells['rows']> {
  const cells = headers.map((header, i) => `${cell(header)} AS h${i}`);
  const found = await store.all(
    `SELECT ${[`${problem} AS problem`, `${part ? 'part' : 0} AS part`, ...cells].join(', ')} FROM ${from}`,
  );
  return found.map(row => {
    if (row.problem !== null) return String(row.problem);
    const texts = headers.map((header, i) => [header, (row[`h${i}`] as string | null) ?? ''] as const);
    return { ...filled(texts), ...(row.part === 0 ? {} : { part: String(row.part) }) };
  });
}
