import { expect, test } from 'vitest';
import { minimise } from '#shared/collect/minimise.ts';
import type { JournalLine } from '#shared/schema/collect.ts';

const full: JournalLine = {
  hit_id: 'h-12345678',
  kind: 'page',
  consent: 'granted',
  ad_user_data: true,
  at: 1_000,
  received: 2_000,
  site: 'acme.com',
  url: 'https://ann:secret@acme.com/landing?gclid=Cj0KC-xyz&utm_source=google&utm_campaign=Brand%20UK&email=ann@x.com#ann',
  referrer: 'https://www.google.com/search?q=ann+smith',
  title: 'Welcome, Ann',
  name: 'contact',
  visitor: 'v-12345678',
  email: 'ann@x.com',
  phone: '+447700900123',
  user_id: 'u1',
  order_id: 'o1',
  amount: '49.90',
  currency: 'GBP',
  heard: 'from Bob',
  properties: { company: 'Ann Ltd' },
  device: 'mobile',
  number: '+442079460001',
};

test('with consent a line is kept as it is', () => {
  expect(minimise(full)).toBe(full);
});

test.each(['denied', 'undecided'] as const)('%s consent keeps only that a visit was and how it came', consent => {
  expect(minimise({ ...full, consent })).toEqual({
    hit_id: 'h-12345678',
    kind: 'visit',
    consent,
    at: 1_000,
    received: 2_000,
    site: 'acme.com',
    url: 'https://acme.com/landing?gclid=1&utm_source=google&utm_campaign=Brand%20UK',
    referrer: 'https://www.google.com/search',
    name: 'contact',
    device: 'mobile',
  });
});

const urlOf = (url: string) => minimise({ ...full, consent: 'denied', url })?.url;

test('a click id keeps its name as it was written, and no value; a campaign id of the ad platform stays', () => {
  expect(urlOf('https://acme.com/?GCLID=abc&wbraid=def&fbclid=ghi&gad_campaignid=123&gad_source=1')).toBe(
    'https://acme.com/?GCLID=1&wbraid=1&fbclid=1&gad_campaignid=123&gad_source=1',
  );
  // No value: no click.
  expect(urlOf('https://acme.com/?gclid=&gclid')).toBe('https://acme.com/');
});

test('an address hidden in a campaign parameter or a campaign id goes', () => {
  expect(urlOf('https://acme.com/?utm_content=ann@x.com&utm_term=ann%40x.com&utm_source=mail')).toBe(
    'https://acme.com/?utm_source=mail',
  );
  expect(urlOf('https://acme.com/?gad_campaignid=ann@x.com')).toBe('https://acme.com/?gad_campaignid=1');
});

test('parameters in the fragment go with it', () => {
  expect(urlOf('https://acme.com/a#utm_source=x&token=secret')).toBe('https://acme.com/a');
  expect(urlOf('https://acme.com/a#?utm_source=x')).not.toContain('#');
});

test('who logged in and which order it was leave nothing to keep', () => {
  expect(minimise({ ...full, kind: 'identify', consent: 'denied' })).toBeUndefined();
  expect(minimise({ ...full, kind: 'order', consent: 'undecided' })).toBeUndefined();
});

test("an own event's name goes, as it may be anybody's", () => {
  expect(minimise({ ...full, kind: 'custom', name: 'Welcome Ann', consent: 'denied' })).not.toHaveProperty('name');
});

test('a withdrawal keeps the visitor it is about, and nothing else of them', () => {
  expect(minimise({ ...full, kind: 'withdraw', consent: 'denied' })).toEqual({
    hit_id: 'h-12345678',
    kind: 'withdraw',
    consent: 'denied',
    at: 1_000,
    received: 2_000,
    site: 'acme.com',
    url: 'https://acme.com/landing',
    visitor: 'v-12345678',
  });
  expect(minimise({ ...full, kind: 'withdraw', visitor: undefined })).toBeUndefined();
});
