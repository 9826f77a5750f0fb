// From the store's tables to the workspace's columns: identity, facts, touches, sets. Nothing here hangs on the order in
// which files or rows came in; two builds of the same records give the same columns.

import type { Workspace } from '#shared/journeys/workspace.ts';
import type { Settings } from '#shared/settings.ts';
import { readAccounts } from '../identity/accounts.ts';
import { buildIdentity, type Identity } from '../identity/graph.ts';
import { readColumns, type Sql } from '../identity/read-columns.ts';
import { dataVersion } from '../store/data-version.ts';
import type { Store } from '../store/store.ts';
import { type ConversionTable, toJourneySet } from './conversion-rows.ts';
import { type Deals, readDeals } from './deals.ts';
import { type LeadFacts, type Orders, readLeads, readOrders } from './facts.ts';
import { readLeadNames } from './lead-names.ts';
import { leadTable, opportunityTable, wonTable } from './sets.ts';
import { readSources } from './sources.ts';
import { readCommonCurrency, readFx, readSpend } from './spend.ts';
import { readTouches } from './touches.ts';

/** The settings that the columns are built with; a change of one means building again. */
export type BuildSettings = Pick<Settings, 'zone' | 'dealPeople' | 'region' | 'sites'>;

export interface BuildOptions {
  readonly isSample?: boolean;
  /** The identity graph of this very data, where it is at hand already. Lone visitors are added to it. */
  readonly identity?: Identity;
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
  step('identity');
  const version = await dataVersion(store);
  const { files, fileOf } = await readFiles(store);
  const identity = options.identity ?? (await buildIdentity(store, settings));
  step('accounts');
  const accounts = await readAccounts(store, identity);
  step('deals');
  const deals = await readDeals(store, identity, accounts, settings.dealPeople);
  step('leads and orders');
  const leads = await readLeads(store, identity, fileOf);
  const orders = await readOrders(store, identity, 'order');
  const refunds = await readOrders(store, identity, 'refund');
  const names = await readLeadNames(store, identity, leads);
  step('touches');
  const sourceTable = await readSources(store);
  const touches = await readTouches(
    store,
    identity,
    sourceTable,
    converters(deals, leads, orders, refunds),
    settings.zone,
  );
  step('journeys');
  const set = (table: ConversionTable) => toJourneySet(table, deals, accounts, touches, fileOf);
  const sets = {
    leads: set(leadTable(leads, names, accounts)),
    opportunities: set(opportunityTable(deals, leads)),
    won: set(wonTable(deals, leads, orders, refunds, accounts)),
  };
  step('spend');
  const workspace: Workspace = {
    version,
    zone: settings.zone,
    isSample: options.isSample ?? false,
    files,
    sources: touches.sources,
    contexts: touches.contexts,
    touches: touches.touches,
    sets,
    visits: touches.visits,
    spend: await readSpend(store, fileOf),
    fx: await readFx(store),
    commonCurrency: await readCommonCurrency(store),
  };
  for (const table of ['journey_owner', 'journey_visit', 'journey_other', 'journey_lead', 'journey_tied']) {
    await store.run(`DROP TABLE IF EXISTS ${table}`);
  }
  step('done');
  return workspace;
}

/** Everyone whose touches a conversion may ask for, each once. */
function converters(deals: Deals, leads: LeadFacts, orders: Orders, refunds: Orders): Uint32Array {
  const people = new Set<number>(deals.people);
  for (let person = 0; person < leads.at.length; person++) if (!Number.isNaN(leads.at[person])) people.add(person);
  for (const person of orders.person) people.add(person);
  for (const person of refunds.person) people.add(person);
  return Uint32Array.from(people);
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
