// What a file says of the days that it stands for, above its header and in its rows. Sums over many days can't be spread
// over them, so a file of nothing else is refused before anything of it is stored.

import { DataError } from '#shared/errors.ts';
import type { Format } from '#shared/formats/format.ts';
import type { Store } from '../store/store.ts';
import { type DateOrder, daySql } from './instants.ts';
import type { Relation } from './relation.ts';

/** Names of the two columns of a file that a format's period is read from; null where the file has days of its own. */
export function periodCells(
  { period }: Format,
  relation: Relation,
): { from: string; to: string; most: number; remedy: string } | null {
  if (!period || period.unless?.some(name => hasCells(relation, name))) return null;
  const from = period.from.find(name => hasCells(relation, name));
  const to = period.to.find(name => hasCells(relation, name));
  return from === undefined || to === undefined ? null : { from, to, most: period.most, remedy: period.remedy };
}

/** SQL of the first and the last day of a row's period, from the cells of its two columns. */
export function periodDays(from: string, to: string, order: DateOrder): [first: string, last: string] {
  const parts = "' (?:-|–|to|bis|a|au) +(.+)$'";
  return [
    daySql(`regexp_replace(${from}, ${parts}, '')`, order, null),
    daySql(`coalesce(nullif(regexp_extract(${to}, ${parts}, 1), ''), ${to})`, order, null),
  ];
}

/** A JSON file has every path that its format names; whether it holds anything is seen in its head. */
function hasCells(relation: Relation, name: string): boolean {
  return relation.cell(name) !== null && (relation.delimiter !== '' || relation.sample(name).length > 0);
}

/**
 * Refuses a file whose every row stands for several days.
 *
 * @throws DataError (`period-too-long`).
 */
export async function refusePeriods(
  store: Store,
  format: Format,
  relation: Relation,
  file: string,
  orders: ReadonlyMap<string, DateOrder>,
): Promise<void> {
  const found = periodCells(format, relation);
  if (found === null) return;
  const order = orders.get(relation.cell(found.from)!) ?? null;
  const [first, last] = periodDays(`trim(${relation.cell(found.from)})`, `trim(${relation.cell(found.to)})`, order);
  const rows = await store.first<{ days: number; long: number; since: string; until: string }>(
    `SELECT count(*) FILTER (a <= b) AS days, count(*) FILTER (date_diff('day', a, b) > ${found.most}) AS long,
       strftime(min(a), '%Y-%m-%d') AS since, strftime(max(b), '%Y-%m-%d') AS until
     FROM (SELECT ${first} AS a, ${last} AS b FROM ${relation.from})`,
  );
  const { days, long, since, until } = rows!;
  if (long === 0 || long < days) return;
  throw new DataError({
    code: 'period-too-long',
    what: `${file} reads as ${format.label} (${format.id}), but its sums are of many days: they can't be spread over them.`,
    where: `${file}, ${[...new Set([found.from, found.to])].map(name => `column "${relation.header(name)}"`).join(' and ')}`,
    found: `rows that stand for more than a day, between ${since} and ${until}`,
    expected: 'a row for each day',
    remedy: found.remedy,
  });
}

/**
 * What the lines above the header say: notes for the user.
 *
 * @throws DataError (`period-too-long`) where they say that the file can't be used.
 */
export function readPreamble({ id, label, preamble, notes = [] }: Format, relation: Relation, file: string): string[] {
  const lines = relation.preamble ?? [];
  const find = (pattern: string): RegExpExecArray | null => {
    const expression = new RegExp(pattern, 'i');
    return lines.map(line => expression.exec(line)).find(match => match !== null) ?? null;
  };
  for (const { line, reason, remedy } of preamble?.refuse ?? []) {
    const match = find(line);
    if (match === null) continue;
    throw new DataError({
      code: 'period-too-long',
      what: `${file} reads as ${label} (${id}), but ${reason}.`,
      where: file,
      found: match[0],
      remedy,
    });
  }
  const said = (preamble?.notes ?? []).flatMap(({ line, note }) => {
    const match = find(line);
    return match === null ? [] : [note.replace('*', match[1]?.trim() ?? '')];
  });
  return [...notes, ...said];
}

/**
 * Refuses a JSON file whose records lack what the format can't do without: keys deep in them show only in the records.
 *
 * @throws DataError (`columns-missing`), where the format has a remedy for it.
 */
export function refuseLacking({ id, label, shape, yields }: Format, relation: Relation, file: string): void {
  if (shape !== 'ndjson') return;
  const columns = yields.flatMap(one => one.columns);
  for (const { field, remedy } of columns.filter(column => column.required && column.remedy !== undefined)) {
    const fillers = columns.filter(column => column.field === field);
    const names = fillers.flatMap(column => [...column.from]);
    if (names.some(name => relation.sample(name).length > 0) || fillers.some(column => column.constant !== undefined))
      continue;
    throw new DataError({
      code: 'columns-missing',
      what: `${file} reads as ${label} (${id}), but lacks what that needs.`,
      where: file,
      found: `no ${field} in the first records`,
      expected: names.slice(0, 4).join(' or '),
      remedy,
    });
  }
}
