// A note beside the database: which data version its file held at which size and time of change. Where the file is still
// that one, a short command needn't open it to know that the cached columns are its own. DuckDB leaves the file alone
// while nothing is written, so any change shows.

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseName } from '../data-folder.ts';
import type { Store } from '../store/store.ts';

export const stampName = 'workspace.stamp';

interface Stamp {
  version: string;
  bytes: string;
  changedAt: string;
}

/** Writes the note for the store of this data version; only while the store is held. Nothing where changes wait in the log. */
export async function stampDatabase(store: Store, version: string): Promise<void> {
  if (store.folder === null) return;
  await store.run('CHECKPOINT');
  const file = fileMarks(store.folder);
  if (file === null) return;
  const stamp: Stamp = { version, ...file };
  if (sameStamp(readStamp(store.folder), stamp)) return;
  const path = join(store.folder, stampName);
  writeFileSync(`${path}.tmp`, `${JSON.stringify(stamp)}\n`, { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

/** The data version that the folder's database holds, where that can be told without opening it. */
export function stampedVersion(folder: string): string | null {
  const stamp = readStamp(folder);
  const file = fileMarks(folder);
  return stamp && file && sameStamp(stamp, { version: stamp.version, ...file }) ? stamp.version : null;
}

/** Null where there is no database, or changes that aren't in its file yet. */
function fileMarks(folder: string): Omit<Stamp, 'version'> | null {
  const path = join(folder, databaseName);
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  const log = statSync(`${path}.wal`, { throwIfNoEntry: false });
  return file && !log?.size ? { bytes: String(file.size), changedAt: String(file.mtimeNs) } : null;
}

function readStamp(folder: string): Stamp | null {
  try {
    return JSON.parse(readFileSync(join(folder, stampName), 'utf8'));
  } catch {
    // Not there, or not whole: then the database tells.
    return null;
  }
}

function sameStamp(a: Stamp | null, b: Stamp): boolean {
  return a?.version === b.version && a.bytes === b.bytes && a.changedAt === b.changedAt;
}
