// The first rows of a file as they would be stored, in a temporary table: the import's own compiled query with a limit.

import type { Format, Yield } from '#shared/formats/format.ts';
import { majorText } from '#shared/money.ts';
import type { FilePreview } from '#shared/schema/index.ts';
import { namedRecords } from '../record-names.ts';
import type { Row, Store } from '../store/store.ts';
import { type Compiled, fieldName, whenSql } from './compile.ts';
import type { Relation } from './relation.ts';

const table = 'previewed';

/** A yield of the format and how to ask for its rows. */
export interface SampledYield {
  readonly one: Yield;
  readonly fields: ReadonlySet<string>;
  /** SQL of a field's value; NULL where the file has none. */
  value(field: string): string;
  /** FROM and WHERE of the rows that give this record. */
  readonly from: string;
}

export class Sampled {
  readonly #store: Store;
  readonly #types: ReadonlyMap<string, string>;
  readonly #firstLine: number | null;
  readonly format: Format;
  /** How many rows were read. */
  readonly rows: number;
  readonly yields: readonly SampledYield[];

  private constructor(
    store: Store,
    format: Format,
    types: ReadonlyMap<string, string>,
    firstLine: number | null,
    rows: number,
    yields: readonly SampledYield[],
  ) {
    this.#store = store;
    this.#types = types;
    this.#firstLine = firstLine;
    this.format = format;
    this.rows = rows;
    this.yields = yields;
  }

  static async read(
    store: Store,
    format: Format,
    relation: Relation,
    compiled: Compiled,
    most: number,
  ): Promise<Sampled> {
    const names = compiled.fields.flatMap((fields, index) => [...fields].map(field => fieldName(index, field)));
    const beside = ['line_no', 'reason', ...(relation.part ? ['part'] : [])];
    // A list of words must not become a join here either: rows keep their order.
    await store.run("SET disabled_optimizers = 'in_clause'");
    try {
      await store.run(
        `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${[...beside, ...names].join(', ')} FROM (${compiled.sql}) LIMIT ${most}`,
      );
    } finally {
      await store.run("SET disabled_optimizers = ''");
    }
    const described = await store.all<{ column_name: string; column_type: string }>(`DESCRIBE ${table}`);
    const { n } = (await store.first<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))!;
    const yields = format.yields.map((one, index): SampledYield => {
      const fields = compiled.fields[index];
      const when = whenSql(one, index, fields, relation);
      return {
        one,
        fields,
        value: field => (fields.has(field) ? fieldName(index, field) : 'NULL'),
        from: `${table} WHERE reason IS NULL${when ? ` AND (${when})` : ''}`,
      };
    });
    const types = new Map(described.map(row => [row.column_name, row.column_type]));
    return new Sampled(store, format, types, relation.line === null ? relation.firstLine : null, n, yields);
  }

  drop(): Promise<number> {
    return this.#store.run(`DROP TABLE IF EXISTS ${table}`);
  }

  /** Whether a field holds several values in a row. */
  isList(index: number, field: string): boolean {
    return this.#types.get(fieldName(index, field))?.endsWith('[]') === true;
  }

  #line(): string {
    return this.#firstLine === null ? 'line_no' : `rowid + ${this.#firstLine}`;
  }

  /** The first rows that can be read, each with the records it gives. */
  async shown(most: number): Promise<FilePreview['sample']> {
    const lines = new Map<number, FilePreview['sample'][number]>();
    const found: {
      line: number;
      row: number;
      index: number;
      record: FilePreview['sample'][number]['records'][number];
    }[] = [];
    for (const [index, { one, fields, from }] of this.yields.entries()) {
      const values = [...fields].map(field => `${this.#plain(fieldName(index, field))} AS "${field}"`);
      const rows = await this.#store.all(
        `SELECT rowid AS "row number", ${this.#line()} AS "line number", ${values.join(', ')} FROM ${from} ORDER BY rowid LIMIT ${most}`,
      );
      const name = Object.keys(namedRecords({ [one.record]: 0 }))[0];
      for (const row of rows) {
        const { 'row number': at, 'line number': line, ...cells } = row;
        found.push({
          line: Number(line),
          row: Number(at),
          index,
          record: { record: name, fields: shownFields(one, cells) },
        });
      }
    }
    found.sort((a, b) => a.row - b.row || a.index - b.index);
    for (const { line, record } of found) {
      const there = lines.get(line);
      if (there) there.records.push(record);
      else if (lines.size < most) lines.set(line, { line, records: [record] });
      else break;
    }
    return [...lines.values()];
  }

  /** Dates and lists as text: the driver's own forms of them are no JSON. */
  #plain(name: string): string {
    const type = this.#types.get(name) ?? '';
    if (type === 'DATE') return `CAST(${name} AS VARCHAR)`;
    return type.endsWith('[]') ? `CAST(to_json(${name}) AS VARCHAR)` : name;
  }

  async rejects(most: number): Promise<{ rejected: number; rejects: { line: number; reason: string }[] }> {
    const { n } = (await this.#store.first<{ n: number }>(
      `SELECT count(*) AS n FROM ${table} WHERE reason IS NOT NULL`,
    ))!;
    const rejects = await this.#store.all<{ line: number; reason: string }>(
      `SELECT ${this.#line()} AS line, reason FROM ${table} WHERE reason IS NOT NULL ORDER BY line, rowid LIMIT ${most}`,
    );
    return { rejected: n, rejects: rejects.map(({ line, reason }) => ({ line: Number(line), reason })) };
  }

  /** The currencies of rows with an amount; `isNamed`: the file says so, and no option or setting does. */
  async currencies(): Promise<{ hasMoney: boolean; codes: string[]; isNamed: boolean }> {
    const codes = new Set<string>();
    let hasMoney = false;
    let isNamed = false;
    for (const { one, fields, value, from } of this.yields) {
      if (!one.columns.some(({ as, field }) => (as === 'money' || as === 'micros') && fields.has(field))) continue;
      hasMoney = true;
      if (!fields.has('currency') || !one.columns.some(({ field }) => field === 'currency')) continue;
      const rows = await this.#store.all<{ code: string }>(
        `SELECT DISTINCT ${value('currency')} AS code FROM ${from} AND ${value('currency')} IS NOT NULL ORDER BY code LIMIT 10`,
      );
      for (const { code } of rows) codes.add(code);
      isNamed ||= rows.length > 0;
    }
    return { hasMoney, codes: [...codes], isNamed };
  }
}

/** A record's filled fields as people read them: instants in ISO, money in major units. */
function shownFields(one: Yield, cells: Row): Record<string, unknown> {
  const currency = typeof cells.currency === 'string' ? cells.currency : null;
  const shown: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(cells)) {
    if (value === null) continue;
    const as = one.columns.find(column => column.field === field)?.as;
    if (as === 'instant') shown[field] = new Date(Number(value) / 1000).toISOString();
    else if (as === 'money' || as === 'micros') shown[field] = majorText(Number(value), currency ?? 'GBP');
    else if (typeof value === 'string' && (as === 'ids' || as === 'emails' || as === 'contacts'))
      shown[field] = JSON.parse(value);
    else shown[field] = typeof value === 'bigint' ? String(value) : value;
  }
  return shown;
}
