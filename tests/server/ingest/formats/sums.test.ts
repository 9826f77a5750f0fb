// Files of sums, of which no journey can be made: known by name, and refused with what to export instead.

import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formats } from '#shared/formats/index.ts';
import { importFixture } from './import-fixture.ts';

const fixtures = new URL('../../../fixtures/', import.meta.url).pathname;
const files = formats
  .filter(({ aggregate }) => aggregate)
  .flatMap(({ id, aggregate }) =>
    readdirSync(fixtures + id, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => ({ id, path: `${entry.parentPath}/${entry.name}`, remedy: aggregate!.remedy })),
  );

test.each(files)('$path is refused, and nothing of it is stored', async ({ id, path, remedy }) => {
  const { answer, all } = await importFixture(path);
  expect(answer).toMatchObject({ read: 0, kept: 0, error: { code: 'file-aggregate', remedy } });
  expect(answer.error?.what).toContain(`(${id})`);
  expect(await all('SELECT count(*) AS n FROM event_row')).toEqual([{ n: 0 }]);
});
