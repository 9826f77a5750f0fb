// Seeded files of the vendors' big exports, shaped as tests/fixtures/ has them: nested and sparse where those are, with
// line feeds in cells, a preamble and total rows. Written once and kept; the same seed and size give the same bytes.
//
// Run alone: `node tests/bench/generate-formats.ts ga4-bigquery 50k FOLDER`.

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type Random, seededRandom } from '../../server/sample/random.ts';
import { parseCount } from './generate.ts';
import { Lines } from './lines.ts';
import { webVisits } from './web-visits.ts';

/** Raised whenever the bytes change, so that files of an older generator are written again. */
const GENERATOR = 1;
const START = Date.UTC(2025, 6, 1);
const YEAR_MS = 365 * 86_400_000;
const DAY_MS = 86_400_000;

/** When to stop: at so many rows, or where the file has grown to so many bytes. */
export type Size = { readonly rows: number } | { readonly bytes: number };

export interface FormatFile {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

/** What a generator works with. */
interface Output {
  readonly random: Random;
  /** Where in the year the next row lies, epoch ms: rows follow each other in time. */
  at(): number;
  /** Whether the file is as large as was asked. */
  isFull(): boolean;
  add(line: string): void;
}

interface Generated {
  readonly name: string;
  /** What stands above the rows, and below them. */
  readonly head: string;
  readonly foot?: string;
  write(out: Output): void;
}

const quotedRow = (cells: readonly string[]) => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',');
const instant = (ms: number) => new Date(ms).toISOString();
const minute = (ms: number) => instant(ms).slice(0, 16).replace('T', ' ');
const day = (ms: number) => instant(ms).slice(0, 10);
const money = (random: Random) => (50 + random.int(0, 2_000_000) / 100).toFixed(2);
const thousands = (n: number) => n.toLocaleString('en-US');

/** An id of 18 characters in Salesforce's shape: the object's prefix first, three check letters last. */
function salesforceId(prefix: string, n: number): string {
  return `${prefix}5g00000${n.toString(36).toUpperCase().padStart(5, '0')}AAV`;
}

const firstNames = [
  'Ada',
  'Béla',
  'Chloé',
  'Dmitri',
  'Élodie',
  'Fatima',
  'Göran',
  'Hana',
  'Ines',
  'João',
  'Kai',
  'Lin',
];
const lastNames = ['Byron', 'Kovács', 'Lefèvre', 'Orlov', 'Nyberg', 'Sato', 'Silva', 'Smith', "O'Neill", 'Zhou'];
const owners = ['Rhys Owner', 'Ines Owner', 'Mara Owner', 'Theo Owner', 'Priya Owner'];
const stages = [
  ['Prospecting', '10.0', 'Pipeline'],
  ['Negotiation/Review', '80.0', 'Commit'],
  ['Closed Won', '100.0', 'Closed'],
  ['Closed Lost', '0.0', 'Omitted'],
] as const;

/** The formats that come in millions of rows, by their ids. */
export const generated = {
  'ga4-bigquery': {
    name: 'ga4.jsonl',
    head: '',
    write({ random, at, isFull, add }) {
      for (let visit = 0; !isFull(); visit++) {
        for (const event of webVisits.ga4(visit, at(), random)) if (!isFull()) add(JSON.stringify(event));
      }
    },
  },
  'segment-events': {
    name: 'segment.jsonl',
    head: '',
    write({ random, at, isFull, add }) {
      for (let visit = 0; !isFull(); visit++) {
        for (const call of webVisits.segment(visit, at(), random)) if (!isFull()) add(JSON.stringify(call));
      }
    },
  },
  'salesforce-opportunity': {
    name: 'opportunities.csv',
    head: quotedRow(
      'ID,NAME,STAGENAME,AMOUNT,CURRENCYISOCODE,PROBABILITY,CLOSEDATE,CREATEDDATE,LASTMODIFIEDDATE,TYPE,LEADSOURCE,CAMPAIGNID,ISCLOSED,ISWON,FORECASTCATEGORYNAME,OWNER.NAME,ACCOUNTID,ACCOUNT.NAME,ACCOUNT.INDUSTRY,ACCOUNT.WEBSITE,CONTACTID,DESCRIPTION,ISDELETED'.split(
        ',',
      ),
    ),
    write({ random, at, isFull, add }) {
      for (let n = 0; !isFull(); n++) {
        const created = at();
        const closes = created + random.int(1, 120) * DAY_MS;
        const [stage, probability, forecast] = random.pick(stages);
        const account = random.int(0, 40_000);
        const hasAccount = random.chance(0.9);
        const isClosed = stage.startsWith('Closed');
        // One in ten has a description over several lines, as people paste them.
        const description = random.chance(0.1)
          ? `Call of ${day(created)}:\n${owners[n % 5]} spoke of "phase ${n % 4}",\nnext step in a week`
          : '';
        add(
          quotedRow([
            salesforceId('006', n),
            `Firm ${account} – ${day(created).slice(0, 4)} ${n}`,
            stage,
            random.chance(0.95) ? money(random) : '',
            random.chance(0.8) ? 'GBP' : 'EUR',
            probability,
            day(closes),
            instant(created),
            instant(isClosed ? closes : created + DAY_MS),
            random.chance(0.5) ? 'New Business' : '',
            random.chance(0.6) ? 'Web' : '',
            random.chance(0.3) ? salesforceId('701', n % 400) : '',
            String(isClosed),
            String(stage === 'Closed Won'),
            forecast,
            owners[n % 5],
            hasAccount ? salesforceId('001', account) : '',
            hasAccount ? `Firm ${account}` : '',
            hasAccount && random.chance(0.5) ? 'Machinery' : '',
            hasAccount && random.chance(0.7) ? `https://www.firm${account}.example/` : '',
            random.chance(0.7) ? salesforceId('003', random.int(0, 500_000)) : '',
            description,
            'false',
          ]),
        );
      }
    },
  },
  'hubspot-contacts': {
    name: 'contacts.csv',
    head: `\ufeff${quotedRow(
      'Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Lead Status,Contact owner,Create Date,Last Modified Date,Associated Company,Associated Company IDs,Merged record IDs,Original Traffic Source,Original Traffic Source Drill-Down 1,Original Traffic Source Drill-Down 2'.split(
        ',',
      ),
    )}`,
    write({ random, at, isFull, add }) {
      const lifecycles = ['Subscriber', 'Lead', 'Marketing Qualified Lead', 'Opportunity', 'Customer'];
      const sources = ['Paid Search', 'Organic Search', 'Direct Traffic', 'Email Marketing', 'Offline Sources'];
      for (let n = 0; !isFull(); n++) {
        const created = at();
        const company = random.int(0, 40_000);
        const first = random.pick(firstNames);
        const source = random.pick(sources);
        const hasCompany = random.chance(0.6);
        // Now and then somebody wrote several lines into a field.
        const drillDown = random.chance(0.002) ? 'said:\n"call me"\non Monday' : random.chance(0.5) ? 'IMPORT' : '';
        add(
          quotedRow([
            String(9_000_000 + n),
            first,
            random.pick(lastNames),
            random.chance(0.95) ? `user${n}@firm${company}.example` : '',
            random.chance(0.4) ? `+44 20 7946 ${String(random.int(0, 9999)).padStart(4, '0')}` : '',
            random.pick(lifecycles),
            random.chance(0.3) ? 'New' : '',
            random.chance(0.7) ? random.pick(owners) : '',
            minute(created),
            minute(created + random.int(0, 90) * DAY_MS),
            hasCompany ? `Firm ${company}` : '',
            hasCompany ? String(500 + company) : '',
            random.chance(0.01) ? `${8_000_000 + 2 * n};${8_000_001 + 2 * n}` : '',
            source,
            source === 'Direct Traffic' ? `https://www.example.com/pricing?plan=${n % 7},b` : `campaign-${n % 400}`,
            drillDown,
          ]),
        );
      }
    },
  },
  'google-ads-campaigns': {
    name: 'campaign-report.csv',
    head: 'Campaign report\n"July 1, 2025 - June 30, 2026"\nDay,Campaign status,Campaign,Campaign ID,Customer ID,Currency code,Budget,Campaign type,Device,Clicks,Impr.,CTR,Avg. CPC,Cost,Conversions,Conv. rate,Search impr. share',
    foot: ['Campaigns', 'Account', 'Search']
      .map(
        what =>
          `Total: ${what}, --, --, --, --,GBP, --, --, --,"107,004","2,887,100",3.71%,1.57,"167,996.60",650.00,0.61%, --\n`,
      )
      .join(''),
    write({ random, at, isFull, add }) {
      const devices = ['Computers', 'Mobile phones', 'Tablets'];
      for (let n = 0; !isFull(); n++) {
        // Days, campaigns, devices: every row is one of its own.
        const campaign = Math.floor(n / devices.length) % 900;
        const impressions = random.int(0, 30_000);
        const clicks = Math.floor(impressions * random.next() * 0.05);
        const cost = clicks * (0.2 + random.next());
        const name = campaign % 5 === 0 ? `"Total Care, non-brand ${campaign}"` : `Brand | UK ${campaign}`;
        const written = cost >= 1000 ? `"${Math.floor(cost).toLocaleString('en-US')}.40"` : cost.toFixed(2);
        const shown = impressions >= 1000 ? `"${thousands(impressions)}"` : String(impressions);
        const rates =
          clicks > 0 ? `${((100 * clicks) / impressions).toFixed(2)}%,${(cost / clicks).toFixed(2)}` : ' --, --';
        add(
          `${day(at())},Enabled,${name},${20_000_000_000 + campaign},123-456-7890,GBP,20.00,Search,${devices[n % 3]},${clicks},${shown},${rates},${written},${random.int(0, 9)}.50,8.33%,${random.chance(0.3) ? '< 10%' : '77.77%'}`,
        );
      }
    },
  },
} satisfies Record<string, Generated>;

export type GeneratedFormat = keyof typeof generated;

/** Writes the file into `dir`, or finds it there as it was written before. */
export function generateFormat(dir: string, format: GeneratedFormat, size: Size, seed = 20_260_401): FormatFile {
  const one: Generated = generated[format];
  const path = `${dir}/${one.name}`;
  const stampPath = `${path}.json`;
  const stamp = `${GENERATOR}/${JSON.stringify(size)}/${seed}`;
  if (existsSync(stampPath) && existsSync(path)) {
    const kept = JSON.parse(readFileSync(stampPath, 'utf8'));
    if (kept.stamp === stamp) return { path, rows: kept.rows, bytes: statSync(path).size };
  }
  const file = new Lines(path, one.head);
  const part = () => ('rows' in size ? file.rows / size.rows : file.bytes / size.bytes);
  one.write({
    random: seededRandom(seed),
    at: () => START + Math.floor(part() * YEAR_MS),
    isFull: () => part() >= 1,
    add: line => file.add(line),
  });
  file.close(one.foot);
  // Last, so that an interrupted run is written again.
  writeFileSync(stampPath, JSON.stringify({ stamp, rows: file.rows }));
  return { path, rows: file.rows, bytes: statSync(path).size };
}

if (import.meta.main) {
  const [format, size, dir] = process.argv.slice(2);
  console.log(JSON.stringify(generateFormat(dir, format as GeneratedFormat, { rows: parseCount(size) })));
}
