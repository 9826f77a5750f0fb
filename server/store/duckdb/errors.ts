// DuckDB's error texts that a user can do something about, as ThroughlineErrors. DuckDB gives no codes: the texts are
// matched, so each is tested against the real thing where a test can make it happen.

import { ConnectionError, ThroughlineError } from '#shared/errors.ts';

/** What `error`, thrown by DuckDB while running `sql`, means to the user; unknown ones come back with the statement. */
export function storeError(error: unknown, sql: string): Error {
  if (error instanceof ThroughlineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (
    /no space left|disk.*(full|quota)|ENOSPC|file too large|EFBIG|could not write (all|file)|failed to (write|fsync|truncate)/i.test(
      text,
    )
  ) {
    return new ConnectionError({
      code: 'disk-full',
      what: 'The disk is full, or a limit on file size is reached: nothing was changed.',
      found: firstLine(text),
      expected: 'room for about twice the size of the file that is imported',
      remedy: 'Make room, or name a data folder on another disk with --data DIR, and do it again.',
      cause: error,
    });
  }
  if (/out of memory|failed to (allocate|offload)|max_temp_directory_size/i.test(text)) {
    return new ConnectionError({
      code: 'out-of-memory',
      what: 'The database ran out of memory: nothing was changed.',
      found: firstLine(text),
      expected: 'about 1 GB',
      remedy: 'Set THROUGHLINE_MEMORY to a higher limit, for instance 2GB, and do it again.',
      cause: error,
    });
  }
  if (/Corrupt database file/.test(text)) return unreadable(text, error);
  if (error instanceof Error) {
    const short = sql.length > 2_000 ? `${sql.slice(0, 2_000)} …` : sql;
    return new Error(`${text}\n  statement: ${short}`, { cause: error });
  }
  return new Error(text);
}

/** What `error`, thrown while opening the database file in `folder`, means to the user. */
export function openError(error: unknown, folder: string): Error {
  if (error instanceof ThroughlineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/could not set lock|conflicting lock|being used by another process|lock on file/i.test(text)) {
    const pid = /PID (\d+)/i.exec(text)?.[1];
    return new ConnectionError({
      code: 'data-folder-in-use',
      what: 'The data folder is in use by another process.',
      where: folder,
      found: pid ? `process ${pid} holds it` : 'another process holds it',
      remedy: 'End that process, or name another folder with --data DIR.',
      cause: error,
    });
  }
  if (/permission denied|read-only|EACCES|EROFS|not permitted/i.test(text)) {
    return new ConnectionError({
      code: 'data-folder-permission',
      what: 'The database in the data folder cannot be opened for writing.',
      where: folder,
      found: firstLine(text),
      remedy: 'Mend the permissions of the folder and its files, or name another one with --data DIR.',
      cause: error,
    });
  }
  if (
    /not a valid DuckDB|trying to read a database file with version|newer version|corrupt|checksum|could not read enough bytes|\bWAL\b/i.test(
      text,
    )
  ) {
    return unreadable(text, error, folder);
  }
  return storeError(error, `open ${folder}`);
}

function unreadable(text: string, cause: unknown, where?: string): ConnectionError {
  // The log beside the database: what was written last, and not yet moved into it.
  const isLog = /\bWAL\b/.test(text);
  return new ConnectionError({
    code: 'data-folder-unreadable',
    what: 'The database in the data folder cannot be read.',
    where,
    found: firstLine(text),
    expected: 'a throughline.duckdb written by this or an older version of Throughline',
    remedy: isLog
      ? 'Put back a copy, or move throughline.duckdb.wal away: the database is then as it was before the last changes, and the last files can be imported again.'
      : 'Put back a copy, or name a new folder with --data DIR and import the files again.',
    cause,
  });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0].slice(0, 300);
}
