// A multipart request's files, streamed to the data folder one after the other and never held in memory. They lie in
// incoming/ until they are taken in, or for an hour where they were only looked at; what a killed companion left there is
// cleared at the next start.

import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { ConnectionError, NotFoundError, ThroughlineError, UsageError } from '#shared/errors.ts';
import type { ImportRequest } from '#shared/schema/index.ts';

export interface Upload {
  request: ImportRequest;
  /** Deletes the files again. */
  remove(): Promise<void>;
}

const incomingIn = (folder: string) => join(folder, 'incoming');
const optionNames = ['format', 'zone', 'currency'] as const;
/** A field of this name before the files: they are those of a folder of that name, their paths in their parts' names. */
const folderField = 'folder';
const keptMs = 60 * 60_000;
/** Of one request. */
export const mostFiles = 1_000;
/** Of the multipart parser's own errors the one that says the connection went. */
const prematureClose = 'FST_MP_PREMATURE_CLOSE';

export async function clearIncoming(folder: string): Promise<void> {
  await rm(incomingIn(folder), { recursive: true, force: true });
}

export async function receiveUpload(request: FastifyRequest, folder: string): Promise<Upload> {
  await mkdir(incomingIn(folder), { recursive: true, mode: 0o700 });
  const place = await mkdtemp(join(incomingIn(folder), 'upload-'));
  const remove = () => rm(place, { recursive: true, force: true });
  const taken: ImportRequest = { files: [] };
  let whole: { path: string; name: string } | undefined;
  const paths = new Set<string>();
  let count = 0;
  try {
    for await (const part of partsOf(request)) {
      if (part.type === 'file') {
        const name = basename(part.filename || 'upload');
        // Numbered, as two parts may have one name; the name's end stays, since .gz is told by it.
        const path = whole
          ? unlike(paths, join(whole.path, ...stepsOf(part.fieldname)))
          : join(place, `${count}-${safe(name)}`);
        if (whole) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        else taken.files.push({ path, name });
        count++;
        await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
      } else if (part.fieldname === folderField && !whole && count === 0 && typeof part.value === 'string') {
        const name = basename(part.value) || 'folder';
        whole = { path: join(place, safe(name)), name };
        taken.files.push(whole);
      } else {
        const option = optionNames.find(known => known === part.fieldname);
        if (!option || typeof part.value !== 'string')
          throw new UsageError({
            code: 'import-option',
            what: `An import has no option "${part.fieldname}".`,
            found: part.fieldname,
            expected: optionNames.join(', '),
          });
        if (part.value !== '') taken[option] = part.value;
      }
    }
  } catch (cause) {
    await remove();
    // It says itself what is wrong: a request that was read to its end counts as destroyed too.
    if (cause instanceof ThroughlineError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EACCES' || code === 'EDQUOT')
      throw new ConnectionError({
        code: 'upload-write',
        what: 'The file could not be kept while it is read.',
        where: place,
        found: code,
        remedy: code === 'EACCES' ? "Mend the data folder's permissions." : 'Make room on the disk and send it again.',
        cause,
      });
    if (code === 'FST_FILES_LIMIT')
      throw new UsageError({
        code: 'upload-files',
        what: 'These are more files than are taken at once.',
        expected: `at most ${mostFiles}`,
        remedy: 'Send them in parts, or name their folder in a terminal: npx throughline import FOLDER',
        cause,
      });
    if (request.raw.destroyed && (code === undefined || !code.startsWith('FST_') || code === prematureClose)) {
      throw new UsageError({
        code: 'upload-aborted',
        what: 'The upload was broken off.',
        remedy: 'Send the file again.',
        cause,
      });
    }
    throw cause;
  }
  if (count === 0) {
    await remove();
    throw new UsageError({
      code: 'import-no-file',
      what: 'The request holds no file.',
      expected: 'one or more multipart parts with a file name',
      remedy: 'Send the export as a file part.',
    });
  }
  return { request: taken, remove };
}

/** The request's parts; throws UsageError where its header doesn't say what they are parted by. */
function partsOf(request: FastifyRequest): ReturnType<FastifyRequest['parts']> {
  if (/;\s*boundary=("[^"]{1,70}"|[^\s;"]{1,70})\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return request.parts();
  throw new UsageError({
    code: 'upload-boundary',
    what: 'The request says of no boundary between its parts.',
    found: `content-type: ${request.headers['content-type']}`,
    expected: 'content-type: multipart/form-data; boundary=…',
    remedy: 'Leave that header to what makes the form.',
  });
}

/** A name as it stands, but for what some file system refuses, and of no more than 200 bytes. Never up, never elsewhere. */
function safe(name: string): string {
  let kept = name
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, '_')
    .replace(/[. ]+$/, '_')
    .slice(-200);
  while (Buffer.byteLength(kept) > 200) kept = kept.slice(1);
  return kept;
}

/** The steps of a path within a folder: never up, never absolute. */
function stepsOf(path: string): string[] {
  const steps = path
    .split(/[\\/]+/)
    .filter(step => step !== '' && !/^\.+$/.test(step))
    .map(safe);
  return steps.length > 0 ? steps.slice(-20) : ['upload'];
}

/** The path, or one beside it where another file has it already: names may differ by no more than what `safe` takes away, or by case. */
function unlike(paths: Set<string>, path: string): string {
  const key = (of: string) => of.normalize().toLowerCase();
  let free = path;
  for (let n = 2; paths.has(key(free)); n++) free = join(dirname(path), `${n}-${basename(path)}`);
  paths.add(key(free));
  return free;
}

/** Uploads that were looked at and wait to be taken in. */
export class KeptUploads {
  readonly #kept = new Map<string, { upload: Upload; timer: ReturnType<typeof setTimeout> }>();

  keep(upload: Upload): string {
    const id = randomUUID();
    this.#kept.set(id, { upload, timer: this.#expiry(id) });
    return id;
  }

  /** Its files; another hour begins. Throws NotFoundError where there is no such upload (any more). */
  files(id: string): ImportRequest['files'] {
    const kept = this.#kept.get(id);
    if (!kept)
      throw new NotFoundError({
        code: 'upload-unknown',
        what: 'This upload is no longer there.',
        found: id,
        remedy: 'Send the file again.',
      });
    clearTimeout(kept.timer);
    kept.timer = this.#expiry(id);
    return kept.upload.request.files;
  }

  async drop(id: string): Promise<void> {
    const kept = this.#kept.get(id);
    if (!kept) return;
    this.#kept.delete(id);
    clearTimeout(kept.timer);
    await kept.upload.remove();
  }

  async close(): Promise<void> {
    for (const id of [...this.#kept.keys()]) await this.drop(id);
  }

  #expiry(id: string): ReturnType<typeof setTimeout> {
    return setTimeout(() => void this.drop(id).catch(() => undefined), keptMs).unref();
  }
}
