// Every e-mail address of the records, each once, and which of them is known only as a hash of it: ad platforms and consent
// tools pass on `{sha256}973dfe46…` in place of the address. A hash is joined to the address that gives it; until that
// address turns up it is a key like any other, which names a person and shows nobody's address.

import { createHash } from 'node:crypto';
import { hashAlgorithms } from '../ingest/email-hash.ts';
import { factTable, isPlain } from './keys.ts';
import type { Sql } from './read-columns.ts';

/** The temporary table of addresses: email as the records have it, domain (NULL of a hash). */
export const emailTable = 'identity_email';

/** The temporary table of hashes whose address is known: hashed, email, is_folded. */
export const hashedTable = 'identity_hashed';

const isHashed = "starts_with(email, '{') AND domain IS NULL";

/**
 * SQL: an address as ad platforms fold Gmail's before they hash it: without dots and what follows a plus. Gmail brings both
 * to one mailbox; in a CRM they stay two addresses.
 */
const folded = `CASE WHEN domain IN ('gmail.com', 'googlemail.com')
  THEN replace(split_part(split_part(email, '@', 1), '+', 1), '.', '') || '@' || domain END`;

/** Fills both tables, with the facts at hand. Without hashes in the records nothing is hashed. */
export async function prepareEmails(sql: Sql): Promise<void> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${emailTable} AS
    SELECT email, nullif(split_part(email, '@', 2), '') AS domain FROM (
      SELECT email FROM ${factTable} WHERE email IS NOT NULL
      UNION SELECT email FROM event WHERE ${isPlain} AND email IS NOT NULL
      UNION SELECT email FROM contact WHERE email IS NOT NULL
      UNION SELECT substr(person, 7) FROM deal_person WHERE starts_with(person, 'email:'))`);
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${hashedTable} (hashed VARCHAR, email VARCHAR, is_folded BOOLEAN)`);
  const used = await sql.all<{ algorithm: string }>(
    `SELECT DISTINCT substr(email, 2, strpos(email, '}') - 2) AS algorithm FROM ${emailTable} WHERE ${isHashed}`,
  );
  for (const { name } of hashAlgorithms.filter(({ name }) => used.some(({ algorithm }) => algorithm === name))) {
    await sql.run(
      `INSERT INTO ${hashedTable} SELECT '{${name}}' || ${name}(email) AS hashed, email, false FROM ${emailTable}
       WHERE domain IS NOT NULL AND hashed IN (SELECT email FROM ${emailTable} WHERE ${isHashed})`,
    );
    // An exact match goes before; of several addresses that fold to one, none can be told to be meant.
    await sql.run(
      `INSERT INTO ${hashedTable} SELECT '{${name}}' || ${name}(form) AS hashed, min(email), true FROM (
         SELECT email, ${folded} AS form FROM ${emailTable}) WHERE form IS NOT NULL
       GROUP BY form HAVING count(*) = 1 AND hashed IN (SELECT email FROM ${emailTable} WHERE ${isHashed})
         AND hashed NOT IN (SELECT hashed FROM ${hashedTable})`,
    );
  }
}

/** What an address may stand in the records as besides itself: its hashes. */
export function hashesOf(email: string): string[] {
  const plain = email.trim().toLowerCase();
  return hashAlgorithms.map(({ name }) => `{${name}}${createHash(name).update(plain).digest('hex')}`);
}
