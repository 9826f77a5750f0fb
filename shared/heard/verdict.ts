// Whether what people say and what was measured agree. A reader's usual mistake: to take "a podcast" beside Paid Search for
// an error of either; a podcast leaves no click, so nothing measured can confirm or refute it.

import { waysIn } from './said.ts';
import { type Way, ways } from './ways.ts';

/**
 * - `agrees`: the channel or the source's own name says what the answer says.
 * - `disagrees`: every way that the answer names leaves a click, and another was measured.
 * - `not measurable`: the answer names a way that leaves no click (podcast, word of mouth, TV, event …), or none at all.
 * - `not measured`: there is nothing to hold against it: no touch, or one that nobody knows the source of (Direct, Unassigned).
 */
export const verdicts = ['agrees', 'disagrees', 'not measurable', 'not measured'] as const;
export type Verdict = (typeof verdicts)[number];

/** Where a touch came from. */
export interface Measured {
  readonly channel: string;
  /** '' where there is none. */
  readonly source: string;
}

const unknownChannels: ReadonlySet<string> = new Set(['', 'Direct', 'Unassigned', '(not set)']);

const byLabel = new Map<string, Way>(ways.map(way => [way.label, way]));

/**
 * Holds an answer's ways (of `waysIn`) against a touch. One of several ways that agrees is enough.
 *
 * @example verdictOf(['Search'], { channel: 'Paid Search', source: 'google' }) → 'agrees'
 * @example verdictOf(['Search'], { channel: 'Email', source: 'newsletter' }) → 'disagrees'
 * @example verdictOf(['Podcast'], { channel: 'Paid Search', source: 'google' }) → 'not measurable'
 */
export function verdictOf(said: readonly string[], measured: Measured | null): Verdict {
  if (measured === null) return 'not measured';
  const named = said.flatMap(label => byLabel.get(label) ?? []);
  const { channel, source } = measured;
  if (named.some(way => way.agrees.includes(channel))) return 'agrees';
  const own = source === '' ? [] : waysIn(source.replace(/[-_.+]+/g, ' '));
  if (named.some(way => own.includes(way.label))) return 'agrees';
  if (unknownChannels.has(channel)) return 'not measured';
  return named.length > 0 && named.every(way => way.leavesClick) ? 'disagrees' : 'not measurable';
}

/**
 * The same against all the touches of a path: it agrees where one of them does, is measured where one of them is.
 *
 * @example pathVerdict(['Search'], [{ channel: 'Email', … }, { channel: 'Organic Search', … }]) → 'agrees'
 */
export function pathVerdict(said: readonly string[], path: readonly Measured[]): Verdict {
  const all = new Set(path.map(measured => verdictOf(said, measured)));
  return verdicts.find(verdict => all.has(verdict)) ?? 'not measured';
}
