// Snowplow's event as the canonical model names its columns, however the file comes by them. Page pings only say that a
// page is still open, perhaps since yesterday: they never bring anybody, so nothing of their address is read.

import type { Column, Yield } from '../format.ts';
import { trackedMarks, trackedNames } from './tracked-names.ts';

const base: readonly Column[] = [
  { field: 'id', from: ['event_id'], as: 'text' },
  { field: 'visitor', from: ['domain_userid', 'network_userid'], as: 'text' },
  { field: 'session', from: ['domain_sessionid'], as: 'text' },
  { field: 'session', from: ['domain_sessionidx'], as: 'text', given: ['domain_userid'] },
  { field: 'at', from: ['derived_tstamp', 'collector_tstamp', 'dvce_created_tstamp'], as: 'instant', required: true },
];

const names = ['event_name', 'event'];
const ofOrders = { only: { field: 'kind', is: ['order'] } } as const;
/** What `mkt_clickid` is, by its network: the parameter and the platform. */
const networks = [
  ['gclid', 'google-ads'],
  ['msclkid', 'microsoft-ads'],
  ['dclid', 'dv360'],
] as const;

const events: Yield = {
  record: 'event',
  columns: [
    ...base,
    {
      field: 'kind',
      from: names,
      as: 'kind',
      strip: trackedMarks,
      values: {
        ...trackedNames,
        pageview: 'page',
        screenview: 'page',
        transaction: 'order',
        pageping: '',
        // A structured event says what it is by its action.
        event: '',
        struct: '',
        '*': 'custom',
      },
    },
    { field: 'kind', from: ['se_action'], as: 'kind', strip: trackedMarks, values: { ...trackedNames, '*': 'custom' } },
    { field: 'name', from: names, as: 'text', values: { event: '', struct: '', '*': '*' } },
    { field: 'name', from: ['se_action'], as: 'text' },
    { field: 'url', from: ['page_url', 'page_urlquery'], as: 'location', join: '\n' },
    { field: 'referrer', from: ['page_referrer'], as: 'url' },
    { field: 'source', from: ['mkt_source'], as: 'text' },
    { field: 'medium', from: ['mkt_medium'], as: 'text' },
    { field: 'campaign', from: ['mkt_campaign'], as: 'text' },
    { field: 'term', from: ['mkt_term'], as: 'text' },
    { field: 'content', from: ['mkt_content'], as: 'text' },
    {
      field: 'platform',
      from: ['mkt_network'],
      as: 'text',
      values: { google: 'google-ads', microsoft: 'microsoft-ads', doubleclick: 'dv360' },
    },
    ...networks.map(
      ([parameter, platform]): Column => ({
        field: 'click_ids',
        from: ['mkt_clickid'],
        as: 'text',
        prefix: `${parameter}=`,
        only: { field: 'platform', is: [platform] },
      }),
    ),
    { field: 'email', from: ['user_id'], as: 'email-if-any' },
    { field: 'user_id', from: ['user_id'], as: 'text' },
    { field: 'order_id', from: ['tr_orderid'], as: 'text', ...ofOrders },
    { field: 'currency', from: ['tr_currency'], as: 'currency', ...ofOrders },
    { field: 'amount', from: ['tr_total'], as: 'money', ...ofOrders },
    { field: 'device', from: ['dvce_type'], as: 'text' },
    { field: 'country', from: ['geo_country'], as: 'text' },
  ],
  when: ['kind'],
  key: ['id'],
};

const pings: Yield = {
  record: 'event',
  columns: [
    ...base,
    { field: 'kind', from: names, as: 'kind', values: { page_ping: 'custom' } },
    { field: 'name', from: names, as: 'text' },
    { field: 'user_id', from: ['user_id'], as: 'text' },
  ],
  when: ['kind'],
  key: ['id'],
};

export const snowplowYields: readonly Yield[] = [events, pings];

/** The 131 columns of an enriched event, in their order. */
export const snowplowColumns: readonly string[] = [
  'app_id platform etl_tstamp collector_tstamp dvce_created_tstamp event event_id txn_id name_tracker v_tracker',
  'v_collector v_etl user_id user_ipaddress user_fingerprint domain_userid domain_sessionidx network_userid geo_country',
  'geo_region geo_city geo_zipcode geo_latitude geo_longitude geo_region_name ip_isp ip_organization ip_domain',
  'ip_netspeed page_url page_title page_referrer page_urlscheme page_urlhost page_urlport page_urlpath page_urlquery',
  'page_urlfragment refr_urlscheme refr_urlhost refr_urlport refr_urlpath refr_urlquery refr_urlfragment refr_medium',
  'refr_source refr_term mkt_medium mkt_source mkt_term mkt_content mkt_campaign contexts se_category se_action se_label',
  'se_property se_value unstruct_event tr_orderid tr_affiliation tr_total tr_tax tr_shipping tr_city tr_state tr_country',
  'ti_orderid ti_sku ti_name ti_category ti_price ti_quantity pp_xoffset_min pp_xoffset_max pp_yoffset_min',
  'pp_yoffset_max useragent br_name br_family br_version br_type br_renderengine br_lang br_features_pdf',
  'br_features_flash br_features_java br_features_director br_features_quicktime br_features_realplayer',
  'br_features_windowsmedia br_features_gears br_features_silverlight br_cookies br_colordepth br_viewwidth',
  'br_viewheight os_name os_family os_manufacturer os_timezone dvce_type dvce_ismobile dvce_screenwidth',
  'dvce_screenheight doc_charset doc_width doc_height tr_currency tr_total_base tr_tax_base tr_shipping_base ti_currency',
  'ti_price_base base_currency geo_timezone mkt_clickid mkt_network etl_tags dvce_sent_tstamp refr_domain_userid',
  'refr_dvce_tstamp derived_contexts domain_sessionid derived_tstamp event_vendor event_name event_format event_version',
  'event_fingerprint true_tstamp',
].flatMap(line => line.split(' '));
