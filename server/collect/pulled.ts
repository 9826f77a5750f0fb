// journal/pulled.json: how far each remote collector was pulled, and with which token. The owner's alone (mode 0600). A
// cursor is written only after the lines before it are on disk here: what a kill leaves out is pulled once more.

import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { unreadableJson } from '../json-file.ts';

export interface PulledCollector {
  token: string;
  /** The remote journal's id: another one was begun anew. */
  journal?: string;
  /** Channel → `SEGMENT:OFFSET`. */
  cursors: Record<string, string>;
}

/** By the collector's origin. */
type PulledFile = Record<string, PulledCollector>;

const pathIn = (folder: string) => join(folder, 'journal', 'pulled.json');

export async function readPulled(folder: string): Promise<PulledFile> {
  let text: string;
  try {
    text = await readFile(pathIn(folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    const file = JSON.parse(text) as PulledFile;
    const isRight = Object.values(file).every(c => typeof c.token === 'string' && typeof c.cursors === 'object');
    if (isRight) return file;
  } catch {
    // Told below.
  }
  throw unreadableJson(pathIn(folder), 'something else than collectors with their cursors');
}

export async function writePulled(folder: string, file: PulledFile): Promise<void> {
  const partial = `${pathIn(folder)}.partial`;
  const handle = await open(partial, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`);
    // Moved into place before its content is on disk, it could be empty after a power cut.
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, pathIn(folder));
}
