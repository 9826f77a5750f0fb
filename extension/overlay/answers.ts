// The figures of the rows seen so far. One question is under way at a time: unknown rows are gathered while it is, and a
// change of basis (model, range …) asks for all rows seen, in one message. Until that answer is here the earlier one stays
// and `isPending` is true; figures of two bases are never mixed.

import { type ErrorDetails, ThroughlineError } from '#shared/errors.ts';
import type { OverlayAnswer, OverlayQuery } from '#shared/schema/index.ts';
import type { Answered } from '../messages/messages.ts';
import type { RowKey } from '../sites/ads-site.ts';
import type { OverlayBasis } from './query.ts';

export type AnswerRow = NonNullable<OverlayAnswer['rows'][number]>;
export type Trouble = Omit<ErrorDetails, 'cause'>;

/** What makes a table another one. */
const tableFields = ['platform', 'account', 'level', 'parentId'] as const;

/** The contract's limit of keys in one question. */
const MOST_KEYS = 5_000;

export class Answers {
  /** The last answer; its rows are only those of its own question. */
  latest: Answered<OverlayAnswer> | null = null;
  /** The basis that the figures stand on; not yet the one asked for while `isPending`. */
  basis: OverlayBasis | null = null;
  /** Why there is no answer on the wanted basis. */
  trouble: Trouble | null = null;

  readonly #ask: (query: OverlayQuery) => Promise<Answered<OverlayAnswer>>;
  readonly #changed: () => void;
  readonly #now: () => number;
  #wanted: OverlayBasis | null = null;
  #wantedText = '';
  #shownText = '';
  #rows = new Map<string, AnswerRow | null>();
  #seen = new Map<string, RowKey>();
  #isStale = false;

  constructor(
    ask: (query: OverlayQuery) => Promise<Answered<OverlayAnswer>>,
    changed: () => void,
    now: () => number = Date.now,
  ) {
    this.#now = now;
    this.#ask = ask;
    this.#changed = changed;
  }

  /** Since when a question is under way, by the clock of `now`; null: none is. */
  askedAt: number | null = null;

  get isPending(): boolean {
    return this.#wantedText !== this.#shownText;
  }

  /** undefined: not asked yet, or under way; null: nothing is known by that key. */
  row(key: string): AnswerRow | null | undefined {
    return this.#rows.get(key);
  }

  /** Says on what basis rows are wanted, and which are on the page; asks for what isn't known. */
  want(basis: OverlayBasis, keys: ReadonlyMap<string, RowKey>): void {
    const text = JSON.stringify(basis);
    if (text !== this.#wantedText) {
      // Keys of another level or account stand for other things, and so do totals of another parent.
      const before = this.#wanted;
      const isOtherTable = before !== null && tableFields.some(name => before[name] !== basis[name]);
      if (isOtherTable) this.#forget();
      this.#wanted = basis;
      this.#wantedText = text;
      this.trouble = null;
    }
    for (const [key, rowKey] of keys) {
      if (this.#seen.has(key)) continue;
      this.#seen.set(key, rowKey);
      this.trouble = null;
    }
    void this.#pump();
  }

  /** Asks for everything again: newer data, or a companion that is back. */
  refresh(): void {
    this.#isStale = true;
    this.trouble = null;
    void this.#pump();
  }

  #forget(): void {
    this.#rows.clear();
    this.#seen.clear();
    this.#shownText = '';
    this.latest = null;
    this.basis = null;
  }

  async #pump(): Promise<void> {
    const basis = this.#wanted;
    if (this.askedAt !== null || basis === null || this.trouble !== null) return;
    const isWhole = this.#isStale || this.isPending;
    const keys = isWhole ? [...this.#seen].slice(-MOST_KEYS) : this.#unknown();
    if (!isWhole && keys.length === 0) return;
    const text = this.#wantedText;
    this.askedAt = this.#now();
    this.#isStale = false;
    try {
      const answered = await this.#ask({ ...basis, keys: keys.map(([, key]) => key) });
      if (text === this.#wantedText) this.#take(answered, keys, isWhole, basis);
    } catch (error) {
      if (text === this.#wantedText) {
        this.trouble =
          error instanceof ThroughlineError ? error.toJSON() : { code: 'overlay-failed', what: String(error) };
      }
    }
    this.askedAt = null;
    this.#changed();
    await this.#pump();
  }

  #take(
    answered: Answered<OverlayAnswer>,
    keys: readonly (readonly [string, RowKey])[],
    isWhole: boolean,
    basis: OverlayBasis,
  ): void {
    // Newer data came in between two questions: the rows of the first are asked again.
    const isNewer = this.latest !== null && this.latest.answer.meta.dataVersion !== answered.answer.meta.dataVersion;
    if (!isWhole && isNewer) this.#isStale = true;
    if (isWhole) this.#rows = new Map();
    keys.forEach(([key], i) => {
      this.#rows.set(key, answered.answer.rows[i] ?? null);
    });
    this.latest = answered;
    this.basis = basis;
    this.#shownText = this.#wantedText;
  }

  #unknown(): [string, RowKey][] {
    return [...this.#seen].filter(([key]) => !this.#rows.has(key)).slice(-MOST_KEYS);
  }
}
