// The answer to a question that follows what it is made of. A late answer to an earlier question is never shown, and the
// one before stays in sight until the next is there.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { type ErrorDetails, ThroughlineError } from '#shared/errors.ts';
import type { Ask, MessageName, Reply } from '../messages/messages.ts';

export type Trouble = Omit<ErrorDetails, 'cause'>;

export interface Shown<T> {
  /** 'idle': there is nothing to ask. */
  readonly state: 'idle' | 'loading' | 'ready' | 'error';
  /** The last answer there was; while loading or in error, an earlier one or null. */
  readonly last: T | null;
  readonly trouble: Trouble | null;
}

export interface LiveAnswer<T> {
  readonly shown: ReadonlySignal<Shown<T>>;
  /** Asks the same again. */
  again(): void;
  stop(): void;
}

/**
 * `question` is an effect: it is asked again when a signal it reads changes, but only where the question or `standing` (the
 * state of the data behind it) is then another. Null: nothing to ask.
 */
export function liveAnswer<N extends MessageName>(
  ask: (name: N, what: Ask<N>) => Promise<Reply<N>>,
  name: N,
  question: () => { what: Ask<N>; standing: string } | null,
): LiveAnswer<Reply<N>> {
  const shown = signal<Shown<Reply<N>>>({ state: 'idle', last: null, trouble: null });
  const turn = signal(0);
  let asked = '';
  let latest = 0;
  const stop = effect(() => {
    const next = question();
    const key = next === null ? '' : JSON.stringify([next, turn.value]);
    if (key === asked) return;
    asked = key;
    const mine = ++latest;
    const { last } = shown.peek();
    if (next === null) {
      shown.value = { state: 'idle', last: null, trouble: null };
      return;
    }
    shown.value = { state: 'loading', last, trouble: null };
    ask(name, next.what).then(
      reply => {
        if (mine === latest) shown.value = { state: 'ready', last: reply, trouble: null };
      },
      error => {
        if (mine === latest) shown.value = { state: 'error', last, trouble: troubleOf(error) };
      },
    );
  });
  return { shown, stop, again: () => turn.value++ };
}

/** What a person is told of an error. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof ThroughlineError) return error.toJSON();
  return { code: 'bug', what: error instanceof Error ? error.message : String(error), remedy: 'Load the page again.' };
}
