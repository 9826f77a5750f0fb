// What every route file is given.

import type { StatusAnswer } from '#shared/schema/index.ts';
import type { Journals } from '../collect/journals.ts';
import type { Engine } from '../engine.ts';
import type { PageKeys } from '../import-page/page-keys.ts';
import type { RunningImports } from '../imports/running-imports.ts';
import type { PairingDesk } from '../pairing/pairing-desk.ts';
import type { PairingStore } from '../pairing/pairing-store.ts';

export interface RouteOptions {
  engine: Engine;
  /** The data folder: uploads wait in it while they are read. */
  folder: string;
  /** Where hits and webhooks are kept first; none where nothing may be collected (tests of other things). */
  journals?: Journals;
  desk: PairingDesk;
  running: RunningImports;
  pageKeys: PageKeys;
  /** What the companion's inbox is doing; undefined where none is watched. */
  inbox: () => StatusAnswer['inbox'];
  /** The port listened on. */
  port: () => number;
  pairings: PairingStore;
  /** Epoch ms. */
  now: () => number;
}
