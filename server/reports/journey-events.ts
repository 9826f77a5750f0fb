// The events of some people as they happened, each with its source in words and the file and line it was read from, and
// which of them are touches.

import { kinds } from '#shared/journeys/kinds.ts';
import type { Directory } from '../identity/directory.ts';
import { cutSessions } from '../journeys/sessions.ts';
import type { Store } from '../store/store.ts';

/** So many events of one subject are told, the latest. */
const MOST_EVENTS = 10_000;

export interface JourneyEvent {
  readonly key: bigint;
  readonly person: number;
  /** Epoch ms. */
  readonly at: number;
  readonly kind: (typeof kinds)[number];
  readonly name: string | null;
  readonly url: string | null;
  readonly orderId: string | null;
  readonly channel: string;
  readonly source: string;
  readonly medium: string;
  /** As the visit is tagged, until `nameCampaigns` has seen it. */
  campaign: string | null;
  readonly campaignId: string | null;
  readonly adGroupId: string | null;
  readonly adId: string | null;
  readonly keyword: string | null;
  readonly platform: string | null;
  readonly referrerHost: string | null;
  readonly from: string;
  isTouch: boolean;
}

interface Row extends Record<string, unknown> {
  key: bigint;
  person: number;
  at: number;
  kind: number;
  name: string | null;
  url: string | null;
  order_id: string | null;
  channel: string;
  source: string;
  medium: string;
  campaign: string | null;
  campaign_id: string | null;
  ad_group_id: string | null;
  ad_id: string | null;
  keyword: string | null;
  platform: string | null;
  referrer_host: string | null;
  place: string;
  owner: string | null;
  /** What else tells a source apart. */
  detail: string;
  has_source: boolean;
  continues: boolean;
  session: bigint;
}

/** Stands for somebody else, whose events are read only to cut sessions by. */
const SOMEBODY = 0xffffffff;

/** The people's events in the total order: instant, vendor's id, key. */
export async function readEvents(
  store: Store,
  directory: Directory,
  people: readonly number[],
): Promise<JourneyEvent[]> {
  if (people.length === 0) return [];
  await directory.writeEvents(people);
  const rows = await store.all<Row>(
    `SELECT event.key AS key, person, "at" / 1000.0 AS at, kind, event.name AS name, url, order_id, s.channel AS channel,
       s.source AS source, s.medium AS medium, s.campaign AS campaign, s.campaign_id AS campaign_id, s.ad_group_id AS ad_group_id,
       s.ad_id AS ad_id, s.keyword AS keyword, s.platform AS platform, s.referrer_host AS referrer_host, import.file || ':' || coalesce(line, 0) AS place, visitor AS owner, concat_ws(chr(31), s.ad_group, s.ad, s.keyword_id, s.content, s.term, s.is_paid) AS detail,
       s.has_source AS has_source, s."continues" AS "continues",
       CASE WHEN session IS NULL THEN 0::UBIGINT ELSE hash(session) END AS session
     FROM event JOIN (FROM directory_event UNION ALL SELECT key, ${SOMEBODY}::UINTEGER FROM directory_beside) USING (key) JOIN import ON import.id = import_id
       LEFT JOIN source_ref USING (ref) LEFT JOIN source s ON s.id = source_id
     ORDER BY "at" DESC, event.id DESC NULLS FIRST, event.key DESC LIMIT ${MOST_EVENTS}`,
  );
  rows.reverse();
  const events = rows.map(
    (row): JourneyEvent => ({
      key: BigInt(row.key),
      person: row.person,
      at: row.at,
      kind: kinds[row.kind],
      name: row.name,
      url: row.url,
      orderId: row.order_id,
      channel: row.channel ?? 'Direct',
      source: row.source ?? '(direct)',
      medium: row.medium ?? '(none)',
      campaign: row.campaign,
      campaignId: row.campaign_id,
      adGroupId: row.ad_group_id,
      adId: row.ad_id,
      keyword: row.keyword,
      platform: row.platform,
      referrerHost: row.referrer_host,
      from: row.place,
      isTouch: false,
    }),
  );
  markTouches(rows, events);
  return events.filter(event => event.person !== SOMEBODY);
}

/** Marks the touches by the rules that journeys are cut by, those after the last conversion too. */
function markTouches(rows: readonly Row[], events: readonly JourneyEvent[]): void {
  const byOwner = new Map<string, number[]>();
  rows.forEach((row, i) => {
    // A session is a device's, whoever used it.
    const owner = row.owner === null ? `${row.person}` : `of ${row.owner}`;
    const list = byOwner.get(owner);
    if (list) list.push(i);
    else byOwner.set(owner, [i]);
  });
  const columns = {
    at: Float64Array.from(rows, row => row.at),
    kind: Uint8Array.from(rows, row => row.kind),
    source: numbersOf(rows.map(sourceText)),
    hasSource: Uint8Array.from(rows, row => (row.has_source ? 1 : 0)),
    session: BigUint64Array.from(rows, row => BigInt(row.session)),
  };
  for (const list of byOwner.values()) {
    const order = Uint32Array.from(list.filter(i => isTouchKind(rows[i])));
    cutSessions(columns, order, 0, order.length, i => {
      events[i].isTouch = true;
    });
  }
  // A row that continues an earlier visit is one only where the person has none before it.
  const met = new Set<number>();
  rows.forEach((row, i) => {
    if (row.continues && met.has(row.person)) events[i].isTouch = false;
    if (events[i].isTouch) met.add(row.person);
  });
}

/** A source but for the referrer, which only a visit's first page has. */
const sourceText = (row: Row): string =>
  [
    row.channel,
    row.source,
    row.medium,
    row.campaign,
    row.campaign_id,
    row.ad_group_id,
    row.ad_id,
    row.keyword,
    row.platform,
    row.detail,
  ].join('\u0000');

/** The same number for the same text. */
function numbersOf(texts: readonly string[]): Uint32Array {
  const known = new Map<string, number>();
  return Uint32Array.from(texts, text => {
    if (!known.has(text)) known.set(text, known.size);
    return known.get(text)!;
  });
}

/** A visit or page is a touch by itself; anything else only where it carries a source of its own. */
function isTouchKind(row: Row): boolean {
  const kind = kinds[row.kind];
  return kind === 'visit' || kind === 'page' || row.has_source;
}
