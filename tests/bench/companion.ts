// Finds the companion that a bench has started, once it listens.

import { setTimeout as wait } from 'node:timers/promises';
import { type Companion, readCompanion } from '../../server/companion/companion-file.ts';

export type { Companion };

export async function listening(folder: string): Promise<Companion> {
  for (let tries = 0; tries < 600; tries++) {
    const companion = readCompanion(folder);
    const reply = companion && (await fetch(`${companion.url}/v1/status`, auth(companion)).catch(() => undefined));
    if (companion && reply?.ok) return companion;
    await wait(100);
  }
  throw new Error('The companion did not start within a minute.');
}

const auth = ({ token }: Companion) => ({ headers: { authorization: `Bearer ${token}` } });
