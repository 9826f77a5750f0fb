// A data folder of a test's own in which the sample company is made already.

import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** The folder's path; whoever asks removes it. */
export async function sampleFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `throughline-${name}-`));
  await cp(inject('sampleData'), folder, { recursive: true });
  return folder;
}
