// What an answer stands on, in one line, from the answer itself and never from what was meant to be asked.

import { modelById, models } from '#shared/models/index.ts';
import type { Meta } from '#shared/schema/index.ts';
import { formatDay } from '../format.ts';

export function rangeWords({ from, to }: Pick<Meta, 'from' | 'to'>): string {
  if (!from && !to) return 'All time';
  return `${from ? formatDay(from) : 'the beginning'} – ${to ? formatDay(to) : 'today'}`;
}

/** 'All time · by day of conversion · no lookback limit · GBP · UTC' */
export function basisWords(meta: Meta): string {
  return [
    rangeWords(meta),
    meta.dateBasis === 'touch' ? 'by day of click' : 'by day of conversion',
    meta.lookback === null ? 'no lookback limit' : `lookback ${meta.lookback} days`,
    ...(meta.direct === 'ignore' ? ['direct ignored'] : []),
    ...(meta.links === 'hard' ? ['hard links only'] : []),
    meta.currency,
    meta.zone,
  ].join(' · ');
}

/** The label of a model; an unknown one's id. */
export const modelLabel = (id: string): string => (models.some(model => model.id === id) ? modelById(id).label : id);
