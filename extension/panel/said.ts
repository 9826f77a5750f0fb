// What the people themselves say of how they heard, beside the path that was measured: the deal looked at first, else the
// earliest of the record's conversions that has an answer.

import type { ConversionAnswer, JourneyAnswer } from '#shared/schema/index.ts';
import type { Deal } from './deals.ts';

export type Said = NonNullable<ConversionAnswer['heard']>;

/** Null where nobody answered. */
export function saidOf({ conversions }: Pick<JourneyAnswer, 'conversions'>, deal: Deal | null): Said | null {
  const own = deal?.conversion.heard ?? deal?.opportunity?.heard;
  if (own) return own;
  // Another deal's answer is no answer of this one.
  const others = deal ? conversions.filter(({ kind }) => kind === 'lead') : conversions;
  return others.find(({ heard }) => heard)?.heard ?? null;
}

/** What the answer is to the path below it, in a few words. */
export const verdictWords: Readonly<Record<Said['verdict'], string>> = {
  agrees: 'the path has it',
  disagrees: 'the path has something else',
  'not measurable': 'leaves no click to measure',
  'not measured': 'nothing measured to hold it against',
};
