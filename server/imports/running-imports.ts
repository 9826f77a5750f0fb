// The imports that are under way, whoever asked for them (a request, the inbox): each has an id to stop it by, and what is said
// of their progress goes to all who watch.

import { randomUUID } from 'node:crypto';
import type { ImportAnswer, ImportRequest } from '#shared/schema/index.ts';
import type { Engine, ImportProgress } from '../engine.ts';

export interface WatchedProgress extends ImportProgress {
  /** Of the import. */
  id: string;
}

interface Running {
  readonly id: string;
  readonly answer: Promise<ImportAnswer>;
}

export class RunningImports {
  readonly #engine: Pick<Engine, 'import'>;
  readonly #stops = new Map<string, AbortController>();
  readonly #watchers = new Set<(progress: WatchedProgress) => void>();

  constructor(engine: Pick<Engine, 'import'>) {
    this.#engine = engine;
  }

  /** Begins an import; it may have to wait its turn. */
  start(request: ImportRequest, onProgress?: (progress: ImportProgress) => void, signal?: AbortSignal): Running {
    const id = randomUUID();
    const stop = new AbortController();
    this.#stops.set(id, stop);
    const tell = (progress: ImportProgress) => {
      onProgress?.(progress);
      for (const watcher of this.#watchers) watcher({ id, ...progress });
    };
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const answer = this.#engine.import(request, tell, either).finally(() => this.#stops.delete(id));
    return { id, answer };
  }

  /** The engine's own way of asking, for whoever needs no id. */
  import: Engine['import'] = (request, onProgress, signal) => this.start(request, onProgress, signal).answer;

  /** Asks an import to stop; answers whether there is such a one. What it says of it is in its own answer. */
  stop(id: string): boolean {
    const stop = this.#stops.get(id);
    stop?.abort();
    return stop !== undefined;
  }

  /** Hears of all progress from now on, until the function that is answered is called. */
  watch(watcher: (progress: WatchedProgress) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }
}
