// Gets a JSON file into the one form DuckDB reads, UTF-8, and puts what DuckDB then says about it into words. A file that
// is UTF-8 already is left where it lies.

import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DataError } from '#shared/errors.ts';
import { type Inspection, readError } from './inspect.ts';

/** The file itself, or a copy in UTF-8 in `folder`, which the caller removes: then `path` differs. */
export async function jsonAsUtf8(inspection: Inspection, folder: string): Promise<Inspection> {
  const { encoding } = inspection;
  if (encoding === 'utf-8') return inspection;
  const path = join(folder, `json-${process.pid}-${Date.now()}.json`);
  // Lines that are no UTF-8 among lines that are: their odd bytes become U+FFFD, the rest of the line can be read.
  const decoder = new TextDecoder(encoding === 'mixed' ? 'utf-8' : encoding);
  const decoded = async function* (): AsyncGenerator<string> {
    for await (const chunk of createReadStream(inspection.path))
      yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  };
  try {
    await pipeline(Readable.from(decoded()), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    rmSync(path, { force: true });
    throw readError(error, inspection.path, basename(inspection.path), false);
  }
  return { ...inspection, path };
}

/** What DuckDB's readers say of a JSON file that they can't read to its end, as a DataError; any other error as it is. */
export function jsonReadError(error: unknown, file: string): unknown {
  const text = error instanceof Error ? error.message : '';
  if (/Maximum line size|maximum_object_size|line size of/i.test(text)) {
    return new DataError({
      code: 'json-too-long',
      what: `${file} has a record that is longer than can be read.`,
      where: file + (/Line: (\d+)/.test(text) ? `:${/Line: (\d+)/.exec(text)?.[1]}` : ''),
      found: 'a JSON object of more than four million characters',
      expected: 'one event per object',
      remedy: 'Export one JSON object per line; remove the record if it is damaged.',
      cause: error,
    });
  }
  if (/Malformed JSON|unexpected end of data|CSV Error on Line/i.test(text)) {
    return new DataError({
      code: 'json-broken',
      what: `${file} can't be read to its end: its JSON is broken.`,
      where: file,
      found: text.split('\n')[0].slice(0, 200),
      expected: 'one JSON object per line (then a broken line is set aside by itself), or a whole array of objects',
      remedy: 'Export or download it again; it may have been cut.',
      cause: error,
    });
  }
  return error;
}
