import { expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { importFixture, instant } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const file = 'umami-events/website_event.csv';

test('reads the rows of website_event, addresses put together out of their parts', async () => {
  const { answer, all } = await importFixture(file);
  expect(answer).toMatchObject({ format: 'umami-events', read: 5, kept: 5, rejected: 0 });
  const rows = await all('SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY id');
  expect(rows.map(row => row.kind)).toEqual([
    kindNumber.page,
    kindNumber.page,
    kindNumber.form,
    kindNumber.page,
    kindNumber.order,
  ]);
  expect(rows[0]).toMatchObject({
    visitor: 'us-1',
    session: 'uv-1',
    url: 'https://www.acme.example/tarifs?ttclid=E.C.P.fixture-TikTok_1',
    referrer: 'https://www.tiktok.com/',
    click_ids: 'ttclid=E.C.P.fixture-TikTok_1',
  });
  expect(instant(rows[0].at)).toBe('2026-03-02T09:00:00.123Z');
  expect(rows[1]).toMatchObject({ url: 'https://www.acme.example/demo', referrer: null });
});

test("two months' session ids of one identified visitor are one journey", async () => {
  const { keys, conversions } = await journeyOf([file], 'gil@grange.example');
  expect(keys).toEqual(['email:gil@grange.example', 'user:gil@grange.example', 'visitor:us-1', 'visitor:us-2']);
  expect(conversions.map(text => text.replace(/^(lead|order) .*?: /, '$1: '))).toEqual([
    'lead: Paid Social tiktok / paid_social',
    'order: Paid Social tiktok / paid_social > Email mailing / email (avril)',
  ]);
});
