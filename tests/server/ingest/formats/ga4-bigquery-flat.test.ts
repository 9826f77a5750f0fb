import { expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { importFixture } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const forms = ['ga4-bigquery-flat/flattened.csv', 'ga4-bigquery-flat/dotted.csv'];

test.each(forms)('reads %s by the rules of the nested export', async file => {
  const { answer, all } = await importFixture(file);
  expect(answer).toMatchObject({ format: 'ga4-bigquery-flat', read: 4, kept: 4, rejected: 0 });
  const rows = await all('SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY "at"');
  expect(rows.map(row => row.kind)).toEqual([kindNumber.page, kindNumber.form, kindNumber.page, kindNumber.order]);
  expect(rows[0]).toMatchObject({
    visitor: '111.222',
    session: '1772442000',
    source: 'google',
    medium: 'cpc',
    click_ids: 'gclid=Cj0FLATfixture',
    device: 'desktop',
    country: 'Ireland',
  });
  // The first source ever of the user is not this event's.
  expect(rows[1]).toMatchObject({ source: null, user_id: 'u-9' });
  expect(rows[3]).toMatchObject({ order_id: 'T-5', amount: 7550, currency: 'EUR' });
});

test.each(forms)('%s: two browsers of one user are one journey', async file => {
  const { conversions } = await journeyOf([file], 'u-9');
  expect(conversions).toEqual([
    'lead u-9: Paid Search google / cpc',
    'order T-5 75.5 EUR: Paid Search google / cpc > Email news / email (March)',
  ]);
});
