// A second reading of a file beside the loading of its rows: its hash, by which it is known again, and its lines, against
// which the rows are checked. The thread that waits for DuckDB has nothing else to do.

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { eachChunk, type Inspection, readError } from './inspect.ts';
import { countFeeds } from './text-scan.ts';

export interface Tally {
  /** Of the file as it lies there, before unpacking. */
  readonly sha256: string;
  /** Of the text, after unpacking. */
  readonly lineFeeds: number;
}

/** Reads `path`, the file as it lies there, and beside it the unpacked text where that is another file. */
export async function tally(path: string, inspection: Inspection, signal: AbortSignal): Promise<Tally> {
  const hash = createHash('sha256');
  let lineFeeds = 0;
  const isOne = inspection.path === path;
  const count = (chunk: Buffer): void => {
    lineFeeds += countFeeds(chunk);
  };
  const hashAndCount = (chunk: Buffer): void => {
    hash.update(chunk);
    if (isOne) count(chunk);
  };
  try {
    await eachChunk(path, hashAndCount, signal);
    if (!isOne) await eachChunk(inspection.path, count, signal);
  } catch (error) {
    throw readError(error, path, basename(path), false);
  }
  return { sha256: hash.digest('hex'), lineFeeds };
}
