import { expect, test } from 'vitest';
import { type SummaryConversion, type SummaryDeed, type SummaryTouch, summarise } from '#shared/report/summary.ts';

const touch = (at: string, facts: Partial<SummaryTouch>): SummaryTouch => ({
  channel: 'Direct',
  source: '(direct)',
  campaign: null,
  keyword: null,
  platform: null,
  at,
  ...facts,
});
const email = { channel: 'Email', source: 'newsletter', campaign: 'Tips' };
const search = { channel: 'Organic Search', source: 'google' };
const ad = { channel: 'Paid Search', source: 'google', platform: 'google-ads', campaign: 'Brand' };
const deed = (at: string, kind: string, facts: Partial<SummaryDeed> = {}): SummaryDeed => ({
  at,
  kind,
  name: null,
  url: null,
  ...facts,
});
const order = (at: string, amount: number): SummaryConversion => ({
  kind: 'order',
  label: 'o',
  at,
  amount,
  currency: 'GBP',
  state: null,
  stage: null,
});
const lead = (at: string): SummaryConversion => ({ ...order(at, 0), kind: 'lead', amount: null });

test('how they came, came back and asked for a meeting is one sentence', () => {
  expect(
    summarise(
      [
        touch('2026-02-01T10:00:00Z', { ...ad, keyword: 'crm pricing' }),
        touch('2026-02-10T10:00:00Z', email),
        touch('2026-02-20T10:00:00Z', email),
      ],
      [],
      [deed('2026-02-01T10:00:00Z', 'visit'), deed('2026-03-03T10:00:00Z', 'booking')],
    ),
  ).toBe(
    'First came from a Google ad for ‘crm pricing’ on 1 February 2026, back twice through email; booked a meeting on 3 March.',
  );
});

test('ways back that were each taken once aren’t counted', () => {
  const touches = [touch('2026-01-01', ad), touch('2026-01-02', email), touch('2026-01-03', search)];
  expect(summarise(touches, [])).toBe(
    'First came from a Google ad ‘Brand’ on 1 January 2026, back through email and from a Google search.',
  );
});

test('the year is written where it changes', () => {
  expect(summarise([touch('2025-12-30', search)], [], [deed('2025-12-31', 'call'), deed('2026-01-02', 'chat')])).toBe(
    'First came from a Google search on 30 December 2025; called on 31 December and wrote in the chat on 2 January 2026.',
  );
});

test('a lead made by a form that was told of is not told again', () => {
  const form = deed('2026-02-02T09:21:00Z', 'form', { url: 'https://x.example/guides/e-book' });
  const came = [touch('2026-02-02T09:14:00Z', search)];
  expect(summarise(came, [lead('2026-02-02T09:21:00Z')], [form])).toBe(
    'First came from a Google search on 2 February 2026; filled in the e-book form on 2 February.',
  );
  expect(summarise(came, [lead('2026-02-05T09:21:00Z')], [form])).toMatch(/ Became a lead on 5 February\.$/);
});

test('of many deeds the first two and the last are told, repeated ones once', () => {
  const deeds = [
    deed('2026-02-01', 'form', { name: 'Guide' }),
    deed('2026-02-02', 'call'),
    deed('2026-02-03', 'call'),
    deed('2026-02-04', 'chat'),
    deed('2026-02-05', 'booking'),
  ];
  expect(summarise([], [], deeds)).toBe(
    'No visit of theirs is known. They filled in the form ‘Guide’ on 1 February 2026, called twice, last on 3 February and booked a meeting on 5 February.',
  );
});

test('several people are told by name, from the fourth on by their number', () => {
  const names = ['Noor', 'Gareth', 'Ines', 'Tom', 'Ada'];
  const touches = names.map((person, i) => touch(`2026-02-0${i + 1}`, { ...(i === 1 ? search : ad), person }));
  expect(summarise(touches.slice(0, 2), [])).toBe(
    'Noor came first, from a Google ad ‘Brand’ on 1 February 2026; Gareth followed on 2 February from a Google search.',
  );
  expect(summarise(touches, [])).toMatch(
    /; Ines followed on 3 February from a Google ad ‘Brand’; 2 more people after them\.$/,
  );
});

test('many orders are told by their number and sum', () => {
  const orders = [order('2026-02-01', 10.5), order('2026-02-02', 20), order('2026-02-03', 0.25)];
  // 10.50 + 20.00 + 0.25 = 30.75
  expect(summarise([touch('2026-02-01', search)], orders)).toMatch(
    / Ordered 3 times, £30\.75 in all, last on 3 February\.$/,
  );
});
