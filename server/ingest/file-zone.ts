// The time zone that a file names for itself above its header (`Parameters:TimeZone=+0100`). It is a fact of the file, so
// it counts before the option and the setting; a zone in the cell itself counts before it.

import { DataError } from '#shared/errors.ts';
import type { Format } from '#shared/formats/format.ts';
import type { Relation } from './relation.ts';

/** Offsets of no whole hours that one place keeps all year round; the database knows places, not offsets. */
const broken: Readonly<Record<string, string>> = {
  '+0430': 'Asia/Kabul',
  '+0530': 'Asia/Kolkata',
  '+0545': 'Asia/Kathmandu',
  '+0630': 'Asia/Yangon',
  '+0930': 'Australia/Darwin',
};

/** What the file says of its zone, as it stands; null where it says nothing. */
export function statedZone(format: Format, relation: Relation): string | null {
  if (format.preamble?.zone === undefined) return null;
  const pattern = new RegExp(format.preamble.zone, 'i');
  return (relation.preamble ?? []).map(line => pattern.exec(line)?.[1]).find(found => found) ?? null;
}

/**
 * The zone's name as the database knows it; null where the file names none.
 *
 * @throws DataError (`zone-unknown`).
 */
export function fileZone(format: Format, relation: Relation): string | null {
  const stated = statedZone(format, relation);
  if (stated === null) return null;
  const [, sign, hours, minutes] = /^([+-])([0-9]{2}):?([0-9]{2})$/.exec(stated) ?? [];
  if (sign !== undefined) {
    // Etc/GMT-1 is one hour ahead of UTC.
    if (minutes === '00') return Number(hours) === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
    const place = broken[`${sign}${hours}${minutes}`];
    if (place !== undefined) return place;
  } else {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: stated }).resolvedOptions().timeZone === '' ? null : stated;
    } catch {
      // said below, with the remedy
    }
  }
  throw new DataError({
    code: 'zone-unknown',
    what: `The file names a time zone that is not known: "${stated}".`,
    where: 'the lines above the header',
    found: stated,
    expected: 'a name such as Europe/London or an offset such as +0100',
    remedy: 'Write the zone by its name, as in TimeZone=Europe/London, and import again.',
  });
}
