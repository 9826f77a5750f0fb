// Every cell of model × campaign against the same job written in SQL with whole-number fractions: 50,000 seeded events,
// equal to the penny.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportAnswer } from '#shared/schema/index.ts';
import type { Engine } from '../../server/engine.ts';
import { openLocalEngine } from '../../server/local-engine.ts';
import { type BenchData, generate } from './generate.ts';
import {
  buildJourneys,
  eightModels,
  linkPeople,
  loadFiles,
  type OracleAnswer,
  openSql,
  oracleModels,
} from './sql-oracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-oracle-'));
let engine: Engine;
let report: ReportAnswer;
let oracle: OracleAnswer;
let checked: OracleAnswer;

async function inSql(data: BenchData, rows: 'lean' | 'checked'): Promise<OracleAnswer> {
  const sql = await openSql(':memory:');
  await loadFiles(sql, data, rows);
  await linkPeople(sql);
  await buildJourneys(sql);
  const answer = await eightModels(sql);
  sql.close();
  return answer;
}

beforeAll(async () => {
  const data = generate(folder, 50_000, 4517);
  oracle = await inSql(data, 'lean');
  // Three rows that an import leaves out: one again, one without an instant, one whose address is none.
  const events = join(folder, 'worse.csv');
  const [header, first, ...rest] = readFileSync(data.events, 'utf8').trimEnd().split('\n');
  const worse = [
    'v-x,soon,visit,https://a.example/,,,,,,',
    'v-x,2025-07-01T00:00:00Z,visit,https://a.example/,,,,,,ann',
  ];
  writeFileSync(events, `${[header, first, ...worse, first, ...rest].join('\n')}\n`);
  checked = await inSql({ ...data, events }, 'checked');
  engine = await openLocalEngine(join(folder, 'data'));
  await engine.import({ files: [data.events, data.deals, data.spend].map(path => ({ path })) });
  report = await engine.report({ goal: 'revenue', by: ['campaign'], models: [...oracleModels] });
});
afterAll(async () => {
  await engine?.close();
  rmSync(folder, { recursive: true, force: true });
});

const pence = (pounds: number) => Math.round(pounds * 100);

const money = new Set(['cost', 'pipeline']);
const figures = ['impressions', 'clicks', 'cost', 'visits', 'leads', 'opportunities', 'won', 'pipeline'] as const;

/** Ours by campaign id, money in pence; clicks whose campaign isn't known (of whatever platform) are added up under ''. */
function ourRows() {
  const rows = new Map<string, Record<string, number>>();
  for (const row of report.rows) {
    const id = String(row.campaignId ?? '');
    const sum = rows.get(id) ?? {};
    for (const name of figures) sum[name] = (sum[name] ?? 0) + (money.has(name) ? pence(row[name]) : row[name]);
    for (const model of oracleModels) sum[model] = (sum[model] ?? 0) + pence(row.byModel?.[model] ?? 0);
    rows.set(id, sum);
  }
  return rows;
}

describe('the same job in SQL', () => {
  it('answers the same where it checks what it reads', () => {
    expect(checked).toEqual(oracle);
  });

  it('has journeys worth comparing', () => {
    expect(oracle.rows).toHaveLength(401);
    // Thousands of pounds everywhere, or the comparison would prove little.
    expect(oracle.rows.filter(row => row.revenue.linear > 0).length).toBeGreaterThan(300);
  });

  for (const model of oracleModels) {
    it(`gives every campaign the same pence under ${model}`, () => {
      const ours = ourRows();
      const expected = oracle.rows.map(row => [row.campaignId, row.revenue[model]]);
      expect(oracle.rows.map(row => [row.campaignId, ours.get(row.campaignId)?.[model]])).toEqual(expected);
    });
  }

  for (const name of figures) {
    it(`counts the same ${name} for every campaign`, () => {
      const ours = ourRows();
      const expected = oracle.rows.map(row => [row.campaignId, row[name]]);
      expect(oracle.rows.map(row => [row.campaignId, ours.get(row.campaignId)?.[name]])).toEqual(expected);
    });
  }

  it('leaves the same amount unattributed', () => {
    expect(pence(report.unattributed.revenue)).toBe(oracle.unattributed);
  });
});
