// The workspace of a store, from the file in its folder where that still holds, else built and put there.

import { ConnectionError } from '#shared/errors.ts';
import type { Workspace } from '#shared/journeys/workspace.ts';
import { dataVersion } from '../store/data-version.ts';
import type { Store } from '../store/store.ts';
import { type BuildOptions, type BuildSettings, buildWorkspace } from './build.ts';
import { readCache, writeCache } from './cache.ts';
import { stampDatabase } from './stamp.ts';

/**
 * The workspace of a store. A folder that can't be written to only costs the next start its speed. `version` is the store's
 * data version where it is known already.
 */
export async function loadWorkspace(
  store: Store,
  settings: BuildSettings,
  options: BuildOptions & { readonly version?: string } = {},
): Promise<Workspace> {
  const { folder } = store;
  if (folder === null) return buildWorkspace(store, settings, options);
  const version = options.version ?? (await dataVersion(store));
  const isSample = options.isSample ?? false;
  const cached = readCache(folder, version, settings);
  const workspace = cached ?? (await buildWorkspace(store, settings, options));
  try {
    if (!cached) writeCache(folder, workspace, settings);
    await stampDatabase(store, version);
  } catch (error) {
    // No room or no right to write: the answer doesn't need the files.
    if (!isSystemError(error) && !(error instanceof ConnectionError && error.code === 'disk-full')) throw error;
  }
  return workspace.isSample === isSample ? workspace : { ...workspace, isSample };
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
