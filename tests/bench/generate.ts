// Seeded benchmark data as files in this program's own formats: events, deals and spend of a year, streamed to CSV so
// that ten million rows need no memory. The same seed and size give the same bytes.
//
// Run alone: `node tests/bench/generate.ts 100k|1m|10m [folder]`. Usual mistake: an event file in another row order is
// other data; rows here lie in time order, every instant differs, so no tie-break decides a figure.

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../server/sample/random.ts';
import { Lines } from './lines.ts';

/** Raised whenever the bytes change, so that files of an older generator are written again. */
const GENERATOR = 2;
const START = Date.UTC(2025, 6, 1);
const YEAR_MS = 365 * 86_400_000;
const CAMPAIGNS = 400;

export interface BenchData {
  dir: string;
  events: string;
  deals: string;
  spend: string;
  rows: { events: number; deals: number; won: number; spend: number };
  bytes: { events: number; deals: number; spend: number };
}

/** One of the campaigns: which platform sells it decides source, medium and click id. */
interface Platform {
  readonly id: string;
  readonly source: string;
  readonly medium: string;
  readonly clickId: string;
}

const platforms: readonly Platform[] = [
  { id: 'google-ads', source: 'google', medium: 'cpc', clickId: 'gclid' },
  { id: 'microsoft-ads', source: 'bing', medium: 'cpc', clickId: 'msclkid' },
  { id: 'meta-ads', source: 'facebook', medium: 'paid_social', clickId: 'fbclid' },
  { id: 'linkedin-ads', source: 'linkedin', medium: 'paid_social', clickId: 'li_fat_id' },
];

/** Where the visits without a campaign come from: referrer, source, medium. Together with the paid ones, 12 channels. */
const others: readonly (readonly [string, string, string])[] = [
  ['', '', ''],
  ['', '', ''],
  ['https://www.google.com/', '', ''],
  ['https://www.bing.com/', '', ''],
  ['https://chatgpt.com/', '', ''],
  ['https://news.example.org/item', '', ''],
  ['https://www.facebook.com/', '', ''],
  ['https://www.youtube.com/watch', '', ''],
  ['', 'newsletter', 'email'],
  ['', 'partner.example.org', 'affiliate'],
  ['', 'podcast', 'audio'],
  ['', 'sms', 'sms'],
  ['', 'adnetwork', 'display'],
  ['', 'app', 'push'],
];

/**
 * Visitor number → person number, or -1 for one who stays unknown. Every eighth visitor makes themselves known; of three
 * such visitors the second and third are one person on two devices.
 */
function personOf(visitor: number): number {
  if (visitor % 8 !== 0) return -1;
  const known = visitor / 8;
  return known % 3 === 2 ? known - 1 : known;
}

const emailOf = (person: number) => `user${person}@firm${person % 20_000}.example`;
const campaignId = (campaign: number) => String(20_000_000_000 + campaign);

/** The campaigns that Google Ads sells, as its page would list them. */
export const googleCampaigns = () =>
  Array.from({ length: CAMPAIGNS }, (_, campaign) => ({
    id: campaignId(campaign),
    name: `campaign-${campaign}`,
    campaign,
  }))
    .filter(({ campaign }) => platforms[campaign % platforms.length].id === 'google-ads')
    .map(({ id, name }) => ({ id, name }));

/**
 * Writes events.csv, deals.csv and spend.csv into `dir` (or finds them there, written before) and says what is in them.
 * `events` rows, events / 4 visitors, about 1.9 % as many deals, half of them won.
 */
export function generate(dir: string, events: number, seed = 20_260_101): BenchData {
  mkdirSync(dir, { recursive: true });
  const data: BenchData = {
    dir,
    events: join(dir, 'events.csv'),
    deals: join(dir, 'deals.csv'),
    spend: join(dir, 'spend.csv'),
    rows: { events, deals: 0, won: 0, spend: 0 },
    bytes: { events: 0, deals: 0, spend: 0 },
  };
  const manifestPath = join(dir, 'manifest.json');
  const stamp = `${GENERATOR}/${events}/${seed}`;
  if (existsSync(manifestPath)) {
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    if (manifest.stamp === stamp) return { ...data, rows: manifest.rows, bytes: manifest.bytes };
  }
  const known = writeEvents(data.events, events, seededRandom(seed).next);
  Object.assign(data.rows, writeDeals(data.deals, known, seededRandom(seed + 1).next));
  data.rows.spend = writeSpend(data.spend, seededRandom(seed + 2).next);
  for (const file of ['events', 'deals', 'spend'] as const) data.bytes[file] = statSync(data[file]).size;
  // Last, so that an interrupted run is written again.
  writeFileSync(manifestPath, JSON.stringify({ stamp, rows: data.rows, bytes: data.bytes }));
  return data;
}

/** Returns the instant at which each person first gave an address (epoch ms), NaN for those who never did. */
function writeEvents(path: string, events: number, random: () => number): Float64Array {
  const visitors = Math.max(8, Math.floor(events / 4));
  const firstKnown = new Float64Array(Math.floor(visitors / 8) + 1).fill(Number.NaN);
  const file = new Lines(path, 'visitor_id,ts,event,url,referrer,source,medium,campaign,campaign_id,email');
  for (let i = 0; i < events; i++) {
    // Those who will buy come back more often.
    const buyer = random() < 0.3;
    const visitor = buyer ? Math.floor((random() * visitors) / 8) * 8 : Math.floor(random() * visitors);
    const at = START + Math.floor((i / events) * YEAR_MS);
    const head = `vis-${visitor.toString(16).padStart(12, '0')}-${(visitor * 7919) % 1_000_003},${new Date(at).toISOString()}`;
    const page = `https://www.example.com/en-gb/landing/page-${Math.floor(random() * 50)}`;
    const person = personOf(visitor);
    const kind = random();
    if (person >= 0 && kind < 0.12) {
      // A form without a source of its own: a contact fact, not a touch.
      if (Number.isNaN(firstKnown[person])) firstKnown[person] = at;
      file.add(`${head},form,https://www.example.com/contact/thank-you,,,,,,${emailOf(person)}`);
    } else if (kind < 0.5) {
      // A visit from a campaign; two in three carry the platform's click id in the url.
      const campaign = Math.floor(random() * random() * CAMPAIGNS);
      const platform = platforms[campaign % platforms.length];
      const url = random() < 0.66 ? `${page}?${platform.clickId}=${clickId(random)}` : page;
      const { source, medium } = platform;
      file.add(`${head},visit,${url},,${source},${medium},campaign-${campaign},${campaignId(campaign)},`);
    } else if (kind < 0.53) {
      // An ad click whose tagging was lost: Google Ads, campaign unknown.
      file.add(`${head},visit,${page}?gclid=${clickId(random)},,,,,,`);
    } else {
      const [referrer, source, medium] = others[Math.floor(random() * others.length)];
      file.add(`${head},visit,${page},${referrer},${source},${medium},,,`);
    }
  }
  file.close();
  return firstKnown;
}

/** A click id of 55 characters, letters and digits only. */
function clickId(random: () => number): string {
  let text = 'Cj0KCQ';
  while (text.length < 47) text += Math.floor(random() * 2 ** 52).toString(36);
  return `${text.slice(0, 47)}AEALw_wc`;
}

function writeDeals(path: string, known: Float64Array, random: () => number): { deals: number; won: number } {
  const file = new Lines(
    path,
    'deal_id,name,email,created_at,opportunity_at,won_at,lost_at,stage,pipeline,amount,currency,owner',
  );
  const day = 86_400_000;
  const text = (ms: number) => new Date(Math.round(ms)).toISOString();
  let won = 0;
  for (let person = 0; person < known.length; person++) {
    if (Number.isNaN(known[person])) continue;
    for (let n = random() < 0.06 ? 2 : 1; n > 0; n--) {
      const created = known[person] + random() * 40 * day;
      const opportunity = random() < 0.7 ? created + random() * 10 * day : Number.NaN;
      const closed = (Number.isNaN(opportunity) ? created : opportunity) + random() * 90 * day;
      const fate = random();
      const amount = (50 + Math.floor(random() * random() * 2_000_000) / 100).toFixed(2);
      const stage = fate < 0.5 ? 'Won' : fate < 0.75 ? 'Lost' : random() < 0.5 ? 'Proposal' : 'Discovery';
      if (stage === 'Won') won++;
      const id = file.rows + 1;
      const dates = [
        text(created),
        Number.isNaN(opportunity) ? '' : text(opportunity),
        stage === 'Won' ? text(closed) : '',
        stage === 'Lost' ? text(closed) : '',
      ].join(',');
      file.add(`D-${id},Deal ${id},${emailOf(person)},${dates},${stage},Sales,${amount},GBP,owner-${id % 12}`);
    }
  }
  file.close();
  return { deals: file.rows, won };
}

function writeSpend(path: string, random: () => number): number {
  const file = new Lines(path, 'date,platform,campaign,campaign_id,impressions,clicks,cost,currency');
  for (let ms = START; ms < START + YEAR_MS; ms += 86_400_000) {
    const date = new Date(ms).toISOString().slice(0, 10);
    for (let campaign = 0; campaign < CAMPAIGNS; campaign++) {
      const clicks = Math.floor(random() * 200);
      const platform = platforms[campaign % platforms.length].id;
      const cost = Math.floor(random() * 10_000) / 100;
      file.add(
        `${date},${platform},campaign-${campaign},${campaignId(campaign)},${clicks * 25},${clicks},${cost.toFixed(2)},GBP`,
      );
    }
  }
  file.close();
  return file.rows;
}

/** '10m', '250k' or '5000' as a number of rows. */
export function parseCount(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([km]?)$/i.exec(text);
  if (!match) throw new Error(`Not a number of events: ${text}. Write 100k, 1m, 10m or a plain number.`);
  return Number(match[1]) * { '': 1, k: 1_000, m: 1_000_000 }[match[2].toLowerCase() as '' | 'k' | 'm'];
}

/** The folder that generated files of a size live in; kept between runs, ignored by git. */
export const dataFolder = (events: number): string => benchFolder(String(events));

export function benchFolder(name: string): string {
  return join(process.env.THROUGHLINE_BENCH_DIR ?? new URL('data', import.meta.url).pathname, name);
}

if (import.meta.main) {
  const events = parseCount(process.argv[2] ?? '1m');
  const started = performance.now();
  const data = generate(process.argv[3] ?? dataFolder(events), events);
  console.log(JSON.stringify({ ...data, seconds: (performance.now() - started) / 1000 }, null, 2));
}
