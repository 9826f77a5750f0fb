// Fetches the companion's journeys whenever its data or settings are other than those kept: in the background, one fetch
// at a time, and written only when every table of one state is there.

import { AccessError, ConnectionError } from '#shared/errors.ts';
import { canonicalJson } from '../db/canonical-json.ts';
import type { About, KeptJourneys } from '../db/kept-journeys.ts';
import type { Companion } from '../messages/companion.ts';
import type { Connection, Seen } from './connection.ts';

export interface JourneyKeeperOptions {
  connection: Connection;
  journeys: KeptJourneys;
  /** Epoch ms. */
  now: () => number;
  /** Whether journeys are to be kept at all. */
  isChosen: () => Promise<boolean>;
  /** What was kept before no longer holds. */
  onChange: () => void;
}

export class JourneyKeeper {
  readonly #options: JourneyKeeperOptions;
  #underWay: Promise<void> | undefined;
  #next: Seen | undefined;
  /** A state that couldn't be kept (a full disk): not fetched again and again. */
  #failed: string | undefined;

  constructor(options: JourneyKeeperOptions) {
    this.#options = options;
  }

  /** The companion holds this now. Returns when nothing is left to fetch; never throws. */
  saw(seen: Seen): Promise<void> {
    this.#next = seen;
    this.#underWay ??= this.#run().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** When nothing is being fetched. */
  settled(): Promise<void> {
    return this.#underWay ?? Promise.resolve();
  }

  async #run(): Promise<void> {
    while (this.#next) {
      const seen = this.#next;
      this.#next = undefined;
      try {
        await this.#keep(seen);
      } catch (error) {
        // Away, busy, unpaired meanwhile: the next look tries again.
        const isExpected = error instanceof ConnectionError || error instanceof AccessError;
        if (!isExpected) console.warn('Throughline could not keep the journeys.', error);
      }
    }
  }

  async #keep(seen: Seen): Promise<void> {
    const { connection, journeys, now, onChange, isChosen } = this.#options;
    if (!(await isChosen())) return;
    const { epoch } = connection;
    const isWanted = () => epoch === connection.epoch;
    const kept = await journeys.about();
    if (kept && canonicalJson(kept.seen) === canonicalJson(seen)) return this.#tell(kept);

    const list = await connection.ask(companion => companion.journeyTables());
    if (list.tag === this.#failed) return;
    // Newer than what was seen a moment ago: the look that sees it comes too.
    if (list.dataVersion !== seen.dataVersion) return;
    if (kept?.tag === list.tag) {
      const about = { ...kept, seen };
      await journeys.putAbout(about, isWanted);
      onChange();
      return this.#tell(about);
    }
    const tables = await connection.ask(companion => fetchTables(companion, list.tables, list.tag));
    if (!tables) return;
    const bytes = Object.values(tables).reduce((sum, table) => sum + table.byteLength, 0);
    const about: About = { tag: list.tag, seen, at: now(), bytes };
    try {
      await journeys.put(about, tables, isWanted);
    } catch (error) {
      this.#failed = list.tag;
      throw error;
    }
    if (!isWanted()) return;
    onChange();
    await this.#tell(about);
  }

  async #tell({ seen: { dataVersion }, at, bytes }: About): Promise<void> {
    await this.#options.connection.changeBoard({ kept: { dataVersion, at, bytes } });
  }
}

/** Null where the data changed between two tables. One after the other, so that answers get their turn. */
async function fetchTables(companion: Companion, names: readonly string[], tag: string) {
  const tables: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const name of names) {
    const table = await companion.journeyTable(name);
    if (table.tag !== tag) return null;
    tables[name] = table.bytes;
  }
  return tables;
}
