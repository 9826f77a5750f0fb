// Journeys for tests, told as short stories: when the touches were, in days, and what they were. Builds the columns that
// the store would give, through a sort of its own.

import { expect } from 'vitest';
import { FLAG_DIRECT, FLAG_PAID, type Journeys } from '#shared/journeys/journeys.ts';
import { type View, type ViewOptions, viewJourneys } from '#shared/journeys/view.ts';
import type { Coded, Conversions, JourneySet, Sources, Touches } from '#shared/journeys/workspace.ts';
import type { Model } from '#shared/models/model.ts';
import { DAY_MS } from '#shared/time.ts';

export interface ToldTouch {
  /** Days since 1970-01-01, with fractions. */
  day: number;
  is?: 'direct' | 'paid';
  /** Event key: decides the order of touches at one instant. */
  key?: number;
}

export interface Story {
  touches: (number | ToldTouch)[];
  /** Day of the conversion; left out: the day of the last touch. */
  at?: number;
  until?: number;
  lead?: number;
  opportunity?: number;
  close?: number;
}

const flagsOf = { direct: FLAG_DIRECT, paid: FLAG_PAID } as const;

/** Source row = flags: 0 plain, 1 direct, 2 paid, 3 both. */
export const sources: Sources = (() => {
  const text = ['', '', '', ''];
  return {
    length: 4,
    channel: text,
    source: text,
    medium: text,
    campaign: text,
    campaignId: text,
    adGroup: text,
    adGroupId: text,
    ad: text,
    adId: text,
    keyword: text,
    keywordId: text,
    content: text,
    term: text,
    platform: text,
    referrerHost: text,
    flags: Uint8Array.of(0, 1, 2, 3),
  };
})();

function conversionsOf(length: number): Conversions {
  const coded: Coded = { code: new Uint32Array(length), dict: [''] };
  const text = Array.from({ length }, (_, i) => `deal:test:${i}`);
  return {
    length,
    kind: text.map(() => 'deal' as const),
    id: text,
    label: text,
    amount: new Float64Array(length),
    currency: new Uint16Array(length),
    currencies: [''],
    count: new Uint8Array(length).fill(1),
    bookedAt: new Float64Array(length),
    isOpen: new Uint8Array(length),
    excluded: coded,
    owner: coded,
    pipeline: coded,
    stage: coded,
    industry: coded,
    account: coded,
    file: new Uint32Array(length),
    line: new Uint32Array(length),
  };
}

const ms = (day: number | undefined) => (day === undefined ? Number.NaN : day * DAY_MS);

/** The columns of the stories: the touches at or before each conversion, by instant and then key. */
export function build(stories: readonly Story[]): { set: JourneySet; touches: Touches } {
  const rows = stories.map(story => {
    const told = story.touches.map((t, i) => {
      const touch = typeof t === 'number' ? { day: t } : t;
      return { time: ms(touch.day), key: touch.key ?? i, flags: touch.is ? flagsOf[touch.is] : 0 };
    });
    const at = story.at === undefined ? Math.max(0, ...told.map(t => t.time)) : ms(story.at);
    const until = story.until === undefined ? at : ms(story.until);
    const before = told.filter(t => t.time <= until).sort((a, b) => a.time - b.time || a.key - b.key);
    return { story, at, until, before };
  });
  const all = rows.flatMap(row => row.before);
  const start = new Uint32Array(rows.length + 1);
  rows.forEach((row, j) => {
    start[j + 1] = start[j] + row.before.length;
  });
  return {
    set: {
      conversions: conversionsOf(rows.length),
      start,
      touch: Uint32Array.from(all, (_, i) => i),
      at: Float64Array.from(rows, row => row.at),
      until: Float64Array.from(rows, row => row.until),
      leadAt: Float64Array.from(rows, row => ms(row.story.lead)),
      opportunityAt: Float64Array.from(rows, row => ms(row.story.opportunity)),
      closeAt: Float64Array.from(rows, row => ms(row.story.close)),
    },
    touches: {
      length: all.length,
      source: Uint32Array.from(all, t => t.flags),
      context: new Uint32Array(all.length),
      time: Float64Array.from(all, t => t.time),
      key: BigUint64Array.from(all, t => BigInt(t.key)),
    },
  };
}

export const asTheyAre: ViewOptions = { lookbackDays: null, direct: 'count' };

export function view(stories: readonly Story[], options: ViewOptions = asTheyAre): View {
  const { set, touches } = build(stories);
  return viewJourneys(set, touches, sources, options);
}

/** Each touch's share of one story's conversion, in order. */
export function sharesOf(model: Model, story: Story, halfLifeDays = 7): number[] {
  return Array.from(creditOf(model, view([story]).journeys, halfLifeDays));
}

export function creditOf(model: Model, journeys: Journeys, halfLifeDays = 7): Float64Array {
  const out = new Float64Array(journeys.time.length).fill(Number.NaN);
  model.credit(journeys, out, { halfLifeDays });
  return out;
}

/** Equal to 12 decimals, each. */
export function expectShares(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((share, i) => {
    expect(actual[i]).toBeCloseTo(share, 12);
  });
}
