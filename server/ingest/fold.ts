// A file that grows: each part of it is read by itself and then joins the import of the parts before, so that a day of hits is
// one import, whose lines are those of the whole file. How far the file is in stands in that import's row, written with the
// rows themselves: whatever is cut off in between, the next part begins where the last one ended.

import type { Format, RecordKind } from '#shared/formats/format.ts';
import { rowTable } from '../store/duckdb/tables.ts';
import type { Store } from '../store/store.ts';
import type { Relation } from './relation.ts';

export interface Fold {
  /** The name of the whole file. */
  readonly file: string;
  /** So long is the whole with this part. */
  readonly bytes: number;
}

/** The parts that are in already. */
export interface Folded {
  readonly id: number;
  readonly bytes: number;
  readonly lines: number;
}

/** How a part is published. */
export interface Folding extends Fold {
  /** Undefined for the first part. */
  readonly into?: Folded;
  /** So many lines has the whole with this part. */
  readonly lines: number;
}

/** What such an import has in place of a hash. */
export const foldMark = 'grows';

/** How much of a growing file is in; undefined where nothing is. */
export async function foldedInto(
  store: Store,
  { file }: Pick<Fold, 'file'>,
  format: Pick<Format, 'id'>,
): Promise<Folded | undefined> {
  return store.first<Folded & Record<string, unknown>>(
    `SELECT id, bytes, CAST(json_extract(options, '$.lines') AS BIGINT) AS lines FROM import
     WHERE file = $file AND format = $format AND sha256 = '${foldMark}' AND published_at IS NOT NULL`,
    { file, format: format.id },
  );
}

/** A part's relation, its lines counted on from those before. */
export function behind(relation: Relation, lines: number): Relation {
  return {
    ...relation,
    line: relation.line === null ? null : `CAST(${relation.line} + ${lines} AS UINTEGER)`,
    firstLine: relation.firstLine + lines,
  };
}

/** Inside the publishing transaction, as its last step: the part's rows become the whole's. */
export async function foldIn(
  store: Store,
  part: number,
  { into, bytes, lines }: Folding,
  tables: readonly RecordKind[],
): Promise<void> {
  const id = into?.id ?? part;
  if (into) {
    for (const table of [...tables.map(rowTable), 'reject'])
      await store.run(`UPDATE ${table} SET import_id = ${id} WHERE import_id = ${part}`);
    const records: Record<string, number> = {};
    for (const table of tables) {
      const rows = await store.first<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE import_id = ${id}`);
      records[table] = rows!.n;
    }
    await store.run(
      `UPDATE import SET rows_read = import.rows_read + part.rows_read, kept = import.kept + part.kept,
         duplicates = import.duplicates + part.duplicates, rejected = import.rejected + part.rejected,
         published_at = part.published_at, records = $records
       FROM (SELECT * FROM import WHERE id = ${part}) part WHERE import.id = ${id}`,
      { records: JSON.stringify(records) },
    );
    await store.run(`DELETE FROM import WHERE id = ${part}`);
  }
  await store.run(
    `UPDATE import SET bytes = $bytes, options = json_merge_patch(options, json_object('lines', $lines)) WHERE id = ${id}`,
    { bytes: BigInt(bytes), lines: BigInt(lines) },
  );
}
