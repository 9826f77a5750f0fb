// The folder a workspace lies in: made with those above it, or an error that says where and why not.

import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConnectionError } from '#shared/errors.ts';
import { openDataFolder } from '../../server/data-folder.ts';
import { SettingsStore } from '../../server/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function failure(path: string): ConnectionError['details'] {
  try {
    openDataFolder(path);
  } catch (error) {
    if (error instanceof ConnectionError) return error.details;
    throw error;
  }
  throw new Error(`${path} was opened`);
}

test('is made with those above it, its owner’s alone; again changes nothing', () => {
  const path = join(folder, 'a', 'b', 'c');
  openDataFolder(path);
  openDataFolder(path);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(existsSync(path)).toBe(true);
});

test('a file in its place, or in the place of one above it, is said', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(failure(join(folder, 'file'))).toMatchObject({ found: 'a file of that name', where: join(folder, 'file') });
  expect(failure(join(folder, 'file', 'below')).found).toBe('a file of that name');
});

test.runIf(process.platform === 'linux')(
  'a place where nothing can be made is an error, not a wait without end',
  () => {
    expect(failure('/proc/throughline').found).toBe('a place where no folder can be made');
    symlinkSync(join(folder, 'unplugged', 'data'), join(folder, 'link'));
    expect(failure(join(folder, 'link')).found).toBe('a place where no folder can be made');
  },
);

test.runIf(existsSync('/dev/full'))('a setting that finds no room on the disk says so, and is not set', async () => {
  const settings = new SettingsStore(folder);
  // What is written first lies beside the file, under this name.
  symlinkSync('/dev/full', join(folder, '.settings.json.tmp'));
  const error = await settings.set('region', 'DE').catch(one => one);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error.details).toMatchObject({ where: settings.path, found: 'a disk that is full' });
  expect((await settings.read()).region).toBe('GB');
});
