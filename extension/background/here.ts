// Answers reckoned in the extension: the same core as the companion's, over the journeys kept. What only the companion
// knows it doesn't make up: journeys of single records, and visits by landing page, device or country. A receipt lacks the
// file and line of its touches.

import { decodeWorkspace } from '#shared/columns/arrow.ts';
import { ConnectionError, DataError } from '#shared/errors.ts';
import { type DimensionId, dimensions } from '#shared/report/dimensions.ts';
import { type Answers, compare, explain, heard, overlay, paths, prepare, report } from '#shared/report/index.ts';
import type { ExplainQuery, HeardQuery, OverlayQuery, PathsQuery, ReportQuery } from '#shared/schema/index.ts';
import type { Kept } from '../db/kept-answers.ts';
import type { KeptJourneys } from '../db/kept-journeys.ts';
import type { AnswerName } from './answers.ts';
import { groundOf, settingsMark } from './ground.ts';

interface Prepared {
  answers: Answers;
  at: number;
  ground: string;
}

const reckon: Record<Exclude<AnswerName, 'journey'>, (answers: Answers, ask: never) => unknown> = {
  overlay: (answers, ask: OverlayQuery) => overlay(answers, ask),
  report: (answers, ask: ReportQuery) => report(answers, ask),
  compare: (answers, ask: ReportQuery) => compare(answers, ask),
  paths: (answers, ask: PathsQuery) => paths(answers, ask),
  heard: (answers, ask: HeardQuery) => heard(answers, ask),
  explain: (answers, ask: ExplainQuery) => explain(answers, ask),
};

/** Their visits are counted in the companion's store alone. */
const ofContext: ReadonlySet<DimensionId> = new Set(dimensions.filter(d => d.of === 'context').map(d => d.id));

export class HereAnswers {
  readonly #journeys: KeptJourneys;
  /** In the worker's memory from the first need on. */
  #prepared: Promise<Prepared | null> | undefined;

  constructor(journeys: KeptJourneys) {
    this.#journeys = journeys;
  }

  /** What is kept has changed. */
  forget(): void {
    this.#prepared = undefined;
  }

  /** Null where it can't be reckoned as the companion would. Throws as shared/report does. */
  async answer(name: AnswerName, ask: unknown): Promise<Kept<unknown> | null> {
    if (name === 'journey' || isByContext(ask as ReportQuery | ExplainQuery)) return null;
    this.#prepared ??= this.#prepare().catch(error => {
      this.#prepared = undefined;
      throw error;
    });
    const prepared = await this.#prepared;
    if (!prepared) return null;
    const { answers, at, ground } = prepared;
    // The companion can build both kinds of journeys; here are those of its setting alone.
    const { links } = ask as ReportQuery;
    const own = answers.settings.links;
    if (links !== undefined && links !== own) throw linksElsewhere(own);
    return { answer: reckon[name](answers, ask as never), at, ground };
  }

  async #prepare(): Promise<Prepared | null> {
    const all = await this.#journeys.all();
    if (!all) return null;
    const {
      at,
      seen: { settings, dataVersion },
    } = all.about;
    try {
      const answers = prepare(decodeWorkspace(all.tables), settings);
      return { answers, at, ground: groundOf(dataVersion, settingsMark(settings)) };
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      // Kept by another version of the extension: the next look at the companion fetches them anew.
      await this.#journeys.clear();
      return null;
    }
  }
}

const linksElsewhere = (kept: string) =>
  new ConnectionError({
    code: 'links-elsewhere',
    what: `Kept in the browser are journeys ${kept === 'hard' ? 'by hard links only' : 'by all links'}: the other kind needs the companion.`,
    remedy: 'Start throughline serve, or set “People joined by” back to Settings.',
  });

function isByContext({ by }: { by?: DimensionId | DimensionId[] }): boolean {
  return [by ?? []].flat().some(id => ofContext.has(id));
}
