// Overlay questions of one moment on one basis become one request: pages ask for rows as they come into view, several at
// once after a scroll or a model switch. Each gets its own rows back, in its own order.

import { UsageError } from '#shared/errors.ts';
import type { OverlayAnswer, OverlayQuery } from '#shared/schema/index.ts';
import { canonicalJson } from '../db/canonical-json.ts';

/** What the companion takes at once. */
const maxKeys = 5_000;

type Send = (query: OverlayQuery) => Promise<OverlayAnswer>;
type Key = OverlayQuery['keys'][number];

interface Waiting {
  query: OverlayQuery;
  resolve: (answer: OverlayAnswer) => void;
  reject: (error: unknown) => void;
}

export class OverlayBatch {
  readonly #send: Send;
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(send: Send) {
    this.#send = send;
  }

  ask(query: OverlayQuery): Promise<OverlayAnswer> {
    const { keys: _keys, ...basis } = query;
    const name = canonicalJson(basis);
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(name);
      if (waiting) {
        waiting.push({ query, resolve, reject });
        return;
      }
      this.#waiting.set(name, [{ query, resolve, reject }]);
      // Messages of several frames arrive one by one, within a moment.
      setTimeout(() => void this.#flush(name), 0);
    });
  }

  async #flush(name: string): Promise<void> {
    const waiting = this.#waiting.get(name) ?? [];
    this.#waiting.delete(name);
    try {
      const answers = await answerTogether(
        waiting.map(({ query }) => query),
        this.#send,
      );
      for (const [i, { resolve }] of waiting.entries()) resolve(answers[i]);
    } catch (error) {
      if (!(error instanceof UsageError) || waiting.length === 1) {
        for (const { reject } of waiting) reject(error);
        return;
      }
      // One of them is wrong: each by itself, so that the others have theirs.
      for (const { query, resolve, reject } of waiting)
        void answerTogether([query], this.#send).then(([a]) => resolve(a), reject);
    }
  }
}

/** The answers to queries that differ only in their keys. */
async function answerTogether(queries: readonly OverlayQuery[], send: Send): Promise<OverlayAnswer[]> {
  const place = new Map<string, number>();
  const keys: Key[] = [];
  const places = queries.map(query =>
    query.keys.map(key => {
      const name = canonicalJson(key);
      const found = place.get(name);
      if (found !== undefined) return found;
      place.set(name, keys.length);
      return keys.push(key) - 1;
    }),
  );
  const answers: OverlayAnswer[] = [];
  for (let from = 0; from === 0 || from < keys.length; from += maxKeys)
    answers.push(await send({ ...queries[0], keys: keys.slice(from, from + maxKeys) }));
  const rows = answers.flatMap(answer => answer.rows);
  return places.map(own => ({ ...answers[0], rows: own.map(i => rows[i]) }));
}
