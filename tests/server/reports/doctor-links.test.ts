import { expect, test } from 'vitest';
import type { KeptLink } from '#shared/schema/links.ts';
import { linkFindings } from '../../../server/reports/doctor-links.ts';
import { type Records, storeOf } from '../journeys/records.ts';

const kept = (campaign: string, more: Partial<KeptLink> = {}): KeptLink => ({
  id: campaign,
  url: 'https://acme.com',
  link: `https://acme.com?utm_campaign=${campaign}`,
  channel: 'Email',
  source: 'newsletter',
  medium: 'email',
  campaign,
  madeAt: '2026-03-01T09:00:00Z',
  madeBy: 'ann',
  ...more,
});

async function find(links: readonly KeptLink[], records: Records) {
  const store = await storeOf(records);
  try {
    const found = (await linkFindings(store, links)).filter(one => one !== null);
    return Object.fromEntries(found.map(({ code, count, examples }) => [code, { count, examples }]));
  } finally {
    await store.close();
  }
}

// In the records, `email` is newsletter / email / Nurture, `facebook` facebook / paid_social / Retargeting, `ad` Brand.
const events = [
  { at: '2026-03-02 10:00', visitor: 'v1', from: 'email' },
  { at: '2026-03-02 11:00', visitor: 'v2', from: 'email' },
  { at: '2026-03-09 10:00', visitor: 'v1', from: 'direct' },
];

test('a register that everything arrives by has no findings', async () => {
  expect(await find([kept('Nurture')], { events })).toEqual({});
});

test('an empty register asks for nothing', async () => {
  expect(await find([], { events })).toEqual({});
});

test('a link is quiet once the data go on for a week after it was made, not before', async () => {
  // The newest event is of 9 March, 10:00: made on the 2nd at 10:00 it is a week old, a second later it isn't.
  const links = [
    kept('Nurture'),
    kept('old', { madeAt: '2026-03-02T10:00:00Z' }),
    kept('new', { madeAt: '2026-03-02T10:00:01Z' }),
  ];
  expect(await find(links, { events })).toEqual({
    'links-unused': { count: 1, examples: ['old (newsletter / email), made 2026-03-02'] },
  });
});

test('a campaign that arrives otherwise written is told with the name it should have', async () => {
  expect(await find([kept('NURTURE', { madeAt: '2026-03-08T00:00:00Z' })], { events })).toEqual({
    'links-misspelt': { count: 2, examples: ['“Nurture” for “NURTURE” (2 events)'] },
  });
});

test('campaigns that nobody registered are named, but for those of cost reports', async () => {
  const found = await find([kept('Nurture')], {
    events: [
      ...events,
      { at: '2026-03-03 10:00', visitor: 'v3', from: 'facebook' },
      { at: '2026-03-03 11:00', visitor: 'v4', from: 'ad' },
    ],
    spend: [{ day: '2026-03-03', platform: 'google-ads', campaign: 'Brand', cost: 100 }],
  });
  expect(found).toEqual({
    'links-unregistered': { count: 1, examples: ['Retargeting (facebook / paid_social): 1 event'] },
  });
});
