// What the overlay asks for: the user's choices on the page's own basis. Where the page's dates can't be read the answer is of
// all time, and `rangeBy` says so: the dock shows it.

import type { OverlayQuery } from '#shared/schema/index.ts';
import type { AdsPage, AdsSite, PageBasis, RowKey } from '../sites/ads-site.ts';
import { basisOf } from '../state/basis.ts';
import type { Choices } from '../state/choices.ts';
import { type Column, type ColumnId, columns } from './columns.ts';

export type OverlayBasis = Omit<OverlayQuery, 'keys'>;

/** Whose dates are shown. */
export type RangeBy = 'page' | 'fixed' | 'all' | 'page-unread';

/** The chosen columns in their order; an id that this version doesn't know is left out. */
export const chosenColumns = (ids: readonly ColumnId[]): Column[] =>
  [...new Set(ids)].flatMap(id => columns.find(column => column.id === id) ?? []);

export function rangeBy(range: Choices['range'], page: PageBasis): RangeBy {
  if (range === 'all') return 'all';
  if (range !== 'page') return 'fixed';
  return page.range ? 'page' : 'page-unread';
}

export function overlayBasis(site: AdsSite, page: AdsPage, pageBasis: PageBasis, choices: Choices): OverlayBasis {
  const goals = [...new Set(chosenColumns(choices.columns).map(column => column.goal))];
  return {
    platform: site.platform,
    level: page.level,
    ...(page.parentId ? { parentId: page.parentId } : {}),
    model: choices.model,
    ...basisOf(choices, pageBasis.range),
    ...(pageBasis.account ? { account: pageBasis.account } : {}),
    goals: goals.length > 0 ? goals : [choices.goal],
  };
}

/** What a cell is marked with, and answers are kept under: the platform's id, or the parent's id and the name. */
export const keyText = ({ id, name = '', parentId = '' }: RowKey): string => id ?? `${parentId}/${name}`;
