// Whether a file is still the one that its reading began with. What is rewritten meanwhile would go in by half, under the hash of
// the whole: the whole would then be taken for imported already.

import { statSync } from 'node:fs';
import { DataError } from '#shared/errors.ts';

/** What tells a file as it lies there from another of its name, or of another time; null where there is none to be seen. */
export function fileMarks(path: string): string | null {
  try {
    const { ino, size, mtimeNs } = statSync(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return null; // whoever reads it says why
  }
}

/** Throws DataError where it is another one by now. One that is gone was read to its end before. */
export function refuseChanged(path: string, marks: string | null, file: string): void {
  const now = fileMarks(path);
  if (now !== null && now !== marks) throw fileChanged(file);
}

export function fileChanged(file: string, cause?: unknown): DataError {
  return new DataError({
    code: 'file-changed',
    what: `${file} was changed or taken away while it was read: nothing of it was taken in.`,
    expected: 'a file that nobody writes to',
    remedy: 'Import it again when it is written to its end, or a copy of it.',
    cause,
  });
}
