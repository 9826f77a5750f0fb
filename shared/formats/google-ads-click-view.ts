// Google Ads' click view: what each gclid was a click on. No cost: it is the bridge from a visit that carries only its click
// id to campaign, ad group and keyword. The API gives one day a query, of the last 90 days.

import type { Format } from './format.ts';
import * as words from './parts/google-ads-words.ts';

export const googleAdsClickView = {
  id: 'google-ads-click-view',
  label: 'Google Ads click view (gclid → campaign, ad group, keyword)',
  vendor: 'Google Ads',
  version: 1,
  system: 'google-ads',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['click_view.gclid'],
    or: [
      { all: ['click_view_gclid'] },
      {
        all: ['GclId', 'CampaignId', 'AdGroupId'],
        some: { of: ['CriteriaId', 'CriteriaParameters', 'ClickType', 'CreativeId'], atLeast: 1 },
      },
      { all: ['Google Click ID', 'Campaign ID', 'Ad group ID'], none: ['Conversion name', 'Conversion time'] },
    ],
    priority: 12,
  },
  totals: ['total:'],
  yields: [
    {
      record: 'click',
      columns: [
        { field: 'platform', from: [], as: 'text', constant: 'google-ads' },
        {
          field: 'click_id',
          from: ['click_view.gclid', 'click_view_gclid', 'GclId', 'Google Click ID'],
          as: 'text',
          required: true,
        },
        { field: 'account', from: ['ExternalCustomerId', ...words.account], as: 'id', strip: '-' },
        { field: 'day', from: words.day, as: 'day' },
        { field: 'campaign', from: words.campaign, as: 'text' },
        { field: 'campaign_id', from: words.campaignId, as: 'id' },
        { field: 'ad_group', from: words.adGroup, as: 'text' },
        { field: 'ad_group_id', from: words.adGroupId, as: 'id' },
        { field: 'ad_id', from: ['CreativeId', ...words.adId], as: 'id' },
        { field: 'ad_id', from: ['click_view.ad_group_ad', 'click_view_ad_group_ad'], as: 'resource' },
        {
          field: 'keyword',
          from: [
            'click_view.keyword_info.text',
            'click_view_keyword_info_text',
            'CriteriaParameters',
            ...words.keyword,
          ],
          as: 'keyword',
        },
        { field: 'keyword_id', from: ['CriteriaId', ...words.keywordId], as: 'id' },
        { field: 'keyword_id', from: ['click_view.keyword', 'click_view_keyword'], as: 'resource' },
        {
          field: 'match_type',
          from: ['click_view.keyword_info.match_type', 'click_view_keyword_info_match_type', ...words.matchType],
          as: 'text',
        },
      ],
    },
  ],
  facts: 'developers.google.com/google-ads/api/fields/latest/click_view; the BigQuery transfer’s ClickStats',
} satisfies Format;
