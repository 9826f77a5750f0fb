// The CRM's contact records of people who are forgotten: a record stays, as deals and answers hang on it, under a mark in place
// of its id.

import { normalisePhone } from '../identity/phones.ts';
import { literal } from '../ingest/sql.ts';
import type { Store } from '../store/store.ts';
import type { Gone } from './forget.ts';
import { waysOnly } from './free-text.ts';

interface ContactRow {
  row: number;
  whose: Gone;
  system: string;
  name: string | null;
  heard: string | null;
}

/** Contact records of somebody of these. */
export async function contactsOf(store: Store, all: ReadonlyMap<string, Gone>, region: string): Promise<ContactRow[]> {
  const rows = await store.all<{
    row: number;
    system: string;
    id: string;
    email: string | null;
    phone: string | null;
    name: string | null;
    heard: string | null;
  }>('SELECT rowid AS row, system, id, email, phone, name, heard FROM contact ORDER BY rowid');
  return rows.flatMap(({ row, system, id, email, phone, name, heard }) => {
    const e164 = phone === null ? null : normalisePhone(phone, region);
    const whose =
      all.get(`contact:${system}:${id}`) ??
      all.get(`email:${email}`) ??
      (e164 === null ? undefined : all.get(`phone:${e164}`));
    return whose ? [{ row, whose, system, name, heard }] : [];
  });
}

export async function forgetContacts(
  store: Store,
  all: ReadonlyMap<string, Gone>,
  rows: readonly ContactRow[],
): Promise<{ count: number; marks: [string, string][] }> {
  const marks: [string, string][] = [];
  for (const { row, whose, system, heard } of rows) {
    const mark = `${whose.mark}.c${marks.length + 1}`;
    await store.run(
      `UPDATE contact SET id = $mark, email = NULL, phone = NULL, name = NULL, merged_ids = NULL, properties = NULL, heard = $heard
       WHERE rowid = ${row}`,
      { mark, heard: waysOnly(heard) },
    );
    marks.push([whose.mark, `contact:${system}:${mark}`]);
  }
  const emails = [...all.keys()].filter(key => key.startsWith('email:')).map(key => literal(key.slice(6)));
  if (emails.length > 0)
    await store.run(
      `UPDATE subscription SET email = NULL, name = NULL, customer_id = NULL, properties = NULL WHERE lower(email) IN (${emails.join(', ')})`,
    );
  return { count: marks.length, marks };
}
