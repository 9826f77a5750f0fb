// The sample company's store, in sample/ below the data folder: its files go through the importer like anybody's. Written
// once; thrown away when the program brings another sample, and for good with the first import of one's own.

import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '#shared/settings.ts';
import { importFile } from './ingest/import.ts';
import { sampleFiles, writeSample } from './sample/index.ts';
import { openStore } from './store/duckdb/open.ts';
import type { Store } from './store/store.ts';

export class SampleStore {
  readonly #folder: string;
  #store: Store | undefined;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'sample');
  }

  /** The store with the sample in it; only while the data folder itself is held. */
  async open(settings: Settings): Promise<Store> {
    if (this.#store) return this.#store;
    const wanted = createHash('sha256').update(JSON.stringify(sampleFiles())).digest('hex');
    let store = await openStore(this.#folder);
    this.#store = store;
    const found = await store.first<{ value: string }>("SELECT value FROM meta WHERE key = 'sample'");
    if (found?.value === wanted) return store;
    await this.remove();
    store = await openStore(this.#folder);
    this.#store = store;
    const files = join(this.#folder, 'files');
    for (const path of await writeSample(files)) {
      const { error } = await importFile(store, { path }, settings);
      if (error) throw new Error(`The sample's own file was not taken in: ${JSON.stringify(error)}`);
    }
    await rm(files, { recursive: true, force: true });
    await store.run("INSERT OR REPLACE INTO meta VALUES ('sample', $wanted)", { wanted });
    return store;
  }

  async close(): Promise<void> {
    await this.#store?.close();
    this.#store = undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
