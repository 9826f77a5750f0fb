// The basis of a question, from what the user chose and, on an ad page, the page's own dates. A page whose dates can't be
// read is asked for all time, and says so.

import type { ReportQuery } from '#shared/schema/index.ts';
import type { Choices } from './choices.ts';

export type Basis = Pick<ReportQuery, 'goal' | 'dateBasis' | 'lookback' | 'links' | 'from' | 'to'>;

/** `pageRange`: the dates of the ad page, where there is one and they can be read. */
export function basisOf(
  { goal, dateBasis, lookback, links, range }: Choices,
  pageRange: { from: string; to: string } | null = null,
): Basis {
  const days = range === 'page' ? pageRange : range === 'all' ? null : range;
  return {
    goal,
    dateBasis,
    ...(lookback === 'setting' ? {} : { lookback }),
    // Choices kept by an older version have none.
    ...(links === 'all' || links === 'hard' ? { links } : {}),
    ...(days ? { from: days.from, to: days.to } : {}),
  };
}
