// Deciding by hand and the switch to hard links through the engine: every report, the cached columns and the extension's
// tables follow, and undoing brings the former bytes back.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { models } from '#shared/models/index.ts';
import type { Engine } from '../../../server/engine.ts';
import { cacheName } from '../../../server/journeys/cache.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { openEngine } from '../../../server/open-engine.ts';
import { writeSmallCompany } from '../small-company.ts';

let folder: string;
let data: string;
let engine: Engine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-identity-'));
  data = join(folder, 'data');
  const files = await writeSmallCompany(join(folder, 'exports'));
  engine = await openLocalEngine(data);
  await engine.import({ files: Object.values(files).map(path => ({ path })) });
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const all = models.map(model => model.id);
/** Everything that can be asked, as it would be sent. */
async function everything(): Promise<string[]> {
  const { tag } = await engine.journeysTable({});
  return [
    tag,
    ...(await Promise.all([
      engine.report({ by: ['campaign'], models: all }),
      engine.report({ by: ['landing-page'] }),
      engine.compare({ by: ['channel'], goal: 'leads' }),
      engine.paths({}),
      engine.explain({ by: 'channel', value: 'Paid Search' }),
      engine.journey({ key: 'd1' }),
      engine.overlay({ platform: 'google-ads', level: 'campaign', keys: [{ name: 'Brand' }] }),
    ]).then(answers => answers.map(answer => JSON.stringify(answer)))),
  ];
}

test('Ada and Bob merged share each other’s touches; undone, every answer is what it was, to the byte', async () => {
  const before = await everything();
  const preview = await engine.identityPreview({
    action: 'merge',
    keys: ['ada@north.example', 'bob@south.example'],
    by: 'campaign',
    model: 'first-touch',
  });
  // Ada came first by Brand, so Bob's £500.50 moves there from Spring.
  expect(preview.rows).toEqual([
    { value: 'Brand', platform: 'google-ads', before: 1000, after: 1500.5 },
    { value: 'Spring', platform: 'meta-ads', before: 500.5, after: 0 },
  ]);
  expect([preview.totals, preview.unattributed]).toEqual([
    { before: 1600, after: 1600 },
    { before: 99.5, after: 99.5 },
  ]);
  expect([preview.conservation.before.holds, preview.conservation.after.holds]).toEqual([true, true]);
  expect(preview.people.after).toEqual([
    {
      label: 'ada@north.example',
      keys: ['email:ada@north.example', 'email:bob@south.example', 'visitor:v1', 'visitor:v2'],
    },
  ]);
  expect(await everything()).toEqual(before);

  const { change, dataVersion } = await engine.identityApply({
    action: 'merge',
    keys: ['ada@north.example', 'bob@south.example'],
    note: 'one household',
  });
  expect((await engine.status()).workspace.dataVersion).toBe(dataVersion);
  const merged = await everything();
  for (const [i, answer] of merged.entries()) expect(answer).not.toBe(before[i]);
  const { rows } = await engine.report({ by: ['campaign'], models: ['first-touch'] });
  expect(rows.map(row => [row.campaign, row.revenue])).toContainEqual(['Brand', 1500.5]);
  expect(await engine.identityPerson({ key: 'v2' })).toMatchObject({
    key: 'visitor:v2',
    label: 'ada@north.example',
    changes: [{ id: change.id, note: 'one household', undoneAt: null }],
  });

  await engine.identityApply({ action: 'undo', id: change.id });
  expect(await everything()).toEqual(before);
  expect((await engine.identityChanges())[0].undoneAt).not.toBeNull();
});

test('a short command answers from the columns of the decision that holds', async () => {
  const brand = async () => {
    const short = await openEngine(data);
    const { rows } = await short.report({ by: ['campaign'], models: ['first-touch'] });
    await short.close();
    return rows.find(row => row.campaign === 'Brand')?.revenue;
  };
  const decide = async (request: Parameters<Engine['identityApply']>[0]) => {
    const short = await openEngine(data);
    await short.identityApply(request);
    await short.close();
  };
  await engine.close();
  expect(await brand()).toBe(1000);
  await decide({ action: 'merge', keys: ['ada@north.example', 'bob@south.example'] });
  expect(await brand()).toBe(1500.5);
  expect(await brand()).toBe(1500.5);
  await decide({ action: 'undo' });
  expect(await brand()).toBe(1000);
  engine = await openLocalEngine(data);
});

describe('hard links only', () => {
  test('is a basis of every question and printed in every answer; the setting is what is meant where nobody says', async () => {
    const links = 'hard' as const;
    for (const answer of [
      await engine.report({ by: ['channel'], links }),
      await engine.report({ by: ['landing-page'], links }),
      await engine.compare({ by: ['channel'], links }),
      await engine.paths({ links }),
      await engine.explain({ by: 'channel', value: 'Paid Search', links }),
      await engine.overlay({ platform: 'google-ads', level: 'campaign', keys: [], links }),
    ])
      expect([answer.meta.links, answer.conservation.holds]).toEqual(['hard', true]);
    expect((await engine.journey({ key: 'd1', links })).basis.links).toBe('hard');
    expect((await engine.report({})).meta.links).toBe('all');
    const { tag } = await engine.journeysTable({});
    await engine.setSetting('links', 'hard');
    expect((await engine.report({})).meta.links).toBe('hard');
    expect((await engine.report({ links: 'all' })).meta.links).toBe('all');
    expect((await engine.journeysTable({})).tag).not.toBe(tag);
    await engine.setSetting('links', 'all');
    expect((await engine.journeysTable({})).tag).toBe(tag);
  });

  test('has a file of columns of its own, which a short command answers from', async () => {
    expect([cacheName('all'), cacheName('hard')].map(name => existsSync(join(data, name)))).toEqual([true, true]);
    await engine.close();
    const short = await openEngine(data);
    expect((await short.report({ links: 'hard' })).meta.links).toBe('hard');
    expect((await short.report({})).meta.links).toBe('all');
    await short.close();
    engine = await openLocalEngine(data);
  });
});
