// Decides who answers: the companion where one holds the data folder, else an engine in this process. Two short commands
// at once take turns; a folder that stays locked is an error that names who holds it where that is known.

import { setTimeout as wait } from 'node:timers/promises';
import { ConnectionError } from '#shared/errors.ts';
import { type Companion, readCompanion } from './companion/companion-file.ts';
import { openDataFolder } from './data-folder.ts';
import type { Engine } from './engine.ts';
import { storedEngine } from './stored-engine.ts';

/** How long a command waits for another process to let go of the folder. */
const patienceMs = 5_000;

/** The companion that holds the folder, where it answers to the folder's token. */
export async function findCompanion(folder: string): Promise<Companion | undefined> {
  const companion = readCompanion(folder);
  if (!companion) return undefined;
  try {
    const response = await fetch(`${companion.url}/v1/status`, {
      headers: { authorization: `Bearer ${companion.token}` },
      signal: AbortSignal.timeout(10_000),
    });
    // Not ours, or not with this token: the port has gone to someone else since, and the file is stale.
    return response.ok && response.headers.has('x-throughline') ? companion : undefined;
  } catch {
    // Nobody listens there any more: the file is stale.
    return undefined;
  }
}

export async function openEngine(folder: string, patience = patienceMs): Promise<Engine> {
  openDataFolder(folder);
  const companion = await findCompanion(folder);
  if (companion) return remoteEngine(companion);
  return storedEngine(folder, () => holdFolder(folder, patience));
}

/** An engine in this process, once no other holds the folder; a companion's where one came to hold it meanwhile. */
async function holdFolder(folder: string, patience: number): Promise<Engine> {
  const giveUpAt = performance.now() + patience;
  for (;;) {
    // Loaded only where it is needed: most answers take no database.
    const [{ openLocalEngine }, { takeLeftBehind }] = await Promise.all([
      import('./local-engine.ts'),
      import('./intake/left-behind.ts'),
    ]);
    try {
      const engine = await openLocalEngine(folder);
      await takeLeftBehind(folder, engine).catch(async error => {
        await engine.close();
        throw error;
      });
      return engine;
    } catch (error) {
      if (!isFolderInUse(error)) throw error;
      const companion = await findCompanion(folder);
      if (companion) return remoteEngine(companion);
      if (performance.now() > giveUpAt) throw error;
      await wait(100);
    }
  }
}

async function remoteEngine(companion: Companion): Promise<Engine> {
  const { RemoteEngine } = await import('./companion/remote-engine.ts');
  return new RemoteEngine(companion);
}

/** True for the store's "another process holds it". */
export function isFolderInUse(error: unknown): boolean {
  return error instanceof ConnectionError && error.code === 'data-folder-in-use';
}
