// The import doctor: what taking a file in would do, found out with the import's own reading and decisions on the file's
// first rows. Nothing is stored: all that is written is a temporary table, which belongs to no database file.

import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DataError } from '#shared/errors.ts';
import { formats as allFormats } from '#shared/formats/index.ts';
import type { FilePreview } from '#shared/schema/index.ts';
import type { Settings } from '#shared/settings.ts';
import type { Store } from '../store/store.ts';
import { compile, usedCells } from './compile.ts';
import { type Decisions, decide } from './decide.ts';
import type { Dialect } from './dialect.ts';
import { earlierReadings } from './earlier.ts';
import { checkOptions, firstReading, type ImportOptions, needsZone, type Reading } from './import.ts';
import { type Inspection, inspect } from './inspect.ts';
import { jsonAsUtf8, jsonReadError } from './json-file.ts';
import { looksLikeJson } from './ndjson.ts';
import { byHandOf } from './preview-by-hand.ts';
import { columnsOf, currencyOf, reasonOf } from './preview-columns.ts';
import { joinsOf } from './preview-joins.ts';
import { Sampled } from './preview-rows.ts';
import type { Relation } from './relation.ts';
import { isPlain, normalisedRelation } from './table.ts';
import { tally } from './tally.ts';
import { isStructural } from './two-ways.ts';

export interface PreviewOptions extends ImportOptions {
  /** Given with this very call, not by a setting. */
  readonly dateOrder?: 'dmy' | 'mdy';
}

/** So many rows are read as they would be stored, and so many of them shown. */
const rowsLookedAt = 1_000;
const rowsShown = 10;
const rejectsShown = 100;
/** Longer files aren't read to their end only to be counted, nor straightened whole. */
const shortFile = 32 * 1024 * 1024;

/** What is wrong with the file itself comes back in `error`; throws as importFile does. */
export async function previewFile(store: Store, options: PreviewOptions, settings: Settings): Promise<FilePreview> {
  checkOptions(options);
  const started = Date.now();
  const file = options.name ?? basename(options.path);
  const preview = emptyPreview(file);
  const temporary: string[] = [];
  try {
    const inspection = await inspect(options.path, store.temporaryFolder, undefined, undefined, file);
    if (inspection.isTemporary) temporary.push(inspection.path);
    preview.bytes = inspection.bytes;
    preview.encoding = inspection.encoding === 'mixed' ? 'utf-8' : inspection.encoding;
    const isJson = looksLikeJson(inspection.head);
    const readable = isJson ? await jsonAsUtf8(inspection, store.temporaryFolder) : inspection;
    if (readable !== inspection) temporary.push(readable.path);
    await lookInto(store, readable, { ...options, name: file }, settings, preview, temporary);
    await sayIfKnown(store, inspection, options, preview);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    preview.error = error.toJSON();
  } finally {
    for (const path of temporary) rmSync(path, { force: true });
  }
  preview.seconds = (Date.now() - started) / 1000;
  return preview;
}

export function emptyPreview(file: string): FilePreview {
  return {
    file,
    bytes: 0,
    encoding: null,
    format: null,
    columns: [],
    keepsUnknown: false,
    rows: { count: 0, isEstimate: false },
    sample: [],
    looked: 0,
    rejected: 0,
    rejects: [],
    currency: { codes: [], from: 'no amounts' },
    zone: { zone: 'UTC', from: 'the file' },
    dateOrder: { order: null, isAmbiguous: false, from: null },
    decimal: null,
    joins: [],
    notes: [],
    seconds: 0,
  };
}

async function lookInto(
  store: Store,
  inspection: Inspection,
  options: PreviewOptions & { name: string },
  settings: Settings,
  preview: FilePreview,
  temporary: string[],
): Promise<void> {
  if (!looksLikeJson(inspection.head)) preview.byHand = byHandOf(inspection.head, inspection.isHeadCut);
  const reading = firstReading(inspection, options, options.formats ?? allFormats);
  const { format } = reading;
  preview.format = { id: format.id, label: format.label, ...reasonOf(reading, options) };
  preview.keepsUnknown = format.keepsUnknown === true;
  options.onReading?.({ format, headers: reading.relation.headers });
  const { dialect, relation } = reading;
  const look = (source: Source) => lookAt(store, inspection, reading, source, options, settings, preview);
  if (dialect === null || isPlain(inspection, dialect)) {
    try {
      return await look({ relation, isWhole: true });
    } catch (error) {
      if (dialect === null) throw jsonReadError(error, options.name);
      if (!isStructural(error)) throw error;
    }
  }
  await look(await straightened(store, inspection, dialect, relation, temporary));
}

interface Source {
  readonly relation: Relation;
  /** False where it is only the file's head. */
  readonly isWhole: boolean;
}

async function lookAt(
  store: Store,
  inspection: Inspection,
  reading: Reading,
  { relation, isWhole }: Source,
  options: PreviewOptions & { name: string },
  settings: Settings,
  preview: FilePreview,
): Promise<void> {
  const { format } = reading;
  preview.columns = columnsOf(format, relation);
  const decisions = await decideFor(store, reading, relation, options, settings, preview);
  preview.decimal = decisions.decimal;
  const zone = options.zone ?? settings.zone;
  if (needsZone(format))
    preview.zone = { zone, from: options.zone === undefined ? 'the setting zone' : 'the option zone' };
  const currency = options.currency?.toUpperCase() ?? settings.currency;
  const compiled = compile({ format, relation, zone, currency, column: decisions.column });
  const sampled = await Sampled.read(store, format, relation, compiled, rowsLookedAt);
  try {
    preview.looked = sampled.rows;
    preview.sample = await sampled.shown(rowsShown);
    ({ rejected: preview.rejected, rejects: preview.rejects } = await sampled.rejects(rejectsShown));
    preview.currency = await currencyOf(sampled, options.currency, settings.currency);
    preview.joins = await joinsOf(store, sampled, settings);
  } finally {
    await sampled.drop();
  }
  preview.rows = await countRows(store, inspection, relation, isWhole, sampled.rows);
  preview.notes.push(...decisions.notes);
}

/** An awkward table, or the head of a long one, written anew to read the first rows from. */
async function straightened(
  store: Store,
  inspection: Inspection,
  dialect: Dialect,
  relation: Relation,
  temporary: string[],
): Promise<Source> {
  let source = inspection;
  const isWhole = inspection.textBytes <= shortFile;
  if (!isWhole) {
    const path = join(store.temporaryFolder, `head-${process.pid}-${Date.now()}.csv`);
    temporary.push(path);
    const { head } = inspection;
    writeFileSync(path, head.slice(0, Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1), { mode: 0o600 });
    source = await inspect(path, store.temporaryFolder);
  }
  const used = new Set(usedCells(dialect.format, relation).map(cell => Number(cell.slice(1))));
  const written = await normalisedRelation(source, dialect, used, store.temporaryFolder);
  temporary.push(written.path);
  return { relation: written.inOneThread, isWhole };
}

/** The import's own decisions; where dates could be read both ways, the error is the preview's and day comes first. */
async function decideFor(
  store: Store,
  { format }: Reading,
  relation: Relation,
  options: PreviewOptions & { name: string },
  settings: Settings,
  preview: FilePreview,
): Promise<Decisions> {
  const with_ = (dateOrder: Settings['dateOrder']) =>
    decide(store, format, relation, { ...settings, dateOrder }, options.name);
  try {
    const decisions = await with_(null);
    preview.dateOrder = {
      order: decisions.dateOrder,
      isAmbiguous: false,
      from: decisions.dateOrder === null ? null : 'the file',
    };
    return decisions;
  } catch (error) {
    if (!(error instanceof DataError) || error.code !== 'date-order') throw error;
    const order = options.dateOrder ?? settings.dateOrder;
    preview.dateOrder = { order, isAmbiguous: true, from: null };
    if (order === null) preview.error = error.toJSON();
    else preview.dateOrder.from = options.dateOrder ? 'the option date-order' : 'the setting date-order';
    const decisions = await with_(order ?? 'dmy');
    return order === null ? { ...decisions, notes: ['Shown here as day/month/year.'] } : decisions;
  }
}

async function countRows(
  store: Store,
  inspection: Inspection,
  relation: Relation,
  isWhole: boolean,
  looked: number,
): Promise<FilePreview['rows']> {
  if (looked < rowsLookedAt) return { count: looked, isEstimate: !isWhole && inspection.isHeadCut };
  if (isWhole && inspection.textBytes <= shortFile) {
    const row = await store.first<{ n: number }>(`SELECT count(*) AS n FROM ${relation.from}`);
    return { count: row!.n, isEstimate: false };
  }
  const headLines = inspection.head.split('\n').length;
  const headBytes = Buffer.byteLength(inspection.head);
  const wide = inspection.encoding.startsWith('utf-16') ? 2 : 1;
  const count = Math.round((headLines * inspection.textBytes) / (headBytes * wide));
  // Two digits are all that an estimate is good for.
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return { count: Math.round(count / unit) * unit, isEstimate: true };
}

/** Says where this very file was imported before; its hash is only worked out where some import has its size. */
async function sayIfKnown(
  store: Store,
  inspection: Inspection,
  { path }: PreviewOptions,
  preview: FilePreview,
): Promise<void> {
  const format = allFormats.find(({ id }) => id === preview.format?.id);
  const alike = await store.first(
    'SELECT 1 AS yes FROM import WHERE bytes = $bytes AND published_at IS NOT NULL LIMIT 1',
    {
      bytes: BigInt(inspection.bytes),
    },
  );
  if (!format || !alike) return;
  const counted = tally(path, inspection, new AbortController().signal);
  const earlier = await earlierReadings(store, inspection.bytes, format, counted);
  await counted;
  if (earlier.length > 0) preview.notes.push('This very file was imported before: the same again changes nothing.');
}
