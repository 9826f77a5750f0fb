import { expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { importFixture, instant, sharedData } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const events = 'SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY "at", id';

test('reads the calls of Segment: pages, tracks by their names, who somebody is; the same message twice once', async () => {
  const { answer, all } = await importFixture('segment-events/calls.jsonl');
  expect(answer).toMatchObject({ format: 'segment-events', read: 9, kept: 8, duplicates: 1, rejected: 0 });
  const rows = await all(events);
  expect(rows.map(row => [row.id, row.kind, row.name])).toEqual([
    ['ajs-1', kindNumber.page, null],
    ['ajs-2', kindNumber.form, 'Demo Requested'],
    ['ajs-3', kindNumber.identify, null],
    ['ajs-4', kindNumber.page, null],
    ['ajs-5', kindNumber.custom, 'alias'],
    ['srv-6', kindNumber.order, 'Order Completed'],
    ['ajs-7', kindNumber.custom, 'group'],
    // Traits of somebody nameless make nobody known.
    ['ajs-8', kindNumber.custom, 'identify'],
  ]);
  expect(rows[0]).toMatchObject({
    visitor: 'anon-1',
    source: 'google',
    medium: 'cpc',
    campaign: 'Spring Launch', // utm_campaign, under `name`
    campaign_id: '20000000001',
    content: 'ad-a',
    term: 'crm tool',
    // The canonical address has no query; `search` has it, byte for byte.
    url: 'https://www.acme.example/?utm_source=google&utm_medium=cpc&utm_campaign=Spring%20Launch&gclid=Cj0KCQjwFIXTURE-aBc_1',
    referrer: 'https://www.google.com/',
  });
  expect(instant(rows[0].at)).toBe('2026-03-02T09:00:00.000Z');
  // A "value" that is no number harms nothing on an event that is no sale.
  expect(rows[1]).toMatchObject({ amount: null });
  expect(rows[4]).toMatchObject({ visitor: 'anon-2', user_id: 'u-77' });
  expect(rows[5]).toMatchObject({
    visitor: null,
    user_id: 'u-77',
    order_id: 'A-1001',
    amount: 124_950,
    currency: 'GBP',
  });
});

test("Segment's visitors, before and after they are known, and the server's order are one journey", async () => {
  const { keys, conversions } = await journeyOf(['segment-events/calls.jsonl'], 'ada@analytical.example');
  expect(keys).toEqual(['email:ada@analytical.example', 'user:u-77', 'visitor:anon-1', 'visitor:anon-2']);
  expect(conversions).toEqual([
    'lead ada@analytical.example: Paid Search google / cpc (Spring Launch)',
    'order A-1001 1249.5 GBP: Paid Search google / cpc (Spring Launch) > Email newsletter / email (March)',
  ]);
});

test("RudderStack's session is one visit, however long between its pages", async () => {
  const { files, conversions } = await journeyOf(['segment-events/rudderstack-array.json'], 'bob@brook.example');
  expect(files[0]).toMatchObject({ format: 'segment-events', read: 3, kept: 3 });
  // 40 minutes between the two pages: only the vendor's session id holds them together.
  expect(conversions).toEqual(['lead bob@brook.example: Organic Social facebook / social']);
});

test('tells pages, tracks and identifies of the warehouse apart, and joins them', async () => {
  const folder = 'segment-warehouse';
  const { files, keys, conversions } = await journeyOf(
    ['pages', 'tracks', 'identifies', 'order_completed'].map(name => `${folder}/${name}.csv`),
    'cleo@cliff.example',
  );
  expect(files.map(({ format, kept, rejected }) => [format, kept, rejected])).toEqual([
    [folder, 2, 0],
    [folder, 2, 0],
    [folder, 1, 0],
    [folder, 1, 0],
  ]);
  expect(keys).toEqual(['email:cleo@cliff.example', 'user:u-5', 'visitor:wh-1']);
  // The booking at 09:12:00 made the lead; the identification came four seconds later.
  expect(conversions).toEqual([
    'lead cleo@cliff.example: Paid Social linkedin / paid_social (ABM Q1)',
    'order W-9 980 EUR: Paid Social linkedin / paid_social (ABM Q1)',
  ]);
  const tracks = await importFixture(`${folder}/tracks.csv`);
  expect((await tracks.all(events)).map(row => [row.kind, row.name])).toEqual([
    [kindNumber.booking, 'Demo Booked'],
    [kindNumber.custom, 'Video Played'],
  ]);
});

test.skipIf(!sharedData)('reads the public warehouse sample: a page view out of an autumn campaign', async () => {
  const { answer, all } = await importFixture(`${sharedData}/tracking-micro-samples/segment_pages_warehouse.csv`);
  expect(answer).toMatchObject({ format: 'segment-warehouse', read: 1, kept: 1, rejected: 0 });
  const [row] = await all(events);
  expect(row).toMatchObject({
    kind: kindNumber.page,
    visitor: '507f191e810c19729de860ea',
    user_id: '97980cfea0067',
    url: 'https://www.getdbt.com/?name=ferret',
    referrer: 'https://www.google.com/',
    source: 'facebook',
    medium: 'social',
    campaign: 'autumn_collection_2015',
    term: 'foo',
    content: 'bar',
  });
  expect(instant(row.at)).toBe('2015-02-23T22:28:55.000Z');
});
