// A JSON file as a relation: one text column for each path that the format names. A record is one row, and each element of
// a list that a yield is `of` another one: then `part` tells which rows are whose, and lines no longer count up by one.

import type { Format } from '#shared/formats/format.ts';
import type { JsonHead } from './ndjson.ts';
import type { Relation } from './relation.ts';
import { identifier, literal } from './sql.ts';

/** The reader refuses a longer line; its buffers are several times this, for each thread. */
const longestLine = 4 * 1024 * 1024;

/**
 * `path` is UTF-8 on disk, gzip or not. Keyed lists (`event_params`) are split once per row into keys and values, however
 * many keys are asked for. A step that is a number is a place in a list (`emails.0.email`). A list that came as its only
 * element, without brackets, and an object that came as text are read as what they are.
 */
export function ndjsonRelation(path: string, isGzip: boolean, format: Format, head: JsonHead): Relation {
  return jsonRelation(rawRecords(path, isGzip, head), format, head.records);
}

/** The records of any query with a text column `raw`, in its order; `sample`: some of them, parsed. */
function jsonRelation(source: string, format: Format, sample: readonly Readonly<Record<string, unknown>>[]): Relation {
  const paths = new Paths(format, sample);
  const { all, lists, keyed } = paths;
  const line = lists.length > 0 ? 'line' : null;
  const kept = line ? `, ${line}` : '';
  const problem = `CASE WHEN NOT json_valid(raw) THEN 'not valid JSON'
            WHEN json_type(raw) <> 'OBJECT' THEN 'JSON, but not an object' END`;
  const keyedLists = [...keyed].map(list => {
    const value = 'x.value';
    const text = `coalesce(${value}.string_value, ${value}.int_value, ${value}.double_value, ${value}.float_value)`;
    return `, list_transform(record.${identifier(list)}, lambda x: x.key) AS ${identifier(`${list} keys`)}
      , list_transform(record.${identifier(list)}, lambda x: ${text}) AS ${identifier(`${list} values`)}`;
  });
  const named = (at: string, sql: string): string => `, nullif(${sql}, '') AS ${identifier(at)}`;
  const records = `
    SELECT raw, problem${kept}${paths.ofRecord.map(at => named(at, paths.reach(at))).join('')}${paths.listColumns()}
    FROM (
      SELECT raw, problem${kept}, record${keyedLists.join('')}${paths.parsedColumns()}
      FROM (
        SELECT raw, problem${kept}, CASE WHEN problem IS NULL THEN from_json(raw, ${literal(paths.structure())}) END AS record
        FROM (
          SELECT raw${kept}, ${problem} AS problem
          FROM (SELECT raw${line ? ', CAST(row_number() OVER () AS UINTEGER) AS line' : ''} FROM ${source})
          WHERE trim(raw, E' \\t\\r\\n') <> ''
        )
      )
    )`;
  const known = new Set(all);
  return {
    from: lists.length > 0 ? `(${paths.elementsOf(records)})` : `(${records})`,
    headers: all,
    cell: at => (known.has(at) ? identifier(at) : null),
    header: at => at,
    sample: at => sample.flatMap(record => paths.textsAt(record, at)),
    line,
    firstLine: 1,
    part: lists.length > 0 ? of => (of === undefined ? 'part = 0' : `part = ${lists.indexOf(of) + 1}`) : undefined,
    problem: 'problem',
    raw: 'raw',
    delimiter: '',
  };
}

function rawRecords(path: string, isGzip: boolean, head: JsonHead): string {
  if (head.layout === 'lines') {
    // Control characters never stand bare in JSON: with one as delimiter a line is one cell, whatever it holds.
    return `read_csv(${literal(path)}, header = false, auto_detect = false, columns = {'raw': 'VARCHAR'}, delim = '\u0001',
          quote = '', escape = '', max_line_size = ${longestLine}, buffer_size = ${4 * longestLine}, strict_mode = false,
          compression = '${isGzip ? 'gzip' : 'none'}')`;
  }
  return `(SELECT json::VARCHAR AS raw FROM read_json_objects(${literal(path)},
          format = '${head.layout === 'array' ? 'array' : 'unstructured'}', maximum_object_size = ${4 * longestLine},
          compression = '${isGzip ? 'gzip' : 'uncompressed'}'))`;
}

interface Tree {
  [step: string]: Tree | 'VARCHAR';
}

const first = (path: string): string => path.split('.', 1)[0];
const isPlace = (step: string): boolean => /^\d+$/.test(step);

/** The paths that a format names, and the SQL that reaches them. */
class Paths {
  readonly all: readonly string[];
  readonly keyed: ReadonlySet<string>;
  /** Paths of the lists that yields are of, in the order declared. */
  readonly lists: readonly string[];
  /** Paths that lie in no such list. */
  readonly ofRecord: readonly string[];
  /**
   * Paths of the record that are left as text: those that hold now a text, now an object; and first steps with an object in
   * quotes, as warehouses export what they have no type for.
   */
  private readonly textual: ReadonlySet<string>;
  /** Textual paths → the paths that lead into them, from there on. */
  private readonly parsed: ReadonlyMap<string, readonly string[]>;
  private readonly hasRecordRows: boolean;

  constructor(format: Format, sample: readonly Readonly<Record<string, unknown>>[]) {
    this.all = [...new Set(namedPaths(format))];
    this.keyed = new Set(format.keyed ?? []);
    this.lists = [...new Set(format.yields.flatMap(({ of }) => (of === undefined ? [] : [of])))];
    this.ofRecord = this.all.filter(path => this.listOf(path) === undefined);
    this.hasRecordRows = format.yields.some(({ of }) => of === undefined);
    const outside = [...this.ofRecord, ...this.lists].filter(path => !this.keyed.has(first(path)));
    const quoted = outside.filter(path => path.includes('.') && sample.some(record => isJsonText(record[first(path)])));
    this.textual = new Set([...quoted.map(first), ...conflicts(outside)]);
    const parsed = new Map<string, string[]>();
    for (const path of this.ofRecord) {
      const above = textAbove(path, this.textual);
      if (above === undefined || above === path || this.keyed.has(first(path))) continue;
      parsed.set(above, [...(parsed.get(above) ?? []), path.slice(above.length + 1)]);
    }
    this.parsed = parsed;
  }

  /** The structure that from_json fills: everything is text, what a record lacks is NULL. */
  structure(): string {
    const plain = this.ofRecord.filter(path => !this.keyed.has(path.split('.')[0]));
    const value = { string_value: 'VARCHAR', int_value: 'VARCHAR', float_value: 'VARCHAR', double_value: 'VARCHAR' };
    const lists = Object.fromEntries([...this.keyed].map(list => [list, [{ key: 'VARCHAR', value }]]));
    return JSON.stringify(Object.assign({}, structureOf([...plain, ...this.lists], this.textual), lists));
  }

  /** SQL of the text at a path outside the lists. */
  reach(path: string): string {
    const [list, ...rest] = path.split('.');
    if (!this.keyed.has(list)) {
      const above = textAbove(path, this.textual);
      const inside = this.parsed.get(above ?? '');
      if (inside === undefined || above === path) return reachSql('record', path, this.textual);
      return reachSql(identifier(`${above} parsed`), path.slice(above!.length + 1), conflicts(inside));
    }
    const position = `list_position(${identifier(`${list} keys`)}, ${literal(rest.join('.'))})`;
    return `${identifier(`${list} values`)}[${position}]`;
  }

  /** SQL, behind a comma each, of what is JSON in a text: read once, however many paths lead into it. */
  parsedColumns(): string {
    return [...this.parsed]
      .map(([path, inside]) => {
        const text = stepped('record', path);
        const structure = literal(JSON.stringify(structureOf(inside, conflicts(inside))));
        return `, from_json(CASE WHEN json_valid(${text}) THEN ${text} END, ${structure}) AS ${identifier(`${path} parsed`)}`;
      })
      .join('');
  }

  /** SQL, behind a comma each, of the lists of a record. */
  listColumns(): string {
    return this.lists
      .map(list => {
        const inside = this.inside(list);
        const element = inside.length === 0 ? 'VARCHAR' : structureOf(inside, conflicts(inside));
        const json = wholeSql('record', list, this.textual);
        const whole = `CASE WHEN prefix(ltrim(${json}), '[') THEN ${json} WHEN prefix(ltrim(${json}), '{') THEN '[' || ${json} || ']' END`;
        return `, from_json(${whole}, ${literal(JSON.stringify([element]))}) AS ${identifier(`${list} list`)}`;
      })
      .join('');
  }

  /** A row for the record, where a yield wants it or it can't be read, and one for each element of its lists. */
  elementsOf(records: string): string {
    const count = (list: string): string => `coalesce(len(${identifier(`${list} list`)}), 0)`;
    const before: string[] = [this.hasRecordRows ? '1' : 'CASE WHEN problem IS NOT NULL THEN 1 ELSE 0 END'];
    const columns = this.lists.map(list => {
      const own = identifier(`${list} list`);
      // Set in at the place where this list's rows begin, so that every row has an element of one list at most.
      const sql = `unnest(list_concat(list_resize(list_slice(coalesce(${own}, []), 1, 0), ${before.join(' + ')}), coalesce(${own}, []))) AS ${identifier(`${list} element`)}`;
      before.push(count(list));
      return sql;
    });
    const parts = [
      `list_resize([]::UTINYINT[], ${before[0]}, 0::UTINYINT)`,
      ...this.lists.map((list, i) => `list_resize([]::UTINYINT[], ${count(list)}, ${i + 1}::UTINYINT)`),
    ].reduce((all, part) => `list_concat(${all}, ${part})`);
    const cells = this.all
      .filter(path => this.listOf(path) !== undefined)
      .map(path => {
        const list = this.listOf(path)!;
        const element = identifier(`${list} element`);
        const rest = path.slice(list.length + 1);
        const text = rest === '' ? element : reachSql(element, rest, conflicts(this.inside(list)));
        return `nullif(${text}, '') AS ${identifier(path)}`;
      });
    const own = this.ofRecord.map(identifier);
    return `SELECT ${['raw', 'problem', 'line', 'part', ...own, ...cells].join(', ')}
      FROM (SELECT raw, problem, line, unnest(${parts}) AS part, ${[...own, ...columns].join(', ')} FROM (${records}))`;
  }

  /** The texts at a path of a parsed record, empty ones left out: several where it lies in a list. */
  textsAt(record: Readonly<Record<string, unknown>>, path: string): string[] {
    const [step, ...rest] = path.split('.');
    if (this.keyed.has(step)) {
      const entries = Array.isArray(record[step]) ? (record[step] as { key?: string; value?: unknown }[]) : [];
      const entry = entries.find(({ key }) => key === rest.join('.'));
      return texts(Object.values((entry?.value ?? {}) as object).find(text => text !== null));
    }
    const list = this.listOf(path);
    if (list === undefined) return texts(valueAt(record, path));
    const elements = valueAt(record, list);
    const inside = path.slice(list.length + 1);
    return (Array.isArray(elements) ? elements : [elements]).flatMap(element =>
      texts(inside === '' ? element : valueAt(element, inside)),
    );
  }

  /** A path to one place of a list (`actionDetails.0.url`) is the record's: it reads the same for every element. */
  private listOf(path: string): string | undefined {
    return this.lists.find(list => path === list || this.isInside(path, list));
  }

  private isInside(path: string, list: string): boolean {
    return path.startsWith(`${list}.`) && !isPlace(first(path.slice(list.length + 1)));
  }

  /** The paths within the elements of a list. */
  private inside(list: string): string[] {
    return this.all.filter(path => this.isInside(path, list)).map(path => path.slice(list.length + 1));
  }
}

/** Paths that hold now a text, now an object that other paths lead into. */
function conflicts(paths: readonly string[]): Set<string> {
  return new Set(paths.filter(path => paths.some(other => other.startsWith(`${path}.`))));
}

/** The textual path at or above this one. */
function textAbove(path: string, textual: ReadonlySet<string>): string | undefined {
  return [...textual].find(text => path === text || path.startsWith(`${text}.`));
}

/** The structure for from_json that has these paths; one in `textual` is left as text, whatever it holds. */
function structureOf(paths: readonly string[], textual: ReadonlySet<string>): unknown {
  const tree: Tree = {};
  for (const path of paths) {
    const steps = (textAbove(path, textual) ?? path).split('.');
    let node = tree;
    for (const step of steps.slice(0, -1)) {
      if (typeof node[step] !== 'object') node[step] = {};
      node = node[step] as Tree;
    }
    node[steps[steps.length - 1]] ??= 'VARCHAR';
  }
  return shapeOf(tree);
}

function shapeOf(tree: Tree): unknown {
  const steps = Object.entries(tree).map(([step, node]) => [step, node === 'VARCHAR' ? node : shapeOf(node)] as const);
  // Places of one list are of one shape.
  if (steps.length > 0 && steps.every(([step]) => isPlace(step))) {
    const nodes = steps.map(([, node]) => node);
    return [nodes.some(node => node === 'VARCHAR') ? 'VARCHAR' : Object.assign({}, ...nodes)];
  }
  return Object.fromEntries(steps);
}

/** SQL of the text at a path below `from`; NULL where an object or list stands there. */
function reachSql(from: string, path: string, textual: ReadonlySet<string>): string {
  const sql = wholeSql(from, path, textual);
  return textual.has(path) ? `CASE WHEN NOT regexp_matches(${sql}, '^\\s*[{\\[]') THEN ${sql} END` : sql;
}

/** SQL of what stands at a path below `from`: a text, or the JSON of an object or list. */
function wholeSql(from: string, path: string, textual: ReadonlySet<string>): string {
  const above = textAbove(path, textual);
  if (above === undefined || above === path) return stepped(from, path);
  const own = stepped(from, above);
  const steps = path.slice(above.length + 1).split('.');
  const at = `$${steps.map(step => (isPlace(step) ? `[${step}]` : `."${step}"`)).join('')}`;
  return `CASE WHEN json_valid(${own}) THEN json_extract_string(${own}, ${literal(at)}) END`;
}

function stepped(from: string, path: string): string {
  return path
    .split('.')
    .reduce((sql, step) => (isPlace(step) ? `${sql}[${Number(step) + 1}]` : `${sql}.${identifier(step)}`), from);
}

function isJsonText(value: unknown): value is string {
  return typeof value === 'string' && /^\s*[{[]/.test(value);
}

function valueAt(record: unknown, path: string): unknown {
  let value = record;
  for (const step of path.split('.')) {
    if (isJsonText(value)) value = parsedOrNull(value);
    value = (value as Record<string, unknown> | null | undefined)?.[step];
  }
  return value;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a sample only shows what cells look like; the reading itself sets such a row's cell to nothing too
  }
}

function texts(value: unknown): string[] {
  return value === undefined || value === null || value === '' || typeof value === 'object' ? [] : [String(value)];
}

function namedPaths(format: Format): string[] {
  const columns = format.yields.flatMap(({ columns }) => columns);
  return [
    ...columns.flatMap(column => [...column.from, ...(column.given ?? []), ...(column.lacking ?? [])]),
    ...(format.properties ?? []),
    ...(format.period ? [...format.period.from, ...format.period.to] : []),
    ...(format.refuse ?? []).flatMap(({ from }) => from),
    ...(format.replaces ? [...format.replaces.day, ...(format.replaces.within ?? [])] : []),
  ];
}
