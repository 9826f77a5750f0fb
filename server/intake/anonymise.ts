// An event without whose it was: it keeps its instant, kind, source, money and order; visitor, e-mail, phone, user, contact and
// properties go, of its addresses all but campaign tags, and of what its person answered all but the ways named. Its reference to its source stays: the sums don't move.

import { pathOnly, urlWithoutIdentity } from '#shared/collect/minimise.ts';
import type { JournalLine } from '#shared/schema/collect.ts';
import { blankClickIdColumnsPattern } from '#shared/sources/patterns.ts';
import { literal } from '../ingest/sql.ts';
import type { Store } from '../store/store.ts';
import { keepWaysOnly, type Names, waysOnly } from './free-text.ts';

/**
 * Inside a transaction: `rows` is a query of row_id and of the visitor and user_id that stand in place of the event's own (NULL:
 * none). Answers how many there were.
 */
export async function anonymiseEvents(store: Store, rows: string): Promise<number> {
  await store.run(`CREATE OR REPLACE TEMP TABLE anonymous AS ${rows}`);
  const urls = await store.all<{ row_id: number; url: string | null; referrer: string | null }>(
    'SELECT row_id, url, referrer FROM event JOIN anonymous USING (row_id) WHERE url IS NOT NULL OR referrer IS NOT NULL',
  );
  await store.run('CREATE OR REPLACE TEMP TABLE anonymous_url (id BIGINT, url VARCHAR, referrer VARCHAR)');
  const appender = await store.appender('anonymous_url');
  for (const { row_id, url, referrer } of urls) {
    appender.append([
      BigInt(row_id),
      url === null ? null : urlWithoutIdentity(url),
      referrer === null ? null : pathOnly(referrer),
    ]);
  }
  appender.close();
  const columns = await store.all<{ name: string }>(
    "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'event_row'",
  );
  const present = new Set(columns.map(({ name }) => name));
  const { pattern, replacement } = blankClickIdColumnsPattern;
  const sets = [
    ...['visitor', 'user_id'].filter(name => present.has(name)).map(name => `${name} = anonymous.${name}`),
    ...['email', 'phone', 'contact_id', 'properties'].filter(name => present.has(name)).map(name => `${name} = NULL`),
    // The packed fields are parted by U+001F; click ids are the last of them.
    `given = regexp_replace(given, ${literal(pattern.replace('(?:^|&)', '(?:^|&|\\x1f)'))}, ${literal(replacement)}, 'gi')`,
  ];
  // Where nobody ever answered there is no such column.
  if (present.has('heard')) await keepWaysOnly(store, 'event_row', 'rowid IN (SELECT row_id FROM anonymous)');
  const count = await store.run(
    `UPDATE event_row SET ${sets.join(', ')} FROM anonymous WHERE event_row.rowid = anonymous.row_id`,
  );
  const addresses = ['url', 'referrer'].filter(name => present.has(name));
  if (urls.length > 0 && addresses.length > 0)
    await store.run(
      `UPDATE event_row SET ${addresses.map(name => `${name} = anonymous_url.${name}`).join(', ')} FROM anonymous_url WHERE event_row.rowid = anonymous_url.id`,
    );
  await store.run('DROP TABLE anonymous; DROP TABLE anonymous_url');
  return count;
}

/**
 * A line of the journal likewise; never longer than it was. `visitor` stands in place of the line's own. A name that names
 * the person goes.
 */
export function anonymousLine(
  line: Readonly<Record<string, unknown>>,
  visitor: string | undefined,
  isTheirs: Names = () => false,
): string {
  const {
    hit_id,
    kind,
    name,
    consent,
    ad_user_data,
    at,
    received,
    site,
    device,
    order_id,
    amount,
    currency,
    number,
    heard,
  } = line as unknown as JournalLine;
  const text = (value: unknown): value is string => typeof value === 'string';
  const kept = {
    hit_id,
    kind,
    name: text(name) && isTheirs(name) ? undefined : name,
    consent,
    ad_user_data,
    at,
    received,
    site,
    visitor: text(line.visitor) ? visitor : undefined,
    device,
    url: text(line.url) ? urlWithoutIdentity(line.url) : undefined,
    referrer: text(line.referrer) ? pathOnly(line.referrer) : undefined,
    order_id,
    amount,
    currency,
    number,
  };
  const whole = JSON.stringify({ ...kept, heard: text(heard) ? (waysOnly(heard) ?? undefined) : undefined });
  // "ig" is shorter than "Social".
  return Buffer.byteLength(whole) <= Buffer.byteLength(JSON.stringify(line)) ? whole : JSON.stringify(kept);
}
