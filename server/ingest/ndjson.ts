// JSON files as a relation: one object per line (BigQuery's table extract), or an array or row of objects (the console's
// "Save results"). Every record and key may be missing, integers may be text, and a line that is no JSON is one bad row.

import { DataError } from '#shared/errors.ts';
import type { Format } from '#shared/formats/format.ts';
import type { Relation } from './relation.ts';
import { identifier, literal } from './sql.ts';

/** How the objects follow each other: a line each, members of one array, or over several lines without an array. */
type JsonLayout = 'lines' | 'array' | 'objects';

export interface JsonHead {
  layout: JsonLayout;
  /** The first objects of the file. */
  records: readonly Record<string, unknown>[];
  /** The top-level keys of those objects, in order of appearance. */
  keys: readonly string[];
}

/** The reader refuses a longer line; its buffers are several times this, for each thread. */
const longestLine = 4 * 1024 * 1024;

/** So many objects of the head are read. */
const headRecords = 200;

/** Whether a text (the head of a file, without its byte-order mark) begins as JSON objects do. */
export function looksLikeJson(text: string): boolean {
  return /^\s*(\[\s*\{|\{\s*["}]|\[\s*\])/.test(text);
}

/**
 * The first objects in the head of a JSON file; the head may be cut anywhere. Throws DataError (`json-broken`) where
 * not even one object is whole.
 */
export function readJsonHead(text: string, file: string): JsonHead {
  const start = text.search(/\S/);
  const isArray = text[start] === '[';
  let records = isArray ? [] : parsed(text.split('\n', 2 * headRecords));
  let layout: JsonLayout = 'lines';
  if (records.length === 0) {
    records = parsed([...objectTexts(text, isArray ? start + 1 : start)]);
    layout = isArray ? 'array' : 'objects';
  }
  if (records.length === 0) {
    throw new DataError({
      code: 'json-broken',
      what: `${file} begins like JSON, but no whole object could be read.`,
      where: file,
      found: text.slice(start, start + 80),
      expected: 'one JSON object per line, or an array of objects',
      remedy: 'Export the data again as newline-delimited JSON; the file may have been cut.',
    });
  }
  return { layout, records, keys: [...new Set(records.flatMap(record => Object.keys(record)))] };
}

/** The objects among these texts; what is none is set aside later, the head only has to show what the others are. */
function parsed(texts: readonly string[]): Record<string, unknown>[] {
  const records: Record<string, unknown>[] = [];
  for (const text of texts) {
    if (records.length === headRecords) break;
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) records.push({ ...value });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return records;
}

/** Top-level objects by their braces, braces inside strings apart; an object cut at the end is left out. */
function* objectTexts(text: string, start: number): Generator<string> {
  let depth = 0;
  let from = -1;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 92) i++;
      else if (char === 34 || char === 10) inString = false; // a string never holds a bare line break
    } else if (char === 34) inString = true;
    else if (char === 123) {
      if (depth++ === 0) from = i;
    } else if (char === 125 && depth > 0 && --depth === 0) yield text.slice(from, i + 1);
  }
}

/**
 * A JSON file as the compiler wants it: one text column per path that the format names. `path` is UTF-8 on disk, gzip or
 * not. Keyed lists (`event_params`) are split once per row into keys and values, however many keys are asked for.
 */
export function ndjsonRelation(path: string, isGzip: boolean, format: Format, head: JsonHead): Relation {
  const paths = [...new Set(namedPaths(format))];
  const keyed = new Set(format.keyed ?? []);
  const lines =
    head.layout === 'lines'
      ? // Control characters never stand bare in JSON: with one as delimiter a line is one cell, whatever it holds.
        `read_csv(${literal(path)}, header = false, auto_detect = false, columns = {'raw': 'VARCHAR'}, delim = '\u0001',
          quote = '', escape = '', max_line_size = ${longestLine}, buffer_size = ${4 * longestLine}, strict_mode = false,
          compression = '${isGzip ? 'gzip' : 'none'}')`
      : `(SELECT json::VARCHAR AS raw FROM read_json_objects(${literal(path)},
          format = '${head.layout === 'array' ? 'array' : 'unstructured'}', maximum_object_size = ${4 * longestLine},
          compression = '${isGzip ? 'gzip' : 'uncompressed'}'))`;
  const lists = [...keyed]
    .map(list => {
      const value = 'x.value';
      const text = `coalesce(${value}.string_value, ${value}.int_value, ${value}.double_value, ${value}.float_value)`;
      return `, list_transform(record.${identifier(list)}, lambda x: x.key) AS ${identifier(`${list} keys`)}
      , list_transform(record.${identifier(list)}, lambda x: ${text}) AS ${identifier(`${list} values`)}`;
    })
    .join('\n      ');
  const from = `(
    SELECT raw, problem${paths.map(at => `,\n      nullif(${reach(at, keyed)}, '') AS ${identifier(at)}`).join('')}
    FROM (
      SELECT raw, problem, record${lists}
      FROM (
        SELECT raw, problem, CASE WHEN problem IS NULL THEN from_json(raw, ${literal(structure(paths, keyed))}) END AS record
        FROM (
          SELECT raw, CASE WHEN NOT json_valid(raw) THEN 'not valid JSON'
            WHEN json_type(raw) <> 'OBJECT' THEN 'JSON, but not an object' END AS problem
          FROM ${lines} WHERE trim(raw, E' \\t\\r\\n') <> ''
        )
      )
    )
  )`;
  const known = new Set(paths);
  return {
    from,
    headers: paths,
    cell: at => (known.has(at) ? identifier(at) : null),
    header: at => at,
    sample: at => head.records.map(record => valueAt(record, at, keyed)).filter(value => value !== null),
    line: null,
    firstLine: 1,
    problem: 'problem',
    raw: 'raw',
    delimiter: '',
  };
}

function namedPaths(format: Format): string[] {
  const columns = format.yields.flatMap(({ columns }) => columns);
  return [
    ...columns.flatMap(column => [...column.from, ...(column.given ?? []), ...(column.lacking ?? [])]),
    ...(format.refuse ?? []).flatMap(({ from }) => from),
  ];
}

interface Tree {
  [step: string]: Tree | 'VARCHAR';
}

/** The structure that from_json fills: everything is text, what a record lacks is NULL. */
function structure(paths: readonly string[], keyed: ReadonlySet<string>): string {
  const tree: Tree = {};
  for (const path of paths) {
    const steps = path.split('.');
    if (keyed.has(steps[0])) continue;
    let node = tree;
    for (const step of steps.slice(0, -1)) {
      if (typeof node[step] !== 'object') node[step] = {};
      node = node[step] as Tree;
    }
    node[steps[steps.length - 1]] ??= 'VARCHAR';
  }
  const value = { string_value: 'VARCHAR', int_value: 'VARCHAR', float_value: 'VARCHAR', double_value: 'VARCHAR' };
  const lists = Object.fromEntries([...keyed].map(list => [list, [{ key: 'VARCHAR', value }]]));
  return JSON.stringify({ ...tree, ...lists });
}

/** SQL of the text at a path. */
function reach(path: string, keyed: ReadonlySet<string>): string {
  const [list, ...rest] = path.split('.');
  if (!keyed.has(list)) return ['record', ...path.split('.').map(identifier)].join('.');
  const position = `list_position(${identifier(`${list} keys`)}, ${literal(rest.join('.'))})`;
  return `${identifier(`${list} values`)}[${position}]`;
}

/** The same as `reach`, over a parsed record; null where there is nothing. */
function valueAt(record: Record<string, unknown>, path: string, keyed: ReadonlySet<string>): string | null {
  const [list, ...rest] = path.split('.');
  let value: unknown = record;
  if (keyed.has(list)) {
    const entries = Array.isArray(record[list]) ? (record[list] as { key?: string; value?: unknown }[]) : [];
    const entry = entries.find(({ key }) => key === rest.join('.'));
    value = Object.values((entry?.value ?? {}) as object).find(text => text !== null);
  } else {
    for (const step of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[step];
  }
  if (value === undefined || value === null || value === '' || typeof value === 'object') return null;
  return String(value);
}
