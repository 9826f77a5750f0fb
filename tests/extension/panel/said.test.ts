import { expect, test } from 'vitest';
import { dealsOf } from '../../../extension/panel/deals.ts';
import { saidOf } from '../../../extension/panel/said.ts';
import { conversion } from './journeys.ts';

const heard = (answer: string) => ({
  answer,
  said: ['Podcast'],
  at: null,
  from: 'deals.csv:2',
  verdict: 'not measurable' as const,
});

test('the deal looked at speaks first, then the lead; another deal never', () => {
  const lead = conversion('lead', '2026-01-01', { heard: heard('as a lead') });
  const one = conversion('won', '2026-02-01', { id: 'deal:1', heard: heard('of the first deal') });
  const two = conversion('opportunity', '2026-03-01', { id: 'deal:2' });
  const answer = { conversions: [lead, one, two] };
  const [second, first] = dealsOf(answer);
  expect(saidOf(answer, first)?.answer).toBe('of the first deal');
  expect(saidOf(answer, second)?.answer).toBe('as a lead');
  expect(saidOf({ conversions: [one, two] }, second)).toBeNull();
});

test('a record without a deal has the answer of whatever it became', () => {
  const lead = conversion('lead', '2026-01-01', { heard: heard('a podcast') });
  expect(saidOf({ conversions: [lead] }, null)?.answer).toBe('a podcast');
  expect(saidOf({ conversions: [] }, null)).toBeNull();
});
