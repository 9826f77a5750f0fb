// A report under every model side by side, with how far the models lie apart on each row: the lowest and highest value,
// and the best and worst place. A row whose place doesn't change can be acted on whatever model one believes in.

import { models } from '#shared/models/index.ts';
import type { CompareAnswer } from '#shared/schema/answer.ts';
import type { ReportQuery } from '#shared/schema/query.ts';
import type { Answers } from './prepare.ts';
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
  const ranks = ranksByModel(values, answer.meta.models);
  const rows = answer.rows.map((row, i) => {
    const own = Object.values(values[i]);
    return {
      ...row,
      lowest: Math.min(...own),
      highest: Math.max(...own),
      rankLowest: Math.min(...ranks[i]),
      rankHighest: Math.max(...ranks[i]),
    };
  });
  return { ...answer, rows };
}

/** Each row's place under each model: 1 + how many rows have more. O(models · rows · log rows). */
export function ranksByModel(values: readonly Readonly<Record<string, number>>[], ids: readonly string[]): number[][] {
  const ranks = values.map(() => [] as number[]);
  for (const id of ids) {
    const sorted = Float64Array.from(values, byModel => byModel[id]).sort();
    values.forEach((byModel, i) => {
      // How many values are greater: all after the last one that is at most this one.
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] <= byModel[id]) low = middle + 1;
        else high = middle;
      }
      ranks[i].push(1 + sorted.length - low);
    });
  }
  return ranks;
}
