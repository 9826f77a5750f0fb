// The options that say what an answer stands on, shared by report, compare, paths and explain; unknown names are refused
// with the list and the nearest.

import { UsageError } from '#shared/errors.ts';
import { models } from '#shared/models/index.ts';
import { nearest } from '#shared/nearest.ts';
import { type DimensionId, dimensions } from '#shared/report/dimensions.ts';
import { type GoalId, goals } from '#shared/report/goals.ts';
import type { ReportQuery } from '#shared/schema/index.ts';
import { parseDay } from '#shared/time.ts';
import type { Call, Option } from './command.ts';

export const linksOption: Option = {
  name: 'links',
  value: 'all|hard',
  about: 'which identity links journeys stand on; hard: no phones, shared devices or other guesses (the setting)',
};

export const basisOptions: readonly Option[] = [
  { name: 'goal', value: 'G', about: `${goals.map(g => g.id).join(', ')} (revenue)` },
  { name: 'from', value: 'DAY', about: 'first day, YYYY-MM-DD' },
  { name: 'to', value: 'DAY', about: 'last day, YYYY-MM-DD' },
  { name: 'lookback', value: '90d|none', about: 'how long before a conversion a touch still counts (the setting)' },
  { name: 'date-basis', value: 'conversion|touch', about: 'whose day the range means (conversion)' },
  { name: 'direct', value: 'count|ignore', about: 'whether direct visits take credit (the setting)' },
  linksOption,
];

export const modelsOption: Option = {
  name: 'model',
  value: 'ID',
  about: 'attribution model; several to see them side by side (last-touch)',
  isList: true,
};

export const byOption: Option = {
  name: 'by',
  value: 'DIM',
  about: `${dimensions.map(d => d.id).join(', ')}`,
  isList: true,
};

/** One of a list; throws UsageError with the list and the nearest. */
export function oneOf<T extends string>(what: string, typed: string, known: readonly T[], listed?: string): T {
  const found = known.find(id => id === typed);
  if (found) return found;
  const near = nearest(typed, known);
  throw new UsageError({
    code: `${what.replaceAll(' ', '-')}-unknown`,
    what: `Unknown ${what} "${typed}".`,
    found: typed,
    expected: known.join(', '),
    remedy: near ? `Did you mean ${near}?` : listed,
  });
}

const modelIds = models.map(m => m.id);
const dimensionIds = dimensions.map(d => d.id);

export const modelOf = (typed: string): string =>
  oneOf('model', typed, modelIds, 'throughline models says what each does.');
export const dimensionOf = (typed: string): DimensionId => oneOf('dimension', typed, dimensionIds);

export function modelsOf(call: Call): string[] | undefined {
  return call.list('model')?.map(modelOf);
}

/** --links; undefined where it isn't given. */
export function linksOf(call: Call): 'all' | 'hard' | undefined {
  const links = call.text('links');
  return links === undefined ? undefined : oneOf('kind of links', links, ['all', 'hard'] as const);
}

/** --goal, --from, --to, --lookback, --date-basis, --direct, --links; what isn't given is left to the settings. */
export function basisOf(call: Call): Omit<ReportQuery, 'models' | 'by'> {
  const goal = call.text('goal');
  const from = dayOption(call, 'from');
  const to = dayOption(call, 'to');
  if (from && to && from > to) {
    throw new UsageError({
      code: 'date-range',
      what: 'The range ends before it begins.',
      found: `--from ${from} --to ${to}`,
      expected: '--from on or before --to',
    });
  }
  const lookback = call.text('lookback');
  const dateBasis = call.text('date-basis');
  const direct = call.text('direct');
  const links = linksOf(call);
  return {
    ...(goal !== undefined && {
      goal: oneOf<GoalId>(
        'goal',
        goal,
        goals.map(g => g.id),
      ),
    }),
    ...(from && { from }),
    ...(to && { to }),
    ...(lookback !== undefined && { lookback: lookbackOf(lookback) }),
    ...(dateBasis !== undefined && { dateBasis: oneOf('date basis', dateBasis, ['conversion', 'touch'] as const) }),
    ...(direct !== undefined && { direct: oneOf('rule for direct', direct, ['count', 'ignore'] as const) }),
    ...(links !== undefined && { links }),
  };
}

function dayOption(call: Call, name: string): string | undefined {
  const text = call.text(name);
  if (text === undefined) return undefined;
  try {
    parseDay(text);
  } catch (cause) {
    if (cause instanceof UsageError) throw new UsageError({ ...cause.details, where: `--${name}`, cause });
    throw cause;
  }
  return text;
}

function lookbackOf(text: string): number | null {
  if (text.toLowerCase() === 'none') return null;
  const days = /^(\d+(?:\.\d+)?)d?$/i.exec(text)?.[1];
  if (days !== undefined && Number(days) > 0) return Number(days);
  throw new UsageError({
    code: 'lookback',
    what: `Not a lookback window: "${text}".`,
    where: '--lookback',
    found: text,
    expected: 'days above 0 such as 90d, or none',
  });
}
