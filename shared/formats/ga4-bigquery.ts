// GA4's BigQuery export as JSON or Parquet, one event per record. Every nested record is optional, integers come as text in
// JSON, and the `traffic_source` record is never read: it holds the visitor's first source, not this event's.

import type { Format } from './format.ts';

// GA4's own placeholders, which name no campaign.
const notACampaign = {
  '(not set)': '',
  '(organic)': '',
  '(referral)': '',
  '(direct)': '',
  '(none)': '',
  '(data deleted)': '',
  '<other>': '',
  '*': '*',
};
const notSet = { '(not set)': '', '(not provided)': '', '(data deleted)': '', '<other>': '', '*': '*' };

const raw = 'collected_traffic_source';
const click = 'session_traffic_source_last_click.google_ads_campaign';
const gclid = [`${raw}.gclid`, 'event_params.gclid'];
const medium = [`${raw}.manual_medium`];
// The session's last click is the last non-direct one, perhaps of an earlier session: it speaks for this event only
// where the event itself carries a Google click.
const ofThisClick = { given: gclid, values: notACampaign } as const;

const orderKinds = { field: 'kind', is: ['order'] } as const;

export const ga4BigQuery = {
  id: 'ga4-bigquery',
  label: 'GA4 BigQuery export (JSON, Parquet)',
  vendor: 'Google Analytics 4',
  version: 2,
  system: 'ga4',
  shape: 'ndjson',
  clock: 'utc',
  detect: {
    all: ['event_timestamp', 'event_name'],
    some: {
      of: ['event_params', 'user_pseudo_id', 'event_bundle_sequence_id', 'collected_traffic_source'],
      atLeast: 1,
    },
    priority: 10,
  },
  keyed: ['event_params'],
  // Daily tables are written again for up to three days, with events that came late. Two properties have two streams.
  replaces: { day: ['event_date'], within: ['stream_id'] },
  yields: [
    {
      record: 'event',
      columns: [
        // Place inside its batch, since several events share an instant; older exports have the bundle's number only.
        {
          field: 'id',
          from: ['event_bundle_sequence_id', 'batch_page_id', 'batch_ordering_id', 'batch_event_index'],
          as: 'text',
          join: '.',
        },
        { field: 'visitor', from: ['user_pseudo_id'], as: 'text' },
        { field: 'session', from: ['event_params.ga_session_id'], as: 'text', given: ['user_pseudo_id'] },
        { field: 'at', from: ['event_timestamp'], as: 'instant', required: true },
        {
          field: 'kind',
          from: ['event_name'],
          as: 'kind',
          required: true,
          values: {
            page_view: 'page',
            screen_view: 'page',
            session_start: 'page',
            first_visit: 'page',
            first_open: 'page',
            user_engagement: 'page',
            scroll: 'page',
            click: 'page',
            view_search_results: 'page',
            generate_lead: 'form',
            form_submit: 'form',
            sign_up: 'form',
            purchase: 'order',
            in_app_purchase: 'order',
            refund: 'refund',
            '*': 'custom',
          },
        },
        { field: 'name', from: ['event_name'], as: 'text' },
        { field: 'url', from: ['event_params.page_location'], as: 'url' },
        { field: 'referrer', from: ['event_params.page_referrer'], as: 'url' },
        // Auto-tagging names the click alone; a gclid without a manual medium is Google Ads.
        { field: 'source', from: [], as: 'text', constant: 'google', given: gclid, lacking: medium },
        { field: 'source', from: [`${raw}.manual_source`, 'event_params.source'], as: 'text', values: notSet },
        { field: 'medium', from: [], as: 'text', constant: 'cpc', given: gclid, lacking: medium },
        { field: 'medium', from: [`${raw}.manual_medium`, 'event_params.medium'], as: 'text', values: notSet },
        { field: 'campaign', from: [`${raw}.manual_campaign_name`], as: 'text', values: notACampaign },
        { field: 'campaign', from: [`${click}.campaign_name`], as: 'text', ...ofThisClick },
        { field: 'campaign', from: ['event_params.campaign'], as: 'text', values: notACampaign },
        { field: 'campaign_id', from: [`${click}.campaign_id`], as: 'text', ...ofThisClick },
        {
          field: 'campaign_id',
          from: [`${raw}.manual_campaign_id`, 'event_params.campaign_id'],
          as: 'text',
          values: notSet,
        },
        { field: 'ad_group', from: [`${click}.ad_group_name`], as: 'text', ...ofThisClick },
        { field: 'ad_group_id', from: [`${click}.ad_group_id`], as: 'text', ...ofThisClick },
        { field: 'content', from: [`${raw}.manual_content`, 'event_params.content'], as: 'text', values: notSet },
        { field: 'term', from: [`${raw}.manual_term`, 'event_params.term'], as: 'text', values: notSet },
        { field: 'click_ids', from: gclid, as: 'text', prefix: 'gclid=' },
        { field: 'click_ids', from: [`${raw}.dclid`, 'event_params.dclid'], as: 'text', prefix: 'dclid=' },
        { field: 'click_ids', from: [`${raw}.srsltid`, 'event_params.srsltid'], as: 'text', prefix: 'srsltid=' },
        { field: 'email', from: ['user_id'], as: 'email-if-any' },
        { field: 'user_id', from: ['user_id'], as: 'text' },
        {
          field: 'order_id',
          from: ['ecommerce.transaction_id', 'event_params.transaction_id'],
          as: 'text',
          values: notSet,
        },
        {
          field: 'currency',
          from: ['event_params.currency'],
          as: 'currency',
          only: { field: 'kind', is: ['order', 'refund', 'form'] },
        },
        { field: 'amount', from: ['ecommerce.purchase_revenue'], as: 'money', only: orderKinds },
        { field: 'amount', from: ['ecommerce.refund_value'], as: 'money', only: { field: 'kind', is: ['refund'] } },
        {
          field: 'amount',
          from: ['event_params.value'],
          as: 'money',
          only: { field: 'kind', is: ['order', 'refund', 'form'] },
        },
        { field: 'device', from: ['device.category'], as: 'text' },
        { field: 'country', from: ['geo.country'], as: 'text', values: notSet },
      ],
      // Not the whole row: a day's table is written again for three days, and later columns may be filled by then.
      key: ['visitor', 'at', 'name', 'id', 'url', 'order_id'],
    },
  ],
  facts:
    'support.google.com/analytics/answer/7029846; developers.google.com/analytics/bigquery/event-schema and /traffic-attribution-data',
} satisfies Format;
