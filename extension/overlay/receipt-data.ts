// What the receipt says beyond the row's own figures: the models at either end of its spread, its commonest paths, the
// command that prints all of it.

import type { ExplainAnswer, ExplainQuery } from '#shared/schema/index.ts';
import { modelLabel } from '../views/basis-words.ts';
import type { AnswerRow } from './answers.ts';
import type { Column } from './columns.ts';
import type { OverlayBasis } from './query.ts';

/** Enough to count paths by, still one quick answer. */
const TOP = 50;

/** The companion's receipt of the row, for the goal that the column stands on. */
export function explainQuery(basis: OverlayBasis, column: Column, row: AnswerRow): ExplainQuery {
  const { model, from, to, lookback, dateBasis, direct, links, platform, level } = basis;
  return {
    by: level,
    value: row.id ?? row.name,
    platform,
    goal: column.goal,
    top: TOP,
    ...(model === undefined ? {} : { model }),
    ...(from && to ? { from, to } : {}),
    ...(lookback === undefined ? {} : { lookback }),
    ...(dateBasis === undefined ? {} : { dateBasis }),
    ...(links === undefined ? {} : { links }),
    ...(direct === undefined ? {} : { direct }),
  };
}

/** As it is typed; values are quoted for POSIX shells. */
export function explainCommand({
  by,
  value,
  platform,
  goal,
  model,
  from,
  to,
  lookback,
  dateBasis,
  links,
}: ExplainQuery): string {
  const quote = (text: string) => (/^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
  const parts = [
    ['by', by],
    ['value', value],
    ['platform', platform],
    ['goal', goal],
    ['model', model],
    ['from', from],
    ['to', to],
    ['lookback', lookback === undefined ? undefined : lookback === null ? 'none' : `${lookback}d`],
    ['date-basis', dateBasis],
    ['links', links],
  ] as const;
  return ['throughline explain', ...parts.flatMap(([name, said]) => (said ? [`--${name} ${quote(said)}`] : []))].join(
    ' ',
  );
}

/** Which models give the lowest and the highest; null where the answer has the values of another goal. */
export function modelsAtEnds(
  column: Column,
  row: AnswerRow,
  goal: string,
): { lowest: string[]; highest: string[] } | null {
  if (column.goal !== goal || !row.byModel) return null;
  const all = Object.entries(row.byModel);
  const [least, most] = [Math.min(...all.map(([, v]) => v)), Math.max(...all.map(([, v]) => v))];
  const at = (value: number) => all.filter(([, v]) => v === value).map(([id]) => modelLabel(id));
  return { lowest: at(least), highest: at(most) };
}

export interface PathCount {
  steps: string;
  conversions: number;
}

/** The commonest paths among the conversions listed, repeats of a channel told once with their number. */
export function topPaths({ conversions }: ExplainAnswer, most = 3): PathCount[] {
  const counts = new Map<string, number>();
  for (const { path } of conversions) {
    const runs: { step: string; times: number }[] = [];
    for (const { step } of path) {
      const channel = step.split(' · ')[0];
      const last = runs.at(-1);
      if (last?.step === channel) last.times++;
      else runs.push({ step: channel, times: 1 });
    }
    const steps = runs.map(({ step, times }) => (times > 1 ? `${step} ×${times}` : step)).join(' → ');
    counts.set(steps, (counts.get(steps) ?? 0) + 1);
  }
  return [...counts]
    .map(([steps, count]) => ({ steps, conversions: count }))
    .sort((a, b) => b.conversions - a.conversions)
    .slice(0, most);
}

export const joinWords: Readonly<Record<ExplainAnswer['cost']['matchedBy'], string>> = {
  id: 'joined by id',
  name: 'joined by name',
  map: 'joined by the campaign-map setting',
  none: 'joined to no visit',
};
