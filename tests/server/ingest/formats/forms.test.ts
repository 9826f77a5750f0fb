import { expect, test } from 'vitest';
import { importFixture, instant } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const events = 'SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY line, kind';
const form = 2;
const order = 8;
const refund = 9;
const custom = 10;
const ada = 'ada.byron@analytical.example';

test("reads Typeform's responses: an address is what looks like one under a question that asks for it", async () => {
  const { answer, all } = await importFixture('typeform-responses/responses.csv', { zone: 'America/New_York' });
  expect(answer).toMatchObject({ format: 'typeform-responses', read: 3, kept: 3, rejected: 0 });
  const rows = await all(events);
  // "Would you like e-mails from us?" holds the word and is answered by yes and no.
  expect(rows.map(row => [row.id, row.kind, row.email, row.phone])).toEqual([
    ['tok01aaaa', form, ada, '+44 20 7946 0001'],
    ['tok02bbbb', form, 'bela@homes.example', null],
    ['tok03cccc', custom, null, null], // only begun
  ]);
  expect(instant(rows[0].at)).toBe('2026-03-02T10:15:00.000Z'); // submitted, in UTC
  expect(rows[0]).toMatchObject({
    source: 'google',
    medium: 'cpc',
    campaign: 'Brand',
    click_ids: 'gclid=Cj0KCQjwFIXTURE06',
  });
});

test("reads Gravity Forms' entries: the page's address is the source, a paid form an order, a refunded one both", async () => {
  const { answer, all } = await importFixture('gravity-forms-entries/entries.csv', {
    zone: 'Europe/London',
    currency: 'GBP',
  });
  expect(answer).toMatchObject({ format: 'gravity-forms-entries', read: 4, kept: 4, rejected: 0 });
  const rows = await all(events);
  expect(rows.map(row => [row.line, row.kind, row.email, row.order_id, row.amount, row.currency])).toEqual([
    [2, form, ada, null, null, null],
    [4, form, 'bela@homes.example', null, null, null],
    [4, order, 'bela@homes.example', 'pi_FIXTUREGF01', 4950, 'GBP'],
    [5, form, 'cara@dunn.example', null, null, null],
    [5, order, 'cara@dunn.example', 'pi_FIXTUREGF02', 4950, 'GBP'],
    [5, refund, 'cara@dunn.example', 'pi_FIXTUREGF02', 4950, 'GBP'],
    [6, form, 'dora@esch.example', null, null, null], // her payment failed
  ]);
  expect(instant(rows[0].at)).toBe('2026-06-02T09:15:00.000Z'); // 10:15 in summer
});

test('both forms of one address are one lead, at the first of them', async () => {
  const { conversions } = await journeyOf(
    ['gravity-forms-entries/entries.csv', 'typeform-responses/responses.csv'],
    ada,
  );
  expect(conversions).toEqual([`lead ${ada}: Paid Search google / cpc (Brand)`]);
});

test('a paid and refunded form is an order and its refund', async () => {
  const { conversions } = await journeyOf(['gravity-forms-entries/entries.csv'], 'cara@dunn.example');
  expect(conversions.map(line => line.split(':')[0])).toEqual([
    'lead cara@dunn.example',
    'order pi_FIXTUREGF02 49.5 GBP',
    'refund pi_FIXTUREGF02 -49.5 GBP',
  ]);
});
