import '../fake-browser.ts';
import { expect, test } from 'vitest';
import type { Meta } from '#shared/schema/index.ts';
import { unpairedBoard } from '../../../extension/state/board.ts';
import { basisWords, modelLabel, rangeWords } from '../../../extension/views/basis-words.ts';
import { figureText, goalText } from '../../../extension/views/figures.ts';
import { lastDayOf } from '../../../extension/views/last-day.ts';
import { platformLabel } from '../../../extension/views/platform-label.ts';
import { staleWords } from '../../../extension/views/standing.tsx';

const meta = {
  from: null,
  to: null,
  lookback: null,
  dateBasis: 'conversion',
  direct: 'count',
  links: 'all',
  currency: 'GBP',
  zone: 'UTC',
} as Meta;

test('the basis is told whole', () => {
  expect(basisWords(meta)).toBe('All time · by day of conversion · no lookback limit · GBP · UTC');
  expect(basisWords({ ...meta, lookback: 90, dateBasis: 'touch', direct: 'ignore' })).toBe(
    'All time · by day of click · lookback 90 days · direct ignored · GBP · UTC',
  );
  expect(basisWords({ ...meta, links: 'hard' })).toBe(
    'All time · by day of conversion · no lookback limit · hard links only · GBP · UTC',
  );
});

test('a range open at one end says so', () => {
  expect(rangeWords({ from: '2026-06-01', to: null })).toMatch(/2026 – today$/);
  expect(rangeWords({ from: null, to: '2026-06-01' })).toMatch(/^the beginning – /);
});

test('a goal is written in its own unit', () => {
  expect(goalText(1480, 'revenue', 'GBP')).toBe(figureText(1480, 'money', 'GBP'));
  expect(goalText(1480, 'leads', 'GBP')).toBe(figureText(1480, 'count', 'GBP'));
  expect(figureText(-1, 'percent', 'GBP')).toMatch(/^[-−]100\s?%$/);
  expect(figureText(null, 'percent', 'GBP')).toBe('–');
});

test('models and platforms that this version doesn’t know go by their ids', () => {
  expect([modelLabel('last-touch'), modelLabel('newest-touch')]).toEqual(['Last touch', 'newest-touch']);
  expect([platformLabel('meta-ads'), platformLabel('acme-network'), platformLabel(undefined)]).toEqual([
    'Meta Ads',
    'acme-network',
    '',
  ]);
});

test('fixed dates begin at the latest day of any data, else today', () => {
  const dataTo = { events: '2026-06-30', deals: '2026-07-02', spend: null };
  const workspace = {
    name: 'w',
    isSample: false,
    dataVersion: '',
    currency: 'GBP',
    zone: 'UTC',
    dataTo,
    importedAt: 0,
  };
  const now = Date.parse('2026-08-15T12:00:00Z');
  expect(lastDayOf({ workspace: { ...workspace, settings: '' } }, now)).toBe('2026-07-02');
  expect(lastDayOf(unpairedBoard, now)).toBe('2026-08-15');
});

test('only figures that aren’t the companion’s own of now are called old', () => {
  const now = 1_800_000_000_000;
  const at = now - 3 * 3_600_000;
  expect(staleWords({ at, by: 'companion', isStale: false }, now)).toBeNull();
  expect(staleWords({ at, by: 'here', isStale: false }, now)).toBeNull();
  expect(staleWords({ at, by: 'kept', isStale: true }, now)).toMatch(/earlier answer, from 3 hours ago/);
  expect(staleWords({ at, by: 'here', isStale: true }, now)).toMatch(/reckoned in this browser/);
  expect(staleWords({ at, by: 'companion', isStale: true }, now)).toMatch(/newer data/);
});
