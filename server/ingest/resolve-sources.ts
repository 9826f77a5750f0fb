// Resolves what events say of their source: each distinct combination once, by the rules in shared/sources. When the
// rules' inputs outside the events change (the list of own sites), everything is resolved anew.

import { createHash } from 'node:crypto';
import { createResolver, type ResolvedSource, type SourceInput } from '#shared/sources/resolve.ts';
import { packedFields, unpackedSql } from '../store/duckdb/tables.ts';
import type { Param, Store } from '../store/store.ts';
import { clickFields, completedByClick } from './join-clicks.ts';

/** Raised when shared/sources or the channel table changes what it answers. */
const rulesVersion = 2;

/** What decides a source: the resolver's names and the event's fields. */
export const sourceInputs = [
  ['source', 'source'],
  ['medium', 'medium'],
  ['campaign', 'campaign'],
  ['campaignId', 'campaign_id'],
  ['adGroup', 'ad_group'],
  ['adGroupId', 'ad_group_id'],
  ['ad', 'ad'],
  ['adId', 'ad_id'],
  ['keyword', 'keyword'],
  ['keywordId', 'keyword_id'],
  ['content', 'content'],
  ['term', 'term'],
  ['platform', 'platform'],
  ['clickIds', 'click_ids'],
  ['url', 'url'],
  ['referrer', 'referrer'],
] as const satisfies readonly (readonly [keyof SourceInput, string])[];

/** 2026-05-13: see shared/sources/referrers.ts. */
const aiEra = Date.UTC(2026, 4, 13) * 1000;

/**
 * Inside a transaction: resolves the references of one import's events (null: of all) that aren't known yet; all of them,
 * known or not, where the rules changed.
 */
export async function resolveSources(store: Store, sites: readonly string[], importId: number | null): Promise<void> {
  const rules = rulesKey(sites);
  const kept = await store.first<{ value: string }>("SELECT value FROM meta WHERE key = 'source_rules'");
  if (kept?.value === rules)
    return resolve(store, sites, importId === null ? 'WHERE true' : `WHERE import_id = ${importId}`);
  await store.run('DELETE FROM source_ref');
  await store.run('DELETE FROM source');
  await resolve(store, sites, '');
  await store.run("INSERT OR REPLACE INTO meta VALUES ('source_rules', $rules)", { rules });
}

/** Resolves all sources anew where the own sites (or the rules) changed since; answers whether they did. */
export async function refreshSources(store: Store, sites: readonly string[]): Promise<boolean> {
  const kept = await store.first<{ value: string }>("SELECT value FROM meta WHERE key = 'source_rules'");
  if (!kept || kept.value === rulesKey(sites)) return false;
  await store.transaction(() => resolveSources(store, sites, null));
  return true;
}

function rulesKey(sites: readonly string[]): string {
  const text = JSON.stringify([rulesVersion, [...sites].sort()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

async function resolve(store: Store, sites: readonly string[], where: string): Promise<void> {
  const known = where === '' ? '' : 'WHERE ref NOT IN (SELECT ref FROM source_ref)';
  await store.run(
    `CREATE OR REPLACE TEMP TABLE fresh AS SELECT ref, id FROM (SELECT ref, min(row_id) AS id FROM event ${where} GROUP BY ref) ${known}`,
  );
  const count = (await store.first<{ n: number }>('SELECT count(*) AS n FROM fresh'))!.n;
  if (count > 0) {
    const ids = await knownSources(store);
    const answer = createResolver(sites);
    const refs: { ref: bigint; id: number }[] = [];
    const added: Param[][] = [];
    // In the order of refs, so that the numbers of sources don't hang on the order of rows.
    const rows = store.stream(
      `SELECT f.ref, e.at >= ${aiEra}, ${sourceInputs.map(([, column]) => (packedFields.includes(column) ? unpackedSql('e.given', column) : `e.${column}`)).join(', ')}
         , ${clickFields.map(([, column]) => `c.${column}`).join(', ')}
       FROM event e JOIN fresh f ON e.row_id = f.id LEFT JOIN click_ref c ON c.ref = f.ref ORDER BY f.ref`,
    );
    for await (const chunk of rows) {
      for (let row = 0; row < chunk.rows; row++) {
        const input: Record<string, unknown> = { fromAiEra: chunk.columns[1].get(row) as boolean };
        sourceInputs.forEach(([name], i) => {
          input[name] = chunk.columns[i + 2].get(row);
        });
        const said = input as unknown as SourceInput;
        let resolved = answer(said);
        const click = Object.fromEntries(
          clickFields.map(([, column], i) => [column, chunk.columns[sourceInputs.length + 2 + i].get(row)]),
        );
        const completed = completedByClick(said, resolved, click);
        if (completed) resolved = answer(completed);
        const values = sourceRow(resolved);
        const key = JSON.stringify(values);
        let id = ids.get(key);
        if (id === undefined) {
          id = ids.size + 1;
          ids.set(key, id);
          added.push([id, ...values]);
        }
        refs.push({ ref: chunk.columns[0].get(row) as bigint, id });
      }
    }
    await append(store, 'source', added);
    await append(
      store,
      'source_ref',
      refs.map(({ ref, id }) => [ref, id]),
    );
  }
  await store.run('DROP TABLE fresh');
}

async function append(store: Store, table: string, rows: readonly (readonly Param[])[]): Promise<void> {
  if (rows.length === 0) return;
  const appender = await store.appender(table);
  try {
    for (const row of rows) appender.append(row);
  } finally {
    appender.close();
  }
}

const columns =
  'channel, source, medium, campaign, campaign_id, ad_group, ad_group_id, ad, ad_id, keyword, keyword_id, content, term, platform, referrer_host, is_direct, is_paid, continues, has_source, warnings';

function sourceRow(source: ResolvedSource): Param[] {
  return [
    source.channel,
    source.source,
    source.medium,
    source.campaign,
    source.campaignId,
    source.adGroup,
    source.adGroupId,
    source.ad,
    source.adId,
    source.keyword,
    source.keywordId,
    source.content,
    source.term,
    source.platform,
    source.referrerHost,
    source.isDirect,
    source.isPaid,
    source.continues,
    source.hasSource,
    source.warnings.length > 0 ? JSON.stringify(source.warnings) : null,
  ];
}

async function knownSources(store: Store): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const rows = await store.all<Record<string, Param>>(`SELECT id, ${columns} FROM source ORDER BY id`);
  const names = columns.split(', ');
  for (const row of rows) ids.set(JSON.stringify(names.map(name => row[name])), row.id as number);
  return ids;
}
