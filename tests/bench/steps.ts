// One measured step a process: `node steps.ts NAME OPTIONS`. The last line of output is its sample as JSON; memory is the
// whole process's, so nothing is loaded that the step doesn't need.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FileImport } from '#shared/schema/index.ts';
import { keepCompiled } from '../../server/compile-cache.ts';
import type { Engine } from '../../server/engine.ts';
import type { BenchData } from './generate.ts';
import type { Sample } from './measure.ts';
import { openSql, oracleModels, type Sql } from './sql-oracle.ts';

export interface StepOptions {
  data: BenchData;
  /** Data folder, or database file for the SQL steps. */
  store: string;
  /** Rows of the identity step, or those that the imported file has. */
  rows?: number;
  /** The file of an import, and DuckDB's own reading of it (`read_csv(…)`). */
  file: string;
  reader: string;
  /** How often a warm step is repeated. */
  repeat?: number;
  /** Whether models are reckoned ahead, as in a companion. */
  ahead?: boolean;
}

type Step = (options: StepOptions) => Promise<{ ms: number; detail?: Record<string, number> }>;

const steps: Record<string, Step> = {
  async import({ file, rows, store }) {
    const engine = await freshEngine(store);
    const detail: Record<string, number> = {};
    const watch = setInterval(() => noteHeap(detail), 50);
    return timed(async () => {
      const [{ read }] = await importAll(engine, [file]);
      if (rows !== undefined && read !== rows) throw new Error(`${file}: ${read} of ${rows} rows read`);
      await engine.close();
      clearInterval(watch);
      noteHeap(detail);
    }, detail);
  },

  /** DuckDB's own reading of the same file, types sniffed, into a file of its own. */
  async 'bare-import'({ reader, store }) {
    const sql = await freshSql(store);
    return timed(async () => {
      await sql.run(`CREATE TABLE bare AS SELECT * FROM ${reader}`);
      sql.close();
    });
  },

  /** Files in, stored workspace, table out. */
  async job({ data, store }) {
    const engine = await freshEngine(store);
    const detail: Record<string, number> = {};
    return timed(async () => {
      await part(detail, 'import s', () => importAll(engine, [data.events, data.deals, data.spend]));
      await part(detail, 'first table s', () => eightModelTable(engine));
      await part(detail, 'close s', () => engine.close());
    }, detail);
  },

  'sql-job-kept': options => sqlJob(options, 'kept'),
  'sql-job-checked': options => sqlJob(options, 'checked'),
  'sql-job-lean': options => sqlJob(options, 'lean'),

  /** From the stored rows: people, journeys and models are worked out again. */
  async 'sql-cold-rows'({ store }) {
    const { eightModels, buildJourneys, linkPeople } = await import('./sql-oracle.ts');
    const sql = await openSql(store);
    return timed(async () => {
      // Never committed: the stored tables stay as they are for the next run.
      await sql.run(
        'BEGIN; DROP TABLE link; DROP TABLE lead; DROP TABLE first_touch; DROP TABLE conversion; DROP TABLE step',
      );
      await linkPeople(sql);
      await buildJourneys(sql);
      await eightModels(sql);
    });
  },

  /** From stored journeys: only the models and the table. */
  async 'sql-cold-journeys'({ store }) {
    const { eightModels } = await import('./sql-oracle.ts');
    const sql = await openSql(store);
    return timed(async () => void (await eightModels(sql)));
  },

  async identity({ rows = 1e6 }) {
    const { makePairs } = await import('./identity-rounds.ts');
    const { components } = await import('#shared/identity/union-find.ts');
    const { seededRandom } = await import('../../server/sample/random.ts');
    const { ids, a, b } = makePairs(rows, seededRandom(7));
    const detail: Record<string, number> = {};
    return timed(async () => {
      const labels = components(ids, a, b);
      // Over all ids: the two sides must agree.
      detail.checksum = labels.reduce((sum, label, id) => (label === id ? sum + 1 : sum), 0);
    }, detail);
  },

  async 'sql-identity'({ rows = 1e6, store }) {
    const { makePairs, minLabelRounds } = await import('./identity-rounds.ts');
    const { seededRandom } = await import('../../server/sample/random.ts');
    const { DuckDBDataChunk, UINTEGER } = await import('@duckdb/node-api');
    const sql = await freshSql(store);
    const { ids, a, b } = makePairs(rows, seededRandom(7));
    await sql.run('CREATE TABLE pair (a UINTEGER, b UINTEGER)');
    const appender = await sql.connection.createAppender('pair');
    for (let from = 0; from < rows; from += 2048) {
      const to = Math.min(rows, from + 2048);
      const chunk = DuckDBDataChunk.create([UINTEGER, UINTEGER]);
      chunk.setColumns([Array.from(a.subarray(from, to)), Array.from(b.subarray(from, to))]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    const detail: Record<string, number> = {};
    const result = await timed(async () => {
      detail.rounds = await minLabelRounds(sql, 'pair');
    }, detail);
    const [{ seen, sets }] = await sql.rows(
      'SELECT count(*)::INTEGER AS seen, count(*) FILTER (label = id)::INTEGER AS sets FROM label',
    );
    // Ids that no pair names are sets of their own.
    detail.checksum = Number(sets) + ids - Number(seen);
    return result;
  },

  /** The models' kernels and the splitting of money alone, over `rows` credited touches. */
  async models({ rows = 1e6, repeat = 5 }) {
    const { makeJourneys } = await import('./synthetic-journeys.ts');
    const { models } = await import('#shared/models/index.ts');
    const { splitAll } = await import('#shared/money.ts');
    const { seededRandom } = await import('../../server/sample/random.ts');
    const journeys = makeJourneys(rows, seededRandom(11));
    const touches = journeys.start[journeys.length];
    const weights = new Float64Array(touches);
    const money = new Float64Array(touches);
    const amounts = Float64Array.from({ length: journeys.length }, (_, j) => 10_000 + ((j * 7919) % 1_000_003));
    const detail: Record<string, number> = {};
    const best = async (name: string, work: () => void) => {
      const times: number[] = [];
      for (let round = 0; round < repeat; round++) times.push((await timed(async () => work())).ms);
      detail[name] = Math.min(...times);
    };
    for (const model of models) await best(model.id, () => model.credit(journeys, weights, { halfLifeDays: 7 }));
    await best('money split by the last of them', () => splitAll(amounts, journeys.start, weights, money));
    return { ms: Object.values(detail).reduce((sum, ms) => sum + ms, 0), detail };
  },

  /**
   * Everything in memory: the table under another model each time, then under all of them. The first time a model is asked
   * for its credit is worked out and split; `NAME again` is the best of the times after. With `ahead` the engine is a
   * companion's, which has reckoned every model in the meantime.
   */
  async switch({ store, repeat = 7, ahead = false }) {
    const { openLocalEngine } = await import('../../server/local-engine.ts');
    const { models } = await import('#shared/models/index.ts');
    const engine = await openLocalEngine(store, { looksAhead: ahead });
    const detail: Record<string, number> = {};
    const ask = async (name: string, ids: readonly string[]) => {
      const { ms } = await timed(() => engine.report({ by: ['campaign'], models: [...ids] }));
      const again = `${name} again`;
      if (detail[name] === undefined) detail[name] = ms;
      else detail[again] = Math.min(detail[again] ?? ms, ms);
    };
    await engine.report({ by: ['campaign'] });
    if (ahead) await wait(10_000);
    const all = models.map(model => model.id);
    for (let round = 0; round < repeat; round++) {
      for (const id of all) await ask(id, [id]);
      // Another first model each round, so that no answer can be a kept one.
      await ask('all models', [...all.slice(round), ...all.slice(0, round)]);
    }
    return { ms: detail['all models again'], detail };
  },

  /** What the extension's worker does without a companion: tables decoded, then another model each time. */
  async extension({ store, repeat = 5 }) {
    const { measureExtension } = await import('./extension.ts');
    return measureExtension(store, repeat);
  },
};

async function sqlJob({ data, store }: StepOptions, rows: 'kept' | 'lean' | 'checked') {
  const { eightModels, buildJourneys, linkPeople, loadFiles } = await import('./sql-oracle.ts');
  const sql = await freshSql(store);
  const detail: Record<string, number> = {};
  return timed(async () => {
    await part(detail, 'load s', () => loadFiles(sql, data, rows));
    await part(detail, 'people s', () => linkPeople(sql));
    await part(detail, 'journeys s', () => buildJourneys(sql));
    await part(detail, 'models s', () => eightModels(sql));
    await part(detail, 'close s', async () => sql.close());
  }, detail);
}

function eightModelTable(engine: Engine) {
  return engine.report({ goal: 'revenue', by: ['campaign'], models: [...oracleModels] });
}

async function importAll(engine: Engine, paths: string[]): Promise<FileImport[]> {
  const answers = await engine.import({ files: paths.map(path => ({ path })) });
  const failed = answers.find(answer => answer.error || answer.rejected > 0);
  if (failed) throw new Error(`Not imported whole: ${JSON.stringify(failed)}`);
  return answers;
}

/** JavaScript's own part of the memory, the largest seen. */
function noteHeap(detail: Record<string, number>): void {
  const now = process.memoryUsage().heapUsed / 2 ** 20;
  detail['heap MB'] = Math.max(detail['heap MB'] ?? 0, now);
}

async function freshEngine(folder: string): Promise<Engine> {
  rmSync(folder, { recursive: true, force: true });
  const { openLocalEngine } = await import('../../server/local-engine.ts');
  return openLocalEngine(folder);
}

async function freshSql(file: string): Promise<Sql> {
  for (const path of [file, `${file}.wal`]) rmSync(path, { force: true });
  return openSql(file);
}

async function timed(work: () => Promise<unknown>, detail: Record<string, number> = {}) {
  const started = performance.now();
  await work();
  return { ms: performance.now() - started, detail };
}

async function part(detail: Record<string, number>, name: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  detail[name] = (performance.now() - started) / 1000;
}

export const storeIn = (data: BenchData, name: string): string => join(data.dir, name);

if (import.meta.main) {
  keepCompiled();
  const [name, options] = process.argv.slice(2);
  const { ms, detail = {} } = await steps[name](JSON.parse(options));
  const { user, system } = process.cpuUsage();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const sample: Omit<Sample, 'wallMs'> = { ms, cpuMs: (user + system) / 1000, peakMb, detail };
  console.log(JSON.stringify(sample));
  // The wall clock of a cold start ends with the answer, not with the closing of the database.
  process.exit(0);
}
