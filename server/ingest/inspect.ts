// Reads a file once from end to end before anything is made of it: its hash, its encoding, its line ends. Gzip is
// unpacked into the data folder on the way, for DuckDB reads a plain file with all its threads and a packed one with one.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, openSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ConnectionError, DataError, ThroughlineError } from '#shared/errors.ts';
import { refuseNonText } from './file-kind.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'mixed';

export interface Inspection {
  /** The file to read from: the file itself, or its unpacked form (then `isTemporary`). */
  readonly path: string;
  readonly isTemporary: boolean;
  readonly isGzip: boolean;
  /** Of the file as it lies there, before unpacking. */
  readonly sha256: string;
  readonly bytes: number;
  /** After unpacking. */
  readonly textBytes: number;
  /** 'mixed': UTF-8 with lines that are none. */
  readonly encoding: Encoding;
  readonly hasBom: boolean;
  readonly hasNul: boolean;
  readonly lineFeeds: number;
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
 * What the file is, by one reading. `onBytes` hears the bytes done.
 *
 * @throws DataError where there is no such file, it is a folder, unreadable, empty, no text, or gzip that can't be
 * unpacked; ConnectionError where the disk is full.
 */
export async function inspect(
  path: string,
  temporaryFolder: string,
  onBytes: (done: number, total: number) => void = () => undefined,
): Promise<Inspection> {
  const file = basename(path);
  const { bytes, first } = open(path, file);
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const hash = createHash('sha256');
  let done = 0;
  const raw = createReadStream(path, { highWaterMark: chunkBytes });
  raw.on('data', chunk => {
    hash.update(chunk);
    done += chunk.length;
    onBytes(done, bytes);
  });
  const scan = new TextScan(file);
  const unpacked = isGzip ? join(temporaryFolder, `unpacked-${process.pid}-${Date.now()}.txt`) : null;
  try {
    if (unpacked) await unpack(raw, unpacked, chunk => scan.add(chunk));
    else for await (const chunk of raw) scan.add(chunk as Buffer);
  } catch (error) {
    throw readError(error, path, file, isGzip);
  }
  const text = scan.end();
  const from = unpacked ?? path;
  return {
    path: from,
    isTemporary: unpacked !== null,
    isGzip,
    sha256: hash.digest('hex'),
    bytes,
    ...text,
    encoding: text.encoding === 'mixed' && !hasValidMultibyte(from) ? 'windows-1252' : text.encoding,
    ...ends(from, text.encoding, text.textBytes),
  };
}

function open(path: string, file: string): { bytes: number; first: Buffer } {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      throw new DataError({
        code: 'file-folder',
        what: `${file} is a folder, not a file.`,
        where: path,
        expected: 'a file',
        remedy: `Name the files in it, for instance ${join(path, '*.csv')}.`,
      });
    }
    if (stat.size === 0) throw emptyFile(path, file, '0 bytes');
    const first = Buffer.alloc(4096);
    const descriptor = openSync(path, 'r');
    try {
      const length = readSync(descriptor, first, 0, first.length, 0);
      return { bytes: stat.size, first: first.subarray(0, length) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw readError(error, path, file, false);
  }
}

function emptyFile(path: string, file: string, found: string): DataError {
  return new DataError({
    code: 'file-empty',
    what: `${file} is empty.`,
    where: path,
    found,
    expected: 'a header row and rows below it',
    remedy: 'Export it again; an export that is still being written looks like this too.',
  });
}

function readError(error: unknown, path: string, file: string, isGzip: boolean): unknown {
  if (error instanceof ThroughlineError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DataError({
      code: 'file-missing',
      what: `There is no file ${file}.`,
      where: path,
      remedy: 'Check its name and folder.',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new DataError({
      code: 'file-unreadable',
      what: `${file} may not be read.`,
      where: path,
      found: 'no permission',
      remedy: 'Give this user the right to read it.',
      cause: error,
    });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return diskFull(path, error);
  if (isGzip || code.startsWith('Z_')) {
    return new DataError({
      code: 'gzip-broken',
      what: `${file} is gzip that can't be unpacked.`,
      where: path,
      found: (error as Error).message,
      remedy: 'Export or download it again; it may have been cut.',
      cause: error,
    });
  }
  if (code === '') return error;
  return new DataError({
    code: 'file-unreadable',
    what: `${file} can't be read.`,
    where: path,
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

async function unpack(raw: Readable, to: string, onChunk: (chunk: Buffer) => void): Promise<void> {
  const out = createWriteStream(to, { mode: 0o600 });
  const failed = new Promise<never>((_, reject) => out.on('error', reject));
  const gunzip = raw.on('error', error => gunzip.destroy(error)).pipe(createGunzip({ chunkSize: 1024 * 1024 }));
  const write = async (): Promise<void> => {
    for await (const chunk of gunzip) {
      onChunk(chunk as Buffer);
      if (!out.write(chunk)) await new Promise<void>(resolve => out.once('drain', () => resolve()));
    }
    await new Promise<void>(resolve => out.end(() => resolve()));
  };
  try {
    await Promise.race([write(), failed]);
  } finally {
    out.destroy();
    gunzip.destroy();
  }
}

type Scanned = Pick<
  Inspection,
  'textBytes' | 'encoding' | 'hasBom' | 'hasNul' | 'lineFeeds' | 'carriageReturns' | 'isTidy'
>;

/** Looks at each chunk with the runtime's own (vectorised) searches; no byte passes through JavaScript. */
class TextScan {
  private readonly file: string;
  private bytes = 0;
  private mark: Encoding | null = null;
  private hasBom = false;
  private isValid = true;
  private hasNul = false;
  private isTidy = true;
  private lineFeeds = 0;
  private returns = 0;
  private returnFeeds = 0;
  private endsInReturn = false;
  private carry: Buffer = Buffer.alloc(0);

  constructor(file: string) {
    this.file = file;
  }

  add(chunk: Buffer): void {
    if (chunk.length === 0) return;
    if (this.bytes === 0) this.begin(chunk);
    this.bytes += chunk.length;
    if (this.mark !== null) return; // UTF-16 is decoded before anything is counted
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.lineFeeds++;
    if (this.endsInReturn && chunk[0] === 10) this.returnFeeds++;
    for (let at = chunk.indexOf(13); at >= 0; at = chunk.indexOf(13, at + 1)) {
      this.returns++;
      if (chunk[at + 1] === 10) this.returnFeeds++;
    }
    this.endsInReturn = chunk[chunk.length - 1] === 13;
    this.hasNul ||= chunk.indexOf(0) >= 0;
    this.isTidy &&= isTidy(chunk);
    if (this.isValid) this.checkUtf8(chunk);
  }

  end(): Scanned {
    if (this.isValid && this.carry.length > 0) this.isValid = false;
    const encoding = this.mark ?? (this.isValid ? 'utf-8' : 'mixed');
    const { returns, returnFeeds, lineFeeds } = this;
    const carriageReturns = returns === 0 ? 'none' : returns === returnFeeds && returns === lineFeeds ? 'all' : 'some';
    return {
      textBytes: this.bytes,
      encoding,
      hasBom: this.hasBom,
      hasNul: this.hasNul,
      lineFeeds,
      carriageReturns,
      isTidy: this.isTidy,
    };
  }

  private begin(chunk: Buffer): void {
    refuseNonText(chunk.subarray(0, 4096), this.file);
    if (chunk[0] === 0xff && chunk[1] === 0xfe) this.mark = 'utf-16le';
    else if (chunk[0] === 0xfe && chunk[1] === 0xff) this.mark = 'utf-16be';
    else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) this.hasBom = true;
    else {
      // UTF-16 without a mark: every other byte of Latin text is NUL.
      const sample = chunk.subarray(0, 4096);
      let even = 0;
      let odd = 0;
      for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++;
      if (even + odd > sample.length / 5) this.mark = odd > even ? 'utf-16le' : 'utf-16be';
    }
    if (this.mark !== null) this.hasBom = chunk[0] >= 0xfe;
  }

  /** A character may be cut between two chunks: its first bytes wait for the rest. */
  private checkUtf8(chunk: Buffer): void {
    let from = 0;
    if (this.carry.length > 0) {
      const joined = Buffer.concat([this.carry, chunk.subarray(0, 3)]);
      const need = sequenceLength(joined[0]);
      if (joined.length < need) {
        this.carry = joined;
        return;
      }
      from = need - this.carry.length;
      this.isValid = isUtf8(joined.subarray(0, need));
      this.carry = Buffer.alloc(0);
    }
    let to = chunk.length;
    for (let back = 1; back <= 3 && to - back >= from; back++) {
      const byte = chunk[to - back];
      if (byte < 0x80) break;
      if (byte >= 0xc0) {
        if (sequenceLength(byte) > back) to -= back;
        break;
      }
    }
    this.carry = Buffer.from(chunk.subarray(to));
    this.isValid &&= isUtf8(chunk.subarray(from, to));
  }
}

const edges = [',', ';', '|', '"', '\n', '\r'].flatMap(mark => [Buffer.from(` ${mark}`), Buffer.from(`${mark} `)]);
const oddSpaces = ['\t', '\u00a0', '\u202f', '\u200b'].map(space => Buffer.from(space));

/** A delimiter that is a tab, and a space at the very edge of a chunk, count as untidy too: nothing is lost by that. */
function isTidy(chunk: Buffer): boolean {
  if (oddSpaces.some(space => chunk.indexOf(space) >= 0)) return false;
  if (chunk.indexOf(32) < 0) return true;
  return chunk[0] !== 32 && chunk[chunk.length - 1] !== 32 && !edges.some(edge => chunk.indexOf(edge) >= 0);
}

function sequenceLength(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
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
