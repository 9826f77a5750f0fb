// Journeys as the companion answers them, cut down to what a test is about.

import type { ConversionAnswer, JourneyAnswer, TouchAnswer } from '#shared/schema/index.ts';

type Event = JourneyAnswer['events'][number];

export const event = (at: string, facts: Partial<Event> = {}): Event => ({
  at,
  kind: 'page',
  name: null,
  person: 'ann@acme.example',
  channel: 'Direct',
  source: '(direct)',
  medium: '(none)',
  campaign: null,
  keyword: null,
  platform: null,
  url: null,
  isTouch: false,
  from: `events.csv:${at}`,
  ...facts,
});

export const ad = {
  channel: 'Paid Search',
  source: 'google',
  platform: 'google-ads',
  campaign: 'Brand',
  isTouch: true,
};
export const search = { channel: 'Organic Search', source: 'google', isTouch: true };
export const email = { channel: 'Email', source: 'newsletter', campaign: 'Tips', isTouch: true };

export const touch = (
  at: string,
  { isTouch: _isTouch, ...way }: Partial<TouchAnswer> & { isTouch?: boolean },
  value: Record<string, number> = {},
  credit: Record<string, number> = {},
): TouchAnswer => ({
  at,
  channel: 'Direct',
  source: '(direct)',
  medium: '(none)',
  campaign: null,
  keyword: null,
  platform: null,
  landingPage: null,
  from: `events.csv:${at}`,
  milestones: [],
  credit,
  value,
  ...way,
});

export const conversion = (
  kind: ConversionAnswer['kind'],
  at: string,
  facts: Partial<ConversionAnswer> = {},
): ConversionAnswer => ({
  kind,
  id: kind === 'lead' ? 'person:1' : 'deal:hubspot:1',
  label: 'North',
  at,
  amount: kind === 'lead' ? null : 100,
  currency: 'GBP',
  from: 'deals.csv:2',
  state: kind === 'won' ? 'won' : 'open',
  stage: null,
  touches: [],
  unattributed: null,
  ...facts,
});

export const ann = {
  id: 'contact:hubspot:1',
  keys: [],
  label: 'ann@acme.example',
  name: 'Ann Ash',
  account: 'Acme',
  firstSeen: null,
};
export const bob = { ...ann, id: 'contact:hubspot:2', label: 'bob@acme.example', name: null };

export const journeyOf = (facts: Partial<JourneyAnswer>): JourneyAnswer => ({
  key: 'contact:hubspot:1',
  kind: 'person',
  label: 'ann@acme.example',
  summary: '',
  people: [ann],
  others: [],
  othersLeftOut: 0,
  basis: { links: 'all' },
  links: [],
  events: [],
  conversions: [],
  currency: 'GBP',
  ...facts,
});
