// Run once before the first test of a run, whatever projects are in it: a data folder in which the sample company was answered
// from once. Making it takes as long as a hundred tests, so each test that stands on the sample copies it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Processes } from './e2e/processes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with the sample in it; copied, never used. */
    sampleData: string;
  }
}

export default async function setUp({ vitest }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const all = vitest.getRootProject();
  if (all.getProvidedContext().sampleData) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'throughline-sample-'));
  const processes = await Processes.open();
  const { code, err } = await processes.run('report', '--data', folder);
  await processes.close();
  if (code !== 0) throw new Error(`The sample could not be made: ${err}`);
  all.provide('sampleData', folder);
  return () => rm(folder, { recursive: true, force: true });
}
