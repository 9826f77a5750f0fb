// Takes a file in: inspect, recognise, compile, load, publish. A file as a whole that can't be taken in is an answer with
// an error, so that the others go on; a disk that is full or a format that doesn't exist stops them all.

import { rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isCurrency } from '#shared/currencies.ts';
import { DataError, ThroughlineError, UsageError } from '#shared/errors.ts';
import type { Column, Format } from '#shared/formats/format.ts';
import { formats as allFormats } from '#shared/formats/index.ts';
import type { FileImport } from '#shared/schema/index.ts';
import type { Settings } from '#shared/settings.ts';
import { plural } from '#shared/words.ts';
import type { ImportProgress } from '../engine.ts';
import { recover } from '../store/duckdb/open.ts';
import type { Store } from '../store/store.ts';
import { compareTotals } from './compare-totals.ts';
import { type CompileContext, compile } from './compile.ts';
import { decide } from './decide.ts';
import { type Dialect, readDialect } from './dialect.ts';
import { earlierReadings, wantedOf } from './earlier.ts';
import { fileChanged, fileMarks, refuseChanged } from './file-marks.ts';
import { behind, type Fold, foldedInto } from './fold.ts';
import { type Inspection, inspect } from './inspect.ts';
import { jsonAsUtf8, jsonReadError } from './json-file.ts';
import { ndjsonRelation } from './json-relation.ts';
import { type ImportRow, load } from './load.ts';
import { looksLikeJson, readJsonHead } from './ndjson.ts';
import type { LeftRow } from './normalise.ts';
import { publish } from './publish.ts';
import { recognise } from './recognise.ts';
import { damagedIds, rejectsOf } from './rejects.ts';
import type { Relation } from './relation.ts';
import { plainRelation, plainRows } from './table.ts';
import { type Tally, tally } from './tally.ts';
import { type Attempt, type Attempted, NotPlain, tablesTwoWays } from './two-ways.ts';

export interface ImportOptions {
  readonly path: string;
  /** The name to remember the file by; left out: the path's last part. */
  readonly name?: string;
  readonly format?: string;
  readonly zone?: string;
  readonly currency?: string;
  /** The formats it may be; left out: all that are known (a mapping made by hand is one of its own). */
  readonly formats?: readonly Format[];
  /** The file is the next part of one that grows: it joins that one's import (fold.ts). JSON lines only. */
  readonly fold?: Fold;
  /** Stops it: then nothing of the file is in, and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
  /** Hears what the file is read as, and its headers, before anything is stored; a DataError thrown here refuses the file. */
  readonly onReading?: (reading: { format: Format; headers: readonly string[] }) => void;
}

type OnProgress = (progress: ImportProgress) => void;

/**
 * Takes in one file: wholly, or not at all.
 *
 * @throws ConnectionError (disk full, memory), UsageError (unknown format, zone or currency), the signal's reason. What is wrong with the file
 * itself comes back in `error`.
 */
export async function importFile(
  store: Store,
  options: ImportOptions,
  settings: Settings,
  onProgress: OnProgress = () => undefined,
): Promise<FileImport> {
  checkOptions(options);
  const { signal } = options;
  const started = Date.now();
  const file = options.fold?.file ?? options.name ?? basename(options.path);
  const marks = fileMarks(options.path);
  const answer: FileImport = {
    file,
    format: null,
    read: 0,
    kept: 0,
    duplicates: 0,
    rejected: 0,
    records: {},
    rejects: [],
    notes: [],
    seconds: 0,
  };
  const temporary: string[] = [];
  const stop = new AbortController();
  let counted: Promise<Tally> | undefined;
  try {
    // What another one left could not be taken out then: its rows would pass for rows that are in.
    await recover(store);
    const inspection = await inspect(
      options.path,
      store.temporaryFolder,
      (bytesDone, bytesTotal) => onProgress({ file, step: 'looking', bytesDone, bytesTotal }),
      signal,
      file,
    );
    if (inspection.isTemporary) temporary.push(inspection.path);
    const readable = looksLikeJson(inspection.head) ? await jsonAsUtf8(inspection, store.temporaryFolder) : inspection;
    if (readable !== inspection) temporary.push(readable.path);
    signal?.throwIfAborted();
    counted = tally(options.path, inspection, stop.signal);
    counted.catch(() => undefined); // it is asked for later, if at all
    const hash = counted;
    const named = { ...options, name: file, marks };
    await store.abortable(signal, () =>
      takeIn(store, readable, named, settings, answer, started, temporary, hash, onProgress),
    );
  } catch (cause) {
    // Rows that were committed but not published. Where even that fails, whoever needs the store next takes them out.
    await recover(store).catch(() => undefined);
    signal?.throwIfAborted();
    const isGone = !(cause instanceof ThroughlineError) && fileMarks(options.path) !== marks;
    const error = isGone ? fileChanged(file, cause) : cause;
    if (!(error instanceof DataError)) throw error;
    answer.error = error.toJSON();
  } finally {
    stop.abort();
    await counted?.catch(() => undefined);
    for (const path of temporary) rmSync(path, { force: true });
  }
  answer.seconds = (Date.now() - started) / 1000;
  return answer;
}

export function checkOptions({ zone, currency }: ImportOptions): void {
  if (zone !== undefined) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
    } catch (cause) {
      throw new UsageError({
        code: 'zone-unknown',
        what: `Unknown time zone "${zone}".`,
        expected: 'an IANA name such as Europe/London',
        cause,
      });
    }
  }
  if (currency !== undefined && !isCurrency(currency.toUpperCase())) {
    throw new UsageError({
      code: 'currency-unknown',
      what: `Unknown currency "${currency}".`,
      expected: 'an ISO code such as GBP',
    });
  }
}

/** A file as what it is read. */
export interface Reading {
  readonly format: Format;
  /** The table's dialect; null for JSON. */
  readonly dialect: Dialect | null;
  readonly relation: Relation;
}

/** Its last statement is the commit that publishes: what is stopped or fails before isn't in, and nothing fails behind it. */
async function takeIn(
  store: Store,
  inspection: Inspection,
  options: ImportOptions & { name: string; marks: string | null },
  settings: Settings,
  answer: FileImport,
  started: number,
  temporary: string[],
  counted: Promise<Tally>,
  onProgress: OnProgress,
): Promise<void> {
  const { name: file } = options;
  const first = firstReading(inspection, options, options.formats ?? allFormats);
  const { format, dialect } = first;
  answer.format = format.id;
  options.onReading?.({ format, headers: first.relation.headers });
  const zone = options.zone ?? settings.zone;
  // Named, so that a later change of the setting doesn't change what these amounts are.
  const currency = options.currency?.toUpperCase() ?? settings.currency;
  const wanted = JSON.stringify({
    zone: needsZone(format) ? zone : null,
    currency,
    dateOrder: settings.dateOrder,
    map: format.mapped,
  });
  const { fold } = options;
  const earlier = fold ? [] : await earlierReadings(store, inspection.bytes, format, counted);
  const into = fold && (await foldedInto(store, fold, format));
  const same = earlier.find(row => row.version === format.version && wantedOf(row.options) === wanted);
  if (same) {
    answer.import = same.id;
    answer.read = same.rows_read;
    answer.rejected = same.rejected;
    answer.duplicates = same.rows_read - same.rejected;
    answer.rejects = await rejectsOf(store, same.id);
    answer.notes.push('This very file was imported before: nothing changed.', ...(await damagedIds(store, same.id)));
    return;
  }
  if (earlier.length > 0)
    answer.notes.push('This file was imported before with other options: this reading takes the place of that one.');

  const total = inspection.textBytes;
  const left: LeftRow[] = [];
  const attempt: Attempt = async (relation, fromDisk) => {
    const decisions = await decide(store, format, relation, settings, file);
    const context: CompileContext = {
      format,
      relation,
      zone,
      currency,
      column: decisions.column,
    };
    const id = (await store.first<{ id: number }>("SELECT nextval('import_seq') AS id"))!.id;
    const row: ImportRow = {
      id,
      bytes: inspection.bytes,
      file,
      format,
      options: JSON.stringify({
        wanted: JSON.parse(wanted),
        delimiter: dialect?.delimiter ?? null,
        encoding: inspection.encoding,
        dateOrder: decisions.dateOrder,
        decimal: decisions.decimal,
      }),
      startedAt: started * 1000,
    };
    const timer = setInterval(() => {
      const percent = store.progress();
      if (percent >= 0)
        onProgress({ file, step: 'reading', bytesDone: Math.min(total, (total * percent) / 100), bytesTotal: total });
    }, 250);
    try {
      const loaded = await load(store, row, relation, compile(context));
      answer.notes.push(...decisions.notes);
      if (fromDisk && dialect && loaded.read !== plainRows((await counted).lineFeeds, inspection, dialect))
        throw new NotPlain(id);
      return { id, loaded, relation, decisions };
    } finally {
      clearInterval(timer);
    }
  };

  let done: Attempted;
  if (dialect === null) {
    try {
      done = await attempt(into ? behind(first.relation, into.lines) : first.relation, false);
    } catch (error) {
      throw jsonReadError(error, file);
    }
  } else {
    done = await tablesTwoWays(store, inspection, dialect, temporary, attempt, answer, left, bytesDone => {
      options.signal?.throwIfAborted();
      onProgress({ file, step: 'straightening', bytesDone, bytesTotal: total });
    });
  }
  onProgress({ file, step: 'publishing', bytesDone: total, bytesTotal: total });
  let findings: string[] = [];
  if (dialect && left.length > 0) {
    const { id, loaded, relation, decisions } = done;
    const sign = (column: Column) => decisions.column(column).sign;
    findings = await compareTotals(store, { importId: id, format, dialect, relation, rows: loaded.read, left, sign });
    answer.notes.push(...findings);
  }
  const { sha256, lineFeeds } = await counted;
  refuseChanged(options.path, options.marks, file);
  const published = await publish(store, {
    importId: done.id,
    sha256,
    format,
    loaded: done.loaded,
    firstLine: done.relation.firstLine,
    fold: fold && { ...fold, into, lines: (into?.lines ?? 0) + lineFeeds },
    replaces: earlier.map(row => row.id),
    sites: settings.sites,
    region: settings.region,
    findings,
  });
  answer.import = into?.id ?? done.id;
  answer.read = done.loaded.read;
  const { replaced, replacedSpend, damaged, ...told } = published;
  Object.assign(answer, told);
  if (replaced > 0) {
    const events = plural(replaced, 'earlier event');
    answer.notes.push(`${events} made room: this file holds their days anew.`);
  }
  if (replacedSpend > 0) {
    const rows = plural(replacedSpend, 'earlier cost row');
    answer.notes.push(`${rows} made room: this file tells of the same campaigns and days.`);
  }
  answer.notes.push(...damaged);
}

/** What a file is, by its head; throws DataError where that is nothing known. */
export function firstReading(
  inspection: Inspection,
  { name: file, path, format: formatId }: ImportOptions & { name: string },
  formats: readonly Format[],
): Reading {
  if (looksLikeJson(inspection.head)) {
    const head = readJsonHead(inspection.head, file);
    const { format } = recognise(
      { file, shape: 'ndjson', rows: [head.keys], deepKeys: head.deepKeys },
      formatId,
      formats,
    );
    const relation = ndjsonRelation(inspection.path, false, format, head);
    return { format: withColumns(format, relation), dialect: null, relation };
  }
  const dialect = readDialect(inspection, file, formatId, formats, dirname(path));
  const relation = plainRelation(inspection, dialect);
  return { format: withColumns(dialect.format, relation), dialect, relation };
}

/** The format less the records that the file has no columns for: a row that can yield only one record loads twice as fast. */
function withColumns(format: Format, relation: Relation): Format {
  const yields = format.yields.filter(({ columns, when = [] }) =>
    when.every(field =>
      columns.some(
        column =>
          column.field === field &&
          (column.from.length === 0 ||
            column.from.some(name => relation.cell(name) !== null) ||
            column.constant !== undefined),
      ),
    ),
  );
  return yields.length === 0 || yields.length === format.yields.length ? format : { ...format, yields };
}

/** Whether a format has times on the local clock: only then does the zone change what is read. */
export function needsZone(format: Format): boolean {
  return format.yields.some(one =>
    one.columns.some(column => column.as === 'instant' && (column.clock ?? format.clock) === 'local'),
  );
}
