// What the store holds, in counts: for `status`, and the rows that an import set aside.

import { basename } from 'node:path';
import { NotFoundError } from '#shared/errors.ts';
import type { RejectsAnswer, RejectsQuery, StatusAnswer } from '#shared/schema/index.ts';
import type { Settings } from '#shared/settings.ts';
import { dayOf, formatDay } from '#shared/time.ts';
import { readCommonCurrency } from './journeys/spend.ts';
import { namedRecords } from './record-names.ts';
import { sampleName } from './sample/name.ts';
import { recordTables } from './store/duckdb/tables.ts';
import type { Store } from './store/store.ts';
import { version } from './version.ts';

export async function readStatus(
  store: Store,
  settings: Settings,
  workspace: Omit<StatusAnswer['workspace'], 'name'>,
): Promise<StatusAnswer> {
  const counts = await store.all<{ record: string; rows: number }>(
    recordTables.map(table => `SELECT '${table}' AS record, count(*) AS rows FROM ${table}`).join(' UNION ALL '),
  );
  const imports = await store.all<Omit<StatusAnswer['imports'][number], 'at'> & { at: number }>(
    `SELECT id, file, format, kept, duplicates, rejected, published_at AS "at"
     FROM import WHERE published_at IS NOT NULL ORDER BY id`,
  );
  const latest = await store.first<{ events: number | null; deals: number | null; spend: string | null }>(
    `SELECT (SELECT max("at") FROM event) AS events,
            (SELECT max(greatest(created_at, won_at, lost_at, modified_at)) FROM deal) AS deals,
            (SELECT strftime(max(day), '%Y-%m-%d') FROM spend) AS spend`,
  );
  const day = (us: number | null | undefined) => (us == null ? null : formatDay(dayOf(us / 1000, settings.zone)));
  return {
    version,
    workspace: { name: workspace.sample ? sampleName : basename(workspace.path), ...workspace },
    currency: settings.currency ?? ((await readCommonCurrency(store)) || 'GBP'),
    zone: settings.zone,
    records: namedRecords(Object.fromEntries(counts.map(({ record, rows }) => [record, rows]))),
    imports: imports.map(row => ({ ...row, at: new Date(row.at / 1000).toISOString() })),
    dataTo: { events: day(latest?.events), deals: day(latest?.deals), spend: latest?.spend ?? null },
  };
}

export async function readRejects(
  store: Store,
  { import: id, offset = 0, limit = 1_000 }: RejectsQuery,
): Promise<RejectsAnswer> {
  const found = await store.first<{ file: string; format: string; rejected: number }>(
    'SELECT file, format, rejected FROM import WHERE id = $id AND published_at IS NOT NULL',
    { id },
  );
  if (!found) {
    throw new NotFoundError({
      code: 'import-unknown',
      what: `There is no import ${id}.`,
      found: String(id),
      remedy: 'GET /v1/imports lists them.',
    });
  }
  const rows = await store.all<RejectsAnswer['rows'][number]>(
    `SELECT line, reason, raw FROM reject WHERE import_id = $id
     ORDER BY line, reason, raw LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    { id },
  );
  return { import: id, file: found.file, format: found.format, total: found.rejected, rows };
}
