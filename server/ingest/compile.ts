// A format's declaration and a file as a relation become SQL: one query whose columns are the canonical fields of every
// record that a row yields, beside the reason where the row can't be read. Each level of the query adds columns to the one
// below, so that a field may look at one declared before it.

import type { Column, Format, Yield } from '#shared/formats/format.ts';
import { headerCurrency } from '#shared/formats/header.ts';
import { type ConversionContext, type Converted, convert } from './conversions.ts';
import { fileZone } from './file-zone.ts';
import { untilSql } from './instants.ts';
import { Levels, saysNothing } from './levels.ts';
import { periodCells, periodDays } from './period.ts';
import { type Relation, wideRow } from './relation.ts';
import { saidName, saidSql } from './said.ts';
import { isOneOf, literal } from './sql.ts';
import { commonWordsSql, sampleOf, vocabularySql } from './vocabulary.ts';

export interface CompileContext {
  readonly format: Format;
  readonly relation: Relation;
  /** Zone of times without an offset, for columns on the local clock. */
  readonly zone: string;
  /** Currency of amounts that name none; null: the workspace's own. */
  readonly currency: string | null;
  /** What a column's cells need to be read: settled before (decide.ts). */
  column(column: Column): Pick<ConversionContext, 'order' | 'sign' | 'platforms'>;
}

export interface Compiled {
  /** SELECT of fields `f<yield>_<field>` (and `u<yield>_<field>` for the end of a day), `line`, `reason`, `raw`, `extra`. */
  readonly sql: string;
  /** Fields that each yield has, by its index. */
  readonly fields: readonly ReadonlySet<string>[];
  /** Whether `extra` holds anything: columns that no field takes, of a format that keeps them. */
  readonly hasExtra: boolean;
}

export const fieldName = (yieldIndex: number, field: string): string => `f${yieldIndex}_${field}`;
export const untilName = (yieldIndex: number, field: string): string => `u${yieldIndex}_${field}`;

/** In these fields '(not set)' and '(none)' are what the tracker says, for the source rules to judge. */
const verbatim = new Set(['source', 'medium', 'campaign', 'term', 'content', 'keyword', 'ad_group', 'ad']);

/** The compiled query over the whole file. */
export function compile(context: CompileContext): Compiled {
  const { format, relation } = context;
  const levels = new Levels(relation.from, relation);
  const checks: string[] = [];
  if (relation.problem) checks.push(`WHEN ${relation.problem} IS NOT NULL THEN ${relation.problem}`);
  for (const { from, is, reason, lacking = [] } of format.refuse ?? []) {
    const unless = lacking.map(name => levels.cell(name, false)).filter(cell => cell !== null);
    const only = unless.map(cell => ` AND ${cell} IS NULL`).join('');
    for (const name of from) {
      const cell = levels.cell(name, false);
      if (cell) checks.push(`WHEN ${isOneOf(`lower(${cell})`, is)}${only} THEN ${literal(reason)}`);
    }
  }
  const period = periodSql(context, levels);
  if (period) checks.push(period);
  const fields = format.yields.map((one, index) => compileYield(one, index, context, levels, checks));
  const whens = format.yields.map((one, index) => whenSql(one, index, fields[index], relation));
  if (whens.every(when => when !== null)) {
    checks.push(`WHEN NOT (${whens.map(when => `(${when})`).join(' OR ')}) THEN 'nothing in this row can be kept'`);
  }
  const reason = checks.length > 0 ? `CASE ${checks.join('\n      ')} END` : 'CAST(NULL AS VARCHAR)';
  const extra = extraSql(context);
  levels.add([['reason', reason]]);
  levels.add([
    ['raw_row', `CASE WHEN reason IS NOT NULL THEN ${relation.raw} END`],
    ['extra', extra ?? 'CAST(NULL AS VARCHAR)'],
    ['line_no', relation.line ?? 'CAST(NULL AS UINTEGER)'],
    ...(format.replaces ? [['day_of', dayOfSql(format, levels)] as const] : []),
  ]);
  return {
    sql: levels.sql(),
    fields,
    hasExtra: (format.keepsUnknown === true || format.properties !== undefined) && extra !== null,
  };
}

/** SQL of whether a row yields this record; null: every row does. */
export function whenSql(one: Yield, index: number, fields: ReadonlySet<string>, relation: Relation): string | null {
  const filled = (one.when ?? []).map(field =>
    fields.has(field) ? `${fieldName(index, field)} IS NOT NULL` : 'false',
  );
  const conditions = relation.part ? [relation.part(one.of), ...filled] : filled;
  return conditions.length === 0 ? null : conditions.join(' AND ');
}

/** SQL of a hash over what a row's day is and whose; NULL where it names none. */
function dayOfSql(format: Format, levels: Levels): string {
  const { day, within = [] } = format.replaces!;
  const cells = (names: readonly string[]): string[] =>
    names.map(name => levels.cell(name, false)).filter(c => c !== null);
  const days = cells(day);
  if (days.length === 0) return 'CAST(NULL AS UBIGINT)';
  const named = coalesce(days);
  return `CASE WHEN ${named} IS NOT NULL THEN hash(${[literal(format.system), named, ...cells(within)].join(', ')}) END`;
}

function compileYield(
  one: Yield,
  index: number,
  context: CompileContext,
  levels: Levels,
  checks: string[],
): Set<string> {
  const { relation } = context;
  const usable: Column[] = one.columns.filter(
    column => constantOf(column, relation) !== null || column.from.some(name => relation.cell(name) !== null),
  );
  const isMoney = ({ as }: Column): boolean =>
    as === 'money' || as === 'micros' || as === 'minor' || as === 'product-list';
  // A change that names no currency is in its record's own.
  const currency = one.isPartial ? null : context.currency;
  if (currency && usable.some(isMoney) && !usable.some(({ field }) => field === 'currency')) {
    usable.push({ field: 'currency', from: [], as: 'currency', constant: currency });
  }
  const fields = new Set(usable.map(column => column.field));
  const names = usable.map((_, i) => ({ value: `x${index}_${i}`, text: `y${index}_${i}`, until: `z${index}_${i}` }));
  const whenHolds = whenSql(one, index, fields, relation);
  const ready = new Set<string>();
  const placed = new Set<number>();
  while (placed.size < usable.length) {
    // A column waits for the fields it looks at, unless it stands among what fills that very field.
    const now = usable
      .map((column, i) => ({ column, i }))
      .filter(({ column, i }) => {
        if (placed.has(i)) return false;
        const needs = [...(column.only ? [column.only.field] : []), ...(isMoney(column) ? ['currency'] : [])];
        return needs.every(field => !fields.has(field) || ready.has(field) || field === column.field);
      });
    if (now.length === 0) throw new Error(`${context.format.id}: columns wait for each other`);
    const texts: [string, string][] = [];
    const values: [string, string][] = [];
    const untils: [string, string][] = [];
    for (const { column, i } of now) {
      const isVerbatim = one.record === 'event' && verbatim.has(column.field);
      texts.push([names[i].text, textSql(column, index, fields, levels, isVerbatim, relation)]);
      const converted = convert(column.as, names[i].text, conversionContext(column, index, fields, context));
      values.push([names[i].value, prefixed(column, converted.value)]);
      if (column.as === 'instant')
        untils.push([names[i].until, untilSql(names[i].text, names[i].value, zoneOf(column, context))]);
      if (converted.fault !== null) checks.push(faultSql(column, names[i], converted, relation, whenHolds));
      placed.add(i);
    }
    levels.add(texts);
    levels.add(values);
    levels.add(untils);
    const done: [string, string][] = [];
    for (const field of fields) {
      const columns = usable.map((column, i) => ({ column, i })).filter(({ column }) => column.field === field);
      if (ready.has(field) || columns.some(({ i }) => !placed.has(i))) continue;
      ready.add(field);
      const all = columns.map(({ i }) => names[i].value);
      const value =
        field === 'click_ids' && all.length > 1 ? `nullif(concat_ws('&', ${all.join(', ')}), '')` : coalesce(all);
      done.push([
        fieldName(index, field),
        field === 'currency' && currency ? `coalesce(${value}, ${literal(currency)})` : value,
      ]);
      if (columns.some(({ column }) => column.as === 'instant')) {
        // The end of the day belongs to the column that gave the instant.
        const cases = columns.map(({ i }) => `WHEN ${names[i].value} IS NOT NULL THEN ${names[i].until}`);
        done.push([untilName(index, field), `CASE ${cases.join(' ')} END`]);
      }
      const required = columns.find(({ column }) => column.required);
      if (required) {
        const headers = [
          ...new Set(columns.flatMap(({ column }) => column.from.filter(name => relation.cell(name) !== null))),
        ];
        const text = `no value in column ${headers.map(name => `"${relation.header(name)}"`).join(' or ')}`;
        const isMissing = `${fieldName(index, field)} IS NULL`;
        checks.push(`WHEN ${whenHolds ? `(${whenHolds}) AND ` : ''}${isMissing} THEN ${literal(text)}`);
      }
    }
    levels.add(done);
  }
  if (one.isPartial) levels.add([[saidName(index), saidSql(usable, index, fields, levels, relation)]]);
  return fields;
}

function coalesce(values: readonly string[]): string {
  return values.length === 1 ? values[0] : `coalesce(${values.join(', ')})`;
}

function zoneOf(column: Column, context: CompileContext): string {
  if ((column.clock ?? context.format.clock) === 'utc') return 'UTC';
  return fileZone(context.format, context.relation) ?? context.zone;
}

function conversionContext(
  column: Column,
  index: number,
  fields: ReadonlySet<string>,
  context: CompileContext,
): ConversionContext {
  const fixed = context.currency ? literal(context.currency) : null;
  return {
    ...context.column(column),
    texts: knownTexts(column, context.relation),
    zone: zoneOf(column, context),
    currency: fields.has('currency') ? fieldName(index, 'currency') : fixed,
    system: context.format.system,
  };
}

/** Every text that `textSql` may come to, where that is known. */
function knownTexts(column: Column, relation: Relation): readonly string[] | null {
  const constant = constantOf(column, relation);
  if (constant !== null) return [constant];
  if (column.join !== undefined || column.strip || column.values) return null;
  const texts: string[] = [];
  for (const name of column.from.filter(one => relation.cell(one) !== null)) {
    const all = relation.texts?.(name);
    if (!all) return null;
    texts.push(...all.filter(text => !saysNothing(text)));
  }
  return texts;
}

/** SQL of a column's text: the cells it reads, under its conditions, through its vocabulary. */
function textSql(
  column: Column,
  index: number,
  fields: ReadonlySet<string>,
  levels: Levels,
  isVerbatim: boolean,
  relation: Relation,
): string {
  const present = (names: readonly string[]): string[] =>
    names.map(name => levels.cell(name, false)).filter(cell => cell !== null);
  const cells = [...new Set(column.from.map(name => levels.cell(name, isVerbatim)).filter(cell => cell !== null))];
  let text: string;
  const constant = constantOf(column, relation);
  if (constant !== null) text = literal(constant);
  else if (column.join !== undefined) text = `nullif(concat_ws(${literal(column.join)}, ${cells.join(', ')}), '')`;
  else text = coalesce(cells);
  const asItStands = text;
  if (cells.length > 0 && column.strip) text = `nullif(translate(${text}, ${literal(column.strip)}, ''), '')`;
  if (column.values && cells.length > 0) {
    const words = vocabularySql(text, column.values, sampleOf(column, relation));
    text = commonWordsSql(asItStands, column, relation, words);
  }
  const conditions: string[] = [];
  if (column.given)
    conditions.push(
      present(column.given)
        .map(cell => `${cell} IS NOT NULL`)
        .join(' OR ') || 'false',
    );
  if (column.lacking)
    conditions.push(
      present(column.lacking)
        .map(cell => `${cell} IS NULL`)
        .join(' AND ') || 'true',
    );
  if (column.only) {
    const { field, is } = column.only;
    conditions.push(fields.has(field) ? isOneOf(fieldName(index, field), is) : 'false');
  }
  if (conditions.length === 0) return text;
  return `CASE WHEN ${conditions.map(condition => `(${condition})`).join(' AND ')} THEN ${text} END`;
}

/** The text that a column has in every row; null where its cells have it. */
function constantOf(column: Column, relation: Relation): string | null {
  if (column.inHeader) {
    const header = column.from.find(name => relation.cell(name) !== null);
    return header === undefined ? null : headerCurrency(relation.header(header));
  }
  if (column.from.some(name => relation.cell(name) !== null)) return null;
  if (column.preamble === undefined) return column.constant ?? null;
  const pattern = new RegExp(column.preamble, 'i');
  const found = (relation.preamble ?? []).map(line => pattern.exec(line)?.[1]?.trim()).find(text => text);
  return found ?? column.constant ?? null;
}

/** SQL of the arm that sets a row of several days aside. */
function periodSql({ format, relation, column }: CompileContext, levels: Levels): string | null {
  const found = periodCells(format, relation);
  if (found === null) return null;
  const from = levels.cell(found.from, false)!;
  const to = levels.cell(found.to, false)!;
  const { order } = column({ field: 'day', from: [found.from], as: 'day' });
  const [first, last] = periodDays(from, to, order);
  const days = `date_diff('day', ${first}, ${last})`;
  return `WHEN ${days} > ${found.most} THEN 'stands for the days from ' || ${from} || ' to ' || ${to} || ${literal(`: ${found.remedy}`)}`;
}

function prefixed(column: Column, value: string): string {
  if (!column.prefix) return value;
  if (column.as === 'ids' || column.as === 'emails' || column.as === 'contacts') {
    return `list_transform(${value}, lambda x: ${literal(column.prefix)} || x)`;
  }
  return `${literal(column.prefix)} || ${value}`;
}

function faultSql(
  column: Column,
  names: { value: string; text: string },
  converted: Converted,
  relation: Relation,
  whenHolds: string | null,
): string {
  const header = column.from
    .map(name => (relation.cell(name) === null ? null : relation.header(name)))
    .find(name => name !== null);
  const outside = converted.bounds
    ? ` OR ${names.value} NOT BETWEEN ${converted.bounds[0]} AND ${converted.bounds[1]}`
    : '';
  const something = converted.isNothing ? ` AND NOT ${converted.isNothing}` : '';
  const isBad = `${names.text} IS NOT NULL AND (${names.value} IS NULL${outside})${something}${whenHolds ? ` AND (${whenHolds})` : ''}`;
  const shown = `CASE WHEN length(${names.text}) > 80 THEN left(${names.text}, 80) || '…' ELSE ${names.text} END`;
  const text = `${literal(`column "${header ?? column.field}": "`)} || ${shown} || ${literal(`" ${converted.fault}`)}`;
  return `WHEN ${isBad} THEN ${text}`;
}

/** The columns that no field takes, as JSON; NULL where the row has none, null where the file has none. By name, so that their order plays no part. */
function extraSql({ format, relation }: CompileContext): string | null {
  if (format.shape !== 'table') return propertiesSql(format, relation);
  const used = new Set(takenCells(format, relation));
  const unknown = relation.headers
    .map(header => ({ header, cell: relation.cell(header) }))
    .filter(({ header, cell }) => cell !== null && !used.has(cell) && header.trim() !== '')
    .sort((a, b) => (a.header < b.header ? -1 : a.header > b.header ? 1 : 0));
  const distinct = unknown.filter(({ cell }, i) => unknown.findIndex(other => other.cell === cell) === i);
  if (distinct.length === 0) return null;
  const name = (header: string) => literal(`${JSON.stringify(header)}:`);
  const { wide } = relation;
  if (wide) {
    const values = `list_select(${wideRow}, [${distinct.map(({ cell }) => wide.indexOf(cell!) + 1).join(', ')}])`;
    const pairs = `list_zip([${distinct.map(({ header }) => name(header)).join(', ')}], ${values})`;
    const filled = `list_transform(${pairs}, lambda pair: pair[1] || CAST(to_json(pair[2]) AS VARCHAR))`;
    return `'{' || nullif(array_to_string(${filled}, ','), '') || '}'`;
  }
  const pairs = distinct.map(
    ({ header, cell }) => `CASE WHEN ${cell} IS NOT NULL THEN ${name(header)} || CAST(to_json(${cell}) AS VARCHAR) END`,
  );
  return `CASE WHEN coalesce(${distinct.map(({ cell }) => cell).join(', ')}) IS NOT NULL THEN '{' || concat_ws(',', ${pairs.join(', ')}) || '}' END`;
}

/** The paths that a JSON format keeps as properties, as JSON in their order; NULL where the record has none of them. */
function propertiesSql({ properties = [] }: Format, relation: Relation): string | null {
  const cells = properties.map(name => [name, relation.cell(name)] as const).filter(([, cell]) => cell !== null);
  if (cells.length === 0) return null;
  const pairs = cells.map(([name, cell]) => {
    const value = `CASE WHEN prefix(${cell}, '{') AND json_valid(${cell}) THEN ${cell} ELSE CAST(to_json(${cell}) AS VARCHAR) END`;
    return `CASE WHEN ${cell} IS NOT NULL THEN ${literal(`${JSON.stringify(name)}:`)} || ${value} END`;
  });
  return `CASE WHEN coalesce(${cells.map(([, cell]) => cell).join(', ')}) IS NOT NULL THEN '{' || concat_ws(',', ${pairs.join(', ')}) || '}' END`;
}

/** Cells that a field holds for sure. One that only stands in for another, which this file has, counts as unknown. */
function takenCells(format: Format, relation: Relation): string[] {
  const present = (names: readonly string[]): string[] =>
    names.map(name => relation.cell(name)).filter(cell => cell !== null);
  const own = format.yields.filter(one => !one.isBeside);
  return own.flatMap(({ columns }) =>
    columns.flatMap(column => (column.join === undefined ? present(column.from).slice(0, 1) : present(column.from))),
  );
}

/** SQL of the cells that the format's declarations read. */
export function usedCells(format: Format, relation: Relation): string[] {
  const names = [
    ...format.yields.flatMap(({ columns }) =>
      columns.flatMap(column => [...column.from, ...(column.given ?? []), ...(column.lacking ?? [])]),
    ),
    ...(format.period ? [...format.period.from, ...format.period.to] : []),
    ...(format.refuse ?? []).flatMap(({ from, lacking = [] }) => [...from, ...lacking]),
  ];
  return names.map(name => relation.cell(name)).filter(cell => cell !== null);
}
