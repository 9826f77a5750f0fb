// The inbox of a data folder: what is dropped into inbox/ is taken in when it has stopped growing, and then moved to done/ or
// failed/. It is moved only when it is in: killed in between, it still lies there and is taken in again, which changes nothing.

import { type FSWatcher, watch } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError } from '#shared/errors.ts';
import type { StatusAnswer } from '#shared/schema/index.ts';
import type { Engine } from '../engine.ts';
import { failedIn, inboxIn, moveAway, type Outcome, outcomeOf } from './outcome.ts';

export interface InboxOptions {
  readonly folder: string;
  readonly engine: Pick<Engine, 'import'>;
  /** A file is whole when its size hasn't changed for so long. */
  readonly stableMs?: number;
  /** How often is looked, whatever the system tells of changes: network drives tell nothing. */
  readonly pollMs?: number;
  /** Hears of every file: for the terminal that `serve` runs in. */
  readonly onTaken?: (name: string, outcome: Outcome) => void;
}

interface Seen {
  size: string;
  since: number;
}

/** Programs write these first and rename them when they are whole; or they are no exports. */
const unfinished = /^(\.|~\$)|\.(crdownload|part|partial|download|tmp|opdownload)$/i;
/** After an error of the machine (disk full, memory) a file is tried again after so long. */
const retryMs = 60_000;

export class Inbox {
  readonly #options: Required<Omit<InboxOptions, 'onTaken'>> & Pick<InboxOptions, 'onTaken'>;
  readonly #path: string;
  readonly #seen = new Map<string, Seen>();
  readonly #notBefore = new Map<string, number>();
  readonly #stop = new AbortController();
  #watcher: FSWatcher | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking: Promise<void> | undefined;
  #isAskedAgain = false;
  #current: string | null = null;
  #waiting = 0;
  #failed = 0;

  private constructor(options: InboxOptions) {
    this.#options = { stableMs: 1_000, pollMs: 5_000, ...options };
    this.#path = inboxIn(options.folder);
  }

  /** Makes the folder where it isn't there, and begins to watch; what lies there already is taken in first. */
  static async open(options: InboxOptions): Promise<Inbox> {
    const inbox = new Inbox(options);
    await mkdir(inbox.#path, { recursive: true, mode: 0o700 });
    try {
      inbox.#watcher = watch(inbox.#path, () => inbox.#look());
      // The folder was taken away, or the system has no more watches: looking now and then goes on.
      inbox.#watcher.on('error', () => inbox.#watcher?.close());
    } catch (error) {
      if (!(error as NodeJS.ErrnoException).code) throw error;
    }
    inbox.#look();
    return inbox;
  }

  status(): NonNullable<StatusAnswer['inbox']> {
    return { path: this.#path, waiting: this.#waiting, current: this.#current, failed: this.#failed };
  }

  /** Stops what is being taken in: it stays in the inbox. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#watcher?.close();
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #look(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#looking) {
      this.#isAskedAgain = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#looking = this.#takeWhole()
      .catch(() => this.#options.pollMs) // the folder can't be read just now: looked at again in a while
      .then(pause => {
        this.#looking = undefined;
        const again = this.#isAskedAgain;
        this.#isAskedAgain = false;
        if (this.#stop.signal.aborted) return;
        this.#timer = setTimeout(() => this.#look(), again ? Math.min(50, pause) : pause);
      });
  }

  /** Takes in what has stopped growing, in the order of names; answers when to look again. */
  async #takeWhole(): Promise<number> {
    const { stableMs, pollMs } = this.#options;
    const names = await this.#names();
    this.#failed = await countFailed(this.#options.folder);
    this.#waiting = names.length;
    for (const name of this.#seen.keys()) if (!names.includes(name)) this.#seen.delete(name);
    let isGrowing = false;
    for (const name of names) {
      if (this.#stop.signal.aborted) return pollMs;
      const now = performance.now();
      if ((this.#notBefore.get(name) ?? 0) > now) continue;
      const size = await sizeOf(join(this.#path, name));
      if (size === null) continue;
      const seen = this.#seen.get(name);
      if (seen?.size !== size) this.#seen.set(name, { size, since: now });
      if (seen?.size !== size || now - seen.since < stableMs) isGrowing = true;
      else await this.#take(name, size);
    }
    return isGrowing ? Math.min(stableMs, 250) : pollMs;
  }

  async #names(): Promise<string[]> {
    const entries = await readdir(this.#path, { withFileTypes: true });
    return entries
      .filter(entry => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => name)
      .filter(name => name !== 'done' && name !== 'failed' && !unfinished.test(name))
      .sort();
  }

  async #take(name: string, size: string): Promise<void> {
    const path = join(this.#path, name);
    this.#current = name;
    try {
      const answer = await this.#options.engine.import({ files: [{ path, name }] }, undefined, this.#stop.signal);
      if (this.#stop.signal.aborted && answer.some(file => file.error?.code === 'import-cancelled')) return;
      // Another one lies there by now, or more of it: that isn't in, and is taken when it is whole.
      if ((await sizeOf(path)) !== size) return;
      const outcome = outcomeOf(name, answer);
      const kept = await moveAway(this.#options.folder, name, outcome);
      this.#seen.delete(name);
      this.#waiting--;
      if (outcome.kind === 'failed') this.#failed++;
      this.#options.onTaken?.(kept, outcome);
    } catch (error) {
      // The machine's fault (disk full, memory, a file held by another program), or ours: it stays, and is tried again.
      this.#notBefore.set(name, performance.now() + retryMs);
      this.#options.onTaken?.(name, { kind: 'waits', text: describeError(error) });
    } finally {
      this.#current = null;
    }
  }
}

/** What changes while something is written: sizes and times, of a folder those of all in it. Null: it is gone. */
async function sizeOf(path: string): Promise<string | null> {
  try {
    const own = await stat(path);
    if (!own.isDirectory()) return `${own.size} ${own.mtimeMs}`;
    const within = await readdir(path, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      within.filter(entry => entry.isFile()).map(entry => stat(join(entry.parentPath, entry.name))),
    );
    return `${sizes.length} ${sizes.reduce((sum, { size }) => sum + size, 0)} ${Math.max(0, ...sizes.map(({ mtimeMs }) => mtimeMs))}`;
  } catch {
    // Taken away, or not to be read for now: it isn't whole.
    return null;
  }
}

async function countFailed(folder: string): Promise<number> {
  try {
    return (await readdir(failedIn(folder))).filter(name => !name.endsWith('.txt')).length;
  } catch {
    return 0; // nothing has failed yet
  }
}
