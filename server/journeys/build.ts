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
import { readLeads, readOrders } from './facts.ts';
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
  step('conversions');
  const tables = {
    leads: leadTable(leads, names, accounts),
    opportunities: opportunityTable(deals, leads),
    won: wonTable(deals, leads, orders, refunds, accounts),
  };
  step('touches');
  const sourceTable = await readSources(store);
  const lastAt = lastAsked(Object.values(tables), deals, identity.interner.size);
  const touches = await readTouches(store, identity, sourceTable, lastAt, settings.zone);
  step('journeys');
  const set = (table: ConversionTable) => toJourneySet(table, deals, accounts, touches, fileOf);
  const sets = { leads: set(tables.leads), opportunities: set(tables.opportunities), won: set(tables.won) };
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
