// Earlier answers, the newest within a bound. An overlay's answer is kept row by row under its basis, since the rows that
// a page shows together are others at the next scroll; rows are put together only where they stand on the same ground.

import type { OverlayAnswer, OverlayQuery } from '#shared/schema/index.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Database, KeptAnswer } from './database.ts';

export interface Kept<T> {
  answer: T;
  at: number;
  ground: string;
}

export interface Bound {
  count: number;
  /** Characters of JSON. */
  size: number;
}

const defaultBound: Bound = { count: 500, size: 50_000_000 };
/** Pruned at the first write of a worker's life, and then once in so many. */
const writesPerPrune = 16;

type Rows = Record<string, OverlayAnswer['rows'][number]>;
interface KeptOverlay {
  /** Without its rows. */
  answer: OverlayAnswer;
  rows: Rows;
}

export class KeptAnswers {
  readonly #db: Database;
  readonly #bound: Bound;
  #writes = 0;

  constructor(db: Database, bound = defaultBound) {
    this.#db = db;
    this.#bound = bound;
  }

  async get<T>(name: string, ask: unknown): Promise<Kept<T> | null> {
    const kept = await this.#db.answers.get(keyOf(name, ask));
    return kept ? { answer: JSON.parse(kept.answer), at: kept.at, ground: kept.ground } : null;
  }

  /** Null where any of the rows asked for was never answered. */
  async getOverlay({ keys, ...basis }: OverlayQuery): Promise<Kept<OverlayAnswer> | null> {
    const kept = await this.get<KeptOverlay>('overlay', basis);
    if (!kept) return null;
    const { answer, rows } = kept.answer;
    const names = keys.map(canonicalJson);
    if (!names.every(name => Object.hasOwn(rows, name))) return null;
    return { ...kept, answer: { ...answer, rows: names.map(name => rows[name]) } };
  }

  /** `isWanted` is asked inside the transaction: what was forgotten meanwhile is not brought back. */
  async put(name: string, ask: unknown, { answer, at, ground }: Kept<unknown>, isWanted = () => true): Promise<void> {
    const text = JSON.stringify(answer);
    await this.#db.transaction('rw', this.#db.answers, async () => {
      if (isWanted()) await this.#write({ key: keyOf(name, ask), at, ground, answer: text, size: text.length });
    });
  }

  async putOverlay(
    { keys, ...basis }: OverlayQuery,
    { answer, at, ground }: Kept<OverlayAnswer>,
    isWanted = () => true,
  ): Promise<void> {
    await this.#db.transaction('rw', this.#db.answers, async () => {
      if (!isWanted()) return;
      const before = await this.get<KeptOverlay>('overlay', basis);
      const rows: Rows = before?.ground === ground ? before.answer.rows : {};
      keys.forEach((key, i) => {
        rows[canonicalJson(key)] = answer.rows[i];
      });
      const text = JSON.stringify({ answer: { ...answer, rows: [] }, rows } satisfies KeptOverlay);
      await this.#write({ key: keyOf('overlay', basis), at, ground, answer: text, size: text.length });
    });
  }

  async remove(name: string, ask: unknown): Promise<void> {
    await this.#db.answers.delete(keyOf(name, ask));
  }

  async #write(kept: KeptAnswer): Promise<void> {
    await this.#db.answers.put(kept);
    if (this.#writes++ % writesPerPrune === 0) await this.#prune();
  }

  async #prune(): Promise<void> {
    let count = 0;
    let size = 0;
    const old: string[] = [];
    await this.#db.answers
      .orderBy('[at+size]')
      .reverse()
      .eachKey((key, cursor) => {
        count++;
        size += (key as unknown as [number, number])[1];
        if (count > this.#bound.count || size > this.#bound.size) old.push(cursor.primaryKey);
      });
    if (old.length > 0) await this.#db.answers.bulkDelete(old);
  }
}

const keyOf = (name: string, ask: unknown) => `${name} ${canonicalJson(ask)}`;
