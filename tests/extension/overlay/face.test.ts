import { expect, test } from 'vitest';
import { columns } from '../../../extension/overlay/columns.ts';
import { emptyFace, loadingFace, noMatchFace, rowFace, spreadOf, totalFace } from '../../../extension/overlay/face.ts';
import { figures, rowOf } from './figures.ts';

const [revenue, roas, pipeline, leads] = columns;
const spread = (lowest: number, highest: number, rankDependsOnModel = false) => ({
  lowest,
  highest,
  rankDependsOnModel,
});

test('money has the currency’s own decimals, counts at most two, ratios two', () => {
  const row = rowOf({ revenue: 2000, roas: 10, leads: 12.345, cost: 200 });
  expect(rowFace(revenue, row, 'GBP', true).text).toBe('£2,000.00');
  expect(rowFace(revenue, row, 'JPY', true).text).toBe('¥2,000');
  expect(rowFace(roas, row, 'GBP', false).text).toBe('10.00');
  expect(rowFace(leads, row, 'GBP', false).text).toBe('12.35');
});

test('zero is a figure, no match and a ratio without cost are dashes', () => {
  expect(rowFace(revenue, rowOf(), 'GBP', true)).toMatchObject({ text: '£0.00', state: 'zero' });
  expect(noMatchFace(revenue)).toMatchObject({ text: '–', state: 'no-match' });
  expect(noMatchFace(revenue).label).toContain('no visit or cost is known');
  expect(rowFace(roas, rowOf({ revenue: 5 }), 'GBP', false)).toMatchObject({ text: '–', state: 'figure', bar: '' });
});

test('a cell that waits or stands for nothing has no text', () => {
  expect(loadingFace(revenue)).toMatchObject({ text: '', state: 'loading', label: 'Revenue: loading' });
  expect(emptyFace).toMatchObject({ text: '', label: '' });
});

test('the bar runs from the lowest to the highest on an axis from 0 to the row’s own highest', () => {
  // 48 px: £50 of £200 is 12 px, £100 is 24 px; from the right: 0 px to the end, 36 px wide, the tick's left edge 23 px.
  const row = rowOf({ revenue: 100, spread: { revenue: spread(50, 200) } });
  expect(rowFace(revenue, row, 'GBP', true).bar).toBe(
    '--throughline-end:0px;--throughline-width:36px;--throughline-tick:23px',
  );
});

test('a figure that no model changes is a dot at the end of the axis, and says so', () => {
  const face = rowFace(revenue, rowOf({ revenue: 400, spread: { revenue: spread(400, 400) } }), 'GBP', true);
  expect(face.bar).toBe('--throughline-end:0px;--throughline-width:3px;--throughline-tick:0px');
  expect(face.label).toBe('Revenue £400.00, the same under every model');
});

test('with refunds the axis begins below zero', () => {
  // −£100 to £100: zero is in the middle.
  const row = rowOf({ revenue: 0, spread: { revenue: spread(-100, 100) } });
  expect(rowFace(revenue, row, 'GBP', true).bar).toBe(
    '--throughline-end:0px;--throughline-width:48px;--throughline-tick:23px',
  );
});

test('the spread of ROAS is that of revenue by cost; without cost there is none', () => {
  const row = rowOf({ revenue: 100, roas: 0.5, cost: 200, spread: { revenue: spread(50, 400) } });
  expect(spreadOf(roas, row)).toEqual({ lowest: 0.25, highest: 2, now: 0.5 });
  expect(spreadOf(roas, rowOf({ revenue: 100, spread: { revenue: spread(50, 400) } }))).toBeNull();
  expect(spreadOf(revenue, rowOf({ spread: { revenue: spread(0, 0) } }))).toBeNull();
  expect(spreadOf(pipeline, row)).toBeNull();
});

test('the marks say that a rank depends on the model and that tags are amiss, the latter once a row', () => {
  const row = rowOf({ revenue: 1, health: 'cost-without-visits', spread: { revenue: spread(1, 2, true) } });
  const face = rowFace(revenue, row, 'GBP', true);
  expect(face.marks).toBe('rank health');
  expect(face.label).toBe(
    'Revenue £1.00, between £1.00 and £2.00 over all models, its rank depends on the model, costs money but no visit names it: check its tracking tags',
  );
  expect(rowFace(revenue, row, 'GBP', false).marks).toBe('rank');
});

test('a total has no bar and no marks', () => {
  expect(totalFace(revenue, { ...figures, revenue: 12.5 }, 'GBP')).toMatchObject({
    text: '£12.50',
    bar: '',
    marks: '',
  });
});
