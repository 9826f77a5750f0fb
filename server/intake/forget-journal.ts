// The journal's part of forgetting people: the lines of theirs in the archive of its days, each written anew at its place. A hit
// is theirs as its record is; of a vendor's message the values go that are theirs, and all that is told of their contact.

import type { Store } from '../store/store.ts';
import { anonymousLine } from './anonymise.ts';
import { channelsIn, DayArchive } from './day-archive.ts';
import type { Gone } from './forget.ts';
import { type Names, waysOnly } from './free-text.ts';

export async function rewriteJournal(
  store: Store,
  dataFolder: string,
  gone: readonly Gone[],
  visitors: ReadonlyMap<string, string>,
  names: Names,
): Promise<number> {
  const owner = new Map<string, { mark: string; visitor: string | null }>();
  for (const { mark, rows } of gone) {
    if (rows.size === 0) continue;
    const ids = await store.all<{ id: string; visitor: string | null }>(
      `SELECT event.id AS id, visitor FROM event JOIN import ON import.id = import_id
       WHERE sha256 = 'grows' AND event.id IS NOT NULL AND row_id IN (SELECT unnest(from_json($rows, '["BIGINT"]')))`,
      { rows: JSON.stringify([...rows.keys()]) },
    );
    for (const { id, visitor } of ids) owner.set(id, { mark, visitor });
  }
  const keyOf = new Map(gone.flatMap(one => [...one.keys].map(key => [key, one.mark] as const)));
  const values = new Set([...keyOf.keys()].map(key => key.slice(key.indexOf(':') + 1).toLowerCase()));
  let lines = 0;
  for (const channel of channelsIn(dataFolder)) {
    const archive = new DayArchive(dataFolder, channel);
    for (const day of archive.days()) {
      lines += await archive.rewrite(day, line => {
        if (typeof line.hit_id !== 'string')
          return withoutContact(line, key => keyOf.has(key)) ?? withoutValues(line, values);
        const own = owner.get(line.hit_id);
        if (own) return anonymousLine(line, visitors.get(`${own.mark} ${own.visitor}`), names);
        // Not in the records: a hit that came twice, or that was set aside.
        const isTheirs =
          keyOf.has(`visitor:${line.visitor}`) ||
          keyOf.has(`email:${String(line.email).toLowerCase()}`) ||
          keyOf.has(`user:${line.user_id}`);
        return isTheirs ? anonymousLine(line, undefined, names) : undefined;
      });
    }
  }
  return lines;
}

/**
 * A vendor's message: each text in it that is one of these values becomes empty, and an answer the ways it names; undefined
 * where none of the values is in it.
 */
export function withoutValues(record: unknown, values: { has(value: string): boolean }): string | undefined {
  const isTheirs = (value: unknown) => typeof value === 'string' && values.has(value.trim().toLowerCase());
  let found = false;
  const text = JSON.stringify(record, (name, value) => {
    if (isTheirs(value)) {
      found = true;
      return '';
    }
    if (name !== 'heard' || typeof value !== 'string') return value;
    const said = waysOnly(value) ?? '';
    // A line must not become longer.
    return Buffer.byteLength(said) <= Buffer.byteLength(value) ? said : '';
  });
  return found ? text : undefined;
}

/** A message of HubSpot that tells one property of their contact: the value goes, whatever it is. */
export function withoutContact(
  line: Readonly<Record<string, unknown>>,
  isTheirs: (key: string) => boolean,
): string | undefined {
  const { hubspot, contact } = line as { hubspot?: object; contact?: { id?: unknown; createdate?: unknown } };
  if (!hubspot || !contact || !isTheirs(`contact:hubspot:${contact.id}`)) return undefined;
  const { id, createdate } = contact;
  return JSON.stringify({ ...line, hubspot: { ...hubspot, propertyValue: undefined }, contact: { id, createdate } });
}
