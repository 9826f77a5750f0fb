// The commonest paths behind one row of a report: over all the conversions that its figure comes from, listed or not. Steps
// are channels, as in `paths`; a path's value is what the row itself was credited with along it.

import type { ExplainAnswer } from '#shared/schema/receipt.ts';
import type { Basis } from './basis.ts';
import { cleanCount, goalValue } from './figures.ts';
import { compareText } from './names.ts';
import type { Answers } from './prepare.ts';

const TOP = 3;

interface Path {
  readonly steps: readonly string[];
  conversions: number;
  value: number;
}

/**
 * The three commonest paths of some conversions, by conversions, then by value, then by steps. Journeys without a touch
 * have none.
 *
 * @param behind rows of the goal's conversions, each with the row's credit of it in minor units or counts
 */
export function topPaths(
  answers: Answers,
  basis: Basis,
  behind: readonly { readonly j: number; readonly value: number }[],
): ExplainAnswer['paths'] {
  const name = basis.goal.set;
  const { start, source } = answers.credits.view(name, basis).journeys;
  const { count } = answers.set(name).conversions;
  const { channel } = answers.workspace.sources;
  const codes = new Map<string, number>();
  const codeOf = channel.map(text => {
    if (!codes.has(text)) codes.set(text, codes.size);
    return codes.get(text)!;
  });
  const paths = new Map<string, Path>();
  for (const { j, value } of behind) {
    if (start[j] === start[j + 1]) continue;
    let key = '';
    for (let i = start[j]; i < start[j + 1]; i++) key += String.fromCharCode(codeOf[source[i]]);
    let path = paths.get(key);
    if (!path) {
      const steps = Array.from(source.subarray(start[j], start[j + 1]), s => channel[s]);
      path = { steps, conversions: 0, value: 0 };
      paths.set(key, path);
    }
    path.conversions += count[j];
    path.value += value;
  }
  return [...paths.values()]
    .sort((a, b) => b.conversions - a.conversions || b.value - a.value || compareText(a.steps.join(), b.steps.join()))
    .slice(0, TOP)
    .map(({ steps, conversions, value }) => ({
      path: [...steps],
      conversions: cleanCount(conversions),
      value: goalValue(basis.goal, value, basis.currency),
    }));
}
