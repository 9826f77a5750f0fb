// What the user chose, kept by the browser and seen by every open page at once: the popup writes, overlays watch.

import { storage } from 'wxt/utils/storage';
import type { GoalId } from '#shared/report/goals.ts';
import type { ColumnId } from '../overlay/columns.ts';

export interface Choices {
  /** Model id. */
  model: string;
  goal: GoalId;
  dateBasis: 'conversion' | 'touch';
  /** Days; null: none; 'setting': what the workspace's setting says. */
  lookback: number | null | 'setting';
  /** Which identity links journeys stand on; 'setting': what the workspace's setting says. */
  links: 'setting' | 'all' | 'hard';
  /** 'page': the ad page's own dates, where they can be read; 'all': all time. */
  range: 'page' | 'all' | { from: string; to: string };
  /** The overlay's columns, in their order. */
  columns: ColumnId[];
  /** Hides credit and model on CRM pages. */
  salesMode: boolean;
  /** CRM panel and the ad pages' header are folded away. */
  panelFolded: boolean;
  headerFolded: boolean;
  /** The companion's journeys are kept in the browser, for when it is away. */
  keepJourneys: boolean;
}

export const defaultChoices: Choices = {
  model: 'last-touch',
  goal: 'revenue',
  dateBasis: 'conversion',
  lookback: 'setting',
  links: 'setting',
  range: 'page',
  columns: ['revenue', 'roas', 'pipeline', 'leads', 'opportunities'],
  salesMode: false,
  panelFolded: false,
  headerFolded: false,
  keepJourneys: true,
};

export const choicesItem = storage.defineItem<Choices>('local:choices', { fallback: defaultChoices, version: 1 });
