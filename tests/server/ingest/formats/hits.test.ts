import { expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { importFixture, instant } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const file = 'hits/2026-10-17.ndjson';

test('a line of the journal is an event with all that it says; a withdrawal is none', async () => {
  const { answer, all } = await importFixture(file);
  expect(answer).toMatchObject({ format: 'hits', read: 7, kept: 6, duplicates: 0, rejected: 1 });
  expect(answer.rejects).toEqual([{ line: 7, reason: 'takes consent back: it is no event' }]);
  const rows = await all('SELECT * FROM event ORDER BY "at"');
  expect(rows.map(row => [row.kind, row.name])).toEqual([
    [kindNumber.page, null],
    [kindNumber.custom, 'tel-click'],
    [kindNumber.form, 'demo'],
    [kindNumber.order, null],
    [kindNumber.visit, null],
    [kindNumber.form, 'newsletter'],
  ]);
  expect(rows[0]).toMatchObject({
    id: 'hit-0001-fixture',
    visitor: 'vis-ada-0001',
    url: 'https://www.acme.example/pricing?utm_source=google&utm_medium=cpc&utm_campaign=Brand&gclid=Cj0KCQfixture_AaBb-9',
    referrer: 'https://www.google.com/',
    device: 'desktop',
    number: '+442079460001',
  });
  expect(instant(rows[0].at)).toBe('2026-10-17T09:00:00.000Z');
  expect(rows[2]).toMatchObject({ email: 'ada@north.example', phone: '+44 20 7946 0018', heard: 'A podcast' });
  expect(JSON.parse(String(rows[2].properties))).toEqual({
    consent: 'granted',
    ad_user_data: 'true',
    site: 'www.acme.example',
    properties: { company: 'North "Ltd"' },
  });
  expect(rows[3]).toMatchObject({ order_id: 'A-1', amount: 4990, currency: 'GBP', user_id: 'u-7' });
  expect(rows[4]).toMatchObject({ visitor: null, email: null });
  expect(JSON.parse(String(rows[4].properties))).toEqual({ consent: 'denied', site: 'www.acme.example' });
  // What was typed is no address and no number: the form stays, of its visitor.
  expect(rows[5]).toMatchObject({ visitor: 'vis-bob-0002', email: null, phone: null });
});

test('the ad click leads to the form and the order; a click on a phone number makes nobody a lead', async () => {
  const { keys, conversions } = await journeyOf([file], 'ada@north.example');
  expect(keys).toEqual(['email:ada@north.example', 'phone:+442079460018', 'user:u-7', 'visitor:vis-ada-0001']);
  expect(conversions).toEqual([
    'lead ada@north.example: Paid Search google / cpc (Brand)',
    'order A-1 49.9 GBP: Paid Search google / cpc (Brand)',
  ]);
  const { conversions: unnamed } = await journeyOf([file], 'vis-bob-0002');
  expect(unnamed).toEqual(['lead vis-bob-0002: nothing']);
});
