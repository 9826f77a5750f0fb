// The links between one person's keys, with how each was made and the row that made it. Derived from the records anew
// each time: a link goes when its row goes.

import { type How, hows } from '#shared/identity/hows.ts';
import { companyPrefix } from './companies.ts';
import { hashedTable } from './emails.ts';
import { eventSource, type Joins, phoneTable } from './keys.ts';
import type { Sql } from './read-columns.ts';

export interface LinkFact {
  /** Identity keys as text. */
  readonly a: string;
  readonly b: string;
  readonly how: How;
  /** False where it may be wrong: phones are passed around, devices are shared. */
  readonly isHard: boolean;
  /** The first row that says so; 0 and 0 for a link made by hand. */
  readonly importId: number;
  readonly line: number;
}

interface Row extends Record<string, unknown> {
  visitor: string | null;
  visitor_hash: bigint | null;
  email: string | null;
  user: string | null;
  contact: string | null;
  phone: string | null;
  /** 'click id' or 'dynamic number' where the visitor isn't named by the row. */
  joined_by: How | null;
  /** The visitor whom the row names itself, where it was found to be another's. */
  stranger: string | null;
  import_id: number;
  line: number;
}

/** The links among the keys in the temporary table directory_key. */
export async function readLinks(
  sql: Sql,
  joins: Joins,
  isShared: (visitorHash: bigint) => boolean,
): Promise<LinkFact[]> {
  const { hasPhones, hasClicks } = joins;
  const phone = hasPhones ? `${phoneTable}.e164` : 'NULL';
  const first = `arg_min({'i': import_id, 'l': coalesce(line, 0)}, {'i': import_id, 'l': coalesce(line, 0)})`;
  const mine = (hash: string): string => `${hash} IN (SELECT hash FROM directory_key)`;
  const events = await sql.all<Row>(
    `SELECT visitor, hash(visitor) AS visitor_hash, email, user_id AS "user", contact_id AS contact, phone, joined_by, stranger, f.i AS import_id, f.l AS line FROM (
       SELECT visitor, email, user_id, contact_id, ${phone} AS phone, ${hasClicks ? `joined_by, CASE WHEN ${mine('hash(stranger)')} AND ${mine('hash(visitor)')} THEN stranger END AS stranger` : 'NULL AS joined_by, NULL AS stranger'}, ${first} AS f
       FROM ${eventSource(joins)}
       WHERE (email IS NOT NULL OR event.phone IS NOT NULL OR user_id IS NOT NULL OR contact_id IS NOT NULL ${hasClicks ? 'OR stranger IS NOT NULL' : ''})
         AND (${mine('hash(visitor)')} OR ${mine("hash('email:' || email)")} OR ${mine("hash('user:' || user_id)")}
           OR ${mine("hash('contact:' || contact_id)")} ${hasPhones ? `OR ${mine(`${phoneTable}.hash`)}` : ''})
       GROUP BY ALL)`,
  );
  const links = new Map<string, LinkFact>();
  const add = (given: Omit<LinkFact, 'isHard'> & { isHard?: boolean }): void => {
    const link: LinkFact = { isHard: hows[given.how].isHard, ...given };
    const known = links.get(`${link.a}\u0000${link.b}\u0000${link.how}`);
    const isFirst =
      !known || link.importId < known.importId || (link.importId === known.importId && link.line < known.line);
    if (isFirst) links.set(`${link.a}\u0000${link.b}\u0000${link.how}`, link);
  };
  for (const row of events) {
    const at = { importId: row.import_id, line: row.line };
    const named: { key: string; how: How }[] = [];
    if (row.email) named.push({ key: `email:${row.email}`, how: 'exact email' });
    if (row.user) named.push({ key: `user:${row.user}`, how: 'user id' });
    if (row.contact) named.push({ key: `contact:${row.contact}`, how: 'CRM id' });
    for (let i = 1; i < named.length; i++) add({ a: named[0].key, b: named[i].key, how: named[i].how, ...at });
    if (row.stranger !== null) {
      add({ a: `visitor:${row.visitor}`, b: `visitor:${row.stranger}`, how: row.joined_by!, ...at });
    }
    if (row.visitor !== null) {
      const shared = isShared(row.visitor_hash!);
      for (const { key, how } of named) {
        add({
          a: `visitor:${row.visitor}`,
          b: key,
          how: shared ? 'shared device' : (row.joined_by ?? how),
          ...at,
        });
      }
    }
    if (row.phone) {
      const a = `phone:${row.phone}`;
      if (named.length > 0) add({ a, b: named[0].key, how: 'phone', ...at });
      else if (row.visitor !== null) {
        // Whoever dialled the number: the phone is joined to the visitor by that alone.
        const how = row.joined_by === 'dynamic number' ? 'dynamic number' : 'phone';
        add({ a, b: `visitor:${row.visitor}`, how, ...at });
      }
    }
  }
  const contacts = await sql.all<Row & { key: string; merged: string | null }>(
    `SELECT 'contact:' || system || ':' || id AS key, email, ${phone} AS phone, merged_ids AS merged, import_id, coalesce(line, 0) AS line, system
     FROM contact ${hasPhones ? `LEFT JOIN ${phoneTable} ON ${phoneTable}.raw = contact.phone` : ''}
     WHERE ${mine("hash('contact:' || system || ':' || id)")}`,
  );
  for (const row of contacts) {
    const at = { importId: row.import_id, line: row.line };
    if (row.email) add({ a: row.key, b: `email:${row.email}`, how: 'exact email', ...at });
    if (row.phone) add({ a: row.key, b: `phone:${row.phone}`, how: 'phone', ...at });
    for (const old of (row.merged ?? '').split(';')) {
      if (old.trim() !== '') add({ a: row.key, b: `contact:${row.system}:${old.trim()}`, how: 'merge', ...at });
    }
  }
  for (const row of await sql.all<Row & { hashed: string; is_folded: boolean }>(
    `SELECT h.hashed, h.email, h.is_folded, f.i AS import_id, f.l AS line FROM ${hashedTable} h JOIN (
       SELECT email, ${first} AS f FROM (SELECT email, import_id, line FROM event WHERE email IN (SELECT hashed FROM ${hashedTable})
         UNION ALL SELECT email, import_id, line FROM contact) GROUP BY email) seen ON seen.email = h.hashed
     WHERE ${mine("hash('email:' || h.hashed)")}`,
  )) {
    const how = row.is_folded ? 'hashed email, folded' : 'hashed email';
    add({ a: `email:${row.hashed}`, b: `email:${row.email}`, how, importId: row.import_id, line: row.line });
  }
  const manual = await sql.all<{
    a: string;
    b: string;
    how: string;
    is_hard: boolean;
    import_id: number | null;
    line: number | null;
  }>(
    `SELECT a, b, how, is_hard, import_id, line FROM identity_link
     WHERE NOT starts_with(b, '${companyPrefix}') AND (${mine('hash(a)')} OR ${mine('hash(substr(a, 9))')} OR ${mine('hash(b)')} OR ${mine('hash(substr(b, 9))')})`,
  );
  for (const row of manual) {
    const how = row.how in hows ? (row.how as How) : 'manual';
    add({ a: row.a, b: row.b, how, isHard: row.is_hard, importId: row.import_id ?? 0, line: row.line ?? 0 });
  }
  return [...links.values()].sort((x, y) => (x.a + x.b < y.a + y.b ? -1 : x.a + x.b > y.a + y.b ? 1 : 0));
}
