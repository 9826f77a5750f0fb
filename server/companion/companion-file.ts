// companion.json in the data folder says which process holds it and how to ask it. It carries a token that opens the
// whole workspace, so it is its owner's alone (mode 0600); a file left behind by a killed companion is ignored.

import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Companion {
  /** http://127.0.0.1:PORT */
  url: string;
  token: string;
  pid: number;
}

const pathIn = (folder: string) => join(folder, 'companion.json');

/** A fresh token of 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function writeCompanion(folder: string, companion: Companion): void {
  // Written beside and moved into place: a reader never meets half a file.
  const partial = `${pathIn(folder)}.${process.pid}`;
  writeFileSync(partial, `${JSON.stringify(companion, null, 2)}\n`, { mode: 0o600 });
  renameSync(partial, pathIn(folder));
}

/** The companion that the file names, where its process is alive; undefined where there is none. */
export function readCompanion(folder: string): Companion | undefined {
  let companion: Partial<Companion>;
  try {
    companion = JSON.parse(readFileSync(pathIn(folder), 'utf8'));
  } catch {
    // Not there, or not ours: nobody to ask.
    return undefined;
  }
  const { url, token, pid } = companion;
  if (typeof url !== 'string' || typeof token !== 'string' || typeof pid !== 'number') return undefined;
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(url) || !isAlive(pid)) return undefined;
  return { url, token, pid };
}

/** Takes the file away where it is still this process's own. */
export function removeCompanion(folder: string): void {
  if (readCompanion(folder)?.pid === process.pid) rmSync(pathIn(folder), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
