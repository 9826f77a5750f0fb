// The general identity question, who is whom over any chain of keys, asked of DuckDB: every key takes the smallest label
// among its neighbours until nothing changes. The pairs are made here too, the same for both sides.

import type { Random } from '../../server/sample/random.ts';
import type { Sql } from './sql-oracle.ts';

export interface Pairs {
  ids: number;
  a: Uint32Array;
  b: Uint32Array;
}

/**
 * `rows` pairs of interned ids, a visitor and an address or user id each: visitors 0 … V−1 with V = rows / 4; two visitors
 * share an address, and one row in ten links neighbouring addresses, in chains of up to eight visitors.
 */
export function makePairs(rows: number, random: Random): Pairs {
  const visitors = Math.floor(rows / 4);
  const a = new Uint32Array(rows);
  const b = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) {
    const visitor = Math.floor(random.next() * visitors);
    a[i] = visitor;
    const linksOn = random.next() < 0.1 && (visitor + 1) % 8 !== 0;
    b[i] = visitors + Math.floor((linksOn ? visitor + 1 : visitor) / 2);
  }
  return { ids: visitors + Math.ceil(visitors / 2) + 1, a, b };
}

/** Smallest member of every id's set; only distinct pairs go round. Returns how many rounds it took. */
export async function minLabelRounds(sql: Sql, pairs: string): Promise<number> {
  await sql.run(`CREATE TABLE edge AS SELECT DISTINCT a, b FROM ${pairs}`);
  await sql.run(
    `CREATE TABLE label AS SELECT id, id AS label FROM (SELECT a AS id FROM edge UNION SELECT b FROM edge)`,
  );
  for (let round = 1; ; round++) {
    await sql.run(`CREATE OR REPLACE TABLE next AS
      SELECT id, min(label)::UINTEGER AS label FROM (
        SELECT id, label FROM label
        UNION ALL SELECT edge.b, label.label FROM edge JOIN label ON label.id = edge.a
        UNION ALL SELECT edge.a, label.label FROM edge JOIN label ON label.id = edge.b
      ) GROUP BY id`);
    const [{ changed }] = await sql.rows(
      'SELECT count(*)::INTEGER AS changed FROM next JOIN label USING (id) WHERE next.label <> label.label',
    );
    await sql.run('CREATE OR REPLACE TABLE label AS FROM next');
    if (Number(changed) === 0) return round;
  }
}
