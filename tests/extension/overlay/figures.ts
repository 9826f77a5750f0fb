// Rows and answers of the overlay as the companion gives them, with the parts that a test is about.

import type { OverlayAnswer } from '#shared/schema/index.ts';
import type { AnswerRow } from '../../../extension/overlay/answers.ts';

export const figures = {
  impressions: 0,
  clicks: 0,
  cost: 0,
  visits: 0,
  leads: 0,
  opportunities: 0,
  won: 0,
  pipeline: 0,
  revenue: 0,
  roas: null,
  roi: null,
  cpc: null,
  cpl: null,
  cpo: null,
  cac: null,
  conversionRate: null,
  opportunityRate: null,
};

export const rowOf = (parts: Partial<AnswerRow> = {}): AnswerRow => ({
  ...figures,
  id: '1',
  name: 'One',
  matchedBy: 'id',
  lowest: 0,
  highest: 0,
  rankDependsOnModel: false,
  spread: {},
  health: null,
  ...parts,
});

export const answerOf = (parts: Partial<OverlayAnswer> = {}): OverlayAnswer => ({
  meta: {
    goal: 'revenue',
    models: ['last-touch'],
    by: ['campaign'],
    from: '2026-02-01',
    to: '2026-02-28',
    lookback: null,
    dateBasis: 'conversion',
    direct: 'count',
    links: 'all',
    currency: 'GBP',
    zone: 'UTC',
    dataVersion: 'v1',
  },
  platform: 'google-ads',
  accounts: [],
  health: [],
  rows: [],
  totals: figures,
  conservation: {
    imported: 100,
    attributed: 60,
    unattributed: 30,
    excluded: 10,
    conversions: { imported: 3, attributed: 1, unattributed: 1, excluded: 1 },
    holds: true,
  },
  ...parts,
});
