// Figures and days as people read them, in the browser's language and the workspace's currency. What isn't known, or has
// nothing below the line, is a dash: never 0.

import { currencies } from '#shared/currencies.ts';

export const DASH = '–';

const money = new Map<string, Intl.NumberFormat>();

/** Major units: formatMoney(12000, 'GBP') is '£12,000.00'. A code that nobody knows is written beside the plain number. */
export function formatMoney(value: number | null | undefined, currency: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  let format = money.get(currency);
  if (!format) {
    // The standard's decimals, as everywhere: the browser's own table differs.
    const digits = currencies.get(currency);
    format =
      digits === undefined
        ? new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
        : new Intl.NumberFormat(undefined, {
            style: 'currency',
            currency,
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          });
    money.set(currency, format);
  }
  const text = format.format(value);
  return currencies.has(currency) || currency === '' ? text : `${text} ${currency}`;
}

const count = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** Counts may be fractions: formatCount(3.456) is '3.46'. */
export const formatCount = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? DASH : count.format(value);

const ratio = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A return on spend: formatRatio(4) is '4.00×'. */
export const formatRatio = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? DASH : `${ratio.format(value)}×`;

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** The civil day that an instant or day of ISO 8601 is written in: formatDay('2026-03-02T23:30:00+01:00') is '2 Mar 2026'. */
export function formatDay(iso: string | null | undefined): string {
  const ms = Date.parse(`${(iso ?? '').slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(ms) ? DASH : day.format(ms);
}

const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long before `now` an instant lies (epoch ms): '3 minutes ago'. */
export function formatAge(at: number, now: number): string {
  for (const [unit, size] of steps) if (now - at >= size) return ago.format(-Math.floor((now - at) / size), unit);
  return 'just now';
}

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** A share or a return: formatPercent(-1) is '-100%'. */
export const formatPercent = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? DASH : percent.format(value);

const shortMoney = new Map<string, Intl.NumberFormat>();

/** For axes: formatShortMoney(65955, 'GBP') is '£66K'. */
export function formatShortMoney(value: number, currency: string): string {
  if (!currencies.has(currency)) return formatShortCount(value);
  let format = shortMoney.get(currency);
  if (!format) {
    format = new Intl.NumberFormat(undefined, {
      style: 'currency',
      currency,
      notation: 'compact',
      maximumFractionDigits: 1,
    });
    shortMoney.set(currency, format);
  }
  return format.format(value);
}

const shortCount = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });

/** For axes: formatShortCount(12345) is '12.3K'. */
export const formatShortCount = (value: number): string => shortCount.format(value);

/** formatBytes(1536) is '1.5 kB', by thousands. */
export function formatBytes(bytes: number): string {
  const [unit, size] = bytes >= 1e6 ? (['megabyte', 1e6] as const) : (['kilobyte', 1e3] as const);
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / size);
}
