// The workspace's columns as a flat file in the data folder, so that a fresh process answers without building. It is a
// cache and nothing more: when data, build settings or layout differ, or the file is damaged, it is as if it weren't there.

import { closeSync, openSync, readFileSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack, packedKey, unpack } from '#shared/columns/pack.ts';
import type { Workspace } from '#shared/journeys/workspace.ts';
import { dataVersion } from '../store/data-version.ts';
import type { Store } from '../store/store.ts';
import { type BuildOptions, type BuildSettings, buildWorkspace } from './build.ts';

export const cacheName = 'workspace.columns';

/** What the head of the file is read with: the key with every site of the settings is far shorter. */
const KEY_ROOM = 64 * 1024;

/** Raised when the build gives other columns for the same records. */
const BUILD_VERSION = 3;

/** What a build hangs on beside the code: data and the settings that are baked in. */
function buildKey(version: string, settings: BuildSettings): string {
  const { zone, dealPeople, region, sites } = settings;
  return JSON.stringify([BUILD_VERSION, version, zone, dealPeople, region, [...sites].sort()]);
}

/** Writes the file beside its place and moves it in: a reader sees the old one or the new one, whole. */
export function writeCache(folder: string, workspace: Workspace, settings: BuildSettings): void {
  const path = join(folder, cacheName);
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, pack(workspace, buildKey(workspace.version, settings)), { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The cached workspace for this data version and these settings; null where there is none. */
export function readCache(folder: string, version: string, settings: BuildSettings): Workspace | null {
  const key = buildKey(version, settings);
  const path = join(folder, cacheName);
  if (readKey(path) !== key) return null;
  const bytes = readFileSync(path);
  // Buffers of files this size are their own memory, from offset 0; small ones may come from node's pool.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  try {
    const found = unpack<Workspace>(aligned);
    return found?.key === key ? found.value : null;
  } catch (error) {
    // A damaged header is no JSON, a file cut short has no room for its arrays: build again.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * The workspace of a store: from the file in its folder where that still holds, else built and put there. A folder that
 * can't be written to only costs the next start its speed. `version` is the store's data version where it is known already.
 */
export async function loadWorkspace(
  store: Store,
  settings: BuildSettings,
  { version, ...options }: BuildOptions & { readonly version?: string } = {},
): Promise<Workspace> {
  const { folder } = store;
  const isSample = options.isSample ?? false;
  const cached = folder === null ? null : readCache(folder, version ?? (await dataVersion(store)), settings);
  if (cached) return cached.isSample === isSample ? cached : { ...cached, isSample };
  const workspace = await buildWorkspace(store, settings, options);
  try {
    if (folder !== null) writeCache(folder, workspace, settings);
  } catch (error) {
    // No room or no right to write: the answer doesn't need the file.
    if (!isSystemError(error)) throw error;
  }
  return workspace;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
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
