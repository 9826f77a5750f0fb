// The sample company's store, in sample/ below the data folder: its files go through the importer like anybody's. Written
// once; thrown away when the program brings another sample, and for good with the first import of one's own.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '#shared/settings.ts';
import { openStore } from './store/duckdb/open.ts';
import type { Store } from './store/store.ts';
import { version } from './version.ts';

export class SampleStore {
  readonly #folder: string;
  #store: Store | undefined;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'sample');
  }

  /** The store with the sample in it; only while the data folder itself is held. */
  async open(settings: Settings): Promise<Store> {
    if (this.#store) return this.#store;
    const wanted = sampleMark();
    this.#store = await openStore(this.#folder);
    const found = await this.#store.first<{ value: string }>("SELECT value FROM meta WHERE key = 'sample'");
    if (found?.value === wanted) return this.#store;
    await this.remove();
    this.#store = await openStore(this.#folder);
    await fill(this.#store, join(this.#folder, 'files'), settings);
    await this.#store.run("INSERT OR REPLACE INTO meta VALUES ('sample', $wanted)", { wanted });
    return this.#store;
  }

  async close(): Promise<void> {
    const store = this.#store;
    this.#store = undefined;
    await store?.close();
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Loaded only where the sample has to be made: most processes find it or don't need it. */
async function fill(store: Store, folder: string, settings: Settings): Promise<void> {
  const [{ writeSample }, { importFile }] = await Promise.all([
    import('./sample/index.ts'),
    import('./ingest/import.ts'),
  ]);
  for (const path of await writeSample(folder)) {
    const { error } = await importFile(store, { path }, settings);
    if (error) throw new Error(`The sample's own file was not taken in: ${JSON.stringify(error)}`);
  }
  await rm(folder, { recursive: true, force: true });
}

/** Another where the program, the store's tables or what makes the sample is another. */
function sampleMark(): string {
  const hash = createHash('sha256').update(version);
  for (const path of ['./sample/', './store/duckdb/migrations/']) {
    const folder = new URL(path, import.meta.url);
    for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(new URL(name, folder)));
  }
  return hash.digest('hex');
}
