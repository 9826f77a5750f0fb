// What the doctor finds in the imported files themselves, beyond rows that could not be read: totals that say otherwise,
// click ids that were cut off, rows that somebody made for a test. Click ids are personal data: they are never shown.

import { unpackedSql } from '../store/duckdb/tables.ts';
import type { Store } from '../store/store.ts';
import { type Finding, finding } from './finding.ts';

export async function fileFindings(store: Store): Promise<(Finding | null)[]> {
  return [await totalsThatDiffer(store), await cutClickIds(store), await testRows(store)];
}

async function totalsThatDiffer(store: Store): Promise<Finding | null> {
  const rows = await store.all<{ file: string; text: string }>(
    `SELECT file, unnest(from_json(findings, '["VARCHAR"]')) AS text FROM import
     WHERE published_at IS NOT NULL AND findings <> '[]' ORDER BY file, id`,
  );
  return finding(
    'warning',
    'totals-differ',
    'Reports whose totals say something else than their rows add up to',
    rows.map(({ file, text }) => `${file}: ${text}`),
    'Look for rows that were set aside or filtered away, and export the report again whole.',
  );
}

/** Google's click ids begin so and end in these letters; shorter ones, or many of one length without the end, were cut. */
const gclidStart = '^(Cj0KC|CjwKC|EAIaIQ)';
const gclidEnd = '(wcB|BwE)$';
const shortestGclid = 50;
/** So many different ids of one length can't be chance. */
const leastAlike = 10;

async function cutClickIds(store: Store): Promise<Finding | null> {
  const ids = unpackedSql('given', 'click_ids');
  const rows = await store.all<{ file: string; n: number; length: number; alike: boolean }>(
    `WITH told AS (
       SELECT import_id, regexp_extract(concat_ws('&', url, ${ids}), '(?:^|[?&#])gclid=([^&#]+)', 1) AS gclid FROM event
       WHERE contains(url, 'gclid=') OR contains(given, 'gclid=')),
     by_length AS (
       SELECT import_id, strlen(gclid) AS length, count(*) AS n, count(DISTINCT gclid) AS ids,
         bool_or(regexp_matches(gclid, '${gclidEnd}')) AS has_end
       FROM told WHERE regexp_matches(gclid, '${gclidStart}') GROUP BY ALL),
     judged AS (SELECT *, NOT has_end AND ids >= ${leastAlike} AND count(*) OVER (PARTITION BY import_id) = 1 AS alike FROM by_length)
     SELECT file, length, n, alike FROM judged JOIN import ON import.id = import_id
     WHERE length < ${shortestGclid} OR alike ORDER BY n DESC, file, length`,
  );
  return finding(
    'warning',
    'click-ids-cut',
    'Google click ids that were cut off on the way: no click report knows them, and Google takes no conversion for them',
    rows.map(({ file, n, length }) => `${file}: ${n} of ${length} characters`),
    'Make the field that keeps them longer (255 characters at least) in the form or CRM; what was cut can’t be mended.',
    rows.reduce((sum, { n }) => sum + Number(n), 0),
  );
}

const testEmail =
  '^(test|tests|tester|testing|qa|asdf|qwerty|foo)([0-9]*|[+._-].*)@|@(test|example)[.](com|org|net|de|co[.]uk)$';
const testName = '(^|[^a-z])(test|testing|tests)([^a-z]|$)';
/** An amount that nobody sells for: 1.00 at most. */
const testAmount = 100;

async function testRows(store: Store): Promise<Finding | null> {
  const isEmail = (column: string): string => `regexp_matches(${column}, '${testEmail}')`;
  const isName = (column: string): string => `regexp_matches(lower(${column}), '${testName}')`;
  const rows = await store.all<{ file: string; line: number; what: string }>(
    `SELECT file, line, what FROM (
       SELECT import_id, line, email AS what FROM event WHERE email IS NOT NULL AND ${isEmail('email')}
       UNION ALL SELECT import_id, line, coalesce(email, name) FROM contact
         WHERE ${isEmail('email')} OR (email IS NULL AND ${isName('name')})
       UNION ALL SELECT import_id, line, name FROM deal
         WHERE ${isName('name')} AND coalesce(amount, 0) BETWEEN 0 AND ${testAmount})
     JOIN import ON import.id = import_id ORDER BY file, line, what`,
  );
  return finding(
    'warning',
    'test-rows',
    'Rows that look like somebody’s test: they count like any other',
    rows.map(({ file, line, what }) => `${file}:${line} ${what}`),
    'Delete them where they were made and import the export again, or take the rows out of the file.',
  );
}
