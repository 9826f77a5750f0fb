// A visit to a web site as the trackers tell it: GA4's BigQuery export (nulls left out, whole numbers as text) and Segment's
// calls. One visit gives two to six records, which lie next to each other in the file.

import type { Random } from '../../server/sample/random.ts';

const SITE = 'https://www.example.com';
const campaigns = 400;

interface Visit {
  readonly visitor: string;
  readonly email: string | null;
  /** Epoch ms of each record, the first one opens the visit. */
  readonly times: readonly number[];
  readonly pages: readonly string[];
  readonly referrer: string;
  readonly gclid: string | null;
  /** Source, medium and campaign as the address tags them. */
  readonly tags: readonly [string, string, string] | null;
  readonly campaign: number;
}

function visitOf(n: number, at: number, random: Random): Visit {
  const person = random.int(0, Math.max(8, Math.floor(n / 2)));
  const campaign = random.int(0, campaigns - 1);
  const fate = random.next();
  const gclid = fate < 0.3 ? `Cj0KCQ${random.token(80)}_wcB` : null;
  const isTagged = fate >= 0.3 && fate < 0.5;
  const tags = isTagged ? (['newsletter', 'email', `mailing ${campaign}`] as const) : null;
  const query = gclid
    ? `?gad_source=1&gad_campaignid=${20_000_000_000 + campaign}&gclid=${gclid}`
    : isTagged
      ? `?utm_source=newsletter&utm_medium=email&utm_campaign=mailing%20${campaign}`
      : '';
  const count = random.int(2, 6);
  const pages = Array.from(
    { length: count },
    (_, i) => `${SITE}/landing/page-${random.int(0, 49)}${i === 0 ? query : ''}`,
  );
  return {
    visitor: `${1_000_000_000 + person}.${1_770_000_000 + (person % 86_400)}`,
    email: random.chance(0.1) ? `user${person}@firm${person % 20_000}.example` : null,
    times: pages.map((_, i) => at + i * 20_000),
    pages,
    referrer: gclid || (fate >= 0.5 && fate < 0.75) ? 'https://www.google.com/' : '',
    gclid,
    tags,
    campaign,
  };
}

const text = (key: string, value: string) => ({ key, value: { string_value: value } });
const whole = (key: string, value: number) => ({ key, value: { int_value: String(value) } });

/** A row of the daily `events_` table for each of a visit's events. */
function* ga4(n: number, at: number, random: Random): Generator<object> {
  const visit = visitOf(n, at, random);
  const session = Math.floor(at / 1000);
  const source = visit.gclid ? 'google' : (visit.tags?.[0] ?? 'google');
  const medium = visit.gclid ? 'cpc' : (visit.tags?.[1] ?? 'organic');
  for (const [i, page] of visit.pages.entries()) {
    const ms = visit.times[i];
    const isLast = i === visit.pages.length - 1;
    const isLead = isLast && visit.email !== null;
    const isOrder = isLast && !isLead && n % 40 === 0;
    const order = `T-${n}`;
    const name =
      i === 0
        ? 'session_start'
        : isLead
          ? 'generate_lead'
          : isOrder
            ? 'purchase'
            : i % 3 === 2
              ? 'scroll'
              : 'page_view';
    yield {
      event_date: new Date(ms).toISOString().slice(0, 10).replaceAll('-', ''),
      event_timestamp: String(ms * 1000 + (n % 1000)),
      event_name: name,
      event_params: [
        whole('ga_session_id', session),
        whole('ga_session_number', 1 + (n % 4)),
        text('page_location', page),
        text('page_title', 'Landing page of the example'),
        ...(visit.referrer && i === 0 ? [text('page_referrer', visit.referrer)] : []),
        ...(visit.tags && i === 0
          ? [text('source', source), text('medium', medium), text('campaign', visit.tags[2])]
          : []),
        whole('engagement_time_msec', random.int(1, 60_000)),
        text('session_engaged', '1'),
        ...(isOrder ? [text('transaction_id', order), text('currency', 'GBP')] : []),
      ],
      event_bundle_sequence_id: String(n),
      ...(isLead ? { user_id: visit.email } : {}),
      user_pseudo_id: visit.visitor,
      privacy_info: { analytics_storage: 'Yes', ads_storage: 'Yes', uses_transient_token: 'No' },
      user_properties: [],
      user_first_touch_timestamp: String(ms * 1000),
      device: {
        category: n % 3 === 0 ? 'desktop' : 'mobile',
        operating_system: n % 3 === 0 ? 'Windows' : 'Android',
        language: 'en-gb',
        is_limited_ad_tracking: 'No',
        web_info: { browser: 'Chrome', browser_version: '147.0.0.0', hostname: 'www.example.com' },
      },
      geo: {
        city: 'Dublin',
        country: 'Ireland',
        continent: 'Europe',
        region: 'County Dublin',
        sub_continent: 'Northern Europe',
      },
      traffic_source: { name: 'first ever', medium: 'cpc', source: 'google' },
      stream_id: '1234567890',
      platform: 'WEB',
      ...(isOrder
        ? { ecommerce: { transaction_id: order, purchase_revenue: 12.5 + (n % 900), unique_items: '1' } }
        : {}),
      items: [],
      ...(visit.gclid && i === 0 ? { collected_traffic_source: { gclid: visit.gclid } } : {}),
      ...(visit.tags && i === 0
        ? {
            collected_traffic_source: {
              manual_campaign_name: visit.tags[2],
              manual_source: source,
              manual_medium: medium,
            },
          }
        : {}),
      is_active_user: true,
      batch_event_index: String(i + 1),
      batch_page_id: String(at),
      batch_ordering_id: '1',
      session_traffic_source_last_click: {
        manual_campaign: { campaign_id: '(not set)', campaign_name: visit.tags?.[2] ?? '(not set)', source, medium },
        ...(visit.gclid
          ? {
              google_ads_campaign: {
                customer_id: '1234567890',
                account_name: 'Example account',
                campaign_id: String(20_000_000_000 + visit.campaign),
                campaign_name: `campaign-${visit.campaign}`,
                ad_group_id: '140000000001',
                ad_group_name: 'brand exact',
              },
            }
          : {}),
        cross_channel_campaign: { campaign_name: '(not set)', source, medium, default_channel_group: 'Paid Search' },
      },
    };
  }
}

/** A call for each page of a visit; one who gives an address is identified; now and then a call is delivered twice. */
function* segment(n: number, at: number, random: Random): Generator<object> {
  const visit = visitOf(n, at, random);
  for (const [i, page] of visit.pages.entries()) {
    const when = new Date(visit.times[i]).toISOString();
    const { pathname, search } = new URL(page);
    const isLast = i === visit.pages.length - 1;
    const isKnown = isLast && visit.email !== null;
    const isOrder = isLast && !isKnown && n % 40 === 0;
    const shown = { path: pathname, referrer: i === 0 ? visit.referrer : SITE, search, title: 'Example', url: page };
    const call = {
      type: isKnown ? 'identify' : isOrder || i % 3 === 2 ? 'track' : 'page',
      messageId: `ajs-next-${n}-${i}-9f1c2b`,
      anonymousId: visit.visitor,
      userId: isKnown ? `u-${visit.email}` : null,
      timestamp: when,
      originalTimestamp: when,
      sentAt: when,
      receivedAt: when,
      integrations: {},
      ...(isKnown ? { traits: { email: visit.email, name: 'Ada' } } : {}),
      ...(isOrder
        ? { event: 'Order Completed', properties: { order_id: `A-${n}`, total: 49.5 + (n % 900), currency: 'GBP' } }
        : i % 3 === 2 && !isKnown
          ? { event: 'Video Played', properties: { plan: 'team' } }
          : {}),
      ...(isKnown || isOrder || i % 3 === 2 ? {} : { name: 'Page', properties: shown }),
      context: {
        library: { name: 'analytics.js', version: 'next-1.70.0' },
        page: shown,
        userAgent:
          'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36',
        ip: '192.0.2.1',
        locale: 'en-GB',
        timezone: 'Europe/London',
        ...(visit.tags && i === 0
          ? { campaign: { source: visit.tags[0], medium: visit.tags[1], name: visit.tags[2] } }
          : {}),
      },
    };
    yield call;
    if (isLast && n % 200 === 0) yield call;
  }
}

export const webVisits = { ga4, segment };
