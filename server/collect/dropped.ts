// What the collector did not keep, counted by day, reason and host: a collector that drops in silence looks like a campaign
// that doesn't work. Small, and written to journal/dropped.json now and then: a crash may lose the last seconds' counts.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Why a hit (or a whole request, where it couldn't be read) was not kept. */
export type DropReason =
  | 'bot'
  | 'preview'
  | 'excluded address'
  | 'excluded host'
  | 'not a declared site'
  | 'wrong shape'
  | 'too large'
  | 'too many'
  | 'too old'
  | 'no consent';

/** Day (UTC) → reason → host → how many. */
export type DroppedCounts = Record<string, Partial<Record<DropReason, Record<string, number>>>>;

const everyMs = 5_000;
const daysKept = 90;
/** Anybody may send any host: more of them than this are counted together. */
const mostHosts = 50;

const pathIn = (dataFolder: string) => join(dataFolder, 'journal', 'dropped.json');

/** Nothing where nothing was ever dropped. */
export async function readDropped(dataFolder: string): Promise<DroppedCounts> {
  try {
    return JSON.parse(await readFile(pathIn(dataFolder), 'utf8'));
  } catch {
    // Not there yet; or damaged, and counts aren't worth refusing to start for.
    return {};
  }
}

export class Dropped {
  readonly #folder: string;
  readonly #counts: DroppedCounts;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(folder: string, counts: DroppedCounts) {
    this.#folder = folder;
    this.#counts = counts;
  }

  /** The folder `journal` must be there. */
  static async open(dataFolder: string): Promise<Dropped> {
    return new Dropped(dataFolder, await readDropped(dataFolder));
  }

  count(reason: DropReason, host: string, now: number, howMany = 1): void {
    const day = new Date(now).toISOString().slice(0, 10);
    this.#counts[day] ??= {};
    this.#counts[day][reason] ??= {};
    const hosts = this.#counts[day][reason];
    const name = Object.hasOwn(hosts, host) || Object.keys(hosts).length < mostHosts ? host : '(others)';
    hosts[name] = (hosts[name] ?? 0) + howMany;
    this.#timer ??= setTimeout(() => void this.flush(), everyMs).unref();
  }

  /** Writes what is counted; never fails: hits matter more. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(async () => {
      const old = Object.keys(this.#counts).sort().slice(0, -daysKept);
      for (const day of old) delete this.#counts[day];
      const path = pathIn(this.#folder);
      try {
        await writeFile(`${path}.partial`, `${JSON.stringify(this.#counts, null, 1)}\n`, { mode: 0o600 });
        await rename(`${path}.partial`, path);
      } catch {
        // A full disk is told to whoever sends hits; the counts are written with the next ones.
      }
    });
    return this.#writing;
  }
}
