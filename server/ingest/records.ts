// From fields to the rows of a table: what each record kind adds by itself (keys, the event's source reference, a spend
// row's level) once the declaration has filled its fields. The order of hashed columns is part of the store's format.

import type { RecordKind, Yield } from '#shared/formats/format.ts';
import { kinds } from '#shared/journeys/kinds.ts';
import { blankClickIdColumnsPattern } from '#shared/sources/patterns.ts';
import {
  contentColumns,
  laterColumns,
  packedFields,
  packedSql,
  placeholders,
  rowTable,
} from '../store/duckdb/tables.ts';
import { fieldName, untilName } from './compile.ts';
import { saidName } from './said.ts';
import { type QueryForm, refSql } from './source-ref.ts';
import { spendKey } from './spend-keys.ts';
import { identifier, literal } from './sql.ts';

export interface RecordSource {
  readonly one: Yield;
  readonly index: number;
  readonly fields: ReadonlySet<string>;
  readonly system: string;
  /** Whether columns that no field takes are kept as properties. */
  readonly keepsUnknown: boolean;
  /** Whether events remember which whole day of their system they belong to (`Format.replaces`). */
  readonly hasDays: boolean;
  /** How an event's url goes into its source reference: see `queryForm`. */
  readonly query: QueryForm;
}

/** Kind of an event that is set aside: until it is published its `name` is the reason, its `given` the row as it stood. */
export const setAside = 255;

export interface RecordSql {
  /** The table and those of its columns that are filled, and the SELECT that fills them from `from`. */
  readonly table: string;
  readonly columns: readonly string[];
  select(from: string, importId: number): string;
}

/** The statement that makes a table's rows out of the compiled fields. Bad rows come out with `reason` and `raw`. */
export function recordSql(source: RecordSource): RecordSql {
  const { one, fields } = source;
  const { record } = one;
  const isEvent = record === 'event';
  const content = contentColumns[record].map(([column, type]) => ({
    column,
    name: identifier(column), // `at` is a word of SQL
    type,
    sql: contentSql(column, source),
  }));
  const inner = content.map(({ name, type, sql }) => `${sql ?? `CAST(NULL AS ${type})`} AS ${name}`);
  // Of events only what the file has columns for: the others needn't even be there.
  const stored = isEvent ? content.filter(({ column, sql }) => sql !== null || eventReason[column]) : content;
  const values = stored.map(({ column, name }) => {
    const placeholder = placeholders[record][column];
    const value = placeholder === undefined ? name : `coalesce(${name}, ${placeholder})`;
    const bad = isEvent ? eventReason[column] : undefined;
    return bad === undefined ? value : `CASE WHEN reason IS NULL THEN ${value} ELSE ${bad} END`;
  });
  const isSplit = one.each !== undefined && fields.has(one.each);
  const extra = contentColumns[record].some(([column]) => column === 'properties') ? [] : ['extra'];
  const version = `hash(${[...content.map(({ name }) => name), ...extra].join(', ')})`;
  const forRef = isEvent && fields.has('click_ids') ? [`${givenSql(source, true)} AS told`] : [];
  const ofDay = isEvent && source.hasDays ? ['day_of'] : [];
  const said = one.isPartial ? [saidName(source.index)] : [];
  return {
    table: rowTable(record),
    columns: [
      'import_id',
      'line',
      'key',
      isEvent ? 'ref' : 'version',
      ...stored.map(({ column }) => column),
      ...(isEvent ? ofDay : ['reason', 'raw']),
      ...(one.isPartial ? ['said'] : []),
    ],
    select(from, importId) {
      const split = isSplit ? splitSql(from, fieldName(source.index, one.each!)) : from;
      const given = `SELECT line_no, reason, raw_row, extra, ${[...ofDay, ...said, ...inner, ...forRef].join(', ')} FROM (${split})`;
      return `SELECT ${importId}, line_no, ${keySql(source)}, ${isEvent ? refSql(fields, source.query) : version},
        ${[...values, ...(isEvent ? ofDay : ['reason', 'raw_row']), ...said].join(', ')} FROM (${given})`;
    },
  };
}

/** Where an event that is set aside says so. */
const eventReason: Readonly<Record<string, string>> = { kind: `${setAside}`, name: 'reason', given: 'raw_row' };

/** SQL of an event's `given`: what its own columns say of its source. Click ids blanked, it says where the source is the same. */
function givenSql({ index, fields }: RecordSource, isBlanked: boolean): string {
  const named = packedFields.filter(field => fields.has(field)).map(field => [field, fieldName(index, field)] as const);
  const values = new Map<string, string>(named);
  if (isBlanked) {
    const { pattern, replacement } = blankClickIdColumnsPattern;
    const ids = fieldName(index, 'click_ids');
    values.set('click_ids', `regexp_replace(${ids}, ${literal(pattern)}, ${literal(replacement)}, 'gi')`);
  }
  return packedSql(values);
}

/** One row for each part of a list; `position` is the part's place from 1. */
function splitSql(from: string, list: string): string {
  return `SELECT * REPLACE (unnest(${list}) AS ${list}), generate_subscripts(${list}, 1) AS position FROM (${from})`;
}

/** SQL of a column of the table; null where the file has nothing for it. */
function contentSql(column: string, source: RecordSource): string | null {
  const { one, index, fields, system, keepsUnknown } = source;
  const { record } = one;
  const field = (name: string): string | null => (fields.has(name) ? fieldName(index, name) : null);
  const until = (name: string): string | null => (fields.has(name) ? untilName(index, name) : null);
  if (column === 'system') return literal(system);
  if (column === 'properties') return keepsUnknown ? 'extra' : null;
  // Until something else is said of it, a deal that is spoken of is open.
  if (column === 'state' && record === 'deal' && one.isPartial)
    return fields.has('state') ? `coalesce(${fieldName(index, 'state')}, 'open')` : "'open'";
  if (column === 'given') return packedFields.some(name => fields.has(name)) ? givenSql(source, false) : null;
  if (column === 'until') return until('at');
  if (column !== 'at' && column.endsWith('_at')) return field(column.slice(0, -3));
  if (column.endsWith('_until')) return until(column.slice(0, -6));
  if (column === 'is_primary') {
    if (fields.has('is_primary')) return field('is_primary');
    return one.each && fields.has(one.each) ? '(position = 1)' : 'false';
  }
  if (record === 'event' && column === 'kind') {
    const cases = kinds.map((kind, number) => `WHEN '${kind}' THEN ${number}`).join(' ');
    return `CAST(CASE ${fieldName(index, 'kind')} ${cases} END AS UTINYINT)`;
  }
  if (record === 'event' && column === 'name' && fields.has('name') && fields.has('kind')) {
    return `CASE WHEN lower(${field('name')}) <> ${field('kind')} THEN ${field('name')} END`;
  }
  if (record === 'spend' && column === 'level') {
    const has = (...names: string[]): string =>
      names
        .filter(name => fields.has(name))
        .map(name => `${fieldName(index, name)} IS NOT NULL`)
        .join(' OR ') || 'false';
    return `CAST(CASE WHEN ${has('ad', 'ad_id', 'keyword', 'keyword_id')} THEN 3 WHEN ${has('ad_group', 'ad_group_id')} THEN 2
      WHEN ${has('campaign', 'campaign_id')} THEN 1 ELSE 0 END AS UTINYINT)`;
  }
  return field(column);
}

const defaultKeys: Partial<Record<RecordKind, readonly string[]>> = {
  // Spend is one platform's, whichever file it came in: no system in its key.
  spend: spendKey,
  fx: ['day', 'base', 'quote'],
  contact: ['system', 'id'],
  account: ['system', 'id'],
  deal: ['system', 'id'],
  stage_change: ['system', 'id'],
  click: ['platform', 'click_id'],
  subscription: ['system', 'id'],
  ad_name: ['platform', 'kind', 'id', 'modified_at'],
};

/** SQL of the key, over the columns of the table. */
function keySql({ one, system, fields }: RecordSource): string {
  const names = contentColumns[one.record].map(([column]) => column);
  const hashed = names.filter(name => !laterColumns.has(name)).map(identifier);
  const whole = `hash(${literal(one.record)}, ${literal(system)}, ${hashed.join(', ')})`;
  if (!one.key) {
    const parts = defaultKeys[one.record];
    return parts ? `hash(${literal(one.record)}, ${parts.join(', ')})` : whole;
  }
  if (!one.key.some(field => fields.has(field))) return whole;
  const parts = one.key.map(field => identifier(names.includes(field) ? field : `${field}_at`));
  const key = `hash(${literal(one.record)}, ${literal(system)}, ${parts.join(', ')})`;
  return `CASE WHEN coalesce(${parts.map(part => `CAST(${part} AS VARCHAR)`).join(', ')}) IS NULL THEN ${whole} ELSE ${key} END`;
}
