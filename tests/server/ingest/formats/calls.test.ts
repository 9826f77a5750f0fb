import { expect, test } from 'vitest';
import { importFixture, instant } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const events = 'SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY line';
const call = 3;
const custom = 10;

test("reads CallRail's export: a withheld number is nobody's, a call without a time is set aside", async () => {
  const { answer, all } = await importFixture('callrail-calls/calls.csv', { zone: 'Europe/London' });
  expect(answer).toMatchObject({ format: 'callrail-calls', read: 4, kept: 3, rejected: 1 });
  expect(answer.rejects[0]).toMatchObject({ line: 5 });
  const rows = await all(events);
  expect(rows).toMatchObject([
    {
      kind: call,
      phone: '+44 20 7946 0001',
      source: 'Google Ads',
      medium: 'CPC',
      campaign: 'Brand | UK',
      keyword: 'engine hire',
      url: 'https://www.analytical.example/engines?gclid=Cj0KCQjwFIXTURE01&utm_campaign=brand',
    },
    { kind: call, phone: null, source: '(direct)', medium: '(none)' },
    { kind: call, phone: '+44 20 7946 0002', source: 'Google Organic' },
  ]);
  // London: 10:15 in winter is UTC, 09:30 in June is 08:30.
  expect([rows[0], rows[2]].map(row => instant(row.at))).toEqual([
    '2026-03-02T10:15:00.000Z',
    '2026-06-03T08:30:00.000Z',
  ]);
  expect(JSON.parse(String(rows[0].properties))).toMatchObject({ 'Duration (seconds)': '312', Tags: 'sales, hot' });
});

test("reads CallRail's API names: the Google Analytics client is the visitor, an outbound call no lead", async () => {
  const { answer, all } = await importFixture('callrail-calls/api-names.csv');
  expect(answer).toMatchObject({ format: 'callrail-calls', read: 2, kept: 2 });
  const rows = await all(events);
  expect(rows).toMatchObject([
    { id: 'CAL8154748ae6bd4e278a7cddd38a662f4f', kind: call, visitor: '1000000001.1772700000' },
    { kind: custom, visitor: null, source: null },
  ]);
  expect(rows[0].click_ids).toBe('gclid=Cj0KCQjwFIXTURE02');
  expect(instant(rows[0].at)).toBe('2026-03-02T15:15:00.000Z'); // 10:15 five hours behind UTC
});

test("a CallRail call is its caller's lead, and a touch of the source it names; a direct one is none", async () => {
  const { conversions } = await journeyOf(['callrail-calls/calls.csv'], 'phone:+442079460001');
  expect(conversions).toEqual(['lead +442079460001: Paid Search google / cpc (Brand | UK)']);
});

test('reads CallTrackingMetrics: twelve-hour times with an offset or on the account’s clock', async () => {
  const { answer, all } = await importFixture('calltrackingmetrics-calls/calls.csv', { zone: 'Europe/London' });
  expect(answer).toMatchObject({ format: 'calltrackingmetrics-calls', read: 3, kept: 3, rejected: 0 });
  const rows = await all(events);
  expect(rows.map(row => instant(row.at))).toEqual([
    '2026-03-02T10:24:00.000Z',
    '2026-03-02T18:05:00.000Z', // 13:05 five hours behind
    '2026-06-02T21:24:00.000Z', // 22:24 in summer
  ]);
  expect(rows).toMatchObject([
    { id: '2001', phone: '+442079460001', visitor: '1000000001.1772700000', keyword: 'engine hire' },
    { id: '2002', phone: null, source: '(direct)' },
    { id: '2003', source: 'Newsletter', medium: 'email', campaign: 'Spring' },
  ]);
});

test('takes the exact second where CallTrackingMetrics gives it', async () => {
  const { all } = await importFixture('calltrackingmetrics-calls/unix-time.csv', { zone: 'America/New_York' });
  // 1,772,446,980 s = 2 March 2026, 10:23 UTC, whatever the clock beside it says.
  expect(instant((await all(events))[0].at)).toBe('2026-03-02T10:23:00.000Z');
});

test('a CallTrackingMetrics call joins phone and visitor', async () => {
  const { keys, conversions } = await journeyOf(
    ['calltrackingmetrics-calls/calls.csv'],
    'visitor:1000000001.1772700000',
  );
  expect(keys).toEqual(['phone:+442079460001', 'visitor:1000000001.1772700000']);
  expect(conversions).toEqual(['lead +442079460001: Paid Search google / cpc (Brand)']);
});

test('reads Infinity: only rows that say something of a call are calls', async () => {
  const { answer, all } = await importFixture('infinity-calls/calls.csv');
  expect(answer).toMatchObject({ format: 'infinity-calls', read: 3, kept: 3, rejected: 0 });
  expect((await all(events)).map(row => [row.kind, row.name, row.source])).toEqual([
    [call, null, 'Google'],
    [custom, 'Brochure', null],
    [call, null, '(direct)'],
  ]);
});

test('an Infinity call and the goal of the same visit are one touch; withheld numbers join nobody', async () => {
  const { keys, conversions } = await journeyOf(['infinity-calls/calls.csv'], 'phone:+442079460001');
  expect(keys).toEqual(['phone:+442079460001', 'visitor:5f2c0a8e-1d7b-4a66-9a10-0242ac120002']);
  expect(conversions).toEqual(['lead +442079460001: Paid Search google / cpc (Brand | UK)']);
  const other = await journeyOf(['infinity-calls/calls.csv'], 'visitor:7a1d44c2-33cb-4a52-8a10-0242ac120002');
  expect(other.keys).toEqual(['visitor:7a1d44c2-33cb-4a52-8a10-0242ac120002']);
});
