// Imports a text as if it were a file, into a store in memory or one given.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileImport } from '#shared/schema/index.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { type ImportOptions, importFile } from '../../../server/ingest/import.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import type { Row, Store } from '../../../server/store/store.ts';

/** A store in memory with a way to import texts into it. */
export async function workspace(settings: Partial<Settings> = {}): Promise<{
  store: Store;
  /** Where its files lie. */
  folder: string;
  add(text: string | Buffer, options?: Partial<ImportOptions>): Promise<FileImport>;
  all<T extends Row = Row>(sql: string): Promise<T[]>;
  close(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-test-'));
  // One thread: a second one costs a quarter more than it brings where a file is a few lines.
  const store = await openStore(':memory:', { threads: 1 });
  let count = 0;
  return {
    store,
    folder,
    async add(text, options = {}) {
      const path = join(folder, options.name ?? `file-${++count}.csv`);
      writeFileSync(path, text);
      return importFile(store, { path, ...options }, { ...defaultSettings, ...settings });
    },
    all: sql => store.all(sql),
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lines as a file. */
export const lines = (...texts: string[]): string => `${texts.join('\n')}\n`;

/** Microseconds UTC. */
export const us = (iso: string): number => Date.parse(iso) * 1000;
