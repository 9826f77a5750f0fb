// Which format a file is, by its header row (or JSON keys) alone: never by its name. The header may stand below a
// preamble, so the first rows are all tried; the row and the format that fit best together win.

import { DataError, UsageError } from '#shared/errors.ts';
import type { Format, Signature } from '#shared/formats/format.ts';
import { headerKey, headerKeys } from '#shared/formats/header.ts';
import { formats as allFormats } from '#shared/formats/index.ts';
import { plural } from '#shared/words.ts';
import { type GuessedTable, guessColumns, guessFormat, mapCommand } from './guess-columns.ts';

/** A preamble is never longer than this. */
const preambleRows = 20;

/** Of the names that formats declare; each file is held against all of them. */
const declaredKeys = new Map<string, string>();
function keyOf(name: string): string {
  const known = declaredKeys.get(name);
  if (known !== undefined) return known;
  const key = headerKey(name);
  declaredKeys.set(name, key);
  return key;
}

export interface Recognised {
  format: Format;
  /** Index of the header among the rows given; what stands above it is the preamble. 0 for JSON. */
  headerRow: number;
}

export interface Candidate {
  /** Shown in errors. */
  file: string;
  shape: Format['shape'];
  /** A table's first rows, cell by cell; or one row: the keys of the first JSON records. */
  rows: readonly (readonly string[])[];
  /** JSON: keys one level down, as paths. */
  deepKeys?: readonly string[];
}

/**
 * The format of a file, or, with `formatId`, that format after a check that the file has what it needs.
 * Throws DataError (`format-unknown`, `columns-missing`) or UsageError (an id that isn't in the list).
 */
export function recognise(
  candidate: Candidate,
  formatId?: string,
  formats: readonly Format[] = allFormats,
): Recognised {
  const rows = candidate.rows
    .slice(0, preambleRows)
    .map(row => new Set([...row, ...(candidate.deepKeys ?? [])].flatMap(headerKeys).filter(key => key !== '')));
  const found = formatId === undefined ? best(candidate, rows, formats) : named(candidate, rows, formatId, formats);
  refuseAggregate(found.format, candidate.file);
  const missing = missingColumns(found.format, candidate.rows[found.headerRow]);
  if (missing.length > 0) {
    throw new DataError({
      code: 'columns-missing',
      what: `${candidate.file} reads as ${found.format.label} (${found.format.id}), but lacks what that needs.`,
      where: candidate.file,
      found: describeHeaders(candidate.rows[found.headerRow]),
      expected: missing.map(column => listed(column.from, ' or ', 4)).join('; '),
      remedy: [
        missing.map(column => column.remedy).find(remedy => remedy !== undefined) ??
          'Export again with these columns, or rename the columns that hold them.',
        ...byHand(candidate, found.headerRow, found.format),
      ].join(' '),
    });
  }
  return found;
}

function refuseAggregate({ id, label, aggregate }: Format, file: string): void {
  if (!aggregate) return;
  throw new DataError({
    code: 'file-aggregate',
    what: `${file} is ${label} (${id}), of which no journey can be made: ${aggregate.reason}`,
    where: file,
    found: label,
    expected: 'an export with a row for every visit, event or person',
    remedy: aggregate.remedy,
  });
}

function best(candidate: Candidate, rows: readonly ReadonlySet<string>[], formats: readonly Format[]): Recognised {
  let winner: (Recognised & { known: number }) | undefined;
  for (const format of formats) {
    if (format.shape !== candidate.shape) continue;
    const knownKeys = knownHeaders(format);
    for (const [headerRow, keys] of rows.entries()) {
      const above = candidate.rows.slice(0, headerRow).map(row => row.join(' '));
      if (!signatures(format).some(signature => fits(signature, keys, above))) continue;
      const known = [...keys].filter(key => knownKeys.has(key)).length;
      const better =
        winner === undefined ||
        format.detect.priority > winner.format.detect.priority ||
        (format.detect.priority === winner.format.detect.priority && known > winner.known);
      if (better) winner = { format, headerRow, known };
    }
  }
  if (winner === undefined) throw unknownFormat(candidate, rows, formats);
  return { format: winner.format, headerRow: winner.headerRow };
}

function named(
  candidate: Candidate,
  rows: readonly ReadonlySet<string>[],
  formatId: string,
  formats: readonly Format[],
): Recognised {
  const format = formats.find(({ id }) => id === formatId);
  if (format === undefined) {
    throw new UsageError({
      code: 'format-unknown-id',
      what: `Unknown format "${formatId}". Formats: ${formats.map(({ id }) => id).join(', ')}.`,
    });
  }
  if (format.shape !== candidate.shape) {
    throw new DataError({
      code: 'format-shape',
      what: `${candidate.file} can't be read as ${format.id}: that format is ${shapeWords[format.shape]}.`,
      where: candidate.file,
      found: shapeWords[candidate.shape],
      expected: shapeWords[format.shape],
      remedy: 'Leave --format out to have the file recognised, or name another one.',
    });
  }
  const knownKeys = knownHeaders(format);
  const scores = rows.map(keys => [...keys].filter(key => knownKeys.has(key)).length);
  const headerRow = Math.max(0, scores.indexOf(Math.max(...scores)));
  return { format, headerRow };
}

const shapeWords = { table: 'a table with a header row (CSV)', ndjson: 'JSON, one object per record' } as const;

/** The columns that a format can't do without and that these headers lack: of each such field, all its headers. */
export function missingColumns(
  format: Format,
  headers: readonly string[] | undefined,
): { field: string; from: string[]; remedy?: string }[] {
  // A path into a JSON record is there where its first step is; the rest may be missing from one record to the next.
  const keys = new Set((headers ?? []).flatMap(headerKeys));
  const has = (name: string): boolean => keys.has(keyOf(format.shape === 'ndjson' ? name.split('.', 1)[0] : name));
  const missing: { field: string; from: string[]; remedy?: string }[] = [];
  for (const { columns, when } of format.yields) {
    if (when !== undefined) continue;
    for (const field of new Set(columns.filter(column => column.required).map(column => column.field))) {
      const fillers = columns.filter(column => column.field === field);
      if (fillers.some(column => column.constant !== undefined || column.from.some(has))) continue;
      const remedy = fillers.find(column => column.remedy !== undefined)?.remedy;
      missing.push({ field, from: fillers.flatMap(column => [...column.from]), ...(remedy && { remedy }) });
    }
  }
  return missing;
}

function signatures(format: Format): readonly Signature[] {
  return [format.detect, ...(format.detect.or ?? [])];
}

/** The headers, as the file has them, by which a format is told; for a format that was named, those that it knows. */
export function matchedHeaders(format: Format, headers: readonly string[]): string[] {
  const keys = new Set(headers.flatMap(headerKeys));
  const signature = signatures(format).find(one => match(one, keys).missing.length === 0);
  const wanted = signature
    ? new Set(
        [...signature.all, ...[signature.some, ...(signature.also ?? [])].flatMap(one => one?.of ?? [])].map(headerKey),
      )
    : knownHeaders(format);
  return headers.filter(header => headerKeys(header).some(key => wanted.has(key)));
}

function fits(signature: Signature, keys: ReadonlySet<string>, above: readonly string[]): boolean {
  if (match(signature, keys).missing.length > 0) return false;
  if (signature.none?.some(name => keys.has(keyOf(name)))) return false;
  if (signature.above === undefined) return true;
  const pattern = new RegExp(signature.above, 'i');
  return above.some(line => pattern.test(line));
}

function match(signature: Signature, keys: ReadonlySet<string>): { hits: number; missing: string[] } {
  const missing = signature.all.filter(name => !keys.has(keyOf(name)));
  let hits = signature.all.length - missing.length;
  if (signature.only) {
    const own = new Set(signature.all.flatMap(headerKeys));
    const others = [...keys].filter(key => !own.has(key));
    if (others.length > 0) missing.push(`no ${listed(others, ', ', 6)}`);
  }
  for (const { of, atLeast } of groups(signature)) {
    const there = of.filter(name => keys.has(keyOf(name)));
    hits += Math.min(there.length, atLeast);
    if (there.length < atLeast) {
      const rest = of.filter(name => !there.includes(name));
      missing.push(`${atLeast - there.length} of ${listed(rest, ', ', 6)}`);
    }
  }
  return { hits, missing };
}

function groups({ some, also = [] }: Signature): NonNullable<Signature['also']> {
  return some ? [some, ...also] : also;
}

function knownHeaders(format: Format): Set<string> {
  const names = format.yields.flatMap(({ columns }) => columns.flatMap(column => column.from));
  const tops =
    format.shape === 'ndjson' ? names.flatMap(name => [name.split('.', 1)[0], name.split('.', 2).join('.')]) : names;
  return new Set(
    [...tops, ...signatures(format).flatMap(one => [...one.all, ...groups(one).flatMap(({ of }) => of)])].map(keyOf),
  );
}

function unknownFormat(
  candidate: Candidate,
  rows: readonly ReadonlySet<string>[],
  formats: readonly Format[],
): DataError {
  const fitting = formats.filter(({ shape }) => shape === candidate.shape);
  // The nearest: the largest part of a signature there, then the most known columns.
  let nearest: { format: Format; missing: string[]; share: number; known: number; row: number } | undefined;
  for (const format of fitting) {
    const knownKeys = knownHeaders(format);
    for (const [row, keys] of rows.entries()) {
      const known = [...keys].filter(key => knownKeys.has(key)).length;
      for (const signature of signatures(format)) {
        const { hits, missing } = match(signature, keys);
        const share = hits / groups(signature).reduce((sum, { atLeast }) => sum + atLeast, signature.all.length);
        // One common word such as "Id" makes nothing near; a format without a header has no share at all.
        if (!(share >= 0.5)) continue;
        if (nearest && (share < nearest.share || (share === nearest.share && known <= nearest.known))) continue;
        nearest = { format, missing, share, known, row };
      }
    }
  }
  const widest = rows.reduce((most, keys, row) => (keys.size > rows[most].size ? row : most), 0);
  return new DataError({
    code: 'format-unknown',
    what: `${candidate.file} is no format that is known here.`,
    where: candidate.file,
    found:
      (candidate.shape === 'ndjson' ? 'JSON with ' : '') +
      describeHeaders(candidate.rows[nearest?.row ?? widest], candidate.shape === 'ndjson' ? 'key' : 'column'),
    expected: nearest
      ? `the columns of a known format; the nearest is ${nearest.format.label} (${nearest.format.id}), which needs ${nearest.missing
          .map(name => (/^\d+ of /.test(name) ? name : `"${name}"`))
          .join(' and ')} besides`
      : `the columns of a known format; none comes near (looked in the first ${preambleRows} rows)`,
    remedy: [
      ...byHand(candidate, nearest?.row ?? widest),
      candidate.shape === 'table'
        ? 'Rename the columns to those of events, deals or spend, or name the format with --format ID: throughline formats lists them.'
        : 'Save it as a table (CSV), whose columns can be named as those of events, deals or spend or be mapped by hand, or name the format with --format ID: throughline formats lists them.',
    ].join(' '),
  });
}

/** How the table's columns could be mapped by hand, the columns guessed; nothing for JSON and where nothing can be guessed. */
function byHand(candidate: Candidate, headerRow: number, format?: Format): string[] {
  const headers = candidate.rows[headerRow];
  if (candidate.shape !== 'table' || headers === undefined || headers.length < 2 || format?.mapped || format?.headless)
    return [];
  const below = candidate.rows.slice(headerRow + 1);
  const table: GuessedTable = {
    headers: headers.map(header => header.trim()),
    sample: column => below.map(row => row[column]?.trim() ?? '').filter(cell => cell !== ''),
  };
  const guess = format ? guessColumns(format, table) : guessFormat(table);
  return guess ? [`Map its columns by hand, once: ${mapCommand(candidate.file, guess)}.`] : [];
}

function describeHeaders(headers: readonly string[] | undefined, word = 'column'): string {
  const names = (headers ?? []).map(name => name.trim()).filter(name => name !== '');
  return names.length === 0 ? `no ${word}s` : `${plural(names.length, word)}: ${listed(names, ', ', 12)}`;
}

function listed(names: readonly string[], between: string, most: number): string {
  const shown = names.slice(0, most).map(name => `"${name.length > 60 ? `${name.slice(0, 60)}…` : name}"`);
  return shown.join(between) + (names.length > most ? ` … (${names.length - most} more)` : '');
}
