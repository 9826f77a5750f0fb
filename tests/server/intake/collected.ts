// A data folder whose journal a test writes hits into, and its store.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalLine } from '#shared/schema/collect.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { Journals } from '../../../server/collect/journals.ts';
import { type DrainAnswer, drain } from '../../../server/intake/drain.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import type { Store } from '../../../server/store/store.ts';

export const now = Date.parse('2026-10-20T12:00:00Z');

export interface Collected {
  readonly folder: string;
  readonly store: Store;
  readonly settings: Settings;
  /** Lines into the journal's channel `hits`, sealed. */
  write(...lines: string[]): Promise<void>;
  /** The same into another channel. */
  writeTo(channel: string, ...lines: string[]): Promise<void>;
  drain(): Promise<DrainAnswer>;
  close(): Promise<void>;
}

export async function collected(changed: Partial<Settings> = {}): Promise<Collected> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-intake-'));
  const settings = { ...defaultSettings, sites: ['acme.example'], ...changed };
  const store = await openStore(join(folder, 'data'), { threads: 1 });
  const journals = await Journals.open(join(folder, 'data'));
  const writeTo = async (channel: string, ...lines: string[]): Promise<void> => {
    const journal = await journals.channel(channel);
    await journal.append(lines);
    await journal.seal();
  };
  return {
    folder: join(folder, 'data'),
    store,
    settings,
    write: (...lines) => writeTo('hits', ...lines),
    writeTo,
    drain: () => drain(store, join(folder, 'data'), settings, now),
    async close() {
      await journals.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let count = 0;

/** A hit at an instant (ISO), of a page of acme.example where nothing else is said. */
export function hit(at: string, more: Partial<JournalLine> = {}): string {
  const line: JournalLine = {
    hit_id: `hit-${String(++count).padStart(6, '0')}`,
    kind: 'page',
    consent: 'granted',
    at: Date.parse(at),
    received: Date.parse(at) + 150,
    site: 'www.acme.example',
    url: 'https://www.acme.example/',
    ...more,
  };
  return JSON.stringify(line);
}
