// Meta's insights API as it answers: the rows of meta-ads-insights in a list `data`, beside `paging`.

import type { Column, Format } from './format.ts';
import { metaAdsInsights } from './meta-ads-insights.ts';

const within = (column: Column): Column => ({ ...column, from: column.from.map(name => `data.${name}`) });

export const metaAdsInsightsPages = {
  ...metaAdsInsights,
  id: 'meta-ads-insights-pages',
  label: 'Meta Ads insights (JSON as the API answers)',
  detect: { all: ['data.date_start', 'data.spend'], priority: 12 },
  period: { ...metaAdsInsights.period, from: ['data.date_start'], to: ['data.date_stop'] },
  yields: metaAdsInsights.yields.map(one => ({ ...one, of: 'data', columns: one.columns.map(within) })),
} satisfies Format;
