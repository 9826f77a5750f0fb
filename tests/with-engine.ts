// A real data folder for a test: files written, imported by the real importer, answered by the real engine.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportAnswer } from '#shared/schema/index.ts';
import type { Engine } from '../server/engine.ts';
import { openLocalEngine } from '../server/local-engine.ts';

export interface TestWorkspace {
  engine: Engine;
  imported: ImportAnswer;
  close(): Promise<void>;
}

/** Imports the files (name → text) into a fresh folder, in the order given. */
export async function workspaceOf(files: Record<string, string>): Promise<TestWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-test-'));
  const paths = await Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      const path = join(folder, name);
      await writeFile(path, text);
      return { path };
    }),
  );
  const engine = await openLocalEngine(join(folder, 'data'));
  const imported = await engine.import({ files: paths });
  return {
    engine,
    imported,
    async close() {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
