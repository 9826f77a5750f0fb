// Numbers and money as SQL. Which sign is the decimal one is settled for a column: a comma in one cell and a point in
// the next can't both be. Amounts are exact decimals on their way to minor units, never floats.

import { currencies } from '#shared/currencies.ts';
import { areAll } from './known-texts.ts';
import { isOneOf, literal } from './sql.ts';

export type DecimalSign = '.' | ',';

// Currency signs, codes and spaces of all kinds around a number.
const spaces = "[\\s\\x{00A0}\\x{202F}\\x{2009}'’]";
const mark = '(?:[A-Za-z]{1,3}[.]?)?[$€£¥₹₩₽₺₪฿₫₴₦₱]?(?:[A-Za-z]{3})?';

const plainDecimal = { '.': /^-?\d{1,12}(?:[.]\d{1,4})?$/, ',': /^-?\d{1,12}$/ } as const;

/**
 * SQL of a decimal with `scale` places (more are cut) for a cell of text; NULL for what is no number. `texts`: all that the
 * cells hold, where that is known.
 */
export function decimalSql(
  cell: string,
  sign: DecimalSign,
  texts: readonly string[] | null,
  scale: 9 | 18 = 9,
): string {
  const type = `DECIMAL(${scale + 19}, ${scale})`;
  const plainly = (digits: number, places: number): string =>
    `regexp_full_match(${cell}, '-?[0-9]{1,${digits}}${sign === '.' ? `([.][0-9]{1,${places}})?` : ''}')`;
  // Reading text as a wide decimal takes eighty times as long as a narrow one, which most numbers fit.
  const narrow = `CASE WHEN ${plainly(12, 4)} THEN CAST(try_cast(${cell} AS DECIMAL(18, 4)) AS ${type}) END`;
  if (areAll(texts, plainDecimal[sign])) return narrow;
  const plain = `CASE WHEN ${plainly(18, scale)} THEN try_cast(${cell} AS ${type}) END`;
  // '1,234.50' and every number with a decimal comma: the general pattern below takes ten times as long.
  const [thousands, decimal] = sign === '.' ? [',', '[.]'] : ['[.]', ','];
  const unmarked = sign === '.' ? `replace(${cell}, ',', '')` : `replace(replace(${cell}, '.', ''), ',', '.')`;
  const grouped = `CASE WHEN regexp_full_match(${cell}, '-?([0-9]{1,3}(${thousands}[0-9]{2,3}){1,3}|[0-9]{1,12})(${decimal}[0-9]{1,4})?')
    THEN CAST(try_cast(${unmarked} AS DECIMAL(18, 4)) AS ${type}) END`;
  const whole = `([0-9]{1,3}(?:${thousands}[0-9]{2,3})+|[0-9]*)`;
  const pattern = `^([(]?)([-+]?)${mark}([-+]?)${whole}((?:${decimal}[0-9]*)?)${mark}%?([-]?)([)]?)$`;
  const text = `replace(regexp_replace(${cell}, ${literal(spaces)}, '', 'g'), '−', '-')`;
  const part = (group: number): string => `regexp_extract(${text}, ${literal(pattern)}, ${group})`;
  // No digit, no number: '-', 'EUR' and '()' match the pattern too.
  const digits = `regexp_replace(${part(4)}, '[.,]', '', 'g') || '.' || substr(${part(5)}, 2, ${scale})`;
  const negative = `(${part(1)} = '(' OR ${part(2)} = '-' OR ${part(3)} = '-' OR ${part(6)} = '-')`;
  const slow = `CASE WHEN regexp_matches(${cell}, '[0-9]') AND regexp_matches(${text}, ${literal(pattern)})
    THEN (CASE WHEN ${negative} THEN -1 ELSE 1 END) * try_cast('0' || ${digits} AS ${type}) END`;
  return `coalesce(${narrow}, ${plain}, ${grouped}, CASE WHEN ${cell} IS NOT NULL THEN ${slow} END)`;
}

/** SQL of the factor from major to minor units, by the SQL of a currency code. Without one amounts are kept in hundredths. */
export function minorFactorSql(currency: string | null): string {
  if (currency === null) return '100';
  const groups = new Map<number, string[]>();
  for (const [code, places] of currencies) if (places !== 2) groups.set(places, [...(groups.get(places) ?? []), code]);
  const cases = [...groups].map(([places, codes]) => `WHEN ${isOneOf(currency, codes)} THEN ${10 ** places}`);
  return `(CASE ${cases.join(' ')} ELSE 100 END)`;
}

/** SQL of minor units (BIGINT), rounded half away from zero, from SQL of major units. */
export function minorSql(decimal: string, factor: string): string {
  return `try_cast(round((${decimal}) * ${factor}, 0) AS BIGINT)`;
}

const evidence = {
  /** 1.234,5 · 1.234.567 · 12,5 · 0,125 */
  comma: /\.\d+,\d*$|^\D*\d{1,3}(\.\d{3}){2,}(?!\d)|^[^.,]*,\d{1,2}(?!\d)|^[^.,]*,\d{4,}|^\D*0,\d+/,
  point: /,\d+\.\d*$|^\D*\d{1,3}(,\d{3}){2,}(?!\d)|^[^.,]*\.\d{1,2}(?!\d)|^[^.,]*\.\d{4,}|^\D*0\.\d+/,
};

/** What sample cells say of their decimal sign: null where they leave it open (1.247, 1,247, 12). */
export function decimalSignOf(cells: readonly string[]): DecimalSign | null {
  let comma = 0;
  let point = 0;
  for (const cell of cells) {
    const text = cell.replace(/[^\d.,]/g, '');
    if (evidence.comma.test(text)) comma++;
    else if (evidence.point.test(text)) point++;
  }
  if (comma === point) return null;
  return comma > point ? ',' : '.';
}

/** The same of whole numbers: 1.247 can only be a thousand and more there, so its point is none. 12.000 may be twelve. */
export function decimalSignOfCounts(cells: readonly string[]): DecimalSign | null {
  const grouped = (mark: string): boolean =>
    cells.some(cell => new RegExp(`^\\d{1,3}([${mark}]\\d{3})+$`).test(cell) && !cell.endsWith('000'));
  const [points, commas] = [grouped('.'), grouped(',')];
  return points === commas ? null : points ? ',' : '.';
}

/** SQL of one row: how many cells of a whole column show a decimal comma, a decimal point, and a separator at all. */
export function decimalSignSql(cell: string, from: string): string {
  const pattern = (expression: RegExp): string =>
    literal(expression.source.replace(/\(\?!\\d\)/g, '([^0-9]|$)').replaceAll('\\d', '[0-9]'));
  return `SELECT count(*) FILTER (regexp_matches(c, ${pattern(evidence.comma)})) AS comma,
    count(*) FILTER (regexp_matches(c, ${pattern(evidence.point)})) AS point
    FROM (SELECT regexp_replace(${cell}, '[^0-9.,]', '', 'g') AS c FROM ${from}
      WHERE contains(${cell}, '.') OR contains(${cell}, ','))`;
}

/** A cell that says no more than that a value lies below or above another: `< 10%`, `> 90`. It is no value. */
export function boundSql(cell: string): string {
  return `regexp_full_match(${cell}, '[<>≤≥] ?[0-9].*')`;
}

/** The number in a cell, read as `decimalSql` does; null where there is none. */
export function parseDecimal(cell: string, sign: DecimalSign): number | null {
  const text = cell.replace(/[\s\u00A0\u202F\u2009'’]/g, '').replaceAll('−', '-');
  const found = /^(\(?)(-?)[^\d.,-]*(-?)([\d.,]*\d[\d.,]*)[^\d.,-]*(-?)\)?$/.exec(text);
  if (!found) return null;
  const [, bracket, before, inside, digits, behind] = found;
  const plain = digits.replaceAll(sign === '.' ? ',' : '.', '').replace(',', '.');
  const value = Number(plain);
  if (Number.isNaN(value)) return null;
  return bracket || before || inside || behind ? -value : value;
}
