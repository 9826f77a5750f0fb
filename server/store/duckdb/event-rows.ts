// Events hold what any tool may say of an event, and each file says little of it. So event_row gains a column when a file
// first fills it, and the view `event`, which all readers use, has NULL for those that no file has filled yet.

import type { Store } from '../store.ts';
import { contentColumns } from './tables.ts';

/** A hash of the whole day, of a site of a system, that an event came with: such a day is replaced by a newer export of it. */
const dayColumn = ['day_of', 'UBIGINT'] as const;

/** A second reference to the source, of an event whose click is known (ingest/join-clicks.ts): it stands before the first. */
const clickColumn = ['click_ref', 'UBIGINT'] as const;

/**
 * Texts that mostly differ from row to row. DuckDB would try every way of packing them and take the one by a dictionary, which
 * takes up as much room here and longer to write.
 */
const differing: ReadonlySet<string> = new Set(['id', 'visitor', 'session', 'url']);

/** Sees to it that event_row has these columns. Not for use inside a transaction: a table altered there can't be written. */
export async function addEventColumns(store: Store, names: readonly string[]): Promise<void> {
  const present = await columnsOf(store, 'event_row');
  const lacking = [...contentColumns.event, dayColumn, clickColumn].filter(
    ([name]) => names.includes(name) && !present.has(name),
  );
  if (lacking.length === 0) return;
  for (const [name] of lacking) present.add(name);
  await store.transaction(async () => {
    for (const [name, type] of lacking) {
      const packing = differing.has(name) ? ' USING COMPRESSION zstd' : '';
      await store.run(`ALTER TABLE event_row ADD COLUMN "${name}" ${type}${packing}`);
    }
    await writeView(store, present);
  });
}

/** Makes the view anew where it lacks a column that this version of the program reads. */
export async function renewEventView(store: Store): Promise<void> {
  const shown = await columnsOf(store, 'event');
  if (contentColumns.event.every(([name]) => shown.has(name))) return;
  await writeView(store, await columnsOf(store, 'event_row'));
}

async function columnsOf(store: Store, table: string): Promise<Set<string>> {
  // Of this table alone: duckdb_columns() binds every view there is to list their columns too.
  const rows = await store.all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`);
  return new Set(rows.map(({ name }) => name));
}

async function writeView(store: Store, present: ReadonlySet<string>): Promise<void> {
  const columns = contentColumns.event.map(([name, type]) =>
    present.has(name) ? `"${name}"` : `CAST(NULL AS ${type}) AS "${name}"`,
  );
  const ref = present.has(clickColumn[0]) ? 'coalesce(click_ref, ref) AS ref' : 'ref';
  await store.run(
    `CREATE OR REPLACE VIEW event AS SELECT rowid AS row_id, import_id, line, key, ${ref}, ${columns.join(', ')} FROM event_row`,
  );
}
