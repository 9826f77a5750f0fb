// What an answer tells of the rows of an import that were set aside.

import { plural } from '#shared/words.ts';
import type { Store } from '../store/store.ts';
import { roundedId } from './conversions.ts';
import { literal } from './sql.ts';

/** So many are listed; all of them are in the table. */
const listed = 10_000;

export async function rejectsOf(store: Store, importId: number): Promise<{ line: number; reason: string }[]> {
  return store.all(`SELECT line, reason FROM reject WHERE import_id = ${importId} ORDER BY line LIMIT ${listed}`);
}

/** In words, that a spreadsheet has rounded ids: the digits are gone, and only another export brings them back. */
export async function damagedIds(store: Store, importId: number): Promise<string[]> {
  const found = (await store.first<{ rows: number; columns: string }>(
    `SELECT count(*) AS rows, string_agg(DISTINCT regexp_extract(reason, '^column "(.*?)": ', 1), '", "') AS columns
     FROM reject WHERE import_id = ${importId} AND suffix(reason, ${literal(roundedId)})`,
  ))!;
  if (found.rows === 0) return [];
  const rows = plural(found.rows, 'row has', 'rows have');
  return [
    `${rows} an id in "${found.columns}" that a spreadsheet has rounded (1.20213E+17): its digits are lost. Export the file again and import it as it comes, without opening and saving it in a spreadsheet.`,
  ];
}
