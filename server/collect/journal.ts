// One channel's journal: lines kept in numbered, append-only files before anything else is done with them. A line counts
// as kept only when the disk has it: what is appended while one write is under way goes to disk together with the next,
// and what a crash left half written was never acknowledged and is cut off when the journal is opened.

import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConnectionError, DataError } from '#shared/errors.ts';
import { Mutex } from '../mutex.ts';

/** A place in a journal: the byte `offset` of a segment, where a line starts. */
export interface Cursor {
  readonly segment: number;
  readonly offset: number;
}

export interface Segment {
  readonly number: number;
  readonly path: string;
  /** What is on disk for good. */
  readonly bytes: number;
  /** Nothing is added to it any more. */
  readonly isSealed: boolean;
}

/** A segment takes no more beyond this many bytes. */
const segmentBytes = 16 * 1024 * 1024;
/** One write holds about this many bytes at most, so that those who came first needn't wait for all. */
const writeBytes = 4 * 1024 * 1024;

interface Waiting {
  readonly text: string;
  resolve(): void;
  reject(reason: unknown): void;
}

export class Journal {
  readonly #folder: string;
  readonly #bytesOf = new Map<number, number>();
  readonly #turns = new Mutex();
  #number: number;
  #file: FileHandle;
  #waiting: Waiting[] = [];
  /** A failed write may have left bytes behind the last kept line. */
  #isTorn = false;
  #isClosed = false;

  private constructor(folder: string, number: number, file: FileHandle) {
    this.#folder = folder;
    this.#number = number;
    this.#file = file;
  }

  /** Makes the folder where it isn't there yet. Only one process may have a journal open. */
  static async open(folder: string): Promise<Journal> {
    return onDisk(folder, async () => {
      if (await mkdir(folder, { recursive: true, mode: 0o700 })) await syncFolder(dirname(folder));
      const names = await readdir(folder);
      const numbers = names.flatMap(name => /^(\d{8})\.ndjson$/.exec(name)?.[1] ?? []).map(Number);
      numbers.sort((a, b) => a - b);
      const newest = numbers.at(-1) ?? 1;
      const file = await openSegment(folder, newest);
      const journal = new Journal(folder, newest, file);
      try {
        for (const number of numbers.slice(0, -1)) journal.#bytesOf.set(number, await sizeOf(pathOf(folder, number)));
        journal.#bytesOf.set(newest, await cutTornTail(file));
        return journal;
      } catch (error) {
        await file.close();
        throw error;
      }
    });
  }

  /** Resolves when the lines are on disk; where it rejects, none of them is kept. */
  append(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return Promise.resolve();
    for (const line of lines)
      if (line === '' || /[\n\r]/.test(line)) throw new Error('a line of a journal is empty or holds a line break');
    if (this.#isClosed) return Promise.reject(closedError(this.#folder));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text: `${lines.join('\n')}\n`, resolve, reject });
      // The first of a group takes a turn for all who come before the turn does.
      if (this.#waiting.length === 1) void this.#turns.run(() => this.#flush());
    });
  }

  /** Starts a new segment where the open one holds anything. */
  seal(): Promise<void> {
    return this.#turns.run(() => onDisk(this.#folder, () => this.#seal()));
  }

  /** All of them, oldest first. */
  async segments(): Promise<Segment[]> {
    return [...this.#bytesOf].map(([number, bytes]) => ({
      number,
      path: pathOf(this.#folder, number),
      bytes,
      isSealed: number !== this.#number,
    }));
  }

  /** Where the next line will be written. */
  end(): Cursor {
    return { segment: this.#number, offset: this.#bytesOf.get(this.#number) ?? 0 };
  }

  /**
   * Whole lines from a place on, about `mostBytes` of them and one at least; no text where there are no more. A place in a
   * segment that is gone means the start of the next one. Throws DataError for a place where no line starts.
   */
  read(after: Cursor, mostBytes: number): Promise<{ text: string; next: Cursor }> {
    return onDisk(this.#folder, async () => {
      let { segment, offset } = after;
      for (;;) {
        const end = this.#bytesOf.get(segment);
        if (end !== undefined && offset < end) return await this.#readLines({ segment, offset }, end, mostBytes);
        if (segment > this.#number || (end !== undefined && offset > end)) throw this.#wrongPlace(after);
        if (segment === this.#number) return { text: '', next: { segment, offset } };
        segment = [...this.#bytesOf.keys()].find(number => number > segment) as number;
        offset = 0;
      }
    });
  }

  /** Takes a sealed segment away that nobody needs any more. */
  remove(number: number): Promise<void> {
    return this.#turns.run(() =>
      onDisk(this.#folder, async () => {
        if (number === this.#number) throw new Error(`segment ${number} is open`);
        await rm(pathOf(this.#folder, number), { force: true });
        this.#bytesOf.delete(number);
      }),
    );
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#turns.run(async () => {
      while (this.#waiting.length > 0) await this.#flush();
      await this.#file.close();
    });
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    let size = 0;
    const cut = this.#waiting.findIndex(({ text }) => {
      size += text.length;
      return size > writeBytes;
    });
    // What alone is more than one write should be goes by itself.
    const group = this.#waiting.slice(0, cut === -1 ? undefined : Math.max(cut, 1));
    const bytes = Buffer.from(group.map(({ text }) => text).join(''));
    try {
      await onDisk(this.#folder, () => this.#write(bytes));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    this.#waiting.splice(0, group.length);
    // In a turn of their own: sealing or closing would else wait for as long as lines come.
    if (this.#waiting.length > 0) void this.#turns.run(() => this.#flush());
  }

  async #write(bytes: Buffer): Promise<void> {
    let start = this.#bytesOf.get(this.#number) as number;
    if (start > 0 && start + bytes.length > segmentBytes) {
      await this.#seal();
      start = 0;
    }
    if (this.#isTorn) await this.#mend(start);
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, start + done);
        done += bytesWritten;
      }
      await this.#file.datasync();
    } catch (error) {
      this.#isTorn = true;
      // Where even that fails the next write tries again, before anything else.
      await this.#mend(start).catch(() => undefined);
      throw error;
    }
    this.#bytesOf.set(this.#number, start + bytes.length);
  }

  async #mend(end: number): Promise<void> {
    await this.#file.truncate(end);
    await this.#file.datasync();
    this.#isTorn = false;
  }

  async #seal(): Promise<void> {
    const end = this.#bytesOf.get(this.#number) as number;
    if (end === 0) return;
    if (this.#isTorn) await this.#mend(end);
    const next = this.#number + 1;
    const file = await openSegment(this.#folder, next);
    await this.#file.close();
    this.#file = file;
    this.#number = next;
    this.#bytesOf.set(next, 0);
  }

  async #readLines(from: Cursor, end: number, mostBytes: number): Promise<{ text: string; next: Cursor }> {
    const file = await open(pathOf(this.#folder, from.segment), 'r');
    try {
      // With the byte before, which ends the line before.
      const first = Math.max(from.offset - 1, 0);
      for (let most = Math.max(mostBytes, 1); ; most *= 2) {
        const bytes = Buffer.alloc(Math.min(end, from.offset + most) - first);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, first);
        const lines = bytes.subarray(from.offset - first, bytesRead);
        if (from.offset > 0 && bytes[0] !== 10) throw this.#wrongPlace(from);
        const length = lines.lastIndexOf(10) + 1;
        if (length === 0 && from.offset + most < end) continue;
        return {
          text: lines.toString('utf8', 0, length),
          next: { segment: from.segment, offset: from.offset + length },
        };
      }
    } finally {
      await file.close();
    }
  }

  #wrongPlace({ segment, offset }: Cursor): DataError {
    const end = this.end();
    return new DataError({
      code: 'journal-cursor',
      what: 'This journal has no line that starts there.',
      where: this.#folder,
      found: `${segment}:${offset}`,
      expected: `a place up to ${end.segment}:${end.offset}, where a line starts`,
      remedy: 'Start from 1:0: lines that are known already do no harm.',
    });
  }
}

const pathOf = (folder: string, number: number) => join(folder, `${String(number).padStart(8, '0')}.ndjson`);

async function openSegment(folder: string, number: number): Promise<FileHandle> {
  const path = pathOf(folder, number);
  try {
    return await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const file = await open(path, 'wx+', 0o600);
  try {
    // A file whose name isn't on disk yet would be gone after a power cut, with all that is in it.
    await syncFolder(folder);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** The bytes that are left. A power cut may also leave zeros where data was on its way: JSON holds none. */
async function cutTornTail(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const bytes = Buffer.alloc(size);
  await file.read(bytes, 0, size, 0);
  const zero = bytes.indexOf(0);
  const end = bytes.subarray(0, zero === -1 ? size : zero).lastIndexOf(10) + 1;
  if (end < size) await file.truncate(end);
  // What the last process wrote may be in the system's memory only; whoever reads it from here on may rely on it.
  if (size > 0) await file.datasync();
  return end;
}

async function syncFolder(path: string): Promise<void> {
  // Windows knows no such thing.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Says what to do where the disk is full, broken or not ours. */
async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (!code || !syscall) throw cause;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    throw new ConnectionError({
      code: isFull ? 'disk-full' : 'journal-disk',
      what: isFull ? 'The disk is full: nothing more can be kept.' : 'The journal cannot be read or written.',
      where: folder,
      found: `${code} (${syscall})`,
      expected: isFull ? 'free space' : 'a folder that can be read and written',
      remedy: isFull
        ? 'Make room. Whoever sent what could not be kept was told so, and sends it again.'
        : 'Mend the permissions, or the disk.',
      cause,
    });
  }
}

function closedError(folder: string): ConnectionError {
  return new ConnectionError({
    code: 'journal-closed',
    what: 'The journal is closed: its process is ending.',
    where: folder,
    remedy: 'Send it again in a moment.',
  });
}
