// Instants, civil days and zones. An instant is epoch ms UTC; a day is a whole number of civil days since 1970-01-01 and
// belongs to a zone: the same instant lies in different days of different zones, and days of 23 and 25 hours exist.

import { SettingsError, UsageError } from '#shared/errors.ts';

export const HOUR_MS = 3_600_000;
/** 24 hours, which is not always a civil day. */
export const DAY_MS = 86_400_000;
/** What `daysInZone` gives for an instant that is NaN. */
export const NO_DAY = -(2 ** 31);

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Abbreviations that the engine takes and the IANA database hasn't: BST is Dhaka there, AST Honolulu. */
const abbreviations = new Set(
  'ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT PRT PST SST VST'.split(' '),
);

/** Whether the name is a zone that this machine knows: `Europe/London`, `UTC`. Names of the IANA database. */
export function isZone(zone: string): boolean {
  if (formatters.has(zone)) return true;
  if (abbreviations.has(zone.toUpperCase())) return false;
  try {
    formatters.set(
      zone,
      new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'gregory', timeZoneName: 'longOffset' }),
    );
    return true;
  } catch (error) {
    // The engine refuses an unknown zone with a RangeError; anything else is a bug of ours.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** How far the zone's clock is ahead of UTC at an instant, in ms: London in July 3 600 000. Throws SettingsError. */
export function zoneOffset(ms: number, zone: string): number {
  if (zone === 'UTC') return 0;
  if (!isZone(zone)) {
    throw new SettingsError({
      code: 'zone-unknown',
      what: `Unknown time zone "${zone}"`,
      found: `"${zone}"`,
      expected: 'a name of the IANA database, such as Europe/London, America/New_York or UTC',
      remedy: 'Set it with settings set zone NAME, or name it with --zone.',
    });
  }
  // `7/1/2026, GMT+01:00`; before standard time also seconds, `GMT-00:01:15`; and bare `GMT` for none.
  const text = formatters.get(zone)!.format(ms);
  const match = /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(text);
  if (!match) throw new Error(`no offset in "${text}"`);
  const size = (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? 0 - size * 1000 : size * 1000;
}

/**
 * The instant at which a civil day begins in a zone, epoch ms: midnight, or the first moment after it where the clocks
 * skip midnight (Santiago, Cairo), or the next day's start where they skip the day (Apia, 2011-12-30). Throws SettingsError.
 *
 * @example startOfDay(parseDay('2026-07-01'), 'Europe/London') // 2026-06-30T23:00:00Z
 */
export function startOfDay(day: number, zone: string): number {
  const midnight = day * DAY_MS;
  if (zone === 'UTC') return midnight;
  return startBetween(midnight, zoneOffset(midnight - DAY_MS, zone), zoneOffset(midnight + DAY_MS, zone), zone);
}

/** The first instant whose local time is `midnight` or later; `before` and `after` are the offsets a day either side. */
function startBetween(midnight: number, before: number, after: number, zone: string): number {
  if (before === after) return midnight - before;
  const early = midnight - Math.max(before, after);
  if (early + zoneOffset(early, zone) === midnight) return early;
  const late = midnight - Math.min(before, after);
  if (late + zoneOffset(late, zone) === midnight) return late;
  // Midnight doesn't exist: the day starts where the offset changes.
  let low = midnight - DAY_MS;
  let high = midnight + DAY_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

// The starts of the days from 1611 to 2328 in one column a zone, filled in blocks of 1,024 days when first met; 0 where not
// filled yet. A day that does start at 0 is put down as the number just below it. Pages never met cost no memory.
const BLOCK = 1024;
const FIRST_DAY = -128 * BLOCK;
const DAYS = 256 * BLOCK;
const startsByZone = new Map<string, Float64Array>();

function startsOf(zone: string): Float64Array {
  let starts = startsByZone.get(zone);
  if (!starts) {
    starts = new Float64Array(DAYS + 1);
    startsByZone.set(zone, starts);
  }
  return starts;
}

// Asking for an offset costs 2 µs, so it is asked for every 4th day, and for each day only where two of these differ. No
// zone has changed its clocks and changed them back within a week since 1975 (Boa Vista, October 2000, took 7 days).
const STRIDE = 4;

/** Fills in the starts of the 1,024 days of the block that `day` lies in, and of the day after them. */
function fillBlock(starts: Float64Array, day: number, zone: string): void {
  const first = Math.floor(day / BLOCK) * BLOCK;
  let before = zoneOffset((first - 1) * DAY_MS, zone);
  for (let i = 0; i <= BLOCK; i += STRIDE) {
    const after = zoneOffset((first + i + STRIDE) * DAY_MS, zone);
    const last = Math.min(i + STRIDE - 1, BLOCK);
    for (let k = i; k <= last; k++) {
      const start = before === after ? (first + k) * DAY_MS - before : startOfDay(first + k, zone);
      starts[first + k - FIRST_DAY] = start === 0 ? -Number.MIN_VALUE : start;
    }
    before = zoneOffset((first + last) * DAY_MS, zone);
  }
}

/** The day of an instant whose block isn't filled yet, or that lies outside the column. */
function dayOfRare(ms: number, zone: string, starts: Float64Array): number {
  if (Number.isNaN(ms)) return NO_DAY;
  const day = Math.floor(ms / DAY_MS);
  const k = day - FIRST_DAY;
  if (k < 0 || k >= DAYS) return Math.floor((ms + zoneOffset(ms, zone)) / DAY_MS);
  fillBlock(starts, day, zone);
  return ms < starts[k] ? day - 1 : ms >= starts[k + 1] ? day + 1 : day;
}

/** The civil day an instant lies in, in days since 1970-01-01. Throws SettingsError for an unknown zone. */
export function dayOf(ms: number, zone: string): number {
  one[0] = ms;
  return daysInZone(one, zone, oneDay)[0];
}

const one = new Float64Array(1);
const oneDay = new Int32Array(1);

/**
 * The civil days of many instants (epoch ms, any order) in a zone; NaN becomes NO_DAY. O(n): about 10 ns an instant once
 * a zone's days are known, which takes about 1 ms a thousand days the first time.
 *
 * @param out filled and returned; a new array where it is left out
 * @throws SettingsError for an unknown zone
 */
export function daysInZone(
  instants: Float64Array,
  zone: string,
  out: Int32Array = new Int32Array(instants.length),
): Int32Array {
  const starts = startsOf(zone);
  for (let i = 0; i < instants.length; i++) {
    const ms = instants[i];
    // No zone is ever a full day from UTC, so the day is this one or a neighbour.
    const day = Math.floor(ms / DAY_MS);
    const k = day - FIRST_DAY;
    if (k >= 0 && k < DAYS && starts[k] !== 0 && starts[k + 1] !== 0) {
      out[i] = ms < starts[k] ? day - 1 : ms >= starts[k + 1] ? day + 1 : day;
    } else {
      out[i] = dayOfRare(ms, zone, starts);
    }
  }
  return out;
}

/** A day as `2026-03-01`. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, -14);
}

/**
 * A day from `2026-03-01`.
 *
 * @throws UsageError for any other text and for a day that the calendar doesn't have (2026-02-30).
 */
export function parseDay(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const ms = match ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Some engines roll 30 February over into March.
  if (Number.isNaN(ms) || new Date(ms).getUTCDate() !== Number(match![3])) {
    throw new UsageError({
      code: 'day-unreadable',
      what: `Not a day: "${text}"`,
      found: `"${text}"`,
      expected: 'a day of the calendar as YYYY-MM-DD, such as 2026-03-01',
    });
  }
  return ms / DAY_MS;
}

/** A day's month as `2026-03`. */
export function monthOf(day: number): string {
  return formatDay(day).slice(0, -3);
}

/** The first day of a day's month. */
export function startOfMonth(day: number): number {
  return day - new Date(day * DAY_MS).getUTCDate() + 1;
}

/** The Monday of a day's ISO week. */
export function startOfWeek(day: number): number {
  // 1970-01-01 was a Thursday, three days after a Monday.
  return day - ((((day + 3) % 7) + 7) % 7);
}

/**
 * A day's ISO 8601 week as `2026-W09`: weeks start on Monday and belong to the year that holds their Thursday, so
 * 2027-01-01 (a Friday) is in `2026-W53`.
 */
export function weekOf(day: number): string {
  const thursday = startOfWeek(day) + 3;
  const year = formatDay(thursday).slice(0, -6);
  const week = 1 + Math.floor((thursday - parseDay(`${year}-01-01`)) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/**
 * An instant as ISO 8601 in a zone, with its offset: `2026-07-01T10:30:00+01:00`, and `Z` in UTC. A fraction of a second
 * is shown, in ms, only where there is one. Throws SettingsError for an unknown zone.
 */
export function formatInstant(ms: number, zone: string): string {
  const offset = zoneOffset(ms, zone);
  const whole = Math.floor(ms);
  const local = new Date(whole + offset).toISOString().slice(0, -1);
  const text = local.endsWith('.000') ? local.slice(0, -4) : local;
  if (zone === 'UTC') return `${text}Z`;
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${text}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
