// Imports a file into an empty store in memory and lets a test ask what came of it.

import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { afterEach } from 'vitest';
import type { FileImport } from '#shared/schema/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { importFile } from '../../../../server/ingest/import.ts';
import { openStore } from '../../../../server/store/duckdb/open.ts';
import type { Row, Store } from '../../../../server/store/store.ts';

const root = new URL('../../../', import.meta.url).pathname;
const shared = new URL('../../../../../shared/data', import.meta.url).pathname;

/** Folder of public sample files beside the project; '' where it isn't there. */
export const sharedData = existsSync(shared) ? shared : '';

const open: Store[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

interface Imported {
  answer: FileImport;
  all(sql: string): Promise<Row[]>;
  /** Imports another file into the same store. */
  again(path: string): Promise<FileImport>;
}

export async function importFixture(
  path: string,
  options: { zone?: string; currency?: string } = {},
): Promise<Imported> {
  // One thread: a second one costs a quarter more than it brings where a file is a few lines.
  const store = await openStore(':memory:', { threads: 1 });
  open.push(store);
  const take = (file: string) =>
    importFile(store, { path: isAbsolute(file) ? file : `${root}fixtures/${file}`, ...options }, defaultSettings);
  const answer = await take(path);
  return { answer, all: sql => store.all(sql), again: take };
}

/** A stored instant (µs) as ISO text in UTC. */
export function instant(microseconds: unknown): string {
  return new Date(Number(microseconds) / 1000).toISOString();
}
