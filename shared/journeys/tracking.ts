// Since when visits are known at all: a conversion before that day has no touch for another reason than one after it.

import { formatDay, startOfDay } from '#shared/time.ts';
import type { Workspace } from './workspace.ts';

export interface Tracking {
  /** Epoch ms: the first instant of the day, in the workspace's zone. */
  readonly from: number;
  /** `2026-03-01`. */
  readonly day: string;
}

/** The first day with a touch of anybody, converter or not; null where there is none. O(visits). */
export function trackingOf({ visits, zone }: Pick<Workspace, 'visits' | 'zone'>): Tracking | null {
  if (visits.length === 0) return null;
  let first = Number.POSITIVE_INFINITY;
  for (let i = 0; i < visits.length; i++) if (visits.day[i] < first) first = visits.day[i];
  return { from: startOfDay(first, zone), day: formatDay(first) };
}
