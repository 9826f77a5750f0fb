// Forgetting people: every key of theirs goes, from the records and from the journal, while what they did stays counted where
// it was. In place of the keys stand marks that are made of nothing (`~1`, `~1.2`), so that a visit, its order and its deal are
// still one journey, of which nobody can say whose it is.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectionError, NotFoundError } from '#shared/errors.ts';
import type { Settings } from '#shared/settings.ts';
import { isFreeMail } from '#shared/sources/free-mail.ts';
import { companyPrefix } from '../identity/companies.ts';
import { Directory } from '../identity/directory.ts';
import { normalisePhone } from '../identity/phones.ts';
import { identifier, literal } from '../ingest/sql.ts';
import { cacheName } from '../journeys/cache.ts';
import { refreshDataVersion } from '../store/data-version.ts';
import { addEventColumns } from '../store/duckdb/event-rows.ts';
import type { Store } from '../store/store.ts';
import { anonymiseEvents } from './anonymise.ts';
import { contactsOf, forgetContacts } from './forget-contacts.ts';
import { rewriteJournal } from './forget-journal.ts';
import { forgetDealTexts, forgetEventNames, forgetRejects, type Names, namesOf } from './free-text.ts';
import { tombstoneOf } from './tombstones.ts';

/** What there was before and after: the first three must not move. */
interface ForgetCounts {
  readonly events: number;
  readonly deals: number;
  /** Of orders and won deals, minor units of all currencies added: only good for comparing. */
  readonly amounts: number;
  /** Events that say whose they are. */
  readonly identified: number;
  readonly contacts: number;
}

export interface ForgetAnswer {
  /** So many people were found by the keys. */
  readonly people: number;
  /** So many keys of theirs are gone. */
  readonly keys: number;
  readonly events: number;
  readonly contacts: number;
  readonly dealPeople: number;
  readonly journalLines: number;
  readonly before: ForgetCounts;
  readonly after: ForgetCounts;
  /** Files of the user's own that told of them: those hold it still. */
  readonly files: string[];
}

export interface ForgetOptions {
  /** Browsers that withdrew their consent: nobody need be known by them. */
  readonly isWithdrawal?: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** Who is to be forgotten. */
export interface Gone {
  /** Mark of the person. */
  readonly mark: string;
  readonly keys: Set<string>;
  /** The event's row → its visitor. */
  readonly rows: Map<number, string | null>;
}

/**
 * Forgets the people behind these keys ('email:…', 'visitor:…', an address, a phone …); what they did stays.
 *
 * @throws NotFoundError where nobody has a key; not for withdrawals.
 */
export async function forget(
  store: Store,
  dataFolder: string | null,
  keys: readonly string[],
  settings: Pick<Settings, 'region' | 'sites'>,
  { isWithdrawal = false, now }: ForgetOptions,
): Promise<ForgetAnswer> {
  const before = await countAll(store);
  const marks = await nextMark(store);
  const gone = await findAll(store, keys, settings, isWithdrawal, marks);
  const all = new Map<string, Gone>();
  for (const one of gone) for (const key of one.keys) all.set(key, one);
  const visitors = visitorMarks(gone);
  const contactRows = await contactsOf(store, all, settings.region);
  const names = namesOf(
    contactRows.flatMap(({ name }) => name ?? []),
    [...all.keys()].filter(key => key.startsWith('email:')).map(key => key.slice(6)),
  );
  const files = await filesOf(store, gone);
  // First: what is cut off after this is done again, from records that are still there.
  const journalLines = dataFolder === null ? 0 : await rewriteJournal(store, dataFolder, gone, visitors, names);
  await addEventColumns(store, ['visitor', 'user_id']);
  const counts = await store.transaction(async () => {
    await forgetEventNames(
      store,
      gone.flatMap(one => [...one.rows.keys()]),
      names,
    );
    const events = await forgetEvents(store, gone, visitors);
    const contacts = await forgetContacts(store, all, contactRows);
    const dealPeople = await forgetDealPeople(store, all, settings.region, names);
    await forgetLinks(store, all);
    await forgetRejects(store, all.keys());
    for (const key of all.keys()) {
      const until = key.startsWith('visitor:') ? null : BigInt(now) * 1000n;
      await store.run('INSERT OR REPLACE INTO forgotten VALUES ($key, $until)', { key: tombstoneOf(key), until });
    }
    await linkMarks(store, gone, visitors, contacts.marks);
    await keepCompanies(store, gone);
    await store.run("INSERT OR REPLACE INTO meta VALUES ('forgotten', $next)", { next: String(marks + gone.length) });
    await refreshDataVersion(store);
    return { events, contacts: contacts.count, dealPeople };
  });
  if (dataFolder !== null)
    for (const links of ['all', 'hard'] as const) rmSync(join(dataFolder, cacheName(links)), { force: true });
  await dropTemporary(store);
  await writeAnew(store, dataFolder);
  return { people: gone.length, keys: all.size, ...counts, journalLines, before, after: await countAll(store), files };
}

/** The file of the database, without what it held of them. */
async function writeAnew(store: Store, dataFolder: string | null): Promise<void> {
  try {
    await store.run('CHECKPOINT');
  } catch (cause) {
    if (!(cause instanceof ConnectionError)) throw cause;
    throw new ConnectionError({
      code: 'forget-unwritten',
      what: 'They are forgotten, but the file of the database could not be written anew: it still holds what it held of them.',
      where: dataFolder ?? undefined,
      found: cause.details.found,
      remedy: 'Make room and start Throughline again: it is written anew when it ends.',
      cause,
    });
  }
}

/** What was made to look people up holds their keys. */
async function dropTemporary(store: Store): Promise<void> {
  const tables = await store.all<{ name: string }>(
    'SELECT table_name AS name FROM duckdb_tables() WHERE "temporary" ORDER BY name',
  );
  for (const { name } of tables) await store.run(`DROP TABLE ${identifier(name)}`);
}

async function nextMark(store: Store): Promise<number> {
  const row = await store.first<{ value: string }>("SELECT value FROM meta WHERE key = 'forgotten'");
  return Number(row?.value ?? 1);
}

async function findAll(
  store: Store,
  keys: readonly string[],
  settings: Pick<Settings, 'region' | 'sites'>,
  isWithdrawal: boolean,
  firstMark: number,
): Promise<Gone[]> {
  const directory = await Directory.open(store, settings as Settings);
  const byPerson = new Map<number, Gone>();
  const gone: Gone[] = [];
  const add = (): Gone => {
    const one: Gone = { mark: `~${(firstMark + gone.length).toString(36)}`, keys: new Set(), rows: new Map() };
    gone.push(one);
    return one;
  };
  for (const key of keys) {
    const person = await directory.findPerson(key);
    if (person === null) {
      if (!isWithdrawal)
        throw new NotFoundError({
          code: 'key-unknown',
          what: `Nobody is known by "${key}".`,
          expected: 'an e-mail address, a phone, a CRM id, a user id or a visitor id of somebody',
          remedy: 'See who is known: throughline journey KEY.',
        });
      // Hits of that browser may still come.
      add().keys.add(key);
      continue;
    }
    if (byPerson.has(person)) continue;
    const one = add();
    byPerson.set(person, one);
    const [facts] = await directory.describe([person]);
    for (const own of facts.keys) one.keys.add(own);
    if (isWithdrawal) one.keys.add(key);
  }
  for (const [person, one] of byPerson) {
    await directory.writeEvents([person]);
    // A browser that several people used is forgotten as such where its own consent is withdrawn.
    const visitors = [...one.keys].filter(key => key.startsWith('visitor:')).map(key => literal(key.slice(8)));
    const own = visitors.length > 0 ? `OR visitor IN (${visitors.join(', ')})` : '';
    const rows = await store.all<{ row_id: number; visitor: string | null }>(
      `SELECT row_id, visitor FROM event WHERE key IN (SELECT key FROM directory_event) ${own}`,
    );
    for (const { row_id, visitor } of rows) one.rows.set(row_id, visitor);
  }
  return gone;
}

/** Mark of the person and visitor → mark of the visitor: `~1.2`. */
function visitorMarks(gone: readonly Gone[]): Map<string, string> {
  const marks = new Map<string, string>();
  for (const { mark, rows } of gone) {
    const visitors = [...new Set(rows.values())].filter(visitor => visitor !== null).sort();
    visitors.forEach((visitor, i) => {
      marks.set(`${mark} ${visitor}`, `${mark}.${(i + 1).toString(36)}`);
    });
  }
  return marks;
}

async function filesOf(store: Store, gone: readonly Gone[]): Promise<string[]> {
  const rows = gone.flatMap(one => [...one.rows.keys()]);
  const contacts = gone.flatMap(one => [...one.keys].filter(key => key.startsWith('contact:')));
  const found = await store.all<{ file: string }>(
    `SELECT DISTINCT file FROM import WHERE sha256 <> 'grows' AND id IN (
       SELECT import_id FROM event WHERE row_id IN (SELECT unnest(from_json($rows, '["BIGINT"]')))
       UNION ALL SELECT import_id FROM contact
         WHERE 'contact:' || system || ':' || id IN (SELECT unnest(from_json($contacts, '["VARCHAR"]')))) ORDER BY file`,
    { rows: JSON.stringify(rows), contacts: JSON.stringify(contacts) },
  );
  return found.map(({ file }) => file);
}

async function forgetEvents(
  store: Store,
  gone: readonly Gone[],
  visitors: ReadonlyMap<string, string>,
): Promise<number> {
  await store.run('CREATE OR REPLACE TEMP TABLE forget_event (row_id BIGINT, visitor VARCHAR, user_id VARCHAR)');
  const appender = await store.appender('forget_event');
  for (const { mark, rows } of gone) {
    for (const [row, visitor] of rows) {
      const own = visitor === null ? null : (visitors.get(`${mark} ${visitor}`) ?? null);
      appender.append([BigInt(row), own, visitor === null ? mark : null]);
    }
  }
  appender.close();
  const count = await anonymiseEvents(store, 'SELECT * FROM forget_event');
  await store.run('DROP TABLE forget_event');
  return count;
}

async function forgetDealPeople(
  store: Store,
  all: ReadonlyMap<string, Gone>,
  region: string,
  names: Names,
): Promise<number> {
  let count = 0;
  for (const { person } of await store.all<{ person: string }>('SELECT DISTINCT person FROM deal_person')) {
    const e164 = person.startsWith('phone:') ? normalisePhone(person.slice(6), region) : null;
    const whose = all.get(e164 === null ? person : `phone:${e164}`);
    if (!whose) continue;
    await forgetDealTexts(store, person, names);
    count += await store.run('UPDATE deal_person SET person = $mark WHERE person = $person', {
      mark: `user:${whose.mark}`,
      person,
    });
  }
  return count;
}

/** What was linked or decided by hand goes on holding, of the marks. */
async function forgetLinks(store: Store, all: ReadonlyMap<string, Gone>): Promise<void> {
  for (const [key, { mark }] of all) {
    for (const side of ['a', 'b'])
      await store.run(`UPDATE identity_link SET ${side} = $mark WHERE ${side} = $key`, { mark: `user:${mark}`, key });
  }
  for (const row of await store.all<{ id: number; keys: string; apart: string }>(
    'SELECT id, keys, apart FROM identity_change',
  )) {
    const replaced = (text: string) =>
      JSON.stringify([
        ...new Set((JSON.parse(text) as string[]).map(key => (all.has(key) ? `user:${all.get(key)!.mark}` : key))),
      ]);
    const [keys, apart] = [replaced(row.keys), replaced(row.apart)];
    if (keys !== row.keys || apart !== row.apart)
      await store.run(`UPDATE identity_change SET keys = $keys, apart = $apart, note = NULL WHERE id = ${row.id}`, {
        keys,
        apart,
      });
  }
}

/** Devices, contacts and deals of a person stay one person's. */
async function linkMarks(
  store: Store,
  gone: readonly Gone[],
  visitors: ReadonlyMap<string, string>,
  contacts: readonly (readonly [string, string])[],
): Promise<void> {
  const pairs = [
    ...gone.flatMap(({ mark, rows }) =>
      [...new Set(rows.values())]
        .filter(visitor => visitor !== null)
        .map(visitor => [mark, `visitor:${visitors.get(`${mark} ${visitor}`)}`] as const),
    ),
    ...contacts,
  ];
  for (const [mark, key] of pairs)
    await store.run("INSERT INTO identity_link (a, b, how, is_hard) VALUES ($a, $b, 'forgotten', true)", {
      a: `user:${mark}`,
      b: key,
    });
}

/** A company's deals go on taking the touches of its people: its domain, which is nobody's key, stays with the mark. */
async function keepCompanies(store: Store, gone: readonly Gone[]): Promise<void> {
  for (const { mark, keys } of gone) {
    const domains = [...keys].flatMap(key => /^email:.*@(.+)$/.exec(key)?.[1] ?? []);
    for (const domain of new Set(domains)) {
      if (isFreeMail(domain)) continue;
      await store.run("INSERT INTO identity_link (a, b, how, is_hard) VALUES ($a, $b, 'forgotten', false)", {
        a: `user:${mark}`,
        b: `${companyPrefix}${domain}`,
      });
    }
  }
}

async function countAll(store: Store): Promise<ForgetCounts> {
  const counts = await store.first<Record<keyof ForgetCounts, number>>(
    `SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM deal) AS deals,
       ((SELECT coalesce(sum(amount), 0) FROM event) + (SELECT coalesce(sum(amount), 0) FROM deal WHERE state = 'won'))::BIGINT AS amounts,
       (SELECT count(*) FROM event WHERE coalesce(email, phone, user_id, contact_id, visitor) IS NOT NULL
          AND NOT starts_with(coalesce(visitor, user_id, '-'), '~')) AS identified,
       (SELECT count(*) FROM contact WHERE NOT starts_with(id, '~')) AS contacts`,
  );
  return counts!;
}
