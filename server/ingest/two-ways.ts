// The two ways of a table into the store: as it lies there where it is plain, with all threads; else written anew first. Which
// it is shows at last when DuckDB reads it: where it stops, or counts other rows than there are lines, the other way is taken.

import type { FileImport } from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';
import type { Store } from '../store/store.ts';
import { usedCells } from './compile.ts';
import type { Decisions } from './decide.ts';
import type { Dialect } from './dialect.ts';
import type { Inspection } from './inspect.ts';
import type { Loaded } from './load.ts';
import type { LeftRow } from './normalise.ts';
import { removeImport } from './publish.ts';
import type { Relation } from './relation.ts';
import { isPlain, normalisedRelation, plainRelation } from './table.ts';

/** Of the rows left out so many are named by line. */
const linesListed = 20;

/** Thrown where a load shows that a file isn't one line a row; its rows, committed but unpublished, must go. */
export class NotPlain extends Error {
  readonly importId: number;
  constructor(importId: number) {
    super('not one line a row');
    this.importId = importId;
  }
}

export interface Attempted {
  readonly id: number;
  readonly loaded: Loaded;
  readonly relation: Relation;
  readonly decisions: Decisions;
}

export type Attempt = (relation: Relation, fromDisk: boolean) => Promise<Attempted>;

/** The quick way where the file allows it, else (or where DuckDB's strict reader stops) the way that reads everything. */
export async function tablesTwoWays(
  store: Store,
  inspection: Inspection,
  dialect: Dialect,
  temporary: string[],
  attempt: Attempt,
  answer: FileImport,
  leftRows: LeftRow[],
  onBytes: (done: number) => void,
): ReturnType<Attempt> {
  if (isPlain(inspection, dialect)) {
    try {
      return await attempt(plainRelation(inspection, dialect), true);
    } catch (error) {
      if (error instanceof NotPlain) await discard(store, error.importId);
      else if (!isStructural(error)) throw error;
      answer.notes.length = 0;
    }
  }
  const used = new Set(
    usedCells(dialect.format, plainRelation(inspection, dialect)).map(cell => Number(cell.slice(1))),
  );
  const written = await normalisedRelation(inspection, dialect, used, store.temporaryFolder, onBytes);
  temporary.push(written.path);
  const { left } = written.normalised;
  leftRows.push(...left);
  if (left.length > 0) {
    const more = left.length > linesListed ? ' …' : '';
    const lines = left
      .slice(0, linesListed)
      .map(row => row.line)
      .join(', ');
    answer.notes.push(`${plural(left.length, 'total or footer row')} left out (line ${lines}${more}).`);
  }
  if (written.normalised.nulBytes) answer.notes.push('NUL bytes were taken out.');
  if (inspection.encoding === 'windows-1252') answer.notes.push('Read as Windows-1252: the file is not UTF-8.');
  const before = answer.notes.length;
  try {
    const done = await attempt(written.relation, false);
    if (done.loaded.read === written.normalised.rows) return done;
    await discard(store, done.id);
  } catch (error) {
    if (!isStructural(error)) throw error;
  }
  answer.notes.length = before;
  return attempt(written.inOneThread, false);
}

/** DuckDB's reader says "CSV Error on Line" for anything that isn't a clean table. */
export function isStructural(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Further lines quote the file.
  const [said] = error.message.split('\n', 1);
  return (
    /CSV Error|state machine|CSV File|Maximum line size|read_csv|Parallel CSV Reader|sniff/i.test(said) &&
    !/disk|space/i.test(said)
  );
}

/** Takes out rows that were committed and not published. */
async function discard(store: Store, importId: number): Promise<void> {
  await store.transaction(() => removeImport(store, importId));
}
