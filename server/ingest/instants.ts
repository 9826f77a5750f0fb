// Dates and times as SQL. ISO wins; days and months in doubt are settled for a whole column (decideDateOrder), never cell
// by cell; an offset in the cell beats every other zone; a civil day stays that day.

import { areAll } from './known-texts.ts';
import { latinLetters, literal } from './sql.ts';

export type DateOrder = 'dmy' | 'mdy' | null;

/** 1970 to 2199, in µs: what lies outside is a slip of a finger or of a format. */
export const instantBounds = [0, 7_258_118_400_000_000] as const;

const isoDay = "'^[12][0-9]{3}[-/][0-9]{1,2}[-/][0-9]{1,2}'";
/** A day by itself or with a time, but not the first day of several. */
const wholeIsoDay = "'[12][0-9]{3}[-/][0-9]{1,2}[-/][0-9]{1,2}([T ][0-9]{1,2}:.*|[Zz])?'";
const unixPattern = "'[0-9]{9,19}([.][0-9]+)?'";
const serialPattern = "'[2-7][0-9]{4}([.,][0-9]+)?'";
const offsetPattern = "'[0-9 ](Z|z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)$'";

const times = ['', ' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%f', ' %I:%M %p', ' %I:%M:%S %p', ' %I:%M%p', ' %I:%M:%S%p'];
const withTimes = (...days: string[]): string =>
  `[${days.flatMap(day => times.map(time => literal(day + time))).join(', ')}]`;

// Two-digit years first: %Y would take 26 for the year 26, while %y leaves the rest of 2026 over and fails.
const formats = {
  dmy: withTimes('%d/%m/%y', '%d/%m/%Y'),
  mdy: withTimes('%m/%d/%y', '%m/%d/%Y'),
  dots: withTimes('%d.%m.%y', '%d.%m.%Y'),
  words: withTimes('%d %b %y', '%d %b %Y', '%b %d %Y', '%d %B %Y', '%B %d %Y'),
} as const;

/** Days and months in a form that is parsed: one separator, no commas, no weekday. */
const slashed = (cell: string): string =>
  `regexp_replace(replace(replace(upper(${cell}), ',', ''), 'T', ' '), '^([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{2,4})', '\\1/\\2/\\3')`;
const worded = (cell: string): string =>
  `regexp_replace(regexp_replace(replace(replace(${cell}, ',', ' '), '-', ' '), '^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]* +', ''), ' +', ' ', 'g')`;

const firstPart = (cell: string): string => `try_cast(regexp_extract(${cell}, '^([0-9]{1,2})[-/]', 1) AS INTEGER)`;
const secondPart = (cell: string): string =>
  `try_cast(regexp_extract(${cell}, '^[0-9]{1,2}[-/]([0-9]{1,2})[-/]', 1) AS INTEGER)`;

const slashPattern = '^[0-9]{1,2}[-/][0-9]{1,2}[-/]([0-9]{4}|[0-9]{2})([^0-9]|$)';

// How months begin in German, Spanish, French, Italian, Portuguese and Dutch; in English too, for those that share it.
const foreignMonths: readonly (readonly [string, number])[] = [
  ['jan', 1],
  ['feb', 2],
  ['mar', 3],
  ['apr', 4],
  ['may', 5],
  ['jun', 6],
  ['jul', 7],
  ['aug', 8],
  ['sep', 9],
  ['oct', 10],
  ['nov', 11],
  ['dec', 12],
  ['ene', 1],
  ['gen', 1],
  ['jän', 1],
  ['fév', 2],
  ['fev', 2],
  ['mär', 3],
  ['mrt', 3],
  ['maa', 3],
  ['abr', 4],
  ['avr', 4],
  ['mai', 5],
  ['mag', 5],
  ['mei', 5],
  ['juin', 6],
  ['giu', 6],
  ['juil', 7],
  ['lug', 7],
  ['ago', 8],
  ['aoû', 8],
  ['set', 9],
  ['okt', 10],
  ['ott', 10],
  ['out', 10],
  ['dic', 12],
  ['dez', 12],
  ['déc', 12],
];

/** A day with its month in another language's letters: `8 ago 2026`, `3. März 2026 14:05`, `1 de dic. de 2026`. */
function foreignDay(cell: string): string {
  const pattern = literal(
    `^([0-9]{1,2})[.]? (?:de )?([${latinLetters}]{3,})[.]? (?:de )?([0-9]{4})(?:,? +([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?))?$`,
  );
  const arms = foreignMonths.map(([start, number]) => `WHEN prefix(lower(p.m), ${literal(start)}) THEN '${number}'`);
  // Each mention of a pattern is compiled anew, which takes longer than a small file: so once, for all its groups.
  return `list_transform([regexp_extract(${cell}, ${pattern}, ['d', 'm', 'y', 't'])],
      lambda p: try_cast(p.y || '-' || (CASE ${arms.join(' ')} END) || '-' || p.d || ' ' || coalesce(nullif(p.t, ''), '0:00') AS TIMESTAMP))[1]`;
}

/** A day with signs for year, month and day: `2026年3月1日`, `2026년 3월 1일`. */
const eastAsianDay = '^([0-9]{4})[年년] ?([0-9]{1,2})[月월] ?([0-9]{1,2})[日일]';

/** SQL of a civil TIMESTAMP for the forms that aren't ISO; NULL for what is none. */
function civil(cell: string, order: DateOrder): string {
  const slash =
    order === null
      ? `CASE WHEN ${firstPart(cell)} > 12 THEN try_strptime(${slashed(cell)}, ${formats.dmy})
          WHEN ${secondPart(cell)} > 12 THEN try_strptime(${slashed(cell)}, ${formats.mdy}) END`
      : `try_strptime(${slashed(cell)}, ${formats[order]})`;
  return `CASE
      WHEN regexp_matches(${cell}, '${slashPattern}') THEN ${slash}
      WHEN regexp_matches(${cell}, '^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{2,4}') THEN try_strptime(replace(upper(${cell}), ',', ''), ${formats.dots})
      WHEN regexp_full_match(${cell}, '(19|20|21)[0-9]{6}') THEN try_strptime(${cell}, '%Y%m%d')
      WHEN regexp_full_match(${cell}, ${serialPattern}) THEN TIMESTAMP '1899-12-30' + to_microseconds(CAST(round(try_cast(replace(${cell}, ',', '.') AS DOUBLE) * 86400) AS BIGINT) * 1000000)
      WHEN regexp_matches(${cell}, '${eastAsianDay}') THEN try_cast(regexp_extract(${cell}, '${eastAsianDay}', 1) || '-' ||
        regexp_extract(${cell}, '${eastAsianDay}', 2) || '-' || regexp_extract(${cell}, '${eastAsianDay}', 3) AS TIMESTAMP)
      WHEN regexp_matches(${cell}, '[${latinLetters}]{3}') THEN coalesce(try_strptime(${worded(cell)}, ${formats.words}), ${foreignDay(cell)})
    END`;
}

/** Hours from UTC of the zones that vendors write by their letters and that DuckDB doesn't know: all of them America's. */
const zoneLetters = { EDT: '-04', CDT: '-05', MDT: '-06', PDT: '-07' } as const;

/** An ISO day with a twelve-hour time, an offset behind it or none; or with a zone's name. */
const oddIso = "'^[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}.*[A-Za-z].*$'";

/** SQL of the µs of what `oddIso` matches; `zoned` takes the SQL of a civil TIMESTAMP. */
function oddIsoSql(cell: string, zoned: (timestamp: string) => string): string {
  const twelve = "'^([0-9-]+)[T ]([0-9:]+) ?([AaPp])[.]?[Mm][.]?(?: |$)'";
  const civilText = `upper(regexp_extract(${cell}, ${twelve}, 1) || ' ' || regexp_extract(${cell}, ${twelve}, 2) || ' ' || regexp_extract(${cell}, ${twelve}, 3)) || 'M'`;
  const timestamp = `try_strptime(${civilText}, ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S %p'])`;
  const offset = `regexp_extract(${cell}, '([+-][0-9]{2}:?[0-9]{2})$', 1)`;
  const letters = Object.entries(zoneLetters).map(
    ([name, hours]) => `WHEN suffix(${cell}, ' ${name}') THEN '${hours}'`,
  );
  const named = `left(${cell}, strlen(${cell}) - 4) || (CASE ${letters.join(' ')} END)`;
  // A cast wants seconds before a zone.
  const whole = `regexp_replace(coalesce(${named}, ${cell}), '^([0-9-]+[T ][0-9]{1,2}:[0-9]{2})( ?[A-Za-z])', '\\1:00\\2')`;
  return `CASE WHEN NOT regexp_matches(${cell}, ${twelve}) THEN epoch_us(try_cast(${whole} AS TIMESTAMPTZ))
      WHEN ${offset} <> '' THEN epoch_us(try_cast(CAST(${timestamp} AS VARCHAR) || ${offset} AS TIMESTAMPTZ))
      ELSE ${zoned(timestamp)} END`;
}

/** What the first arm of `instantSql` and of `daySql` reads wholly or, as no day or time there is, nothing does. */
const plainInstant =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.]\d{1,6})?(?:Z| UTC|[+-]\d{2}(?::?\d{2})?)?)?)?$/;

/**
 * SQL of the instant (µs, BIGINT) of a cell; NULL for an empty cell and for what is no date or time. `texts`: all that the
 * cells hold, where that is known.
 */
export function instantSql(cell: string, zone: string, order: DateOrder, texts: readonly string[] | null): string {
  const zoned = (timestamp: string): string =>
    zone === 'UTC' ? `epoch_us(${timestamp})` : `epoch_us(timezone(${literal(zone)}, ${timestamp}))`;
  // Casting to TIMESTAMP would drop an offset in silence; to TIMESTAMPTZ it reads offsets, and UTC where there is none.
  const withOffset = `epoch_us(try_cast(${cell} AS TIMESTAMPTZ))`;
  const iso =
    zone === 'UTC'
      ? withOffset
      : `CASE WHEN strlen(${cell}) > 10 AND regexp_matches(${cell}, ${offsetPattern}) THEN ${withOffset} ELSE ${zoned(`try_cast(${cell} AS TIMESTAMP)`)} END`;
  const isoOnly = `CASE WHEN ${cell} LIKE '____-%' OR ${cell} LIKE '____/%' THEN ${iso} END`;
  if (areAll(texts, plainInstant)) return isoOnly;
  const unix = `CAST(round(try_cast(${cell} AS DECIMAL(38, 9)) * (CASE
      WHEN strlen(split_part(${cell}, '.', 1)) <= 11 THEN 1000000
      WHEN strlen(split_part(${cell}, '.', 1)) <= 14 THEN 1000
      WHEN strlen(split_part(${cell}, '.', 1)) <= 17 THEN 1 ELSE 0 END)
      + CASE WHEN strlen(split_part(${cell}, '.', 1)) > 17 THEN try_cast(${cell} AS DECIMAL(38, 9)) / 1000 ELSE 0 END, 0) AS BIGINT)`;
  const wordedZone = `epoch_us(try_strptime(${worded(`regexp_replace(${cell}, ' ?(GMT|UTC|[+-][0-9]{2}:?[0-9]{2})$', '')`)}, ${formats.words}))
      + coalesce(epoch_us(try_cast('1970-01-01 00:00:00' || nullif(regexp_extract(${cell}, '[+-][0-9]{2}:?[0-9]{2}$'), '') AS TIMESTAMPTZ)), 0)`;
  // A cast wants no space before the offset, and seconds.
  const spaced = `epoch_us(try_cast(regexp_replace(regexp_replace(${cell}, ' +([+-][0-9]{2}:?[0-9]{2})$', '\\1'),
      '^([0-9-]{10}[T ][0-9]{1,2}:[0-9]{2})([+-])', '\\1:00\\2') AS TIMESTAMPTZ))`;
  return `coalesce(
    ${isoOnly},
    CASE WHEN strlen(${cell}) BETWEEN 10 AND 16 AND regexp_full_match(${cell}, '[0-9]{10}|[0-9]{13}|[0-9]{16}')
      THEN CAST(${cell} AS BIGINT) * (CASE strlen(${cell}) WHEN 10 THEN 1000000 WHEN 13 THEN 1000 ELSE 1 END) END,
    CASE WHEN ${cell} IS NULL THEN NULL
      WHEN regexp_full_match(${cell}, ${unixPattern}) THEN ${unix}
      WHEN regexp_matches(${cell}, ${oddIso}) THEN ${oddIsoSql(cell, zoned)}
      WHEN regexp_matches(${cell}, '^[0-9]{4}-.*:[0-9.]+ ?[+-][0-9]{2}:?[0-9]{2}$') THEN ${spaced}
      WHEN regexp_matches(${cell}, '[${latinLetters}]{3}.*[0-9] ?(GMT|UTC|[+-][0-9]{2}:?[0-9]{2})$') THEN ${wordedZone}
      ELSE ${zoned(`(${civil(cell, order)})`)} END)`;
}

/** SQL of the last µs of the day where the cell holds no time of day, else NULL. `at` is SQL of the cell's instant. */
export function untilSql(cell: string, at: string, zone: string): string {
  const end =
    zone === 'UTC'
      ? `${at} + 86399999999`
      : `epoch_us(timezone(${literal(zone)}, date_trunc('day', timezone(${literal(zone)}, make_timestamptz(${at}))) + INTERVAL 1 DAY)) - 1`;
  return `CASE WHEN ${at} IS NOT NULL AND NOT contains(${cell}, ':')
    AND NOT regexp_full_match(${cell}, '[0-9]{9,19}([.][0-9]+)?|[0-9]{5}[.,][0-9]+') THEN ${end} END`;
}

/**
 * SQL of the civil DATE of a cell: a time of day and an offset in it are left out, the day never shifts. Of seconds since
 * 1970 (or their thousandths …) it is the day of UTC.
 */
export function daySql(cell: string, order: DateOrder, texts: readonly string[] | null): string {
  const isoOnly = `CASE WHEN regexp_full_match(${cell}, ${wholeIsoDay}) THEN try_cast(regexp_extract(${cell}, ${isoDay}) AS DATE) END`;
  if (areAll(texts, plainInstant)) return isoOnly;
  return `coalesce(
    ${isoOnly},
    CASE WHEN ${cell} IS NOT NULL THEN CAST((${civil(cell, order)}) AS DATE) END,
    CASE WHEN regexp_full_match(${cell}, '[0-9]{10}|[0-9]{13}|[0-9]{16}|[0-9]{19}')
      THEN CAST(make_timestamp(CAST(left(${cell}, 10) AS BIGINT) * 1000000) AS DATE) END)`;
}

/** SQL over a whole column: how many cells can only be D/M, only M/D, and either. */
export function dateOrderSql(cell: string, from: string): string {
  const a = firstPart('c');
  const b = secondPart('c');
  return `SELECT count(*) FILTER (${a} > 12) AS dmy, count(*) FILTER (${b} > 12) AS mdy, count(*) AS cells,
    any_value(c) AS example
    FROM (SELECT trim(${cell}) AS c FROM ${from}) WHERE regexp_matches(c, '${slashPattern}')`;
}

const slashDate = new RegExp(slashPattern);

/** What sample cells say: 'dmy' or 'mdy' by a part above 12, 'both' for a contradiction, 'open' for doubt, 'none' where no cell is so written. */
export function dateOrderOf(cells: readonly string[]): 'dmy' | 'mdy' | 'both' | 'open' | 'none' {
  let dmy = false;
  let mdy = false;
  let any = false;
  for (const cell of cells) {
    if (!slashDate.test(cell)) continue;
    any = true;
    const [first, second] = cell.split(/[-/]/, 2).map(Number);
    if (first > 12) dmy = true;
    else if (second > 12) mdy = true;
  }
  if (!any) return 'none';
  if (dmy && mdy) return 'both';
  return dmy ? 'dmy' : mdy ? 'mdy' : 'open';
}
