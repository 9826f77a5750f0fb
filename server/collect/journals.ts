// The journals of a data folder, one a channel: journal/<format id>/. One process owns them at a time, as it alone knows
// where each ends; the file journal/owner.json says which. A worker of that process reads segments, and never opens one.

import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConnectionError } from '#shared/errors.ts';
import { Journal } from './journal.ts';

const channelPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

export class Journals {
  readonly folder: string;
  readonly #open = new Map<string, Promise<Journal>>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Throws ConnectionError where another process owns them. */
  static async open(dataFolder: string): Promise<Journals> {
    const folder = join(dataFolder, 'journal');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    takeOwnership(folder);
    return new Journals(folder);
  }

  /** A format's id; made where it isn't there yet. */
  channel(id: string): Promise<Journal> {
    if (!channelPattern.test(id)) throw new Error(`no name for a channel: ${id}`);
    let journal = this.#open.get(id);
    if (!journal) {
      journal = Journal.open(join(this.folder, id));
      this.#open.set(id, journal);
      // What couldn't be opened now may be mended later.
      journal.catch(() => this.#open.delete(id));
    }
    return journal;
  }

  /** Every channel that anything was kept of, by name. */
  async ids(): Promise<string[]> {
    const entries = await readdir(this.folder, { withFileTypes: true });
    return entries
      .filter(entry => entry.isDirectory() && channelPattern.test(entry.name))
      .map(entry => entry.name)
      .sort();
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#open.values());
    await Promise.all(open.map(result => (result.status === 'fulfilled' ? result.value.close() : undefined)));
    if (readOwner(this.folder)?.pid === process.pid) rmSync(ownerPath(this.folder), { force: true });
  }
}

interface Owner {
  pid: number;
  /** When that process was started, where the system says so: its number may be another's by now. */
  started?: string;
}

const ownerPath = (folder: string) => join(folder, 'owner.json');

function takeOwnership(folder: string): void {
  const path = ownerPath(folder);
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkUnlessThere(own, path);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = readOwner(folder);
      if (owner && owner.pid !== process.pid && isRunning(owner)) throw ownedError(folder, owner.pid);
      // Left behind by a killed process. Moved first: another may be about to take its place in the same moment.
      const stale = `${own}.stale`;
      try {
        renameSync(path, stale);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
      rmSync(stale, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Unlike a rename, a link fails where there is one already; some file systems (exFAT) have none. */
function linkUnlessThere(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

function readOwner(folder: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(ownerPath(folder), 'utf8'));
    return typeof owner.pid === 'number' ? owner : undefined;
  } catch {
    // Gone, or not ours: nobody's.
    return undefined;
  }
}

function isRunning({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const start = startOf(pid);
  return started === undefined || start === undefined || start === started;
}

/** Linux: the 22nd field, in ticks since the system started; the name before it may hold spaces. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    // Another system, or another's process.
    return undefined;
  }
}

function ownedError(folder: string, pid: number): ConnectionError {
  return new ConnectionError({
    code: 'journal-in-use',
    what: 'Another process owns the journal of this data folder.',
    where: folder,
    found: `process ${pid}`,
    remedy: 'End it first, or name another folder with --data DIR.',
  });
}
