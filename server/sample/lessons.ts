// The journeys written by hand, each of which teaches one thing; index.ts lists them and where to read them. None of
// these people touches a campaign that another lesson counts.

import { type SearchedAd, searchedAd } from './ad-groups.ts';
import type { Deal, HubspotContact, HubspotDeal } from './deals.ts';
import { DAY, HOUR, utc } from './text.ts';
import { SITE, type Tracks, type Way } from './tracks.ts';

const MINUTE = 60_000;

/** A lead who came by one way only (and one ad, where it is given), up to the form; returns the form's instant. */
function singleWayLead(
  tracks: Tracks,
  email: string,
  way: Way,
  first: number,
  sessions: number,
  ad?: SearchedAd,
): number {
  const visitor = tracks.newVisitor();
  let last = first;
  for (let i = 0; i < sessions; i++) last = tracks.session(visitor, first + i * 3 * DAY, way, 2 + i, { ad });
  const at = last + 2 * MINUTE;
  tracks.add({ at, visitor, event: 'form', url: `${SITE}/quote/thank-you`, email });
  return at;
}

/** £400, £1,000 and £2,000 from £200 each: the fewer clicks, the more revenue; of ad groups and keywords too. */
export function threeCampaigns(tracks: Tracks): Deal[] {
  const buyers = [
    [
      'broad',
      searchedAd('150000000011', 'electric kettle'),
      'Moorside Cafe',
      150_00,
      '2026-02-03T10:05',
      '2026-03-12T11:00',
    ],
    [
      'broad',
      searchedAd('150000000012', 'large kettle'),
      'Tidewell Tearoom',
      250_00,
      '2026-02-09T13:40',
      '2026-04-08T09:30',
    ],
    [
      'phrase',
      searchedAd('150000000021', 'hotel kettle'),
      'Oakhurst Lodge',
      400_00,
      '2026-02-05T08:50',
      '2026-03-24T15:10',
      'Google',
    ],
    [
      'phrase',
      searchedAd('150000000022', 'office kettle'),
      'Fernley Offices',
      600_00,
      '2026-02-17T16:20',
      '2026-04-21T10:00',
    ],
    [
      'exact',
      searchedAd('150000000031', 'kettle descaler'),
      'Penhallow Spa',
      2000_00,
      '2026-02-11T11:15',
      '2026-04-15T14:45',
      'a podcast',
    ],
  ] as const;
  const deals = buyers.map(([way, ad, account, amount, first, won, heard], i): Deal => {
    const email = emailAt('buyer', account);
    const lead = singleWayLead(tracks, email, way, utc(first), 1 + (i % 3), ad);
    return {
      name: `${account} – first order`,
      email,
      account,
      industry: 'Hospitality',
      created: lead + DAY,
      opportunity: lead + 3 * DAY,
      won: utc(won),
      stage: 'Won',
      amount,
      currency: 'GBP',
      owner: 'Priya Nair',
      heard,
    };
  });
  // Leads who never bought, most of them from the campaign with the most clicks.
  for (const [way, count] of [
    ['broad', 11],
    ['phrase', 5],
    ['exact', 1],
  ] as const) {
    for (let i = 0; i < count; i++) {
      singleWayLead(tracks, `${way}${i}@postbox.example`, way, utc('2026-02-04T09:00') + i * 31 * HOUR, 1);
    }
  }
  return deals;
}

/** Google ad, e-book, email, brand search, Facebook retargeting, meeting, opportunity, won: £12,000. */
export function theLongWay(tracks: Tracks): { contacts: HubspotContact[]; deals: HubspotDeal[] } {
  const email = 'amelia.hart@harrowgatehotels.example';
  const visitor = tracks.newVisitor();
  tracks.session(visitor, utc('2026-02-02T09:14'), 'commercial', 2, {
    landing: '/guides/hard-water',
    ad: searchedAd('150000000041', 'commercial kettle'),
  });
  const download = utc('2026-02-02T09:21');
  tracks.add({ at: download, visitor, event: 'form', url: `${SITE}/guides/hard-water/e-book`, email });
  tracks.session(visitor, utc('2026-02-04T08:05'), 'ebookEmail', 3, { landing: '/case-studies' });
  tracks.session(visitor, utc('2026-02-25T14:40'), 'google', 2, { landing: '/' });
  tracks.session(visitor, utc('2026-03-04T19:30'), 'retargeting', 2, { landing: '/pricing' });
  tracks.add({ at: utc('2026-03-04T19:41'), visitor, event: 'booking', url: `${SITE}/meeting/booked`, email });
  const contact: HubspotContact = {
    id: '501',
    first: 'Amelia',
    last: 'Hart',
    email,
    company: { id: '7001', name: 'Harrowgate Hotels' },
    created: download + 2 * MINUTE,
    heard: 'Google and a colleague at another hotel',
  };
  const deal: HubspotDeal = {
    id: '9001',
    name: 'Harrowgate Hotels – kettles for 14 houses',
    stage: 'Closed won',
    amount: 12_000_00,
    created: utc('2026-03-12T10:00'),
    closed: utc('2026-07-15T16:00'),
    contacts: [contact],
    owner: 'Tom Okafor',
  };
  return { contacts: [contact], deals: [deal] };
}

/** Three contacts of one account, each with a way of their own, on one deal of £18,600. */
export function threeContacts(tracks: Tracks): { contacts: HubspotContact[]; deals: HubspotDeal[] } {
  const company = { id: '7002', name: 'Larkspur Holiday Parks' };
  const people = [
    {
      id: '502',
      first: 'Noor',
      last: 'Rahman',
      heard: 'the Hotel Kitchen podcast',
      ways: [['hotels', '2026-01-20T10:30']],
    },
    { id: '503', first: 'Gareth', last: 'Pugh', ways: [['google', '2026-02-11T15:05']] },
    {
      id: '504',
      first: 'Ines',
      last: 'Moreau',
      ways: [
        ['guide', '2026-03-03T09:45'],
        ['newsletter', '2026-03-17T08:20'],
      ],
    },
  ] as const;
  const contacts = people.map(({ id, first, last, ways, ...said }): HubspotContact => {
    const visitor = tracks.newVisitor();
    const email = `${first}.${last}@larkspurparks.example`.toLowerCase();
    let end = 0;
    for (const [way, at] of ways) end = tracks.session(visitor, utc(at), way, 2);
    tracks.add({ at: end + MINUTE, visitor, event: 'form', url: `${SITE}/contact/thank-you`, email });
    return { id, first, last, email, company, created: end + 3 * MINUTE, ...said };
  });
  const deal: HubspotDeal = {
    id: '9002',
    name: 'Larkspur Holiday Parks – site kitchens',
    stage: 'Closed won',
    amount: 18_600_00,
    created: utc('2026-04-02T11:00'),
    closed: utc('2026-08-20T13:30'),
    contacts,
    owner: 'Tom Okafor',
  };
  // Sold over the counter, nobody wrote down to whom.
  const counter: HubspotDeal = {
    id: '9003',
    name: 'Trade counter',
    stage: 'Closed won',
    amount: 1_480_00,
    created: utc('2026-05-06T09:00'),
    closed: utc('2026-05-06T09:30'),
    contacts: [],
    owner: 'Priya Nair',
  };
  return { contacts, deals: [deal, counter] };
}

/** Open deals at proposal stage: £28,295 from Google Ads, £7,695 from Google's organic results, the rest from others. */
export function proposals(tracks: Tracks): Deal[] {
  const open: readonly (readonly [Way, string, number, string])[] = [
    // 6,400 + 5,895 + 7,250 + 4,750 + 4,000 = 28,295
    ['commercial', 'Ashgrove Catering', 6_400_00, '2026-07-02T10:10'],
    ['commercial', 'Whitcombe Schools', 5_895_00, '2026-07-09T11:25'],
    ['brand', 'Northfold Council', 7_250_00, '2026-07-15T14:00'],
    ['commercial', 'Sandle Marina', 4_750_00, '2026-08-04T09:35'],
    ['commercial', 'Verity House', 4_000_00, '2026-08-13T16:15'],
    // 4,200 + 3,495 = 7,695
    ['google', 'Bramley Court', 4_200_00, '2026-07-21T12:40'],
    ['google', 'Millbrook Surgery', 3_495_00, '2026-08-19T10:55'],
    ['facilities', 'Castleton Works', 9_100_00, '2026-07-28T15:30'],
    ['newsletter', 'Holloway Inns', 3_250_00, '2026-08-06T08:25'],
  ];
  return open.map(([way, account, amount, first], i): Deal => {
    const email = emailAt('office', account);
    const lead = singleWayLead(tracks, email, way, utc(first), 1 + (i % 2));
    return {
      name: `${account} – proposal`,
      email,
      account,
      industry: 'Public sector',
      created: lead + 2 * DAY,
      opportunity: lead + 6 * DAY,
      stage: 'Proposal',
      amount,
      currency: 'GBP',
      owner: 'Lena Fischer',
    };
  });
}

/** What a careful reader finds in `doctor`, and the shop's small orders: one counted twice by a reload, one refunded. */
export function oddities(tracks: Tracks): void {
  // One tablet, two people: their events part where each makes themselves known.
  const tablet = tracks.newVisitor();
  tracks.session(tablet, utc('2026-03-10T10:00'), 'google', 2);
  tracks.add({
    at: utc('2026-03-10T10:09'),
    visitor: tablet,
    event: 'form',
    url: `${SITE}/contact/thank-you`,
    email: 'reception@tablet-one.example',
  });
  tracks.session(tablet, utc('2026-03-11T17:00'), 'newsletter', 2);
  tracks.add({
    at: utc('2026-03-11T17:06'),
    visitor: tablet,
    event: 'form',
    url: `${SITE}/contact/thank-you`,
    email: 'kitchen@tablet-two.example',
  });
  for (let i = 0; i < 6; i++) {
    tracks.session(tracks.newVisitor(), utc('2026-01-12T12:00') + i * 5 * DAY, 'oldCampaign', 1);
    tracks.session(tracks.newVisitor(), utc('2026-04-02T12:00') + i * 2 * DAY, 'macro', 1);
  }
  tracks.add({
    at: utc('2026-03-25T13:00'),
    visitor: tracks.newVisitor(),
    event: 'offline',
    source: 'Catering Trade Fair',
    medium: 'event',
    campaign: 'Spring fair',
    email: 'stand.visitor@wetherlyfoods.example',
  });
  tracks.add({
    at: utc('2026-05-20T15:45'),
    visitor: tracks.newVisitor(),
    event: 'call',
    source: 'google',
    medium: 'cpc',
    campaign: 'Commercial kettles',
    phone: '+44 20 7946 0958',
  });
  const ways: readonly Way[] = ['google', 'newsletter', 'direct', 'affiliate', 'guide', 'bingSearch'];
  for (let i = 0; i < 18; i++) {
    // Never in June, whose total is a lesson of its own.
    const start = i < 9 ? utc('2026-02-02T11:20') + i * 9 * DAY : utc('2026-07-03T11:20') + (i - 9) * 8 * DAY;
    const visitor = tracks.newVisitor();
    const end = tracks.session(visitor, start, ways[i % ways.length], 3, { landing: '/descaler' });
    const order = {
      visitor,
      event: 'order',
      url: `${SITE}/basket/thank-you`,
      orderId: `B-${4401 + i}`,
      amount: 3900 + 450 * (i % 7),
      currency: i % 5 === 4 ? 'EUR' : 'GBP',
    } as const;
    tracks.add({ ...order, at: end + 3 * MINUTE });
    if (i === 3) tracks.add({ ...order, at: end + 4 * MINUTE });
    if (i === 6) tracks.add({ ...order, event: 'refund', url: undefined, at: end + 12 * DAY });
  }
}

/** An address at the account's own domain: emailAt('buyer', 'Moorside Cafe') is buyer@moorsidecafe.example. */
function emailAt(name: string, account: string): string {
  return `${name}@${account.toLowerCase().replaceAll(' ', '')}.example`;
}
