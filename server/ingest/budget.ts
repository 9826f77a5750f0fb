// How much may come out of something packed: a few kilobytes can be made to unpack to a full disk.

import { Transform } from 'node:stream';
import { DataError } from '#shared/errors.ts';

/** So much may come out of any archive, and so many times its own size out of a larger one: text packs to a tenth or so. */
const leastLimit = 1024 ** 3;
const mostRatio = 200;

/** Counts what passes and stops what has grown too large. */
export class Budget {
  private left: number;
  private readonly file: string;

  constructor(bytes: number, file: string) {
    this.left = Math.max(leastLimit, bytes * mostRatio);
    this.file = file;
  }

  /** @throws DataError (`archive-bomb`) */
  take(bytes: number): void {
    this.left -= bytes;
    if (this.left >= 0) return;
    throw new DataError({
      code: 'archive-bomb',
      what: `${this.file} unpacks to far more than it could hold as an export: it was left.`,
      where: this.file,
      found: `more than ${mostRatio} times its own size, and more than ${leastLimit / 1024 ** 3} GB`,
      expected: 'an archive of exports, packed to a tenth or a twentieth of their size',
      remedy: 'If it is an export after all, unpack it yourself and import the files.',
    });
  }

  counter(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        try {
          this.take(chunk.length);
          done(null, chunk);
        } catch (error) {
          done(error as Error);
        }
      },
    });
  }
}
