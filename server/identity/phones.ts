// Phones as written become E.164 once per distinct text. A number that is withheld, a placeholder or not a possible
// number joins nobody: two withheld callers are not one person.

import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';

import { phoneTable } from './keys.ts';
import type { Sql } from './read-columns.ts';

/** Words spelt on the keypad that networks send for a caller who has no number to show. */
const spelt = new Set([
  '266696687', // ANONYMOUS
  '7378742833', // RESTRICTED
  '86282452253', // UNAVAILABLE
  '2562533', // BLOCKED
  '8656696', // UNKNOWN
  '7748283', // PRIVATE
]);

/**
 * A phone as E.164 (`+442079460018`), or null where it can't tell people apart: withheld, a placeholder (0000000000,
 * 1234567890), or of a length its country doesn't have. `region` is where numbers without a country code are from.
 *
 * Possible numbers pass, not only assigned ones: numbering plans change faster than libraries do. An extension doesn't
 * count: colleagues behind one switchboard share its number, and a number that several people have joins none of them.
 */
export function normalisePhone(text: string, region: string): string | null {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 7 || spelt.has(digits) || isPlaceholder(digits)) return null;
  const local = possible(text, region);
  const phone = local?.isValid() ? local : (abroad(text, region) ?? local);
  return phone && !spelt.has(phone.nationalNumber) ? phone.number : null;
}

function possible(text: string, region: string): PhoneNumber | undefined {
  const phone = parsePhoneNumberFromString(text, region as CountryCode);
  return phone?.isPossible() ? phone : undefined;
}

/** 0044 …, as most of the world dials abroad, where the region itself dials 011 or the like. */
function abroad(text: string, region: string): PhoneNumber | undefined {
  const dialled = /^\D*00\D*([1-9].*)$/s.exec(text);
  return dialled ? possible(`+${dialled[1]}`, region) : undefined;
}

function isPlaceholder(digits: string): boolean {
  const tail = digits.slice(-7);
  return /^(\d)\1+$/.test(tail) || '01234567890'.includes(tail);
}

/** Fills the temporary table of phones from every record that has one; answers how many distinct texts are usable. */
export async function preparePhones(sql: Sql, region: string): Promise<number> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${phoneTable} (raw VARCHAR, hash UBIGINT, e164 VARCHAR)`);
  const rows = await sql.all<{ raw: string }>(`
    SELECT DISTINCT phone AS raw FROM event WHERE phone IS NOT NULL
    UNION SELECT phone FROM contact WHERE phone IS NOT NULL
    UNION SELECT substr(person, 7) FROM deal_person WHERE starts_with(person, 'phone:')
    UNION SELECT substr(a, 7) FROM identity_link WHERE starts_with(a, 'phone:')
    UNION SELECT substr(b, 7) FROM identity_link WHERE starts_with(b, 'phone:')`);
  if (rows.length === 0) return 0;
  const appender = await sql.appender(phoneTable);
  let usable = 0;
  for (const { raw } of rows) {
    const e164 = normalisePhone(raw, region);
    if (e164 === null) continue;
    appender.append([raw, 0n, e164]);
    usable++;
  }
  appender.close();
  await sql.run(`UPDATE ${phoneTable} SET hash = hash('phone:' || e164)`);
  return usable;
}
