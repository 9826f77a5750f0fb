// A report under every model side by side, with how far the models lie apart on each row: the lowest and highest value,
// and the best and worst place. A row whose place doesn't change can be acted on whatever model one believes in.

import { models } from '#shared/models/index.ts';
import type { CompareAnswer } from '#shared/schema/answer.ts';
import type { ReportQuery } from '#shared/schema/query.ts';
import type { Answers } from './prepare.ts';
import { ranksOf } from './ranks.ts';
import { report } from './report.ts';

/** Every model, the default one first: figures are credited under the first. */
export function allModelIds(first = 'last-touch'): string[] {
  return [first, ...models.map(model => model.id).filter(id => id !== first)];
}

/**
 * Answers a comparison; without models in the query, over all of them. `rankLowest` is the best place (1 is first),
 * `rankHighest` the worst; equal values share the better place.
 *
 * @throws UsageError as `report` does.
 * @example A: £60 first-touch, £40 last-touch; B: £40 and £60 → A lowest 40, highest 60, places 1 to 2; B the same
 */
export function compare(answers: Answers, query: ReportQuery): CompareAnswer {
  const answer = report(answers, { ...query, models: query.models ?? allModelIds() });
  const values = answer.rows.map(row => row.byModel!);
  const ranks = answer.meta.models.map(id => ranksOf(Float64Array.from(values, byModel => byModel[id])));
  const rows = answer.rows.map((row, i) => {
    const own = Object.values(values[i]);
    return {
      ...row,
      lowest: Math.min(...own),
      highest: Math.max(...own),
      rankLowest: Math.min(...ranks.map(of => of[i])),
      rankHighest: Math.max(...ranks.map(of => of[i])),
    };
  });
  return { ...answer, rows };
}
