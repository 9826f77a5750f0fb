// A multipart request's files, streamed to the data folder one after the other and never held in memory. They lie in
// incoming/ until they are taken in; what a killed companion left there is cleared at the next start.

import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { ConnectionError, UsageError } from '#shared/errors.ts';
import type { ImportRequest } from '#shared/schema/index.ts';

interface Upload {
  request: ImportRequest;
  /** Deletes the files again. */
  remove(): Promise<void>;
}

const incomingIn = (folder: string) => join(folder, 'incoming');
const optionNames = ['format', 'zone', 'currency'] as const;

export async function clearIncoming(folder: string): Promise<void> {
  await rm(incomingIn(folder), { recursive: true, force: true });
}

export async function receiveUpload(request: FastifyRequest, folder: string): Promise<Upload> {
  await mkdir(incomingIn(folder), { recursive: true, mode: 0o700 });
  const place = await mkdtemp(join(incomingIn(folder), 'upload-'));
  const remove = () => rm(place, { recursive: true, force: true });
  const taken: ImportRequest = { files: [] };
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const name = basename(part.filename || 'upload');
        // Numbered, as two parts may have one name; the name's end stays, since .gz is told by it.
        const path = join(place, `${taken.files.length}-${name.replace(/[^\w.-]+/g, '_').slice(-100)}`);
        await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
        taken.files.push({ path, name });
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
  if (taken.files.length === 0) {
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
