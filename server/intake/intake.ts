// In the companion: sees to it that what the journal holds gets into the store. The first hit after a quiet time goes in at
// once; under load so seldom that making the answers anew, which each change asks for, takes a twentieth of the time at most.

import type { Segment } from '../collect/journal.ts';
import type { Journals } from '../collect/journals.ts';
import type { Engine } from '../engine.ts';
import { hasProblems } from './problems.ts';

export interface IntakeOptions {
  readonly journals: Journals;
  readonly engine: Pick<Engine, 'drain'>;
  /** How often is looked: a pull or a webhook writes to the journal without a word. */
  readonly pollMs?: number;
  /** At least so long between two, but for what is asked for. */
  readonly pauseMs?: number;
  /** A day that could not be taken in is tried again after so long, then after twice as long … */
  readonly retryMs?: number;
}

/** The pause is so many times what the last answers took to be made. */
const buildsPerPause = 20;
/** After an error of the machine (disk full, memory) it is tried again after so long. */
const retryMs = 60_000;
const mostRetryMs = 3_600_000;

export class Intake {
  readonly #options: Required<IntakeOptions>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #taking: Promise<void> | undefined;
  #notBefore = 0;
  /** What lay there after the last time and can't be taken in: looked at again when it changes. */
  #stuck = '';
  /** When what could not be taken in is tried again though nothing new has come. */
  #retryAt: number;
  #retryMs: number;
  #isClosed = false;

  constructor(options: IntakeOptions) {
    this.#options = { pollMs: 1_000, pauseMs: 10_000, retryMs, ...options };
    this.#retryMs = this.#options.retryMs;
    // Whatever kept it out may be mended since the last time that a companion ran.
    this.#retryAt = hasProblems(options.journals.folder) ? 0 : Number.POSITIVE_INFINITY;
    this.#wait();
  }

  #wait(): void {
    this.#timer = setTimeout(
      () => void this.#look().finally(() => this.#isClosed || this.#wait()),
      this.#options.pollMs,
    );
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    if (performance.now() < this.#notBefore) return;
    // What fails is tried again; whoever asks for it hears of the error.
    await this.now().catch(() => undefined);
  }

  /** Everything that is acknowledged by now is in the store when this resolves. */
  async now(): Promise<void> {
    // What is under way may have begun before the latest hit.
    await this.#taking?.catch(() => undefined);
    this.#taking ??= this.#take().finally(() => {
      this.#taking = undefined;
    });
    return this.#taking;
  }

  async #take(): Promise<void> {
    const { journals, engine, pauseMs } = this.#options;
    const lying = await this.#lying(() => true);
    if ((lying === '' || lying === this.#stuck) && performance.now() < this.#retryAt) return;
    try {
      for (const id of await journals.ids()) await (await journals.channel(id)).seal();
      // What comes from now on isn't taken, and isn't stuck.
      const sealed = await this.#lying(segment => segment.isSealed);
      const { segments, problems, buildMs } = await engine.drain();
      for (const { channel, number } of segments) await (await journals.channel(channel)).remove(number);
      this.#stuck = segments.length > 0 ? '' : sealed;
      this.#retryLater(problems.length > 0);
      this.#notBefore = performance.now() + Math.max(pauseMs, buildsPerPause * buildMs);
    } catch (error) {
      this.#notBefore = performance.now() + retryMs;
      throw error;
    }
  }

  #retryLater(isStuck: boolean): void {
    this.#retryAt = isStuck ? performance.now() + this.#retryMs : Number.POSITIVE_INFINITY;
    this.#retryMs = isStuck ? Math.min(2 * this.#retryMs, mostRetryMs) : this.#options.retryMs;
  }

  /** What isn't in the store yet, in a word that changes with it; '' where there is nothing. */
  async #lying(counts: (segment: Segment) => boolean): Promise<string> {
    const { journals } = this.#options;
    const found: string[] = [];
    for (const id of await journals.ids())
      for (const segment of await (await journals.channel(id)).segments())
        if (segment.bytes > 0 && counts(segment)) found.push(`${id} ${segment.number} ${segment.bytes}`);
    return found.join('\n');
  }

  /** After what is asked for; what came until now is taken in, if it can be. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.now().catch(() => undefined);
  }
}

/** What people ask right after they have tried something: answered with all that has come by then. */
const fresh = new Set<keyof Engine>(['journey', 'doctor', 'import', 'forget', 'identityPerson', 'identityPreview']);

/** The same engine, which takes in what has come before it answers questions of that kind. */
export function upToDate(engine: Engine, intake: () => Intake | undefined): Engine {
  return new Proxy(engine, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name, target);
      if (typeof own !== 'function') return own;
      const bound = own.bind(target);
      if (!fresh.has(name as keyof Engine)) return bound;
      return async (...given: unknown[]) => {
        // A full disk keeps nobody from asking for what is in already.
        await intake()
          ?.now()
          .catch(() => undefined);
        return bound(...given);
      };
    },
  });
}
