import '../fake-browser.ts';
import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { choicesItem, defaultChoices } from '../../../extension/state/choices.ts';
import { liveChoices } from '../../../extension/state/live-choices.ts';

beforeEach(() => fakeBrowser.reset());
const settled = () => new Promise(resolve => setTimeout(resolve, 5));

test('a change shows at once, is kept, and is seen by every other page', async () => {
  const [popup, dashboard] = [await liveChoices(), await liveChoices()];
  popup.change({ model: 'linear' });
  expect(popup.choices.value.model).toBe('linear');
  await settled();
  expect(await choicesItem.getValue()).toEqual({ ...defaultChoices, model: 'linear' });
  expect(dashboard.choices.value.model).toBe('linear');
});

test('quick changes never jump back to an earlier one', async () => {
  const { choices, change } = await liveChoices();
  const seen: string[] = [];
  choices.subscribe(({ model }) => seen.push(model));
  for (const model of ['linear', 'time-decay', 'w-shaped']) change({ model });
  await settled();
  expect(seen).toEqual(['last-touch', 'linear', 'time-decay', 'w-shaped']);
});

test('after a page’s own change, another page’s is still heard', async () => {
  const [popup, dashboard] = [await liveChoices(), await liveChoices()];
  popup.change({ model: 'linear' });
  await settled();
  dashboard.change({ goal: 'leads' });
  await settled();
  expect(popup.choices.value).toMatchObject({ model: 'linear', goal: 'leads' });
});

test('choices kept by an earlier version get what they lack', async () => {
  await fakeBrowser.storage.local.set({ choices: { model: 'linear' } });
  expect((await liveChoices()).choices.value).toEqual({ ...defaultChoices, model: 'linear' });
});
