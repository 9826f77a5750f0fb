import { expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { importFixture } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const events = 'SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY id';
const forms = [
  'posthog-events/batch-export.jsonl',
  'posthog-events/properties-as-text.jsonl',
  'posthog-ui/all-columns.csv',
];

test.each(forms)('reads %s', async file => {
  const { answer, all } = await importFixture(file);
  expect(answer).toMatchObject({ format: file.split('/')[0], read: 7, kept: 7, rejected: 0 });
  const rows = await all(events);
  expect(rows.map(row => [row.kind, row.name])).toEqual([
    [kindNumber.page, '$pageview'],
    [kindNumber.custom, '$autocapture'],
    [kindNumber.identify, '$identify'],
    [kindNumber.page, '$pageview'],
    [kindNumber.order, 'purchase_completed'],
    [kindNumber.identify, '$create_alias'],
    [kindNumber.page, '$screen'],
  ]);
  const device = '0195c0de-aaaa-7000-8000-000000000001';
  expect(rows[0]).toMatchObject({
    visitor: device,
    session: 's-1',
    url: 'https://www.acme.example/?gclid=Cj0KCQjwPHfixture_9&gad_source=1&gad_campaignid=20000000077',
    device: 'Desktop',
    country: 'Germany',
  });
  expect(rows[2]).toMatchObject({ visitor: device, user_id: 'u-300', email: 'eve@east.example' });
  // The address of the visit is without tags: what the tracker repeats of an earlier visit isn't this one's.
  expect(rows[3]).toMatchObject({ source: null, click_ids: null, referrer: null });
  expect(rows[4]).toMatchObject({ order_id: 'PH-1', amount: 34_050, currency: 'USD' });
  expect(rows[5]).toMatchObject({ visitor: 'phone-7', user_id: 'u-300' });
  // An app's screen has no address: its utm values are all there is.
  expect(rows[6]).toMatchObject({ source: 'instagram', medium: 'paid_social' });
});

test.each(forms)(
  '%s: device, phone and server are one person, and the repeated click is no second touch',
  async file => {
    const { keys, conversions } = await journeyOf([file], 'eve@east.example');
    expect(keys).toEqual([
      'contact:posthog:phone-7',
      'contact:posthog:u-300',
      'email:eve@east.example',
      'user:u-300',
      'visitor:0195c0de-aaaa-7000-8000-000000000001',
      'visitor:phone-7',
      'visitor:u-300',
    ]);
    const before = 'Paid Social instagram / paid_social > Paid Search google / cpc (20000000077)';
    expect(conversions).toEqual([
      `lead eve@east.example: ${before}`,
      `order PH-1 340.5 USD: ${before} > Direct (direct) / (none)`,
    ]);
  },
);

test("reads the interface's list with the columns that were shown", async () => {
  const { files, conversions } = await journeyOf(['posthog-ui/shown-columns.csv'], 'anon-55');
  expect(files[0]).toMatchObject({ format: 'posthog-ui', read: 2, kept: 2, rejected: 0 });
  expect(conversions).toEqual(['lead posthog:anon-55: Referral partner / referral']);
});
