// The workspace's columns as a flat file in the data folder, so that a fresh process answers without building. It is a
// cache and nothing more: when data, build settings or layout differ, or the file is damaged, it is as if it weren't there.

import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packedKey, packParts, unpack, unpackFrom } from '#shared/columns/pack.ts';
import type { Workspace } from '#shared/journeys/workspace.ts';
import type { BuildSettings } from './build.ts';

const cacheNames = { all: 'workspace.columns', hard: 'workspace.hard.columns' } as const;

/** The file for the links that journeys stand on: both may be there. */
export const cacheName = (links: BuildSettings['links'] = 'all'): string => cacheNames[links];

/** What the head of the file is read with: the key with every site of the settings is far shorter. */
const KEY_ROOM = 64 * 1024;

/** One read takes at most 2 GB. */
const READ_MOST = 2 ** 30;

/** Raised when the build gives other columns for the same records. */
const BUILD_VERSION = 7;

/** What a build hangs on beside the code: data and the settings that are baked in. */
function buildKey(version: string, settings: BuildSettings): string {
  const { zone, dealPeople, region, sites, links, domainMap = {} } = settings;
  return JSON.stringify([
    BUILD_VERSION,
    version,
    zone,
    dealPeople,
    region,
    [...sites].sort(),
    links,
    Object.entries(domainMap).sort(),
  ]);
}

/** Writes the file beside its place and moves it in: a reader sees the old one or the new one, whole. */
export function writeCache(folder: string, workspace: Workspace, settings: BuildSettings): void {
  const path = join(folder, cacheName(settings.links));
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeParts(draft, packParts(workspace, buildKey(workspace.version, settings)));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function writeParts(path: string, parts: readonly Uint8Array[]): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (const part of parts) writeFileSync(file, part);
  } finally {
    closeSync(file);
  }
}

/**
 * The cached workspace for this data version and these settings; null where there is none. `whole` reads all of it, for a
 * process that goes on; otherwise columns are read when they are first used, and the file stays open for that.
 */
export function readCache(
  folder: string,
  version: string,
  settings: BuildSettings,
  { whole = true } = {},
): Workspace | null {
  const key = buildKey(version, settings);
  const path = join(folder, cacheName(settings.links));
  if (readKey(path) !== key) return null;
  const file = openSync(path, 'r');
  let isKept = false;
  try {
    const bytes = fstatSync(file).size;
    const found = whole
      ? unpack<Workspace>(readAt(file, 0, bytes))
      : unpackFrom<Workspace>((at, length) => readAt(file, at, length), bytes);
    if (found?.key !== key) return null;
    isKept = !whole;
    return found.value;
  } catch (error) {
    // A damaged header is no JSON, a file cut short has no room for its arrays: build again.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  } finally {
    if (!isKept) closeSync(file);
  }
}

/** Throws RangeError where the file ends before. */
function readAt(file: number, at: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const read = readSync(file, bytes, done, Math.min(length - done, READ_MOST), at + done);
    if (read === 0) throw new RangeError(`the file ends before ${at + length}`);
    done += read;
  }
  return bytes;
}

/** The key alone, without reading a stale file whole. */
function readKey(path: string): string | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const head = new Uint8Array(KEY_ROOM);
    return packedKey(head.subarray(0, readSync(file, head, 0, KEY_ROOM, 0)));
  } finally {
    closeSync(file);
  }
}
