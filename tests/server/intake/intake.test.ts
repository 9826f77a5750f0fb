import { rm } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { Journals } from '../../../server/collect/journals.ts';
import type { Engine } from '../../../server/engine.ts';
import { Intake, upToDate } from '../../../server/intake/intake.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { startCompanion } from '../../../server/server.ts';
import { sampleFolder } from '../../sample-folder.ts';
import { hit } from './collected.ts';

const close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

async function folder(): Promise<string> {
  const path = await sampleFolder('intake');
  close.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function open(options: { pauseMs?: number } = {}) {
  const path = await folder();
  const engine = await openLocalEngine(path);
  const journals = await Journals.open(path);
  const drains: number[] = [];
  const counted: Pick<Engine, 'drain'> = {
    async drain() {
      const answer = await engine.drain();
      drains.push(answer.kept);
      return answer;
    },
  };
  const intake = new Intake({ journals, engine: counted, pollMs: 10, ...options });
  close.push(async () => {
    await intake.close();
    await journals.close();
    await engine.close();
  });
  return { engine, journals, intake, drains, hits: await journals.channel('hits') };
}

test('the first hit goes in by itself, those after it only after a pause, and at once where somebody asks', async () => {
  const { engine, intake, drains, hits } = await open({ pauseMs: 3_600_000 });
  await hits.append([hit('2026-10-05T10:00:00Z', { visitor: 'visitor-a' })]);
  await vi.waitFor(() => expect(drains).toEqual([1]), { timeout: 20_000 });
  await hits.append([hit('2026-10-05T10:01:00Z', { visitor: 'visitor-b' })]);
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(drains).toEqual([1]);
  const asked = upToDate(engine, () => intake);
  expect((await asked.journey({ key: 'visitor-b' })).events).toHaveLength(1);
  expect(drains).toEqual([1, 1]);
  // What is in is taken away: the archive of the day has it.
  expect((await hits.segments()).map(({ bytes }) => bytes)).toEqual([0]);
});

test('where nothing has come nothing is done', async () => {
  const { intake, drains } = await open({ pauseMs: 0 });
  await intake.now();
  await new Promise(resolve => setTimeout(resolve, 60));
  expect(drains).toEqual([]);
});

test('a channel that nobody can read is tried once, until something comes', async () => {
  const { intake, journals, drains } = await open({ pauseMs: 0 });
  const stray = await journals.channel('unheard-of');
  await stray.append(['{}']);
  await intake.now();
  await intake.now();
  expect(drains).toEqual([0]);
  await stray.append(['{}']);
  await intake.now();
  expect(drains).toEqual([0, 0]);
});

test('a companion takes in what came until it ended, and its answers are about the hits, no more about the sample', async () => {
  const path = await folder();
  const before = await Journals.open(path);
  await (await before.channel('hits')).append([hit('2026-10-05T10:00:00Z', { visitor: 'visitor-a' })]);
  await before.close();
  const companion = await startCompanion({ folder: path, port: 0 });
  try {
    await vi.waitFor(async () => expect((await companion.engine.status()).workspace.sample).toBe(false), {
      timeout: 20_000,
      interval: 100,
    });
    expect((await companion.engine.report({})).totals.visits).toBe(1);
  } finally {
    await companion.close();
  }
});
