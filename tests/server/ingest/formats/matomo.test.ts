import { expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { importFixture, instant } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const events = 'SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY "at", kind';

test('reads visits and what came of them; a page of the log that overlaps the last adds nothing', async () => {
  const { answer, all } = await importFixture('matomo-visits/visits.json');
  // Four visits, one of them twice, with 3, 2, 1 and again 3 actions: 13 rows, of which 1 + 3 are the second time.
  expect(answer).toMatchObject({ format: 'matomo-visits', read: 13, kept: 9, duplicates: 4, rejected: 0 });
  const rows = await all(events);
  expect(rows.map(row => [instant(row.at).slice(5, 16), row.kind, row.name])).toEqual([
    ['03-02T09:00', kindNumber.visit, 'campaign'],
    ['03-02T09:00', kindNumber.custom, 'action'],
    ['03-02T09:05', kindNumber.custom, 'play'],
    ['03-02T09:40', kindNumber.form, 'Katalog angefordert'],
    ['03-09T09:00', kindNumber.visit, 'search'],
    ['03-09T09:00', kindNumber.custom, 'action'],
    ['03-09T10:00', kindNumber.order, 'ecommerceOrder'],
    ['03-10T09:00', kindNumber.visit, 'direct'],
    ['03-10T09:00', kindNumber.custom, 'action'],
  ]);
  expect(rows[0]).toMatchObject({
    visitor: 'a1b2c3d4e5f60718',
    session: '9001',
    source: 'google',
    medium: 'cpc',
    campaign: 'Frühling',
    term: 'stehlampe',
    url: 'https://laden.example/lampen?mtm_campaign=Frühling',
    referrer: 'https://www.google.com/',
    device: 'Desktop',
    country: 'de',
  });
  expect(rows[4]).toMatchObject({
    term: null,
    campaign: null,
    user_id: 'Fritz@Forst.example',
    email: 'fritz@forst.example',
  });
  expect(rows[6]).toMatchObject({ order_id: 'M-77', amount: 24_990, currency: 'EUR' });
  expect(rows[7]).toMatchObject({ country: null, user_id: null });
});

test.each(['matomo-visits/visits.json', 'matomo-visits-csv/visits.csv'])(
  '%s: from the campaign to the order',
  async file => {
    const { files, keys, conversions } = await journeyOf([file], 'fritz@forst.example');
    expect(files[0].rejected).toBe(0);
    expect(keys).toEqual(['email:fritz@forst.example', 'user:Fritz@Forst.example', 'visitor:a1b2c3d4e5f60718']);
    expect(conversions).toEqual([
      'lead fritz@forst.example: Paid Search google / cpc (Frühling)',
      'order M-77 249.9 EUR: Paid Search google / cpc (Frühling) > Organic Search ecosia / organic',
    ]);
  },
);

test('reads the CSV in UTF-16: a visit, and its contact and order at its last action', async () => {
  const { answer, all } = await importFixture('matomo-visits-csv/visits.csv');
  expect(answer).toMatchObject({ format: 'matomo-visits-csv', read: 3, kept: 3, rejected: 0 });
  expect(answer.notes.join(' ')).toContain('JSON export');
  expect((await all(events)).map(row => [instant(row.at).slice(5, 16), row.kind, row.name])).toEqual([
    ['03-02T09:00', kindNumber.visit, 'campaign'],
    ['03-02T09:40', kindNumber.form, 'Katalog angefordert'],
    ['03-09T09:00', kindNumber.visit, 'search'],
    ['03-09T10:00', kindNumber.order, null],
    ['03-10T09:00', kindNumber.visit, 'direct'],
  ]);
});
