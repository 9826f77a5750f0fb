// Everyone else: leads by every way in with the deals that came of them, and visitors who never said who they are. Two
// lessons are kept here: Facebook brings the most leads and the fewest opportunities of the paid platforms, and what is
// won in June adds up to £100,000.00, all of it in pounds.

import type { Deal } from './deals.ts';
import { answersOf } from './heard.ts';
import { type Random, splitWhole } from './random.ts';
import { DAY, HOUR, utc } from './text.ts';
import { SITE, type Tracks, type Way } from './tracks.ts';

const MINUTE = 60_000;
const END = utc('2026-09-30T18:00');
const JUNE = [utc('2026-06-01'), utc('2026-07-01')] as const;

/** Ways in, how many leads they bring, how many of those become opportunities, and when leads come (else all year). */
const plan: readonly { way: Way; leads: number; opportunities: number; from?: string; to?: string; eur?: boolean }[] = [
  { way: 'prospecting', leads: 170, opportunities: 4 },
  { way: 'spring', leads: 62, opportunities: 0, from: '2026-03-02', to: '2026-05-04' },
  { way: 'retargeting', leads: 9, opportunities: 0 },
  { way: 'commercial', leads: 70, opportunities: 38 },
  { way: 'brand', leads: 30, opportunities: 18 },
  { way: 'ireland', leads: 12, opportunities: 7, from: '2026-01-12', to: '2026-05-20', eur: true },
  { way: 'bing', leads: 40, opportunities: 17 },
  { way: 'facilities', leads: 34, opportunities: 18 },
  { way: 'hotels', leads: 26, opportunities: 14 },
  { way: 'google', leads: 90, opportunities: 40 },
  { way: 'bingSearch', leads: 10, opportunities: 4 },
  { way: 'direct', leads: 40, opportunities: 15 },
  { way: 'newsletter', leads: 25, opportunities: 10 },
  { way: 'guide', leads: 25, opportunities: 10 },
  { way: 'linkedinPost', leads: 12, opportunities: 3 },
  { way: 'chatgpt', leads: 10, opportunities: 4, from: '2026-05-14' },
  { way: 'affiliate', leads: 8, opportunities: 3 },
  { way: 'podcast', leads: 6, opportunities: 2 },
];

const openings = [
  'Ash',
  'Birch',
  'Cold',
  'Dun',
  'Elm',
  'Fair',
  'Gorse',
  'Hazel',
  'Iron',
  'Kings',
  'Long',
  'Marl',
] as const;
const endings = [
  'bridge',
  'combe',
  'dale',
  'field',
  'ford',
  'gate',
  'ham',
  'leigh',
  'mere',
  'ridge',
  'stow',
  'wick',
] as const;
const trades = [
  ['Hotels', 'Hospitality'],
  ['Catering', 'Catering'],
  ['Offices', 'Property'],
  ['Care Homes', 'Healthcare'],
  ['Academy', 'Education'],
] as const;
const owners = ['Priya Nair', 'Tom Okafor', 'Lena Fischer'] as const;
const forms = ['/quote/thank-you', '/guides/hard-water/e-book', '/contact/thank-you', '/demo/thank-you'] as const;

/** Company number n, each with its own name and domain: 12 × 12 × 5 of them. */
function company(n: number): { name: string; industry: string; domain: string } {
  const opening = openings[n % 12];
  const [trade, industry] = trades[Math.floor(n / 144) % 5];
  const name = `${opening}${endings[Math.floor(n / 12) % 12]} ${trade}`;
  return { name, industry, domain: `${name.toLowerCase().replaceAll(' ', '')}.example` };
}

export function crowd(tracks: Tracks, random: Random): Deal[] {
  const deals: Deal[] = [];
  const answer = answersOf();
  let number = 0;
  for (const { way, leads, opportunities, from, to, eur } of plan) {
    const first = utc(from ?? '2026-01-05');
    const last = utc(to ?? '2026-08-28');
    for (let i = 0; i < leads; i++) {
      const lead = addLead(tracks, random, way, number++, first + random.next() ** 1.5 * (last - first));
      if (i < opportunities) deals.push({ ...addDeal(tracks, random, lead, eur === true), heard: answer(way) });
    }
  }
  setJune(deals, random);
  setRefunds(deals);
  anonymous(tracks, random);
  return deals;
}

interface Lead {
  readonly email: string;
  readonly visitor: string;
  readonly at: number;
  readonly company: ReturnType<typeof company>;
}

/** One to three sessions by the way in, the form in the last of them; some come back on a second device. */
function addLead(tracks: Tracks, random: Random, way: Way, number: number, start: number): Lead {
  const its = company(number);
  const email = random.chance(0.1) ? `person${number}@gmail.com` : `person${number}@${its.domain}`;
  const visitor = tracks.newVisitor();
  let at = Math.round(start / 1000) * 1000;
  let end = at;
  for (let sessions = random.int(1, 3); sessions > 0; sessions--) {
    end = tracks.session(visitor, at, way, random.int(1, 4));
    at = end + random.int(6, 100) * HOUR;
  }
  const form = end + random.int(1, 5) * MINUTE;
  tracks.add({ at: form, visitor, event: 'form', url: `${SITE}${random.pick(forms)}`, email });
  if (random.chance(0.15)) {
    const device = tracks.newVisitor();
    const back = tracks.session(device, form + random.int(8, 200) * HOUR, 'direct', 2);
    tracks.add({ at: back + MINUTE, visitor: device, event: 'identify', email });
  }
  return { email, visitor, at: form, company: its };
}

/** A deal with a cycle of one to six months, nurtured by email, search and direct visits; won in 55 of 100. */
function addDeal(tracks: Tracks, random: Random, lead: Lead, eur: boolean): Deal {
  const created = lead.at + random.int(4, 200) * HOUR;
  const opportunity = created + random.int(6, 240) * HOUR;
  let close = created + random.int(30, 180) * DAY + random.int(0, 8) * HOUR;
  const fate = random.next();
  const currency = eur || random.chance(0.06) ? 'EUR' : 'GBP';
  // June is won in pounds alone.
  if (currency === 'EUR' && close >= JUNE[0] && close < JUNE[1])
    close += (close - created > 120 * DAY ? -31 : 31) * DAY;
  const nurture: readonly Way[] = ['newsletter', 'google', 'direct', 'ebookEmail', 'direct', 'google'];
  const until = Math.min(close, END);
  for (let touches = random.int(0, 4); touches > 0; touches--) {
    const at = lead.at + HOUR + Math.round((random.next() * (until - lead.at - 2 * HOUR)) / 1000) * 1000;
    tracks.session(lead.visitor, at, random.pick(nurture), random.int(1, 3));
  }
  const isClosed = close <= END;
  const isWon = isClosed && fate < 0.55;
  const isLost = isClosed && fate >= 0.55 && fate < 0.85;
  return {
    name: `${lead.company.name} – ${random.pick(['kettles', 'descaling', 'service plan', 'refit'])}`,
    email: lead.email,
    account: lead.company.name,
    industry: lead.company.industry,
    created,
    opportunity,
    won: isWon ? close : undefined,
    lost: isLost ? close : undefined,
    stage: isWon ? 'Won' : isLost ? 'Lost' : random.pick(['Discovery', 'Qualified', 'Negotiation']),
    amount: random.int(120, 1500) * 500,
    currency,
    owner: random.pick(owners),
  };
}

/** Deals won in June share £100,000.00 in steps of £5. */
function setJune(deals: readonly Deal[], random: Random): void {
  const june = deals.filter(deal => deal.won !== undefined && deal.won >= JUNE[0] && deal.won < JUNE[1]);
  const steps = splitWhole(
    20_000,
    june.map(() => random.int(20, 100)),
  );
  for (const [i, deal] of june.entries()) deal.amount = steps[i] * 500;
}

/** Two deals given back in part and one whole, none of them in June. */
function setRefunds(deals: readonly Deal[]): void {
  const early = deals.filter(deal => deal.won !== undefined && deal.won < JUNE[0] && deal.currency === 'GBP');
  for (const [i, share] of [0.25, 1, 0.5].entries()) {
    const deal = early[i * 3 + 1];
    if (deal) deal.refund = { at: utc('2026-07-08T10:00') + i * 17 * DAY, amount: Math.round(deal.amount * share) };
  }
}

/** Visitors who stay unknown: most come once and leave. */
function anonymous(tracks: Tracks, random: Random): void {
  const ways: readonly Way[] = [
    'google',
    'google',
    'direct',
    'direct',
    'prospecting',
    'prospecting',
    'commercial',
    'bing',
    'newsletter',
    'guide',
    'linkedinPost',
    'hotels',
    'bingSearch',
    'podcast',
  ];
  const first = utc('2026-01-02');
  for (let i = 0; i < 900; i++) {
    const visitor = tracks.newVisitor();
    let at = Math.round((first + random.next() * (END - first)) / 1000) * 1000;
    for (let sessions = random.chance(0.25) ? 2 : 1; sessions > 0 && at < END; sessions--) {
      at = tracks.session(visitor, at, random.pick(ways), random.int(1, 4)) + random.int(10, 300) * HOUR;
    }
  }
}
