// What the extension keeps on this machine, in the extension's own origin: no page can read it. Everything but the token
// can be had again from the companion, so a version of the database may drop what the one before kept.

import { Dexie, type EntityTable } from 'dexie';

/** The companion's token: never in browser.storage, which content scripts can read. */
export interface Secret {
  id: 'companion';
  token: string;
  /** Whom to show it to: 127.0.0.1 at this port, and nobody else. */
  port: number;
}

/** An answer as it came, for when the companion is away. */
export interface KeptAnswer {
  /** Message name and its ask as canonical JSON. */
  key: string;
  /** Epoch ms. */
  at: number;
  /** What it stands on: data version and settings. */
  ground: string;
  /** JSON: its length is what the bound counts. */
  answer: string;
  size: number;
}

/** One table of /v1/journeys.arrow as its bytes; and, beside them, the settings they are read with, as JSON. */
export interface KeptTable {
  name: string;
  dataVersion: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export class Database extends Dexie {
  secrets!: EntityTable<Secret, 'id'>;
  answers!: EntityTable<KeptAnswer, 'key'>;
  journeys!: EntityTable<KeptTable, 'name'>;

  constructor(name = 'throughline') {
    super(name);
    // Sizes stand in the index, so that pruning reads no answer.
    this.version(1).stores({ secrets: 'id', answers: 'key, [at+size]', journeys: 'name' });
  }
}
