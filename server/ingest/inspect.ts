// Reads a file once from end to end before anything is made of it: its encoding, its line ends, its white space. What
// isn't needed before the rows are loaded (its hash, its lines) is counted while they are: tally.ts. Gzip is unpacked into
// the data folder on the way, for DuckDB reads a plain file with all its threads and a packed one with one.

import { isUtf8 } from 'node:buffer';
import { closeSync, createReadStream, createWriteStream, openSync, readSync, rmSync, statSync } from 'node:fs';
import { open as openHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable, Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { ConnectionError, DataError, ThroughlineError } from '#shared/errors.ts';
import { Budget } from './budget.ts';
import { type Encoding, TextScan } from './text-scan.ts';

export interface Inspection {
  /** The file to read from: the file itself, or its unpacked form (then `isTemporary`). */
  readonly path: string;
  readonly isTemporary: boolean;
  /** Of the file as it lies there, before unpacking. */
  readonly bytes: number;
  /** After unpacking. */
  readonly textBytes: number;
  /** 'mixed': UTF-8 with lines that are none. */
  readonly encoding: Encoding;
  readonly hasBom: boolean;
  readonly hasNul: boolean;
  readonly hasLineFeeds: boolean;
  /** 'some': CR that belongs to no CR LF, or lines that end differently. */
  readonly carriageReturns: 'none' | 'all' | 'some';
  /** Line feeds behind the last character that is none, less the one that ends the last line. */
  readonly blankLinesAtEnd: number;
  /** True where no white space stands beside a delimiter, quote or line end, and there is none but plain spaces. */
  readonly isTidy: boolean;
  /** The first characters of the text, without byte-order mark. */
  readonly head: string;
  /** True where `head` is not all of it. */
  readonly isHeadCut: boolean;
  /** The last bytes of the text, read as UTF-8; '' for UTF-16. */
  readonly tail: string;
}

const chunkBytes = 4 * 1024 * 1024;
const headBytes = 1024 * 1024;
const tailBytes = 8 * 1024;

/**
 * What the file is, by one reading. `onBytes` hears the bytes done; `signal` stops it, by throwing its reason. Errors name it
 * by `name`, as its user knows it: what was uploaded or lay in an archive is read from a place that says nothing to anybody.
 *
 * @throws DataError where there is no such file, it is a folder, unreadable, empty, no text, or gzip that can't be
 * unpacked; ConnectionError where the disk is full.
 */
export async function inspect(
  path: string,
  temporaryFolder: string,
  onBytes: (done: number, total: number) => void = () => undefined,
  signal?: AbortSignal,
  name = basename(path),
): Promise<Inspection> {
  const where = `/${path.replaceAll('\\', '/')}`.endsWith(`/${name}`) ? path : name;
  const { bytes, first } = open(path, name, where);
  const packing = packingOf(first);
  const scan = new TextScan(name);
  const unpacked = packing ? join(temporaryFolder, `unpacked-${process.pid}-${Date.now()}.txt`) : null;
  try {
    if (unpacked) {
      const raw = createReadStream(path, { highWaterMark: chunkBytes, signal });
      let done = 0;
      raw.on('data', chunk => {
        done += chunk.length;
        onBytes(done, bytes);
      });
      await unpack(raw, packing!, new Budget(bytes, name), unpacked, chunk => scan.add(chunk));
    } else {
      const onChunk = (chunk: Buffer, done: number) => {
        scan.add(chunk);
        onBytes(done, bytes);
      };
      await eachChunk(path, onChunk, signal);
    }
    signal?.throwIfAborted();
  } catch (error) {
    if (unpacked) rmSync(unpacked, { force: true });
    signal?.throwIfAborted();
    throw readError(error, where, name, packing !== null);
  }
  const text = scan.end();
  const from = unpacked ?? path;
  return {
    path: from,
    isTemporary: unpacked !== null,
    bytes,
    ...text,
    encoding: text.encoding === 'mixed' && !hasValidMultibyte(from) ? 'windows-1252' : text.encoding,
    ...ends(from, text.encoding, text.textBytes),
  };
}

/**
 * Every chunk of a file in turn, with the bytes done so far, its own among them. A chunk lives until the next one: two buffers
 * take turns, one read into while the other is looked at.
 */
export async function eachChunk(
  path: string,
  onChunk: (chunk: Buffer, done: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const handle = await openHandle(path, 'r');
  const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  const read = (turn: number) => handle.read(buffers[turn], 0, chunkBytes, null);
  let next = read(0);
  try {
    let done = 0;
    for (let turn = 0; ; turn = 1 - turn) {
      const { bytesRead } = await next;
      if (bytesRead === 0 || signal?.aborted) return;
      next = read(1 - turn);
      done += bytesRead;
      onChunk(buffers[turn].subarray(0, bytesRead), done);
    }
  } finally {
    await next.catch(() => undefined);
    await handle.close();
  }
}

function open(path: string, file: string, where: string): { bytes: number; first: Buffer } {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      throw new DataError({
        code: 'file-folder',
        what: `${file} is a folder, not a file.`,
        where,
        expected: 'a file',
        remedy: `Name the files in it, for instance ${join(path, '*.csv')}.`,
      });
    }
    if (!stat.isFile()) {
      throw new DataError({
        code: 'file-special',
        what: `${file} is no file that can be read more than once.`,
        where,
        found: stat.isFIFO() ? 'a pipe' : stat.isSocket() ? 'a socket' : 'a device',
        expected: 'a file, or a folder of files',
        remedy: 'Write what comes out of it to a file, and import that.',
      });
    }
    if (stat.size === 0) throw emptyFile(where, file, '0 bytes');
    const first = Buffer.alloc(4096);
    const descriptor = openSync(path, 'r');
    try {
      const length = readSync(descriptor, first, 0, first.length, 0);
      return { bytes: stat.size, first: first.subarray(0, length) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw readError(error, where, file, false);
  }
}

function emptyFile(where: string, file: string, found: string): DataError {
  return new DataError({
    code: 'file-empty',
    what: `${file} is empty.`,
    where,
    found,
    expected: 'a header row and rows below it',
    remedy: 'Export it again; an export that is still being written looks like this too.',
  });
}

/** What stopped the reading of a file, in words; errors that already are come back as they are. */
export function readError(error: unknown, where: string, file: string, isPacked: boolean): unknown {
  if (error instanceof ThroughlineError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DataError({
      code: 'file-missing',
      what: `There is no file ${file}.`,
      where,
      remedy: 'Check its name and folder.',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new DataError({
      code: 'file-unreadable',
      what: `${file} may not be read.`,
      where,
      found: 'no permission',
      remedy: 'Give this user the right to read it.',
      cause: error,
    });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return diskFull(where, error);
  if (isPacked || code.startsWith('Z_') || code.startsWith('ZSTD_')) {
    return new DataError({
      code: 'gzip-broken',
      what: `${file} is packed and can't be unpacked.`,
      where,
      found: (error as Error).message,
      remedy: 'Export or download it again; it may have been cut.',
      cause: error,
    });
  }
  if (code === '') return error;
  return new DataError({
    code: 'file-unreadable',
    what: `${file} can't be read.`,
    where,
    found: (error as Error).message,
    cause: error,
  });
}

/** The error for a write that found no room. */
export function diskFull(where: string, cause: unknown): ConnectionError {
  return new ConnectionError({
    code: 'disk-full',
    what: 'The disk is full: nothing was imported.',
    where,
    remedy: 'Make room, or name a data folder on another disk with --data DIR, and import again.',
    cause,
  });
}

/** What a file is packed with, by its first bytes; null for none. */
export function packingOf(bytes: Uint8Array): 'gzip' | 'zstd' | null {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd ? 'zstd' : null;
}

async function unpack(
  raw: Readable,
  packing: 'gzip' | 'zstd',
  budget: Budget,
  to: string,
  onChunk: (chunk: Buffer) => void,
): Promise<void> {
  const out = createWriteStream(to, { mode: 0o600 });
  const failed = new Promise<never>((_, reject) => out.on('error', reject));
  const options = { chunkSize: 1024 * 1024 };
  const unpacking: Transform = packing === 'gzip' ? createGunzip(options) : createZstdDecompress(options);
  raw.on('error', error => unpacking.destroy(error)).pipe(unpacking);
  const write = async (): Promise<void> => {
    for await (const chunk of unpacking) {
      budget.take((chunk as Buffer).length);
      onChunk(chunk as Buffer);
      if (!out.write(chunk)) await new Promise<void>(resolve => out.once('drain', () => resolve()));
    }
    await new Promise<void>(resolve => out.end(() => resolve()));
  };
  try {
    await Promise.race([write(), failed]);
  } finally {
    out.destroy();
    unpacking.destroy();
  }
}

/** Whether a file that is not all UTF-8 has lines that are, beyond ASCII: then it is UTF-8 with bad lines. */
function hasValidMultibyte(path: string): boolean {
  const descriptor = openSync(path, 'r');
  const buffer = Buffer.alloc(chunkBytes);
  let rest = Buffer.alloc(0);
  try {
    for (;;) {
      const length = readSync(descriptor, buffer, 0, buffer.length, null);
      const text = Buffer.concat([rest, buffer.subarray(0, length)]);
      const last = length === 0 ? text.length : text.lastIndexOf(10) + 1;
      for (let from = 0; from < last; ) {
        const feed = text.indexOf(10, from);
        const to = feed < 0 ? last : feed + 1;
        const line = text.subarray(from, to);
        if (isUtf8(line) && line.some(byte => byte >= 0x80)) return true;
        from = to;
      }
      if (length === 0) return false;
      rest = Buffer.from(text.subarray(last));
    }
  } finally {
    closeSync(descriptor);
  }
}

function ends(
  path: string,
  encoding: Encoding,
  bytes: number,
): Pick<Inspection, 'head' | 'isHeadCut' | 'tail' | 'blankLinesAtEnd'> {
  const descriptor = openSync(path, 'r');
  try {
    const first = Buffer.alloc(Math.min(headBytes, bytes));
    readSync(descriptor, first, 0, first.length, 0);
    const last = Buffer.alloc(Math.min(tailBytes, bytes));
    readSync(descriptor, last, 0, last.length, bytes - last.length);
    const name = encoding === 'mixed' ? 'windows-1252' : encoding;
    // A cut character at the end is no error here; the mark is dropped by the decoder.
    const head = new TextDecoder(encoding === 'mixed' && isUtf8(trimCut(first)) ? 'utf-8' : name).decode(first, {
      stream: true,
    });
    const tail = encoding.startsWith('utf-16') ? '' : last.toString('utf8');
    const blanks = /[\r\n]*$/.exec(tail)?.[0].split('\n').length ?? 1;
    return { head, isHeadCut: bytes > first.length, tail, blankLinesAtEnd: Math.max(0, blanks - 2) };
  } finally {
    closeSync(descriptor);
  }
}

function trimCut(bytes: Buffer): Buffer {
  const feed = bytes.lastIndexOf(10);
  return feed < 0 ? bytes : bytes.subarray(0, feed);
}
