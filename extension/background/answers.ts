// Where an answer comes from: the companion while it can be asked, else the shared core over the journeys kept here, else
// what was answered before. A question that is under way already is not asked twice.

import { ConnectionError, NotFoundError } from '#shared/errors.ts';
import type { JourneyAnswer, OverlayQuery } from '#shared/schema/index.ts';
import { canonicalJson } from '../db/canonical-json.ts';
import type { Kept, KeptAnswers } from '../db/kept-answers.ts';
import { type Companion, TokenRefused } from '../messages/companion.ts';
import type { Answered, Ask, JourneyAsk, MessageName, Reply } from '../messages/messages.ts';
import type { Connection } from './connection.ts';
import { groundOf, groundOfBoard } from './ground.ts';
import { OverlayBatch } from './overlay-batch.ts';

export type AnswerName = Extract<
  MessageName,
  'overlay' | 'report' | 'compare' | 'paths' | 'heard' | 'explain' | 'journey'
>;

/** The shared core over kept journeys; null where it can't answer this as the companion would. */
export type Here = (name: AnswerName, ask: unknown) => Promise<Kept<unknown> | null>;

type FoundJourney = { answer: JourneyAnswer; matchedBy: 'id' | { email: string } };

/** A page names a few people at most. */
const maxEmails = 10;

export class Answers {
  readonly #connection: Connection;
  readonly #kept: KeptAnswers;
  readonly #here: Here;
  readonly #now: () => number;
  readonly #underWay = new Map<string, Promise<unknown>>();
  readonly #overlays: OverlayBatch;

  constructor(connection: Connection, kept: KeptAnswers, here: Here, now: () => number) {
    this.#connection = connection;
    this.#kept = kept;
    this.#here = here;
    this.#now = now;
    this.#overlays = new OverlayBatch(query => this.#askOverlay(query));
  }

  /** @throws what the companion says of the question itself; ConnectionError where nobody can answer. */
  answer<N extends AnswerName>(name: N, ask: Ask<N>): Promise<Reply<N>> {
    const key = `${this.#connection.epoch} ${name} ${canonicalJson(ask)}`;
    const before = this.#underWay.get(key);
    if (before) return before as Promise<Reply<N>>;
    const answer = this.#answer(name, ask).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, answer);
    return answer as Promise<Reply<N>>;
  }

  async #answer(name: AnswerName, ask: Ask<AnswerName>): Promise<unknown> {
    const epoch = this.#connection.epoch;
    try {
      const answer = await this.#fromCompanion(name, ask);
      if (answer === null) return null;
      const fresh = { at: this.#now(), by: 'companion', isStale: false } as const;
      return name === 'journey' ? { ...(answer as FoundJourney), ...fresh } : { answer, ...fresh };
    } catch (error) {
      // Anything else is an answer: the companion was asked, and says what is wrong with the question.
      if (!(error instanceof ConnectionError || error instanceof TokenRefused)) throw error;
      const else_ = await this.#withoutCompanion(name, ask);
      if (else_ && epoch === this.#connection.epoch) return else_;
      throw error;
    }
  }

  async #fromCompanion(name: AnswerName, ask: Ask<AnswerName>): Promise<unknown> {
    if (name === 'overlay') return this.#overlays.ask(ask as OverlayQuery);
    const epoch = this.#connection.epoch;
    if (name === 'journey') {
      const found = await this.#connection.ask(companion => findJourney(companion, ask as JourneyAsk));
      if (found) await this.#keep(epoch, undefined, kept => this.#kept.put(name, ask, kept(found), this.#wants(epoch)));
      else await this.#kept.remove(name, ask);
      return found;
    }
    const answer = await this.#connection.ask(
      companion => companion[name](ask as never) as Promise<{ meta: { dataVersion: string } }>,
    );
    void this.#keep(epoch, answer.meta.dataVersion, kept =>
      this.#kept.put(name, ask, kept(answer), this.#wants(epoch)),
    );
    return answer;
  }

  async #askOverlay(query: OverlayQuery) {
    const epoch = this.#connection.epoch;
    const answer = await this.#connection.ask(companion => companion.overlay(query));
    void this.#keep(epoch, answer.meta.dataVersion, kept =>
      this.#kept.putOverlay(query, kept(answer), this.#wants(epoch)),
    );
    return answer;
  }

  #wants = (epoch: number) => () => epoch === this.#connection.epoch;

  /** Writes it down for later; that it can't be (a full disk) is no reason to withhold the answer. */
  async #keep(
    epoch: number,
    dataVersion: string | undefined,
    write: (kept: <T>(answer: T) => Kept<T>) => Promise<void>,
  ): Promise<void> {
    try {
      if (dataVersion !== undefined) await this.#connection.sawVersion(dataVersion);
      const { workspace } = await this.#connection.board();
      if (epoch !== this.#connection.epoch) return;
      const ground = groundOf(dataVersion ?? workspace?.dataVersion, workspace?.settings);
      await write(answer => ({ answer, at: this.#now(), ground }));
    } catch (error) {
      console.warn('Throughline could not keep an answer.', error);
    }
  }

  async #withoutCompanion(name: AnswerName, ask: Ask<AnswerName>): Promise<Answered<unknown> | null> {
    const kept =
      name === 'overlay' ? await this.#kept.getOverlay(ask as OverlayQuery) : await this.#kept.get(name, ask);
    const here = await this.#here(name, ask).catch(error => {
      // What can't be reckoned here may have been answered before.
      if (kept && error instanceof ConnectionError) return null;
      throw error;
    });
    // A kept receipt tells file and line of every touch, which can't be reckoned here.
    const isFuller = name === 'explain' && kept?.ground === here?.ground;
    if (here && !isFuller) return { ...(await this.#marked(here)), by: 'here' };
    if (!kept) return null;
    const marked = { ...(await this.#marked(kept)), by: 'kept' } as const;
    return name === 'journey' ? { ...marked, ...(kept.answer as FoundJourney) } : marked;
  }

  async #marked({ answer, at, ground }: Kept<unknown>) {
    const board = await this.#connection.board();
    return { answer, at, isStale: board.connection !== 'connected' || ground !== groundOfBoard(board) };
  }
}

/** By the record's id, else by each email in turn. */
async function findJourney(companion: Companion, { emails, ...record }: JourneyAsk): Promise<FoundJourney | null> {
  const byId = await orNull(companion.journeyOfRecord(record));
  if (byId) return { answer: byId, matchedBy: 'id' };
  for (const email of emails.slice(0, maxEmails)) {
    const byEmail = await orNull(companion.journeyOfKey(email, record.links));
    if (byEmail) return { answer: byEmail, matchedBy: { email } };
  }
  return null;
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
