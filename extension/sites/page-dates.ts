// The date range that a page shows, read from its text by the month names of the page's own language. What can be read in
// two ways (2/1/2026), lacks its year or holds two ranges is null: a wrong range would put figures of one month beside
// costs of another.

export interface DayRange {
  /** Civil days, YYYY-MM-DD, inclusive. */
  readonly from: string;
  readonly to: string;
}

/** @example readDateRange('Last 30 days: Feb 1 – 28, 2026', 'en') // {from: '2026-02-01', to: '2026-02-28'} */
export function readDateRange(text: string, lang: string): DayRange | null {
  const plain = plainText(text, lang);
  // What stands before the last colon is the preset's name, which may hold a number of days; a year there is another range.
  const colon = plain.lastIndexOf(':') + 1;
  if (/\d{4}/.test(plain.slice(0, colon))) return null;
  const said = plain.slice(colon);
  const tokens = tokensOf(said, lang);
  const range = withMonthNames(tokens) ?? withNumbers(said);
  return range !== null && range.from <= range.to ? range : null;
}

interface Token {
  /** Day, month by name, year, or what separates two dates. */
  kind: 'D' | 'M' | 'Y' | 'S';
  value: number;
}

// In words of their kinds: 'DSDMY' is '1–28 Feb 2026'. A part that the first date lacks is the second one's.
const shapes = [
  'DMYS?DMY',
  'DMS?DMY',
  'DSDMY',
  'DMY',
  'MDYS?MDY',
  'MDS?MDY',
  'MDSDY',
  'MDY',
  'YMDS?YMD',
  'YMDS?MD',
  'YMDSD',
  'YMD',
].map(shape => new RegExp(`${shape}$`));

function withMonthNames(tokens: readonly Token[]): DayRange | null {
  const kinds = tokens.map(({ kind }) => kind).join('');
  if (!kinds.includes('M')) return null;
  for (const shape of shapes) {
    const at = kinds.search(shape);
    if (at < 0) continue;
    // A year or a month before it: another range, which one is the page's is unknown.
    if (/[MY]/.test(kinds.slice(0, at))) return null;
    const parts = tokens.slice(at).filter(({ kind }) => kind !== 'S');
    const of = (kind: string) => parts.filter(part => part.kind === kind).map(part => part.value);
    const [days, months, years] = [of('D'), of('M'), of('Y')];
    const last = <T>(list: readonly T[]) => list[list.length - 1];
    return rangeOf(dayText(years[0], months[0], days[0]), dayText(last(years), last(months), last(days)));
  }
  return null;
}

/** Dates without month names: year first, or with one of the numbers too large for a month. */
function withNumbers(text: string): DayRange | null {
  const yearFirst = [...text.matchAll(/(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)/g)];
  if (yearFirst.length > 0) {
    const before = text.slice(0, yearFirst[0].index);
    if (yearFirst.length > 2 || /\d/.test(before)) return null;
    const days = yearFirst.map(([, y, m, d]) => dayText(+y, +m, +d));
    if (yearFirst.length === 2) return rangeOf(days[0], days[1]);
    // '2026年2月1日～28日': the second date is what remains of the first's.
    const [first] = yearFirst;
    const rest = text.slice(first.index + first[0].length);
    const end = /^\D*?[-–~]\D*?(?:(\d{1,2})\s?[/.月월]\s?)?(\d{1,2})\D*$/.exec(rest);
    if (!end) return /\d/.test(rest) ? null : rangeOf(days[0], days[0]);
    return rangeOf(days[0], dayText(+first[1], +(end[1] ?? first[2]), +end[2]));
  }
  const yearLast = [...text.matchAll(/(?<!\d)(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(\d{4})/g)];
  // Digits beside them: the rest of a shortened date ('01.–28.02.2026').
  const rest = yearLast.reduce((left, [date]) => left.replace(date, ''), text);
  if (yearLast.length === 0 || yearLast.length > 2 || /\d/.test(rest)) return null;
  const reads = [yearLast.map(([, d, m, y]) => dayText(+y, +m, +d)), yearLast.map(([, m, d, y]) => dayText(+y, +m, +d))]
    .map(days => rangeOf(days[0], days[days.length - 1]))
    .filter(range => range !== null);
  const texts = new Set(reads.map(({ from, to }) => `${from} ${to}`));
  return texts.size === 1 ? reads[0] : null;
}

const rangeOf = (from: string | null, to: string | null): DayRange | null =>
  from === null || to === null ? null : { from, to };

function dayText(year: number, month: number, day: number): string | null {
  if (!(year >= 2000 && year < 2100)) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : null;
}

function tokensOf(text: string, lang: string): Token[] {
  const months = monthsOf(lang);
  const tokens: Token[] = [];
  // Letters may be joined by their own marks and end in a stop: 'févr.'.
  for (const [word] of text.matchAll(/\d+|[\p{L}\p{M}'’]+|[-–~]/gu)) {
    if (/^\d/.test(word)) {
      if (word.length <= 2) tokens.push({ kind: 'D', value: +word });
      else if (word.length === 4) tokens.push({ kind: 'Y', value: +word });
    } else if (word.length === 1 && /[-–~]/.test(word)) {
      tokens.push({ kind: 'S', value: 0 });
    } else {
      const month = months.get(word);
      if (month !== undefined) tokens.push({ kind: 'M', value: month });
    }
  }
  return tokens;
}

const kept = new Map<string, Map<string, number>>();

/** Month names of the language, long and short, alone and in a date; English ones where they mean nothing else. */
function monthsOf(lang: string): Map<string, number> {
  let months = kept.get(lang);
  if (months) return months;
  months = new Map();
  // The word for 'month' itself, where months are numbered: Vietnamese 'thg 2'.
  const ofSeveral = new Set<string>();
  const forms: Intl.DateTimeFormatOptions[] = [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
    { month: 'short', day: 'numeric', year: 'numeric' },
  ];
  for (const locale of [lang, 'en']) {
    for (const form of forms) {
      const format = formatOf(locale, form);
      for (let month = 0; month < 12; month++) {
        const part = format.formatToParts(Date.UTC(2026, month, 15)).find(({ type }) => type === 'month');
        const name = plainText(part?.value ?? '', locale).match(/^[\p{L}\p{M}'’]+/u)?.[0];
        if (!name) continue;
        if (!months.has(name)) months.set(name, month + 1);
        else if (locale === lang && months.get(name) !== month + 1) ofSeveral.add(name);
      }
    }
  }
  for (const name of ofSeveral) months.delete(name);
  // Written by some where Intl says 'Sep'.
  if (!months.has('sept')) months.set('sept', 9);
  kept.set(lang, months);
  return months;
}

function formatOf(locale: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const options = { ...form, timeZone: 'UTC', calendar: 'gregory' };
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    // A `lang` that is no language tag: English month names only.
    return new Intl.DateTimeFormat('en', options);
  }
}

/** Lower case, plain spaces and dashes, digits 0–9, no marks of writing direction. */
function plainText(text: string, lang: string): string {
  const lower = text
    .normalize('NFKC')
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\u00a0\u2009\u202f]+/g, ' ')
    .replace(/[‐‑‒–—―−]/g, '–')
    .replace(/[〜～]/g, '~')
    .replace(/(\d)(st|nd|rd|th|er|º|ª)\b/gi, '$1')
    .trim();
  const digits = lower.replace(/\p{Nd}/gu, digit => String(digitValue(digit)));
  try {
    return digits.toLocaleLowerCase(lang);
  } catch {
    return digits.toLowerCase();
  }
}

/** Decimal digits stand in runs of ten from 0 to 9. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}
