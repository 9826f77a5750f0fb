// collector.json in the data folder of a public collector: the token that its journal is pulled with, and an id of the
// journal, by which who pulls sees that it was begun anew. The owner's alone (mode 0600).

import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newToken } from '../companion/companion-file.ts';
import { unreadableJson } from '../json-file.ts';

export interface Access {
  id: string;
  token: string;
}

/** Made where it isn't there yet. */
export function readAccess(folder: string): Access {
  const path = join(folder, 'collector.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const access = { id: randomUUID(), token: newToken() };
    writeFileSync(`${path}.partial`, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.partial`, path);
    return access;
  }
  try {
    const { id, token } = JSON.parse(text) as Partial<Access>;
    if (typeof id === 'string' && typeof token === 'string' && token.length >= 20) return { id, token };
  } catch {
    // Told below.
  }
  throw unreadableJson(path, 'no id, or no token of 20 characters');
}
