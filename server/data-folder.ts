// Where a workspace lies on this machine: --data, else THROUGHLINE_DATA, else the platform's usual place. The folder is
// its owner's alone (mode 0700): it holds customers' names and the companion's token.

import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { ConnectionError, UsageError } from '#shared/errors.ts';

/** The database's file in a data folder. */
export const databaseName = 'throughline.duckdb';

type Environment = Record<string, string | undefined>;

/** The absolute path of the data folder; nothing is created. */
export function dataFolderPath(
  given: string | undefined,
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (given !== undefined) {
    if (given.trim() === '') {
      throw new UsageError({
        code: 'data-folder-empty',
        what: '--data names no folder.',
        expected: 'a path, for instance --data ./acme',
        remedy: 'Name a folder, or leave --data out for the usual one.',
      });
    }
    return resolve(given);
  }
  if (env.THROUGHLINE_DATA) return resolve(env.THROUGHLINE_DATA);
  const home = env.HOME || homedir();
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Throughline');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Throughline');
  // The XDG specification: a relative path there is to be ignored.
  const xdg = env.XDG_DATA_HOME;
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'throughline');
}

/** Makes a folder and those above it. Not by mkdir's own recursion, which never ends where a file system has no room for names (/proc). */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !existsSync(dirname(path))) {
      makeFolder(dirname(path));
      makeFolder(path);
    } else if (code !== 'EEXIST' && !existsSync(path)) throw error;
  }
}

const foundWords: Readonly<Record<string, string>> = {
  ENOENT: 'a place where no folder can be made',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a disk that is read-only',
  ENOSPC: 'a disk that is full',
};

/** Makes the folder where it isn't there yet; throws ConnectionError where it can't be used. */
export function openDataFolder(path: string): void {
  try {
    makeFolder(path);
    if (!statSync(path).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    const isFile = code === 'EEXIST' || code === 'ENOTDIR';
    throw new ConnectionError({
      code: 'data-folder',
      what: isFile ? 'The data folder is not a folder.' : 'The data folder cannot be used.',
      where: path,
      found: isFile ? 'a file of that name' : (foundWords[code] ?? (cause as Error).message),
      expected: 'a folder that can be read and written',
      remedy: 'Name another one with --data DIR, or mend its permissions.',
      cause,
    });
  }
}
