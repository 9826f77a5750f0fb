// The Google Ads API's own answers (search, searchStream): the rows of google-ads-api in a list `results`.

import type { Column, Format, Signature } from './format.ts';
import { googleAdsApi } from './google-ads-api.ts';

const within = (column: Column): Column => ({ ...column, from: column.from.map(name => `results.${name}`) });
const answers: Signature[] = ['metrics', 'clickView', 'click_view'].map(name => ({
  all: [`results.${name}`],
  some: {
    of: ['results.campaign', 'results.customer', 'results.segments', 'results.adGroup', 'results.ad_group'],
    atLeast: 1,
  },
}));

export const googleAdsApiSearch = {
  ...googleAdsApi,
  id: 'google-ads-api-search',
  label: 'Google Ads API answers (JSON of search or searchStream)',
  detect: { ...answers[0], or: answers.slice(1), priority: 12 },
  yields: googleAdsApi.yields.map(one => ({ ...one, of: 'results', columns: one.columns.map(within) })),
} satisfies Format;
