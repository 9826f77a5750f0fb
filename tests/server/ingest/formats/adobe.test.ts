import { expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { importFixture, instant } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const forms = ['adobe-hits/with-header.tsv', 'adobe-hits/beside/hit_data.tsv'];

test.each(forms)(
  'reads %s: ids beyond a number’s precision, a tracking code only on the hit that brought it',
  async file => {
    const { answer, all } = await importFixture(file);
    expect(answer).toMatchObject({ format: 'adobe-hits', read: 6, kept: 4, duplicates: 0, rejected: 2 });
    expect(answer.rejects.map(({ reason }) => /exclude_hit|hit_source/.exec(reason)?.[0])).toEqual([
      'exclude_hit',
      'hit_source',
    ]);
    const rows = await all('SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY "at"');
    expect(rows.map(row => [row.kind, row.campaign, row.session])).toEqual([
      [kindNumber.page, 'goo:brand', '1_1772442000'],
      [kindNumber.page, null, '1_1772442000'],
      [kindNumber.page, null, '2_1773046800'],
      [kindNumber.order, null, '2_1773046800'],
    ]);
    // 2^53 is 9007199254740992: two ids that a number would make one.
    expect(rows.slice(0, 2).map(row => row.id)).toEqual(['3421_9007199254740994', '3421_9007199254740995']);
    expect(rows[0].visitor).toBe('3221226475912345678_6917537912345678901');
    expect(instant(rows[0].at)).toBe('2026-03-02T09:00:00.000Z');
    // 159.80 + 20.20, the prices of the list's two products.
    expect(rows[3]).toMatchObject({ order_id: 'AD-31', amount: 18_000, currency: 'USD' });
  },
);

test.each(forms)('%s: from the Google ad to the order a week later', async file => {
  const { keys, conversions } = await journeyOf([file], 'hugo@hill.example');
  expect(keys).toEqual([
    'email:hugo@hill.example',
    'user:hugo@hill.example',
    'visitor:3221226475912345678_6917537912345678901',
  ]);
  expect(conversions).toEqual(['order AD-31 180 USD: Paid Search google / cpc (goo:brand) > Direct (direct) / (none)']);
});
