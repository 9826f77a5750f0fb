// What the extension keeps on this machine, in the extension's own origin: no page can read it.

import { Dexie, type EntityTable } from 'dexie';

/** The companion's token: never in browser.storage, which content scripts can read. */
export interface Secret {
  id: 'companion';
  token: string;
}

/** An answer as it came, for when the companion is away. */
export interface KeptAnswer {
  /** Message name and its ask as canonical JSON. */
  key: string;
  /** Epoch ms. */
  at: number;
  dataVersion: string;
  answer: unknown;
}

/** One table of /v1/journeys.arrow, as its bytes. */
export interface KeptTable {
  name: string;
  dataVersion: string;
  bytes: Uint8Array;
}

export class Database extends Dexie {
  secrets!: EntityTable<Secret, 'id'>;
  answers!: EntityTable<KeptAnswer, 'key'>;
  journeys!: EntityTable<KeptTable, 'name'>;

  constructor(name = 'throughline') {
    super(name);
    this.version(1).stores({ secrets: 'id', answers: 'key, at', journeys: 'name' });
  }
}
