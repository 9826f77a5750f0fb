// Unpacks the members of a ZIP or TAR archive, one after the other, each into a file of its own and never by the name that
// the archive gives it. How much may come out is bounded: a few kilobytes can be packed to unpack to a full disk.

import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { createTarDecoder } from 'modern-tar';
import { openPromise, type ZipFile } from 'yauzl';
import { DataError, ThroughlineError } from '#shared/errors.ts';
import type { Budget } from './budget.ts';
import { diskFull } from './inspect.ts';

export interface ArchiveMember {
  /** As the archive has it, its folders with `/`. */
  readonly name: string;
  /** Unpacked, as the archive has it. */
  readonly bytes: number;
  /** Unpacks it to this path. */
  unpack(to: string): Promise<void>;
}

const mostMembers = 10_000;

/**
 * The files in a ZIP archive, in the order of their names.
 *
 * @throws DataError (`archive-broken`, `archive-locked`, `archive-bomb`).
 */
export async function zipMembers(
  path: string,
  file: string,
  budget: Budget,
): Promise<{ members: ArchiveMember[]; close(): void }> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: false });
  } catch (cause) {
    throw broken(file, cause);
  }
  const members: ArchiveMember[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      refuseTooMany(members.length, file);
      members.push({
        name: entry.fileName,
        bytes: entry.uncompressedSize,
        async unpack(to) {
          if (entry.isEncrypted()) throw locked(file, entry.fileName);
          try {
            await pipeline(
              await zip.openReadStreamPromise(entry),
              budget.counter(),
              createWriteStream(to, { mode: 0o600 }),
            );
          } catch (cause) {
            throw failed(file, to, cause);
          }
        },
      });
    }
  } catch (cause) {
    zip.close();
    throw failed(file, path, cause);
  }
  return { members: inOrder(members), close: () => zip.close() };
}

/** The files in a TAR archive, gzipped or not: unpacked into `folder` at once, for it can only be read from end to end. */
export async function tarMembers(path: string, file: string, folder: string, budget: Budget): Promise<ArchiveMember[]> {
  const members: ArchiveMember[] = [];
  const raw = createReadStream(path);
  try {
    const packed = (await firstBytes(path))[0] === 0x1f;
    const gunzip = createGunzip();
    const plain = packed ? raw.on('error', error => gunzip.destroy(error)).pipe(gunzip) : raw;
    const entries = Readable.toWeb(plain).pipeThrough(createTarDecoder({ strict: true }) as never);
    for await (const entry of entries as unknown as AsyncIterable<{
      header: { name: string; size: number; type?: string };
      body: ReadableStream<Uint8Array>;
    }>) {
      const { name, type = 'file' } = entry.header;
      if (type !== 'file') {
        await entry.body.cancel();
        continue;
      }
      refuseTooMany(members.length, file);
      const at = join(folder, `member-${members.length}`);
      await pipeline(Readable.fromWeb(entry.body as never), budget.counter(), createWriteStream(at, { mode: 0o600 }));
      members.push({
        name,
        bytes: entry.header.size,
        unpack: to => pipeline(createReadStream(at), createWriteStream(to, { mode: 0o600 })),
      });
    }
  } catch (cause) {
    throw failed(file, folder, cause);
  } finally {
    raw.destroy();
  }
  return inOrder(members);
}

async function firstBytes(path: string): Promise<Buffer> {
  for await (const chunk of createReadStream(path, { end: 3 })) return chunk as Buffer;
  return Buffer.alloc(0);
}

function inOrder(members: ArchiveMember[]): ArchiveMember[] {
  return members.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function refuseTooMany(count: number, file: string): void {
  if (count < mostMembers) return;
  throw new DataError({
    code: 'archive-bomb',
    what: `${file} holds more than ${mostMembers.toLocaleString('en-GB')} files: it was left.`,
    where: file,
    remedy: 'Unpack it yourself and import the files that are exports.',
  });
}

function failed(file: string, where: string, cause: unknown): unknown {
  if (cause instanceof ThroughlineError) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return diskFull(where, cause);
  if ((cause as Error).name === 'AbortError') return cause;
  return broken(file, cause);
}

function broken(file: string, cause: unknown): DataError {
  return new DataError({
    code: 'archive-broken',
    what: `${file} is an archive that can't be unpacked.`,
    where: file,
    found: (cause as Error).message,
    remedy: 'Export or download it again; it may have been cut.',
    cause,
  });
}

function locked(file: string, member: string): DataError {
  return new DataError({
    code: 'archive-locked',
    what: `${file} is locked with a password.`,
    where: `${file}/${member}`,
    remedy: 'Unpack it yourself and import the files in it.',
  });
}
