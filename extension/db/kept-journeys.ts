// The journeys as they came from the companion, for reckoning without it: all tables of one state of the data, or none. A
// reader's usual mistake: the settings stand beside them in the same table, and change without them.

import type { Settings } from '#shared/settings.ts';
import type { Database, KeptTable } from './database.ts';

export interface About {
  /** The companion's word for the state that the tables are of. */
  tag: string;
  /** What the answers hang on beside the tables, and what a later look at the companion is compared with. */
  seen: { dataVersion: string; settings: Settings; version: string };
  /** Epoch ms when they were fetched. */
  at: number;
  /** Of all tables. */
  bytes: number;
}

/** No table is called so. */
const ABOUT = 'about';

export class KeptJourneys {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async about(): Promise<About | null> {
    return readAbout(await this.#db.journeys.get(ABOUT));
  }

  /** Both of one state. */
  async all(): Promise<{ about: About; tables: Record<string, Uint8Array> } | null> {
    const rows = await this.#db.journeys.toArray();
    const about = readAbout(rows.find(({ name }) => name === ABOUT));
    if (!about) return null;
    return { about, tables: Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes])) };
  }

  /** In place of what was kept before. `isWanted` is asked inside the transaction. */
  async put(about: About, tables: Readonly<Record<string, Uint8Array<ArrayBuffer>>>, isWanted: () => boolean) {
    const { journeys } = this.#db;
    const { dataVersion } = about.seen;
    await this.#db.transaction('rw', journeys, async () => {
      if (!isWanted()) return;
      await journeys.clear();
      await journeys.bulkPut(Object.entries(tables).map(([name, bytes]) => ({ name, dataVersion, bytes })));
      await journeys.put(writeAbout(about));
    });
  }

  /** Other settings over the same tables. */
  async putAbout(about: About, isWanted: () => boolean): Promise<void> {
    await this.#db.transaction('rw', this.#db.journeys, async () => {
      if (isWanted()) await this.#db.journeys.put(writeAbout(about));
    });
  }

  clear(): Promise<void> {
    return this.#db.journeys.clear();
  }
}

const readAbout = (row: KeptTable | undefined): About | null =>
  row ? (JSON.parse(new TextDecoder().decode(row.bytes)) as About) : null;

const writeAbout = (about: About): KeptTable => ({
  name: ABOUT,
  dataVersion: about.seen.dataVersion,
  bytes: new TextEncoder().encode(JSON.stringify(about)),
});
