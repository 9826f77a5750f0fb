import { expect, test } from 'vitest';
import { daysOf, foldSteps, type Step, stepsOf } from '../../../extension/panel/timeline.ts';
import { ad, ann, bob, conversion, email, event, journeyOf } from './journeys.ts';

const told = (steps: readonly Step[]) => steps.map(({ kind, title, at }) => [kind, title, at.slice(0, 16)]);

test('a visit is one step with its pages counted; what was done in it, and what came of it, are steps of their own', () => {
  const steps = stepsOf(
    journeyOf({
      events: [
        event('2026-01-01T10:00:00Z', { ...ad, keyword: 'crm', url: 'https://www.x.example/pricing?gclid=1' }),
        event('2026-01-01T10:01:00Z'),
        event('2026-01-01T10:02:00Z', { kind: 'form', url: 'https://x.example/contact/thank-you' }),
        event('2026-01-03T09:00:00Z', { kind: 'booking' }),
        event('2026-01-03T09:05:00Z', { kind: 'identify' }),
      ],
      conversions: [
        conversion('lead', '2026-01-01T10:02:00Z', { from: 'events.csv:2026-01-01T10:02:00Z' }),
        conversion('opportunity', '2026-01-04T10:00:00Z', { stage: 'Proposal' }),
      ],
    }),
  );
  expect(told(steps)).toEqual([
    ['conversion', 'Opportunity, Proposal', '2026-01-04T10:00'],
    ['deed', 'Meeting booked', '2026-01-03T09:00'],
    ['conversion', 'Contact form filled in: became a lead', '2026-01-01T10:02'],
    ['touch', 'Google ad', '2026-01-01T10:00'],
  ]);
  expect(steps[3]).toMatchObject({
    channel: 'Paid Search',
    campaign: 'Brand',
    keyword: 'crm',
    landingPage: 'x.example/pricing',
    pages: 2,
    person: null,
  });
  expect(daysOf(steps).map(({ day, steps }) => [day, steps.length])).toEqual([
    ['2026-01-04', 1],
    ['2026-01-03', 1],
    ['2026-01-01', 2],
  ]);
});

test('pages count for the person who saw them', () => {
  const steps = stepsOf(
    journeyOf({
      people: [ann, bob],
      events: [
        event('2026-01-01T10:00:00Z', ad),
        event('2026-01-01T10:01:00Z', { ...email, person: bob.label }),
        event('2026-01-01T10:02:00Z'),
      ],
    }),
  );
  expect(steps.map(({ person, pages }) => [person, pages])).toEqual([
    ['bob@acme.example', 1],
    ['Ann Ash', 2],
  ]);
});

test('instants are ordered as instants, whatever offset they are written with', () => {
  const steps = stepsOf(
    journeyOf({ events: [event('2026-03-29T00:30:00Z', ad), event('2026-03-29T02:10:00+01:00', email)] }),
  );
  expect(steps.map(({ title }) => title)).toEqual(['Email', 'Google ad']);
});

test('deals are named where there are several; a win without a day has no place in time', () => {
  const steps = stepsOf(
    journeyOf({
      conversions: [
        conversion('opportunity', '2026-01-01T00:00:00Z', { state: 'won' }),
        conversion('opportunity', '2026-02-01T00:00:00Z', { id: 'deal:hubspot:2', label: 'South' }),
        conversion('won', '', {}),
      ],
    }),
  );
  expect(told(steps).map(([, title]) => title)).toEqual(['Opportunity: South', 'Opportunity: North']);
});

test('a long journey shows its newest eight and its oldest two steps, a short one all', () => {
  const steps = (n: number) =>
    stepsOf(
      journeyOf({ events: Array.from({ length: n }, (_, i) => event(new Date(i * 3_600_000).toISOString(), ad)) }),
    );
  const long = foldSteps(steps(47));
  // 47 − 8 − 2
  expect([long.newest.length, long.folded.length, long.oldest.length]).toEqual([8, 37, 2]);
  expect(long.oldest.at(-1)!.at).toBe('1970-01-01T00:00:00.000Z');
  // 12 − 10: a button for two would save nothing.
  expect(foldSteps(steps(12))).toMatchObject({ folded: [], oldest: [] });
  expect(foldSteps(steps(13)).folded).toHaveLength(3);
});
