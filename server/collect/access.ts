// collector.json in the data folder of a public collector: the token that its journal is pulled with, and an id of the
// journal, by which who pulls sees that it was begun anew. The owner's alone (mode 0600).

import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectionError } from '#shared/errors.ts';
import { newToken } from '../companion/companion-file.ts';
import { databaseName } from '../data-folder.ts';
import { unreadableJson } from '../json-file.ts';

export interface Access {
  id: string;
  token: string;
}

const pathIn = (folder: string) => join(folder, 'collector.json');

/** Made where it isn't there yet. */
export function readAccess(folder: string): Access {
  const path = pathIn(folder);
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

/** A companion takes the journal away as it takes it in: whoever pulls from the collector would miss what it took. */
export function requireNoCollector(folder: string): void {
  if (!existsSync(pathIn(folder))) return;
  throw new ConnectionError({
    code: 'folder-collects',
    what: "This data folder is a public collector's: a companion would take away what is there to be pulled.",
    where: folder,
    found: 'collector.json',
    expected: 'a data folder of its own for the companion',
    remedy:
      'Name another folder with --data DIR and fetch from there: throughline pull URL. Start the collector itself with --collect.',
  });
}

/** The other way round: begun by mistake in a workspace, a collector would keep its companion out. */
export function requireNoWorkspace(folder: string): void {
  if (existsSync(pathIn(folder)) || !existsSync(join(folder, databaseName))) return;
  throw new ConnectionError({
    code: 'folder-workspace',
    what: 'This data folder is a workspace: a public collector holds nothing but what it collects.',
    where: folder,
    found: databaseName,
    expected: 'a data folder of its own for the collector',
    remedy: 'Name another folder with --data DIR.',
  });
}
