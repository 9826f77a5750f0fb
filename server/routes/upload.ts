// A multipart request's files, streamed to the data folder one after the other and never held in memory. They lie in
// incoming/ until they are taken in, or for an hour where they were only looked at; what a killed companion left there is
// cleared at the next start.

import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { ConnectionError, NotFoundError, UsageError } from '#shared/errors.ts';
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

export async function clearIncoming(folder: string): Promise<void> {
  await rm(incomingIn(folder), { recursive: true, force: true });
}

export async function receiveUpload(request: FastifyRequest, folder: string): Promise<Upload> {
  await mkdir(incomingIn(folder), { recursive: true, mode: 0o700 });
  const place = await mkdtemp(join(incomingIn(folder), 'upload-'));
  const remove = () => rm(place, { recursive: true, force: true });
  const taken: ImportRequest = { files: [] };
  let whole: { path: string; name: string } | undefined;
  let count = 0;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const name = basename(part.filename || 'upload');
        // Numbered, as two parts may have one name; the name's end stays, since .gz is told by it.
        const path = whole ? join(whole.path, ...stepsOf(part.fieldname)) : join(place, `${count}-${safe(name)}`);
        if (whole) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        else taken.files.push({ path, name });
        count++;
        await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
      } else if (part.fieldname === folderField && count === 0 && typeof part.value === 'string') {
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
    if (request.raw.destroyed) {
      throw new UsageError({
        code: 'upload-aborted',
        what: 'The upload was broken off.',
        remedy: 'Send the file again.',
        cause,
      });
    }
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

const safe = (name: string): string => name.replace(/[^\w.-]+/g, '_').slice(-100);

/** The steps of a path within a folder: never up, never absolute. */
function stepsOf(path: string): string[] {
  const steps = path
    .split(/[\\/]+/)
    .filter(step => step !== '' && !/^\.+$/.test(step))
    .map(safe);
  return steps.length > 0 ? steps.slice(-20) : ['upload'];
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
