// A small JSON file of the data folder that people may read and mend by hand, through lowdb: written whole, beside the old
// one, and moved into its place. lowdb's own preset isn't used: it forgets everything where NODE_ENV is "test".

import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Low } from 'lowdb';
import { ConnectionError, SettingsError } from '#shared/errors.ts';

export async function openJsonFile<T extends object>(path: string, fallback: T): Promise<Low<T>> {
  // Loaded only where there is something to read: most short commands find no such file.
  const [{ Low }, { JSONFile }] = await Promise.all([import('lowdb'), import('lowdb/node')]);
  const onDisk = new JSONFile<T>(path);
  const write = (data: T): Promise<void> =>
    onDisk.write(data).catch(cause => {
      throw unwritten(path, cause);
    });
  const file = new Low<T>({ read: () => onDisk.read(), write }, fallback);
  try {
    await file.read();
  } catch (cause) {
    throw unreadableJson(path, (cause as Error).message, cause);
  }
  if (typeof file.data !== 'object' || file.data === null || Array.isArray(file.data))
    throw unreadableJson(path, 'something else than an object');
  return file;
}

/** Who holds a file does so for milliseconds: a lock that is older was left by a process that was killed. */
const lockMs = 5_000;

/** What reads a file and writes it changed, where other processes do so too: one at a time. */
export async function whileLocked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx', 0o600));
      break;
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      // No folder yet: nothing that anybody could be at.
      if (code === 'ENOENT') return work();
      if (code !== 'EEXIST') throw unwritten(path, cause);
    }
    const heldSince = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    // Either way: the clock may have been put back.
    if (Math.abs(Date.now() - heldSince) > lockMs) rmSync(lock, { force: true });
    else await wait(10);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function unwritten(path: string, cause: unknown): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (!code) return cause;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new ConnectionError({
    code: isFull ? 'disk-full' : 'json-file-unwritten',
    what: 'A file of the data folder cannot be written: nothing was changed.',
    where: path,
    found: isFull ? 'a disk that is full' : message,
    expected: 'a folder that can be written',
    remedy: isFull
      ? 'Make room, and do it again.'
      : 'Mend the permissions of the folder and its files, and do it again.',
    cause,
  });
}

export function unreadableJson(path: string, found: string, cause?: unknown): SettingsError {
  return new SettingsError({
    code: 'json-file',
    what: 'A file of the data folder cannot be read.',
    where: path,
    found,
    expected: 'a JSON object as Throughline writes it',
    remedy: 'Mend the file, or delete it to start it anew.',
    cause,
  });
}
