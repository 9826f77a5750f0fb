import '../fake-browser.ts';
import { expect, test } from 'vitest';
import { basisOf } from '../../../extension/state/basis.ts';
import { defaultChoices } from '../../../extension/state/choices.ts';

const june = { from: '2026-06-01', to: '2026-06-30' };

test('the usual choices leave lookback and dates to the workspace', () => {
  expect(basisOf(defaultChoices)).toEqual({ goal: 'revenue', dateBasis: 'conversion' });
});

test('the page’s own days count only where they are asked for', () => {
  expect(basisOf(defaultChoices, june)).toMatchObject(june);
  expect(basisOf({ ...defaultChoices, range: 'all' }, june)).not.toHaveProperty('from');
  expect(basisOf({ ...defaultChoices, range: { from: '2026-01-01', to: '2026-01-31' } }, june)).toMatchObject({
    from: '2026-01-01',
    to: '2026-01-31',
  });
});

test('no lookback is asked for as none, and is not the setting’s', () => {
  expect(basisOf({ ...defaultChoices, lookback: null })).toHaveProperty('lookback', null);
  expect(basisOf({ ...defaultChoices, lookback: 45 })).toHaveProperty('lookback', 45);
});

test('identity links are left to the workspace’s setting unless they are chosen, by older choices too', () => {
  expect(basisOf({ ...defaultChoices, links: 'hard' })).toHaveProperty('links', 'hard');
  const { links: _links, ...older } = defaultChoices;
  expect(basisOf(older as typeof defaultChoices)).not.toHaveProperty('links');
});
