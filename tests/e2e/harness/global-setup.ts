// What the end-to-end tests of one run share: a browser on this machine, and a data folder in which the sample company was
// answered from once, so that each test copies it instead of making it anew.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Processes } from '../processes.ts';
import { installBrowser } from './install-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with the sample in it; copied, never used. */
    sampleData: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  installBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'throughline-sample-'));
  const processes = await Processes.open();
  const { code, err } = await processes.run('report', '--data', folder);
  await processes.close();
  if (code !== 0) throw new Error(`The sample could not be made: ${err}`);
  project.provide('sampleData', folder);
  return () => rm(folder, { recursive: true, force: true });
}
