// From the store's tables to the workspace's columns: identity, facts, touches, sets. Nothing here hangs on the order in
// which files or rows came in; two builds of the same records give the same columns.

import type { Workspace } from '#shared/journeys/workspace.ts';
import type { Settings } from '#shared/settings.ts';
import { readAccounts } from '../identity/accounts.ts';
import { buildIdentity, type Identity } from '../identity/graph.ts';
import { factTable } from '../identity/keys.ts';
import type { Manual } from '../identity/manual.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { dataVersion } from '../store/data-version.ts';
import type { Store } from '../store/store.ts';
import { codeTexts } from './coded.ts';
import { type ConversionTable, toJourneySet } from './conversion-rows.ts';
import { type Deals, readDeals } from './deals.ts';
import { readLeads, readOrders } from './facts.ts';
import { readHeard } from './heard.ts';
import { readLeadNames } from './lead-names.ts';
import { dealNames, leadTable, opportunityTable, wonTable } from './sets.ts';
import { readSources, type SourceTable } from './sources.ts';
import { readCommonCurrency, readFx, readSpend } from './spend.ts';
import { readTouches } from './touches.ts';
import { VisitCounter } from './visits.ts';

/** The settings that the columns are built with; a change of one means building again. */
export type BuildSettings = Pick<Settings, 'zone' | 'dealPeople' | 'region' | 'sites' | 'links'> &
  Partial<Pick<Settings, 'domainMap'>>;

export interface BuildOptions {
  readonly isSample?: boolean;
  /** What was decided by hand, where it is to be other than what the store says: for a look at what a change would do. */
  readonly decided?: Manual;
  /** Told before each step, with the ms since the start. */
  readonly onStep?: (step: string, ms: number) => void;
}

/** Builds the workspace of everything published in the store. */
export async function buildWorkspace(
  store: Store,
  settings: BuildSettings,
  options: BuildOptions = {},
): Promise<Workspace> {
  const begun = performance.now();
  const step = (name: string): void => options.onStep?.(name, performance.now() - begun);
  const { files, fileOf } = await readFiles(store);
  step('identity');
  const identity = await buildIdentity(store, settings, options.decided);
  // What hangs on no person is read beside, while the rest is busy in JavaScript: before this it is the database that is.
  const connection = await store.connect();
  const counted = countVisits(connection, settings.zone);
  const spent = counted.then(() => readMoney(connection, fileOf));
  const beside = Promise.allSettled([counted, spent]);
  try {
    const people = await readPeople(store, identity, settings, fileOf, counted, step);
    return {
      version: await dataVersion(store),
      zone: settings.zone,
      isSample: options.isSample ?? false,
      files,
      ...people,
      ...(await spent),
    };
  } finally {
    await beside;
    await connection.close();
  }
}

interface Counted {
  table: SourceTable;
  visits: VisitCounter;
}

async function countVisits(sql: Sql, zone: string): Promise<Counted> {
  const table = await readSources(sql);
  const visits = new VisitCounter();
  await visits.countVisitRows(sql, table, zone);
  return { table, visits };
}

async function readMoney(sql: Sql, fileOf: Uint32Array): Promise<Pick<Workspace, 'spend' | 'fx' | 'commonCurrency'>> {
  return {
    spend: await readSpend(sql, fileOf),
    fx: await readFx(sql),
    commonCurrency: await readCommonCurrency(sql),
  };
}

/** What everybody did and what they bought. */
async function readPeople(
  sql: Sql,
  identity: Identity,
  settings: BuildSettings,
  fileOf: Uint32Array,
  counted: Promise<Counted>,
  step: (name: string) => void,
): Promise<Pick<Workspace, 'sources' | 'contexts' | 'touches' | 'sets' | 'visits'>> {
  step('accounts');
  const accounts = await readAccounts(sql, identity, settings.domainMap);
  step('deals');
  const deals = await readDeals(sql, identity, accounts, settings);
  step('leads and orders');
  const leads = await readLeads(sql, identity, fileOf);
  const orders = await readOrders(sql, identity, 'order');
  const refunds = await readOrders(sql, identity, 'refund');
  const names = await readLeadNames(sql, identity, leads);
  const answers = await readHeard(sql, identity, deals, fileOf);
  step('conversions');
  const named = dealNames(deals, leads);
  const tables = {
    leads: leadTable(leads, names, accounts),
    opportunities: opportunityTable(deals, named, leads),
    won: wonTable(deals, named, leads, orders, refunds, accounts),
  };
  step('touches');
  const lastAt = lastAsked(Object.values(tables), deals, identity.interner.size);
  const { table, visits } = await counted;
  const read = await readTouches(sql, identity, table, lastAt, visits, settings.zone);
  step('journeys');
  const companies = codeTexts(accounts.label);
  const set = (of: ConversionTable) => toJourneySet(of, deals, accounts, companies, read, fileOf, answers);
  const sets = { leads: set(tables.leads), opportunities: set(tables.opportunities), won: set(tables.won) };
  for (const name of [factTable, 'journey_owner', 'journey_other', 'journey_lead', 'journey_tied']) {
    await sql.run(`DROP TABLE IF EXISTS ${name}`);
  }
  step('done');
  const { sources, contexts, touches } = read;
  return { sources, contexts, touches, sets, visits: read.visits };
}

/** By node of the person: the last instant up to which a conversion asks for their touches; NaN where none does. */
function lastAsked(tables: readonly ConversionTable[], deals: Deals, nodes: number): Float64Array {
  const last = new Float64Array(nodes).fill(Number.NaN);
  const ask = (person: number, until: number): void => {
    if (!(last[person] >= until)) last[person] = until;
  };
  for (const { length, numbers, integers } of tables) {
    for (let row = 0; row < length; row++) {
      const until = numbers.until[row];
      if (Number.isNaN(until)) continue;
      if (integers.person[row] >= 0) {
        ask(integers.person[row], until);
        continue;
      }
      const deal = integers.deal[row];
      for (let k = deals.peopleStart[deal]; k < deals.peopleStart[deal + 1]; k++) ask(deals.people[k], until);
    }
  }
  return last;
}

/** The imported files in order of name and content, and each import's place among them. */
async function readFiles(sql: Sql): Promise<{ files: string[]; fileOf: Uint32Array }> {
  const rows = await readColumns(
    sql,
    { id: 'u32', file: 'text' },
    'SELECT id, file FROM import ORDER BY file, sha256, id',
  );
  const fileOf = new Uint32Array(rows.id.reduce((top, id) => Math.max(top, id + 1), 0));
  for (let i = 0; i < rows.rows; i++) fileOf[rows.id[i]] = i;
  return { files: rows.file, fileOf };
}
