// What the main thread and the worker say to each other.

import type { StatusAnswer } from '#shared/schema/index.ts';
import type { Engine, ImportProgress } from '../engine.ts';
import type { WireError } from '../error-wire.ts';

export type EngineMethod = keyof Engine;

export type WorkerRequest =
  | { id: number; method: EngineMethod; args: unknown[] }
  /** Stops the call of that id. */
  | { id: number; method: 'stop' };

export type WorkerReply =
  | { type: 'ready' }
  /** The status after a change; sent before the answer to what changed it. */
  | { type: 'status'; status: StatusAnswer }
  | { type: 'progress'; id: number; progress: ImportProgress }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'error'; id: number | null; error: WireError };
