// What people typed or were named by in free text, once they are forgotten: an answer becomes the ways that it names, which
// the sums of the self-reported channel are made of; the name of an event or deal that names the person goes, and so does what stands in a row that was set aside.

import { sayingOf } from '#shared/heard/said.ts';
import { literal } from '../ingest/sql.ts';
import type { Store } from '../store/store.ts';

/** Null for an answer that says nothing. */
export const waysOnly = (heard: string | null): string | null => sayingOf(heard ?? '') || null;

/** Rows that `where` (SQL) selects keep of their answers the ways alone. */
export async function keepWaysOnly(
  store: Store,
  table: 'event_row' | 'contact' | 'deal',
  where: string,
): Promise<void> {
  const answers = await store.all<{ heard: string }>(
    `SELECT DISTINCT heard FROM ${table} WHERE heard IS NOT NULL AND (${where})`,
  );
  for (const { heard } of answers) {
    const said = waysOnly(heard);
    if (said !== heard)
      await store.run(`UPDATE ${table} SET heard = $said WHERE heard = $heard AND (${where})`, { said, heard });
  }
}

/** Whether a text names somebody: an address of theirs, or as a word of its own any part of their name of 3 letters or more. */
export type Names = (text: string) => boolean;

export function namesOf(names: readonly string[], addresses: readonly string[]): Names {
  const words = new Set(names.flatMap(wordsOf).filter(word => word.length >= 3));
  return text => {
    const lower = text.toLowerCase();
    return (
      addresses.some(address => lower.includes(address.toLowerCase())) || wordsOf(text).some(word => words.has(word))
    );
  };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** The name of an event of theirs that names them; a form's or campaign's own stays. */
export async function forgetEventNames(store: Store, rows: readonly number[], names: Names): Promise<void> {
  const named = await store.all<{ name: string }>(
    `SELECT DISTINCT name FROM event WHERE name IS NOT NULL AND row_id IN (SELECT unnest(from_json($rows, '["BIGINT"]')))`,
    { rows: JSON.stringify(rows) },
  );
  for (const { name } of named)
    if (names(name))
      await store.run(
        `UPDATE event_row SET name = NULL WHERE name = $name AND rowid IN (SELECT unnest(from_json($rows, '["BIGINT"]')))`,
        { name, rows: JSON.stringify(rows) },
      );
}

/** What a deal of theirs says in words: whose answer it is, of several people, nobody knows. */
export async function forgetDealTexts(store: Store, person: string, names: Names): Promise<void> {
  const theirs = `(system, id) IN (SELECT (system, deal_id) FROM deal_person WHERE person = ${literal(person)})`;
  await keepWaysOnly(store, 'deal', theirs);
  const named = await store.all<{ name: string }>(
    `SELECT DISTINCT name FROM deal WHERE name IS NOT NULL AND ${theirs}`,
  );
  for (const { name } of named)
    if (names(name)) await store.run(`UPDATE deal SET name = NULL WHERE name = $name AND ${theirs}`, { name });
}

/** A row that was set aside and names one of them keeps its line and nothing else. */
export async function forgetRejects(store: Store, keys: Iterable<string>): Promise<void> {
  for (const key of keys) {
    const value = key.slice(key.indexOf(':') + 1);
    await store.run(
      `UPDATE reject SET raw = '', reason = 'was of somebody who is forgotten'
       WHERE contains(lower(raw), lower($value)) OR contains(lower(reason), lower($value))`,
      { value },
    );
  }
}
