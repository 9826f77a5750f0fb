import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { UsageError } from '#shared/errors.ts';
import { modelById, models } from '#shared/models/index.ts';

test('every model has a file of its name and every file is listed', () => {
  const folder = new URL('../../../shared/models', import.meta.url);
  const apart = ['index.ts', 'model.ts', 'milestone-shares.ts', 'one-touch.ts'];
  const files = readdirSync(folder).filter(name => !apart.includes(name));
  expect(files.sort()).toEqual(models.map(({ id }) => `${id}.ts`).sort());
});

test('finds a model by its id', () => {
  expect(modelById('w-shaped').label).toBe('W-shaped');
});

test('names the nearest model and all of them when there is none of that name', () => {
  const wrong = () => modelById('liner');
  expect(wrong).toThrow(UsageError);
  expect(wrong).toThrow('Unknown model "liner". Models: first-touch, last-touch, ');
  try {
    wrong();
  } catch (error) {
    expect((error as UsageError).details.remedy).toBe('Did you mean linear?');
  }
});

test('offers no model that is nothing like what was asked', () => {
  try {
    modelById('zzzzzzzz');
    expect.unreachable();
  } catch (error) {
    expect((error as UsageError).details.remedy).toBe('throughline models lists them.');
  }
});
