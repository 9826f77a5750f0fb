import { expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { importFixture, instant, sharedData } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const events = 'SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY "at", id';
const forms = ['snowplow-enriched/enriched.tsv', 'snowplow-warehouse/events.csv'];

test.each(forms)('reads %s: an event sent twice once, and its click id by its network', async file => {
  const { answer, all } = await importFixture(file);
  expect(answer).toMatchObject({ format: file.split('/')[0], read: 7, kept: 6, duplicates: 1, rejected: 0 });
  const rows = await all(events);
  expect(rows.map(row => [row.kind, row.name, row.session?.toString().slice(0, 2)])).toEqual([
    [kindNumber.page, 'page_view', '6f'],
    [kindNumber.custom, 'page_ping', '6f'],
    [kindNumber.form, 'Newsletter Signup', '6f'], // a structured event is what its action says
    [kindNumber.custom, 'page_ping', '7a'],
    [kindNumber.page, 'page_view', '8a'],
    [kindNumber.order, 'transaction', '8a'],
  ]);
  expect(rows[0]).toMatchObject({
    visitor: 'd0a1b2c3-dddd-4eee-8fff-000011112222',
    click_ids: 'msclkid=0123456789abcdef0123456789abcdef',
    platform: 'microsoft-ads',
    device: 'Computer',
    country: 'GB',
  });
  // The earlier of the two that were collected.
  expect(instant(rows[0].at)).toBe('2026-03-02T09:00:00.000Z');
  expect(rows[5]).toMatchObject({ order_id: 'SP-500', amount: 19_990, currency: 'EUR' });
});

test.each(forms)('%s: from the Bing ad to the order; a tab left open is no visit', async file => {
  const { keys, conversions } = await journeyOf([file], 'dora@dell.example');
  expect(keys).toEqual([
    'email:dora@dell.example',
    'user:dora@dell.example',
    'visitor:d0a1b2c3-dddd-4eee-8fff-000011112222',
  ]);
  // The ping of 3 March has the ad's address and a session of its own, and is no touch.
  expect(conversions).toEqual([
    'lead dora@dell.example: Paid Search bing / cpc',
    'order SP-500 199.9 EUR: Paid Search bing / cpc > Email spring-mail / email (Spring)',
  ]);
});

test('the same events in both forms are the same events', async () => {
  const first = await importFixture(forms[0]);
  expect(await first.again(forms[1])).toMatchObject({ read: 7, kept: 0, duplicates: 7 });
});

test.skipIf(!sharedData)('reads the small public sample with NULL as text', async () => {
  const { answer, all } = await importFixture(`${sharedData}/tracking-micro-samples/snowplow_sp_event.csv`);
  expect(answer).toMatchObject({ format: 'snowplow-warehouse', read: 6, kept: 6, rejected: 0 });
  const visitors = await all('SELECT DISTINCT visitor FROM event ORDER BY 1');
  expect(visitors.map(row => row.visitor)).toContain('domain_userid_1');
  expect(await all(`SELECT count(*) AS n FROM event WHERE user_id = 'NULL' OR url = 'NULL'`)).toEqual([{ n: 0 }]);
});

test.skipIf(!sharedData)(
  "finds the publisher's sessions in the public web events, but for eight that differ by rule",
  async () => {
    const folder = `${sharedData}/snowplow-web-events`;
    const { answer, all } = await importFixture(`${folder}/snowplow_web_events.csv`);
    // Three events came twice, with the same or another collector_tstamp.
    expect(answer).toMatchObject({ format: 'snowplow-warehouse', read: 160, kept: 157, duplicates: 3, rejected: 0 });
    const expected = `read_csv('${folder}/snowplow_web_sessions_expected.csv', all_varchar = true)`;
    const rows = await all(`
    WITH ours AS (
      SELECT session AS id, count(*) FILTER (kind = ${kindNumber.page}) AS pages, any_value(user_id) AS what FROM event GROUP BY session),
    theirs AS (SELECT original_domain_sessionid AS id, sum(page_views::INTEGER) AS pages, any_value(user_id) AS what FROM ${expected} GROUP BY 1)
    SELECT coalesce(o.what, t.what) AS what, o.pages AS ours, t.pages AS theirs FROM (FROM ours WHERE pages > 0) o FULL JOIN theirs t USING (id)
    WHERE o.pages IS DISTINCT FROM t.pages ORDER BY what`);
    // [page views here, page views there] of the sessions that differ, by the edge case that the data is labelled with.
    expect(
      rows.map(row => [row.what, row.ours, row.theirs].map(cell => (typeof cell === 'bigint' ? Number(cell) : cell))),
    ).toEqual([
      // There a page view needs an id of its own.
      ['NULL page_view_id', 1, null],
      // There a page that is still open counts as viewed; here nobody came.
      ['No edge cases', null, 1],
      ['No edge cases', null, 1],
      // There what happens more than three days after a session's start is left out.
      ['Unexpired session', 2, 1],
      // There two views with one page view id are one; the session is the same.
      ['dupe: page_view_id different derived_tstamp', 8, 7],
      // There an event that was sent three days late is left out.
      ['late arriving: device created/sent >3 days', 1, null],
      ['long session', 4, 2],
      ['stray page ping', null, 1],
    ]);
    // 18 sessions there: less those three of pings, and with the two that are left out there, 17 here.
    expect(await all(`SELECT count(DISTINCT session) AS n FROM event WHERE kind = ${kindNumber.page}`)).toEqual([
      { n: 17 },
    ]);
  },
);
