// From fields to the rows of a table: what each record kind adds by itself (keys, the event's source reference, a spend
// row's level) once the declaration has filled its fields. The order of hashed columns is part of the store's format.

import type { RecordKind, Yield } from '#shared/formats/format.ts';
import { kinds } from '#shared/journeys/kinds.ts';
import {
  attributionParamPattern,
  attributionPartPattern,
  blankClickIdColumnsPattern,
} from '#shared/sources/patterns.ts';
import { contentColumns, packedColumns, placeholders } from '../store/duckdb/tables.ts';
import { fieldName, untilName } from './compile.ts';
import { identifier, literal } from './sql.ts';

/** 2026-05-13, since when assistants are a channel of their own. */
const aiEra = Date.UTC(2026, 4, 13) * 1000;

export interface RecordSource {
  readonly one: Yield;
  readonly index: number;
  readonly fields: ReadonlySet<string>;
  readonly system: string;
  /** Whether columns that no field takes are kept as properties. */
  readonly keepsUnknown: boolean;
  /** How an event's url goes into its source reference: see `queryForm`. */
  readonly query: 'whole' | 'picked';
}

export interface RecordSql {
  /** Columns of the table that are filled, and the SELECT that fills them from `from`. */
  readonly columns: readonly string[];
  select(from: string, importId: number): string;
}

/** The statement that makes a table's rows out of the compiled fields. Bad rows come out with `reason` and `raw`. */
export function recordSql(source: RecordSource): RecordSql {
  const { one, fields } = source;
  const { record } = one;
  const content = contentColumns[record];
  const value = new Map<string, string>();
  for (const [column, type] of content) value.set(column, contentSql(column, type, source));
  const isEvent = record === 'event';
  const names = content.map(([column]) => identifier(column)); // `at` is a word of SQL
  const inner = content.map(([column]) => `${value.get(column)} AS ${identifier(column)}`);
  // Of the packed columns only their pack is stored.
  const stored = content.map(([column]) => column).filter(column => !isEvent || packedColumns[column] === undefined);
  if (isEvent) stored.push('given');
  const isSplit = one.each !== undefined && fields.has(one.each);
  const extra = value.has('properties') ? [] : ['extra'];
  return {
    columns: ['import_id', 'line', 'key', isEvent ? 'ref' : 'version', ...stored.map(identifier), 'reason', 'raw'],
    select(from, importId) {
      const split = isSplit ? splitSql(from, fieldName(source.index, one.each!)) : from;
      const given = `SELECT line_no, reason, raw_row, extra, ${inner.join(', ')} FROM (${split})`;
      const kept = stored.map(column => {
        if (isEvent && column === 'given') return givenSql(fields);
        const placeholder = placeholders[record][column];
        return placeholder === undefined ? identifier(column) : `coalesce(${identifier(column)}, ${placeholder})`;
      });
      return `SELECT ${importId}, line_no, ${keySql(source)},
        ${isEvent ? refSql(source) : `hash(${[...names, ...extra].join(', ')})`},
        ${kept.join(', ')}, reason, raw_row FROM (${given})`;
    },
  };
}

/** SQL of an event's `given`: what its own columns say of its source. */
function givenSql(fields: ReadonlySet<string>): string {
  const parts = Object.entries(packedColumns)
    .filter(([column]) => fields.has(column))
    .map(([column, letter]) => `'${letter}=' || ${identifier(column)}`);
  return parts.length === 0 ? 'CAST(NULL AS VARCHAR)' : `nullif(concat_ws(chr(31), ${parts.join(', ')}), '')`;
}

/** One row for each part of a list; `position` is the part's place from 1. */
function splitSql(from: string, list: string): string {
  return `SELECT * REPLACE (unnest(${list}) AS ${list}), generate_subscripts(${list}, 1) AS position FROM (${from})`;
}

function contentSql(column: string, type: string, source: RecordSource): string {
  const { one, index, fields, system, keepsUnknown } = source;
  const { record } = one;
  const field = (name: string): string => (fields.has(name) ? fieldName(index, name) : `CAST(NULL AS ${type})`);
  const until = (name: string): string => (fields.has(name) ? untilName(index, name) : 'CAST(NULL AS BIGINT)');
  if (column === 'system') return literal(system);
  if (column === 'properties') return keepsUnknown ? 'extra' : 'CAST(NULL AS VARCHAR)';
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

/** Spend is one platform's, whichever file it came in: no system in its key. Names count where there is no id. */
const spendKey = [
  'platform',
  'account',
  'day',
  'level',
  'coalesce(campaign_id, lower(campaign))',
  'coalesce(ad_group_id, lower(ad_group))',
  'coalesce(ad_id, lower(ad))',
  'coalesce(keyword_id, lower(keyword))',
  'match_type',
  'segment',
];

const defaultKeys: Partial<Record<RecordKind, readonly string[]>> = {
  spend: spendKey,
  fx: ['day', 'base', 'quote'],
  contact: ['system', 'id'],
  account: ['system', 'id'],
  deal: ['system', 'id'],
  stage_change: ['system', 'id'],
};

/** SQL of the key, over the columns of the table. */
function keySql({ one, system, fields }: RecordSource): string {
  const names = contentColumns[one.record].map(([column]) => column);
  const whole = `hash(${literal(one.record)}, ${literal(system)}, ${names.map(identifier).join(', ')})`;
  if (!one.key) {
    const parts = defaultKeys[one.record];
    return parts ? `hash(${literal(one.record)}, ${parts.join(', ')})` : whole;
  }
  if (!one.key.some(field => fields.has(field))) return whole;
  const parts = one.key.map(field => identifier(names.includes(field) ? field : `${field}_at`));
  const key = `hash(${literal(one.record)}, ${literal(system)}, ${parts.join(', ')})`;
  return `CASE WHEN coalesce(${parts.map(part => `CAST(${part} AS VARCHAR)`).join(', ')}) IS NULL THEN ${whole} ELSE ${key} END`;
}

const sourceFields = Object.keys(packedColumns).filter(column => column !== 'click_ids');

/** Click ids as most urls have them; any value that isn't plainly an id is left, for it may mean something else. */
const commonClickIds = 'gclid gbraid wbraid dclid fbclid msclkid ttclid twclid li_fat_id rdt_cid yclid'.split(' ');
const plainId = '[A-Za-z0-9][A-Za-z0-9_.-]{11,}';

/**
 * Which part of a url's query goes into the reference. 'whole': all of it, common click ids blanked: quick, and right as long
 * as equal visits look alike. 'picked': only the parameters that can matter, found by a slow pattern: for sites whose urls
 * nearly all differ (session ids, searches), where 'whole' would give every visit a source of its own to resolve.
 */
export function queryForm(urls: readonly string[]): 'whole' | 'picked' {
  const queries = urls.filter(url => /[?#]/.test(url)).map(url => url.slice(url.search(/[?#]/) + 1));
  const pattern = new RegExp(`(^|&)(${commonClickIds.join('|')})=${plainId}(?=&|$)`, 'g');
  const distinct = new Set(queries.map(query => query.replace(pattern, '$1$2=1')));
  return distinct.size <= 200 || distinct.size < queries.length / 10 ? 'whole' : 'picked';
}

/** Part by part: a pattern with a group over the whole query takes ten times as long. */
export function querySql(form: 'whole' | 'picked'): string {
  const after = (mark: string): string => `substr(url, strpos(url, '${mark}') + 1)`;
  // From the first of the two marks on.
  const query = `CASE WHEN NOT contains(url, '#') THEN CASE WHEN contains(url, '?') THEN ${after('?')} END
    WHEN contains(split_part(url, '#', 1), '?') THEN ${after('?')} ELSE ${after('#')} END`;
  const blanked = (parts: string): string =>
    `list_transform(${parts}, lambda part: CASE WHEN strlen(part) > 18
       AND regexp_full_match(part, ${literal(`(?:${commonClickIds.join('|')})=${plainId}`)})
       THEN split_part(part, '=', 1) || '=1' ELSE part END)`;
  const parts = `string_split(${query}, '&')`;
  if (form === 'whole') return blanked(parts);
  const kept = `list_filter(${parts}, lambda part: regexp_matches(part, ${literal(attributionPartPattern)}, 'i'))`;
  return `CASE WHEN (contains(url, '?') OR contains(url, '#')) AND regexp_matches(url, ${literal(attributionParamPattern)}, 'i')
    THEN ${blanked(kept)} END`;
}

/** SQL of the hash over everything that decides an event's source: equal hashes have one source. */
function refSql({ fields, query }: RecordSource): string {
  // What stands between the second and third slash: more than the host at worst, which only makes more references.
  const host = (url: string): string =>
    `CASE WHEN contains(${url}, '//') THEN split_part(${url}, '/', 3) ELSE split_part(${url}, '/', 1) END`;
  const parts: string[] = sourceFields.filter(field => fields.has(field));
  // The names go in too: what another file has no columns for must not look like this file's empty cells.
  const names = [...parts, ...['url', 'referrer', 'click_ids'].filter(field => fields.has(field)), query].join();
  if (fields.has('click_ids')) {
    parts.push(
      `regexp_replace(click_ids, ${literal(blankClickIdColumnsPattern.pattern)}, ${literal(blankClickIdColumnsPattern.replacement)}, 'gi')`,
    );
  }
  if (fields.has('url')) parts.push(querySql(query));
  if (fields.has('referrer')) parts.push(`CASE WHEN referrer IS NOT NULL THEN ${host('referrer')} END`);
  // The page's own host only matters beside a referrer: it tells whether that is the own site.
  if (fields.has('referrer') && fields.has('url')) parts.push(`CASE WHEN referrer IS NOT NULL THEN ${host('url')} END`);
  parts.push(`"at" >= ${aiEra}`, literal(names));
  return `CASE WHEN reason IS NULL THEN hash(${parts.join(', ')}) ELSE 0 END`;
}
