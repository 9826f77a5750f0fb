import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SettingsError, UsageError } from '#shared/errors.ts';
import {
  DAY_MS,
  dayOf,
  daysInZone,
  formatDay,
  formatInstant,
  HOUR_MS,
  isZone,
  monthOf,
  NO_DAY,
  parseDay,
  startOfDay,
  startOfMonth,
  startOfWeek,
  weekOf,
  zoneOffset,
} from '#shared/time.ts';

const hoursOf = (day: string, zone: string) =>
  (startOfDay(parseDay(day) + 1, zone) - startOfDay(parseDay(day), zone)) / HOUR_MS;

describe('zones', () => {
  test('are known by their names', () => {
    expect(['Europe/London', 'UTC', 'Asia/Kathmandu'].map(isZone)).toEqual([true, true, true]);
    expect(['Europe/Londn', '', 'Mars/Olympus'].map(isZone)).toEqual([false, false, false]);
    // British Summer Time to its user, Bangladesh to the engine.
    expect(['BST', 'bst', 'PST', 'IST'].map(isZone)).toEqual([false, false, false, false]);
    expect(['CET', 'EST', 'GB', 'GMT'].map(isZone)).toEqual([true, true, true, true]);
  });

  test('are hours and minutes ahead of UTC, by the season', () => {
    const [winter, summer] = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];
    expect(zoneOffset(winter, 'Europe/London')).toBe(0);
    expect(zoneOffset(summer, 'Europe/London')).toBe(HOUR_MS);
    expect(zoneOffset(winter, 'America/New_York')).toBe(-5 * HOUR_MS);
    expect(zoneOffset(summer, 'America/New_York')).toBe(-4 * HOUR_MS);
    expect(zoneOffset(winter, 'Asia/Kathmandu')).toBe(5.75 * HOUR_MS);
    expect(zoneOffset(winter, 'UTC')).toBe(0);
  });

  test('that nobody knows are a settings error', () => {
    expect(() => zoneOffset(0, 'Europe/Londn')).toThrow(SettingsError);
    expect(() => startOfDay(0, 'Europe/Londn')).toThrow('Unknown time zone "Europe/Londn"');
    expect(() => dayOf(0, 'Europe/Londn')).toThrow(SettingsError);
  });
});

describe('the start of a day', () => {
  test('is the zone’s midnight', () => {
    expect(startOfDay(parseDay('2026-07-01'), 'Europe/London')).toBe(Date.UTC(2026, 5, 30, 23));
    expect(startOfDay(parseDay('2026-01-15'), 'America/New_York')).toBe(Date.UTC(2026, 0, 15, 5));
    // 5 h 45 min ahead
    expect(startOfDay(parseDay('2026-01-15'), 'Asia/Kathmandu')).toBe(Date.UTC(2026, 0, 14, 18, 15));
    expect(startOfDay(parseDay('2026-01-15'), 'UTC')).toBe(Date.UTC(2026, 0, 15));
  });

  test('leaves 23 and 25 hours to the days on which clocks change', () => {
    // London: forward on 29 March 2026, back on 25 October 2026
    expect(['2026-03-28', '2026-03-29', '2026-03-30'].map(d => hoursOf(d, 'Europe/London'))).toEqual([24, 23, 24]);
    expect(['2026-10-24', '2026-10-25', '2026-10-26'].map(d => hoursOf(d, 'Europe/London'))).toEqual([24, 25, 24]);
    // New York: forward on 8 March 2026, back on 1 November 2026
    expect(['2026-03-07', '2026-03-08', '2026-03-09'].map(d => hoursOf(d, 'America/New_York'))).toEqual([24, 23, 24]);
    expect(['2026-10-31', '2026-11-01', '2026-11-02'].map(d => hoursOf(d, 'America/New_York'))).toEqual([24, 25, 24]);
    expect(hoursOf('2026-03-29', 'Asia/Kathmandu')).toBe(24);
  });

  test('is one o’clock where the clocks skip midnight', () => {
    // Santiago: 5 September 2026, 24:00 becomes 6 September, 01:00 (UTC-3)
    expect(startOfDay(parseDay('2026-09-06'), 'America/Santiago')).toBe(Date.UTC(2026, 8, 6, 4));
    expect(hoursOf('2026-09-06', 'America/Santiago')).toBe(23);
  });

  test('is the next day’s where a zone skipped the day', () => {
    // Apia went from 29 to 31 December 2011
    expect(startOfDay(parseDay('2011-12-30'), 'Pacific/Apia')).toBe(startOfDay(parseDay('2011-12-31'), 'Pacific/Apia'));
  });
});

describe('the day of an instant', () => {
  test('is the zone’s', () => {
    const late = Date.UTC(2026, 5, 30, 23, 30);
    expect(formatDay(dayOf(late, 'UTC'))).toBe('2026-06-30');
    expect(formatDay(dayOf(late, 'Europe/London'))).toBe('2026-07-01');
    expect(formatDay(dayOf(late, 'America/New_York'))).toBe('2026-06-30');
    expect(formatDay(dayOf(late, 'Asia/Kathmandu'))).toBe('2026-07-01');
  });

  test('changes with the first millisecond of the day, also when clocks change', () => {
    for (const zone of ['UTC', 'Europe/London', 'America/New_York', 'Asia/Kathmandu', 'America/Santiago']) {
      for (const text of ['2026-03-08', '2026-03-29', '2026-09-06', '2026-10-25', '2026-11-01', '1969-12-31']) {
        const day = parseDay(text);
        const start = startOfDay(day, zone);
        expect([dayOf(start - 1, zone), dayOf(start, zone)]).toEqual([day - 1, day]);
      }
    }
  });

  test('is the calendar’s own for many instants at once, in any order', () => {
    const zones = ['Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Kiritimati'];
    const instant = fc.integer({ min: Date.UTC(1985, 0, 1), max: Date.UTC(2036, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.array(instant, { minLength: 1, maxLength: 20 }), (zone, instants) => {
        const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
        const days = daysInZone(Float64Array.from(instants), zone);
        expect(Array.from(days, formatDay)).toEqual(instants.map(ms => calendar.format(ms)));
      }),
    );
  });

  test('is found for instants far from today and before 1970', () => {
    expect(formatDay(dayOf(Date.UTC(1500, 0, 1, 12), 'Europe/London'))).toBe('1500-01-01');
    expect(formatDay(dayOf(Date.UTC(2500, 6, 1, 23, 30), 'Europe/London'))).toBe('2500-07-02');
    expect(formatDay(dayOf(-1, 'UTC'))).toBe('1969-12-31');
  });

  test('changes at the very epoch where a day starts there', () => {
    for (const zone of ['UTC', 'Africa/Abidjan']) {
      expect(Array.from(daysInZone(Float64Array.of(-0.001, 0, 0.001, -0), zone))).toEqual([-1, 0, 0, 0]);
    }
  });

  test('is NO_DAY for no instant', () => {
    expect(Array.from(daysInZone(Float64Array.of(Number.NaN, 0), 'UTC'))).toEqual([NO_DAY, 0]);
    expect(Array.from(daysInZone(Float64Array.of(Number.NaN), 'Europe/London'))).toEqual([NO_DAY]);
  });

  test('keeps the microseconds before midnight in the day before', () => {
    expect(dayOf(DAY_MS - 0.001, 'UTC')).toBe(0);
    expect(dayOf(DAY_MS, 'UTC')).toBe(1);
  });
});

describe('text of days', () => {
  test('is read and written as YYYY-MM-DD', () => {
    expect(parseDay('1970-01-01')).toBe(0);
    expect(parseDay('2026-03-01')).toBe(20_513); // 56 years × 365 + 14 leap days + 31 + 28
    expect(formatDay(20_513)).toBe('2026-03-01');
    expect(formatDay(parseDay('2024-02-29'))).toBe('2024-02-29');
  });

  test('refuses days that the calendar does not have, and other notations', () => {
    for (const text of ['2026-02-30', '2026-02-29', '2026-13-01', '2026-00-10', '01/03/2026', '2026-3-1', '']) {
      expect(() => parseDay(text)).toThrow(UsageError);
    }
  });

  test('names the ISO week by the year of its Thursday', () => {
    // ISO 8601: 2026-01-01 is a Thursday, so 2026 has 53 weeks; Sunday 1 March is the last day of week 9
    const weeks = ['2025-12-28', '2025-12-29', '2026-01-01', '2026-03-01', '2026-03-02', '2026-12-31', '2027-01-03'];
    expect(weeks.map(text => weekOf(parseDay(text)))).toEqual([
      '2025-W52',
      '2026-W01',
      '2026-W01',
      '2026-W09',
      '2026-W10',
      '2026-W53',
      '2026-W53',
    ]);
    expect(weekOf(parseDay('2027-01-04'))).toBe('2027-W01');
    expect(weekOf(parseDay('1969-12-31'))).toBe('1970-W01');
  });

  test('starts a week on its Monday and a month on its first', () => {
    expect(formatDay(startOfWeek(parseDay('2026-03-01')))).toBe('2026-02-23');
    expect(formatDay(startOfWeek(parseDay('2026-02-23')))).toBe('2026-02-23');
    expect(formatDay(startOfWeek(-4))).toBe('1969-12-22');
    expect(formatDay(startOfMonth(parseDay('2026-02-23')))).toBe('2026-02-01');
    expect(monthOf(parseDay('2026-02-23'))).toBe('2026-02');
  });
});

describe('text of instants', () => {
  test('carries the zone’s offset, and Z in UTC', () => {
    const ms = Date.UTC(2026, 6, 1, 9, 30);
    expect(formatInstant(ms, 'UTC')).toBe('2026-07-01T09:30:00Z');
    expect(formatInstant(ms, 'Europe/London')).toBe('2026-07-01T10:30:00+01:00');
    expect(formatInstant(ms, 'America/New_York')).toBe('2026-07-01T05:30:00-04:00');
    expect(formatInstant(ms, 'Asia/Kathmandu')).toBe('2026-07-01T15:15:00+05:45');
  });

  test('shows a fraction of a second only where there is one', () => {
    expect(formatInstant(1_500.25, 'UTC')).toBe('1970-01-01T00:00:01.500Z');
    expect(formatInstant(-1, 'UTC')).toBe('1969-12-31T23:59:59.999Z');
  });

  test('tells the two half past ones of an autumn night apart', () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(formatInstant(first, 'Europe/London')).toBe('2026-10-25T01:30:00+01:00');
    expect(formatInstant(first + HOUR_MS, 'Europe/London')).toBe('2026-10-25T01:30:00+00:00');
  });
});
