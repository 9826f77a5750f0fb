// What is collected, read as the semantics say: hits through the format, the store and the build.

import { afterEach, expect, test } from 'vitest';
import { prepare, report } from '#shared/report/index.ts';
import type { JournalLine } from '#shared/schema/collect.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { journey } from '../../../server/reports/journey.ts';
import { type Collected, collected, hit } from './collected.ts';

let company: Collected;
afterEach(() => company.close());

const visitor = 'visitor-0001';
const ad = 'https://www.acme.example/?utm_source=google&utm_medium=cpc&utm_campaign=Brand';
const mail = 'https://www.acme.example/?utm_source=news&utm_medium=email&utm_campaign=Autumn';
const page = 'https://www.acme.example/pricing';
type More = Partial<JournalLine>;

/** Collects the hits, shuffled as two tabs would send them, and answers visits by campaign. */
async function visitsOf(...lines: string[]): Promise<Record<string, number>> {
  company = await collected();
  await company.write(...lines.reverse());
  await company.drain();
  const { rows } = report(await answers(), { by: ['channel', 'campaign'] });
  return Object.fromEntries(
    rows.filter(row => row.visits > 0).map(row => [`${row.channel} ${row.campaign}`.trim(), row.visits]),
  );
}

async function answers() {
  return prepare(await buildWorkspace(company.store, company.settings), company.settings);
}

const view = (at: string, url: string, more: More = {}): string => hit(at, { visitor, url, ...more });
const direct = 'Direct (not set)';
const brand = 'Paid Search Brand';

test('two tabs at once are one visit', async () => {
  const visits = await visitsOf(
    view('2026-10-05T10:00:00Z', ad),
    view('2026-10-05T10:00:02Z', page, { referrer: ad }),
    view('2026-10-05T10:00:03Z', `${page}?plan=b`, { referrer: ad }),
    view('2026-10-05T10:04:00Z', page, { referrer: 'https://www.acme.example/' }),
  );
  expect(visits).toEqual({ [brand]: 1 });
});

test('the landing page again and what is done on it, without the referrer, are the same visit', async () => {
  const visits = await visitsOf(
    view('2026-10-05T10:00:00Z', ad, { referrer: 'https://www.google.com/' }),
    view('2026-10-05T10:01:00Z', ad, { kind: 'identify', email: 'ann@home.example' }),
    view('2026-10-05T10:02:00Z', ad),
  );
  expect(visits).toEqual({ [brand]: 1 });
});

test('a pause of 30 minutes is within the visit, one second more is not', async () => {
  const visits = await visitsOf(
    view('2026-10-05T10:00:00Z', ad),
    view('2026-10-05T10:30:00Z', page),
    // 30 min 1 s after the page before: a visit of its own, without a source.
    view('2026-10-05T11:00:01Z', page),
  );
  expect(visits).toEqual({ [brand]: 1, [direct]: 1 });
});

test('another campaign is another visit, the same one again is not', async () => {
  const visits = await visitsOf(
    view('2026-10-05T10:00:00Z', ad),
    view('2026-10-05T10:05:00Z', ad),
    view('2026-10-05T10:10:00Z', mail),
  );
  expect(visits).toEqual({ [brand]: 1, 'Email Autumn': 1 });
});

test('midnight cuts no visit, neither UTC’s nor the zone’s', async () => {
  const visits = await visitsOf(
    view('2026-10-05T23:50:00Z', ad),
    view('2026-10-06T00:05:00Z', page),
    view('2026-10-06T00:20:00Z', page),
  );
  expect(visits).toEqual({ [brand]: 1 });
});

test('the way back from a payment provider and a page of an own subdomain keep the source', async () => {
  const visits = await visitsOf(
    view('2026-10-05T10:00:00Z', ad),
    view('2026-10-05T10:05:00Z', 'https://shop.acme.example/cart', { referrer: 'https://www.acme.example/' }),
    view('2026-10-05T10:09:00Z', 'https://shop.acme.example/thanks', { referrer: 'https://www.paypal.com/' }),
    hit('2026-10-05T10:09:01Z', {
      visitor,
      kind: 'order',
      order_id: 'A-1',
      amount: '49.90',
      currency: 'GBP',
      url: 'https://shop.acme.example/thanks',
      referrer: 'https://www.paypal.com/',
    }),
  );
  expect(visits).toEqual({ [brand]: 1 });
  const { rows } = report(await answers(), { by: ['campaign'], models: ['last-touch'] });
  expect(rows.map(row => [row.campaign, row.revenue])).toEqual([['Brand', 49.9]]);
});

test('an order after a long while at the payment provider is the ad’s still', async () => {
  const visits = await visitsOf(
    view('2026-10-05T10:00:00Z', ad),
    view('2026-10-05T10:45:00Z', 'https://shop.acme.example/thanks', { referrer: 'https://checkout.stripe.com/' }),
    hit('2026-10-05T10:45:01Z', { visitor, kind: 'order', order_id: 'A-1', amount: '10', currency: 'GBP', url: page }),
  );
  // The page is a visit by the clock, and keeps the source that it continues.
  expect(visits[brand]).toBe(1);
  const { rows } = report(await answers(), { by: ['campaign'], models: ['last-touch'] });
  expect(rows.filter(row => row.revenue > 0).map(row => [row.campaign, row.revenue])).toEqual([['Brand', 10]]);
});

test('a visit without identity counts as one and is nobody’s', async () => {
  const denied = (at: string, url: string): string => hit(at, { kind: 'visit', consent: 'denied', url });
  const visits = await visitsOf(
    denied('2026-10-05T10:00:00Z', ad),
    denied('2026-10-05T10:00:10Z', ad),
    denied('2026-10-05T10:01:00Z', 'https://www.acme.example/'),
  );
  expect(visits).toEqual({ [brand]: 2, [direct]: 1 });
  const ready = await answers();
  expect(report(ready, {}).totals).toMatchObject({ visits: 3, leads: 0 });
});

test('who is known late gets the visits before, back to the first; who has no key of theirs gets none', async () => {
  await visitsOf(
    view('2026-10-01T10:00:00Z', ad),
    view('2026-10-03T10:00:00Z', mail),
    hit('2026-10-03T10:02:00Z', { visitor, kind: 'form', name: 'demo', email: 'ada@north.example', url: page }),
    hit('2026-10-02T10:00:00Z', { visitor: 'visitor-0002', url: mail }),
  );
  const { people, conversions } = await journey(company.store, await answers(), 'ada@north.example');
  expect(people.flatMap(({ keys }) => keys)).toEqual(['email:ada@north.example', `visitor:${visitor}`]);
  expect(conversions.map(({ kind, touches }) => [kind, touches.map(touch => touch.campaign)])).toEqual([
    ['lead', ['Brand', 'Autumn']],
  ]);
});

test.each(['form', 'chat', 'booking', 'identify', 'order', 'custom'] as const)(
  'a %s on the very page that the ad led to is no second touch',
  async kind => {
    const more = { order: { order_id: 'A-1', amount: '10', currency: 'GBP' }, custom: { name: 'tel-click' } };
    const visits = await visitsOf(
      view('2026-10-01T10:00:00Z', ad, { referrer: 'https://www.google.com/' }),
      hit('2026-10-01T10:01:00Z', {
        visitor,
        kind,
        email: 'ada@north.example',
        url: ad,
        referrer: 'https://www.google.com/',
        ...more[kind as 'order'],
      }),
    );
    expect(visits).toEqual({ [brand]: 1 });
    const { events } = await journey(company.store, await answers(), 'ada@north.example');
    expect(events.map(event => event.isTouch)).toEqual([true, false]);
  },
);

test('a device of two people is split where the second is identified', async () => {
  await visitsOf(
    view('2026-10-01T10:00:00Z', ad),
    hit('2026-10-01T10:01:00Z', { visitor, kind: 'form', email: 'ada@north.example', url: page }),
    view('2026-10-03T10:00:00Z', mail),
    hit('2026-10-03T10:02:00Z', { visitor, kind: 'form', email: 'bob@south.example', url: page }),
  );
  const ready = await answers();
  const touches = async (key: string) =>
    (await journey(company.store, ready, key)).events.filter(event => event.isTouch).map(event => event.campaign);
  // The mail's visit lies before Bob gave his name: it is still of whoever was known last.
  expect(await touches('ada@north.example')).toEqual(['Brand', 'Autumn']);
  expect(await touches('bob@south.example')).toEqual([]);
});
