// What can't be taken in: told, kept, and tried again.

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { Journals } from '../../../server/collect/journals.ts';
import { collectorFindings } from '../../../server/intake/findings.ts';
import { Intake } from '../../../server/intake/intake.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { sampleFolder } from '../../sample-folder.ts';
import { collected, hit, now } from './collected.ts';

const close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

test('a day that could not be taken in is an error of the doctor with the reason, until it is in', async () => {
  const company = await collected();
  close.push(() => company.close());
  await company.write('not JSON', hit('2026-10-05T10:00:00Z'));
  const { problems, kept } = await company.drain();
  // The good line's day is another one.
  expect(kept).toBe(1);
  expect(problems).toHaveLength(1);
  const found = () => collectorFindings(company.store, company.folder, company.settings, now);
  const [stuck] = await found();
  expect(stuck).toMatchObject({ severity: 'error', code: 'journal-stuck', count: 1 });
  expect(stuck.examples[0]).toMatch(/^journal\/hits\/\d{4}-\d\d-\d\d\.ndjson can't be read as hits/);
  const day = /journal\/hits\/\S+?\.ndjson/.exec(stuck.examples[0])![0];
  await writeFile(join(company.folder, day), `${hit('2026-10-06T10:00:00Z')}\n`);
  expect(await company.drain()).toMatchObject({ kept: 1, problems: [] });
  expect(await found()).toEqual([]);
});

async function stuckFolder() {
  const path = await sampleFolder('stuck');
  close.push(() => rm(path, { recursive: true, force: true }));
  const engine = await openLocalEngine(path);
  const journals = await Journals.open(path);
  close.push(async () => {
    await journals.close();
    await engine.close();
  });
  const tried: { at: number; problems: number }[] = [];
  const counted = {
    async drain() {
      const answer = await engine.drain();
      tried.push({ at: performance.now(), problems: answer.problems.length });
      return answer;
    },
  };
  const start = (retryMs: number) => {
    const intake = new Intake({ journals, engine: counted, pollMs: 5, pauseMs: 0, retryMs });
    close.push(() => intake.close());
    return intake;
  };
  return { path, engine, journals, tried, start };
}

test('it is tried again though nothing new comes, each time after twice as long, and no more once it is in', async () => {
  const { path, engine, journals, tried, start } = await stuckFolder();
  await (await journals.channel('hits')).append(['not JSON']);
  start(200);
  await vi.waitFor(() => expect(tried.length).toBeGreaterThanOrEqual(3), { timeout: 20_000 });
  const [first, second, third] = tried.map(({ at }) => at);
  expect(second - first).toBeGreaterThanOrEqual(200);
  expect(third - second).toBeGreaterThanOrEqual(400);
  const [stuck] = (await engine.doctor()).findings.filter(({ code }) => code === 'journal-stuck');
  const day = /journal\/hits\/\S+?\.ndjson/.exec(stuck.examples[0])![0];
  await writeFile(join(path, day), `${hit('2026-10-06T10:00:00Z', { visitor: 'visitor-a' })}\n`);
  await vi.waitFor(() => expect(tried.at(-1)?.problems).toBe(0), { timeout: 20_000 });
  const done = tried.length;
  await new Promise(resolve => setTimeout(resolve, 300));
  expect(tried).toHaveLength(done);
  expect((await engine.doctor()).findings.map(({ code }) => code)).not.toContain('journal-stuck');
});

test('a companion that starts tries at once what the last one could not take in', async () => {
  const { engine, journals, tried, start } = await stuckFolder();
  await (await journals.channel('hits')).append(['not JSON']);
  await (await journals.channel('hits')).seal();
  const { segments } = await engine.drain();
  for (const { channel, number } of segments) await (await journals.channel(channel)).remove(number);
  start(3_600_000);
  await vi.waitFor(() => expect(tried).toHaveLength(1), { timeout: 20_000 });
});
