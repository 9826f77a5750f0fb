import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { importFixture, instant, sharedData } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-ga4-'));
afterAll(() => rmSync(folder, { recursive: true }));

const events = 'SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY "at", kind, id';

test('reads events with nulls written: one duplicate dropped, one broken line set aside', async () => {
  const { answer, all } = await importFixture('ga4-bigquery/nulls-written.jsonl');
  expect(answer).toMatchObject({ format: 'ga4-bigquery', read: 7, kept: 5, duplicates: 1, rejected: 1 });
  const rows = await all(events);
  expect(rows.map(row => [row.name, row.kind])).toEqual([
    ['session_start', kindNumber.page],
    ['page_view', kindNumber.page],
    ['page_view', kindNumber.page],
    ['generate_lead', kindNumber.form],
    ['page_view', kindNumber.page],
  ]);
  expect(instant(rows[0].at)).toBe('2026-03-05T10:00:00.000Z');
  expect(Number(rows[0].at) % 1000).toBe(1); // microseconds are kept
});

test('takes a gclid without a manual medium for google / cpc, with the campaign of its click', async () => {
  const { all } = await importFixture('ga4-bigquery/nulls-written.jsonl');
  const click = (await all(events))[1];
  expect(click).toMatchObject({
    visitor: '1000000001.1772700000',
    session: '1772704800',
    source: 'google',
    medium: 'cpc',
    campaign: 'brand | ie',
    campaign_id: '20000000001',
    ad_group: 'brand exact',
    ad_group_id: '140000000001',
    click_ids: 'gclid=Cj0FIXTURE',
    url: 'https://www.example.com/pricing?gclid=Cj0FIXTURE',
    referrer: 'https://www.google.com/',
    device: 'mobile',
    country: 'Ireland',
  });
});

test("never lends the session's last non-direct click to an event without a click of its own", async () => {
  const { all } = await importFixture('ga4-bigquery/nulls-written.jsonl');
  expect((await all(events))[2]).toMatchObject({ source: null, medium: null, campaign: null, campaign_id: null });
});

test('keeps an event without consent, without visitor or session', async () => {
  const { all } = await importFixture('ga4-bigquery/nulls-written.jsonl');
  expect((await all(events))[4]).toMatchObject({ visitor: null, session: null, referrer: 'https://www.bing.com/' });
});

test('reads events with nulls left out: order, refund, and a placeholder for no order id', async () => {
  const { answer, all } = await importFixture('ga4-bigquery/nulls-left-out.jsonl');
  expect(answer).toMatchObject({ read: 4, kept: 4, rejected: 0 });
  expect(await all(events)).toMatchObject([
    { source: 'Newsletter', medium: 'Email', campaign: 'Spring', campaign_id: 'c-7', amount: null },
    // purchase_revenue, in the event's currency, wins over the parameter `value`
    { kind: kindNumber.order, order_id: 'T-1', amount: 12000, currency: 'JPY' },
    { kind: kindNumber.refund, order_id: 'T-1', amount: 2000, currency: 'JPY' },
    { kind: kindNumber.order, order_id: null, amount: 999, currency: 'GBP' },
  ]);
});

test("reads the console's array of objects", async () => {
  const { answer } = await importFixture('ga4-bigquery/console-array.json');
  expect(answer).toMatchObject({ format: 'ga4-bigquery', read: 2, kept: 2, rejected: 0 });
});

test('reads JSON in UTF-16 and in Windows-1252', async () => {
  const text = readFileSync(new URL('../../../fixtures/ga4-bigquery/nulls-left-out.jsonl', import.meta.url), 'utf8');
  const german = text.replaceAll('Ireland', 'Österreich');
  writeFileSync(join(folder, 'utf16.jsonl'), Buffer.from(`\uFEFF${german}`, 'utf16le'));
  writeFileSync(join(folder, 'latin1.jsonl'), Buffer.from(german, 'latin1'));
  for (const name of ['utf16.jsonl', 'latin1.jsonl']) {
    const { answer, all } = await importFixture(join(folder, name));
    expect(answer, name).toMatchObject({ read: 4, kept: 4, rejected: 0 });
    expect(await all('SELECT DISTINCT country FROM event'), name).toEqual([{ country: 'Österreich' }]);
  }
});

test('takes nothing from an array that was cut, and says so', async () => {
  const path = join(folder, 'cut.json');
  writeFileSync(path, '[{"event_timestamp":"1772704800000000","event_name":"page_view","event_params":[]},{"event_ti');
  const { answer, all } = await importFixture(path);
  expect(answer.error).toMatchObject({ code: 'json-broken' });
  expect(await all('SELECT count(*) AS n FROM event')).toEqual([{ n: 0 }]);
});

test.skipIf(!sharedData)(
  'reads the shared sample as its maker does: 3 sessions, 2 visitors, 1 lead, 1 purchase',
  async () => {
    const { answer, all } = await importFixture(`${sharedData}/tracking-micro-samples/ga4_events_shape.jsonl`);
    expect(answer).toMatchObject({ format: 'ga4-bigquery', read: 9, kept: 8, duplicates: 1, rejected: 0 });
    expect(
      await all(`SELECT count(DISTINCT (visitor, session)) FILTER (visitor IS NOT NULL) AS sessions,
      count(DISTINCT visitor) AS visitors,
      count(*) FILTER (kind = ${kindNumber.form}) AS leads,
      count(DISTINCT order_id) FILTER (kind = ${kindNumber.order}) AS purchases,
      any_value(amount) FILTER (kind = ${kindNumber.order}) AS amount,
      any_value(currency) FILTER (kind = ${kindNumber.order}) AS currency FROM event`),
    ).toEqual([{ sessions: 3, visitors: 2, leads: 1, purchases: 1, amount: 12000, currency: 'JPY' }]);
    expect(await all(`SELECT DISTINCT source, medium FROM event_given WHERE click_ids LIKE 'gclid=%'`)).toEqual([
      { source: 'google', medium: 'cpc' },
    ]);
  },
);

test('an export from before the attribution records: from the ad to the lead and the order', async () => {
  const { files, conversions } = await journeyOf(['ga4-bigquery/older-export.jsonl'], '500.600');
  expect(files[0]).toMatchObject({ format: 'ga4-bigquery', read: 5, kept: 5, rejected: 0 });
  // `traffic_source`, google / organic, is the visitor's first source ever and of no event here.
  expect(conversions).toEqual([
    'lead ines@inlet.example: Paid Social linkedin / paid_social (ABM)',
    'order T-22 99.5 EUR: Paid Social linkedin / paid_social (ABM) > Paid Search google / cpc',
  ]);
});
