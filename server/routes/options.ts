// What every route file is given.

import type { Engine } from '../engine.ts';
import type { PairingDesk } from '../pairing/pairing-desk.ts';
import type { PairingStore } from '../pairing/pairing-store.ts';

export interface RouteOptions {
  engine: Engine;
  /** The data folder: uploads wait in it while they are read. */
  folder: string;
  desk: PairingDesk;
  pairings: PairingStore;
  /** Epoch ms. */
  now: () => number;
}
