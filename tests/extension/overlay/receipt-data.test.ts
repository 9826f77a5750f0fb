import { expect, test } from 'vitest';
import type { ExplainAnswer } from '#shared/schema/index.ts';
import { columns } from '../../../extension/overlay/columns.ts';
import { explainCommand, explainQuery, modelsAtEnds, topPaths } from '../../../extension/overlay/receipt-data.ts';
import { rowOf } from './figures.ts';

const [revenue, , pipeline] = columns;

test('the receipt is asked on the basis that the figures stand on', () => {
  const query = explainQuery(
    {
      platform: 'google-ads',
      level: 'campaign',
      model: 'linear',
      from: '2026-02-01',
      to: '2026-02-28',
      lookback: null,
      goal: 'leads',
    },
    revenue,
    rowOf({ id: '21', name: 'Brand' }),
  );
  expect(query).toEqual({
    by: 'campaign',
    value: '21',
    platform: 'google-ads',
    goal: 'revenue',
    top: 50,
    model: 'linear',
    from: '2026-02-01',
    to: '2026-02-28',
    lookback: null,
  });
  expect(explainCommand(query)).toBe(
    'throughline explain --by campaign --value 21 --platform google-ads --goal revenue --model linear --from 2026-02-01 --to 2026-02-28 --lookback none',
  );
});

test('a name in the command is quoted so that a shell takes it as it is', () => {
  expect(explainCommand({ by: 'keyword', value: `it's "$(rm)"`, lookback: 90 })).toBe(
    `throughline explain --by keyword --value 'it'\\''s "$(rm)"' --lookback 90d`,
  );
});

test('the models at either end are named, for the goal that the answer has values of', () => {
  const row = rowOf({ byModel: { 'last-touch': 5, 'first-touch': 9, linear: 9 } });
  expect(modelsAtEnds(revenue, row, 'revenue')).toEqual({ lowest: ['Last touch'], highest: ['First touch', 'Linear'] });
  expect(modelsAtEnds(pipeline, row, 'revenue')).toBeNull();
});

test('paths are counted by channel, repeats of one told by number', () => {
  const path = (...steps: string[]) => ({ path: steps.map(step => ({ step })) });
  const answer = {
    conversions: [path('Paid Search · Brand', 'Paid Search · Brand', 'Email · may'), path('Direct'), path('Direct')],
  };
  expect(topPaths(answer as unknown as ExplainAnswer)).toEqual([
    { steps: 'Direct', conversions: 2 },
    { steps: 'Paid Search ×2 → Email', conversions: 1 },
  ]);
});
