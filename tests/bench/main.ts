// The benchmark: `npm run bench -- --events 1m [--only import,job,cold,identity,models,switch,extension,http] [--rounds 3]`,
// of the open door `--only collect`, and of the vendors' files `--only formats,big [--rows 1m] [--format ID,ID]`. Every comparison is run in turns, ours first,
// each run in a process of its own; the data is generated once and kept in tests/bench/data (or THROUGHLINE_BENCH_DIR).
// Quote the ratios of one run, not times of different days.

import { existsSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { collectReport, flushMs } from './collect.ts';
import { bigFile, formatTable } from './formats.ts';
import { dataFolder, generate, googleCampaigns, parseCount } from './generate.ts';
import { httpReport } from './http.ts';
import { formatMs, inTurns, printRows, printTable, runCommand, runStep } from './measure.ts';
import { overlayCost } from './overlay.ts';
import { oracleModels } from './sql-oracle.ts';
import { storeIn } from './steps.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1m' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    rows: { type: 'string', default: '1m' },
    format: { type: 'string' },
  },
});
const events = parseCount(values.events);
const rounds = Number(values.rounds ?? (events > 5e6 ? 2 : 3));
const only = values.only?.split(',');
const asked = (name: string) => !only || only.includes(name);
const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB`;

const formats = values.format?.split(',');
if (asked('formats')) {
  console.log(`${machine}, load ${loadavg()[0].toFixed(1)}`);
  await formatTable(parseCount(values.rows), Number(values.rounds ?? 2), formats);
}
if (asked('big')) await bigFile(formats);
if (asked('collect')) {
  console.log(
    `\nThe public collector under load, beside a route that only answers\n${machine}, load ${loadavg()[0].toFixed(1)}`,
  );
  const base = fileURLToPath(new URL('data', import.meta.url));
  console.log(`the disk takes ${formatMs(await flushMs(base))} to write and flush 4 kB (median)`);
  const { header, rows } = await collectReport(base, Number(values.rounds ?? 3));
  printRows(header, rows);
}
// These need no event file.
if (only?.every(name => ['formats', 'big', 'collect'].includes(name))) process.exit(0);

const data = generate(dataFolder(events), events);
const ours = storeIn(data, 'ours');
const kept = storeIn(data, 'kept.duckdb');
const lean = storeIn(data, 'lean.duckdb');
const bare = storeIn(data, 'bare.duckdb');

const count = (n: number) => n.toLocaleString('en-GB');
console.log(
  `${count(data.rows.events)} events (${(data.bytes.events / 1e6).toFixed(0)} MB), ${count(data.rows.deals)} deals, ${count(data.rows.won)} of them won, ${count(data.rows.spend)} spend rows`,
);
console.log(`${machine}; each row best of ${rounds} in turns`);

const step =
  (name: string, store: string, more: object = {}) =>
  () =>
    runStep(name, { data, store, ...more });

if (asked('import')) {
  printTable(
    'Import of the event file into a stored workspace',
    await inTurns(
      [
        { name: 'throughline import', run: step('import', storeIn(data, 'import'), { file: data.events }) },
        {
          name: 'DuckDB: create table as read_csv',
          run: step('bare-import', bare, { reader: `read_csv('${data.events}', quote = '"', escape = '"')` }),
        },
      ],
      rounds,
    ),
  );
}

if (asked('job')) {
  printTable(
    'The whole job: files → stored workspace → revenue by campaign under eight models',
    await inTurns(
      [
        { name: 'throughline', run: step('job', ours) },
        { name: 'DuckDB SQL, rows kept', run: step('sql-job-kept', kept) },
        { name: 'DuckDB SQL, rows kept and checked', run: step('sql-job-checked', kept) },
        { name: 'DuckDB SQL, only what the table needs', run: step('sql-job-lean', lean) },
      ],
      rounds,
    ),
  );
}

// Whoever asks for these alone needs the stores first.
const needsStores = ['cold', 'switch', 'extension', 'http'].some(asked) && !asked('job');
if (needsStores && !existsSync(join(ours, 'workspace.columns'))) await step('job', ours)();
if (asked('cold') && needsStores && !existsSync(lean)) await step('sql-job-lean', lean)();

if (asked('cold')) {
  const models = oracleModels.flatMap(id => ['--model', id]);
  const table = ['report', '--by', 'campaign', ...models, '--format', 'json', '--data', ours];
  printTable(
    'Cold start: process started → the same table from what is stored (start of the process included)',
    await inTurns(
      [
        { name: 'throughline report', run: () => runCommand(table), clock: 'wall' },
        { name: 'DuckDB SQL from its stored rows', run: step('sql-cold-rows', lean), clock: 'wall' },
        { name: 'DuckDB SQL from its stored journeys', run: step('sql-cold-journeys', lean), clock: 'wall' },
      ],
      Math.max(3, rounds),
    ),
  );
}

if (asked('identity')) {
  printTable(
    `Identity: ${count(events)} pairs of interned ids`,
    await inTurns(
      [
        { name: 'union-find', run: step('identity', '', { rows: events }) },
        { name: 'DuckDB, smallest label in rounds', run: step('sql-identity', bare, { rows: events }) },
      ],
      rounds,
    ),
  );
}

if (asked('models')) {
  const { detail } = await step('models', '', { rows: events })();
  console.log(`\nThe models alone, one thread, ${count(events)} credited touches (best of 5)`);
  printRows(
    ['', 'time', 'million touches a second'],
    Object.entries(detail).map(([name, ms]) => [name, formatMs(ms), (events / ms / 1000).toFixed(0)]),
  );
}

if (asked('switch')) {
  const { detail, peakMb } = await step('switch', ours)();
  const { detail: ahead } = await step('switch', ours, { ahead: true, repeat: 1 })();
  console.log(`\nModel switch in a warm workspace, without HTTP (peak memory ${peakMb.toFixed(0)} MB)`);
  const names = Object.keys(detail).filter(name => !name.endsWith(' again'));
  printRows(
    ['report --by campaign', 'first time', 'first time in a companion', 'again, best of 6'],
    names.map(name => [name, ...[detail[name], ahead[name], detail[`${name} again`]].map(formatMs)]),
  );
}

if (asked('extension')) {
  const { detail, peakMb } = await step('extension', ours)();
  const { touches, conversions, megabytes, ...times } = detail;
  console.log(
    `\nModel switch in the extension, ${count(touches)} touches of ${count(conversions)} conversions, ${megabytes.toFixed(1)} MB kept (peak memory ${peakMb.toFixed(0)} MB)`,
  );
  printRows(
    ['without a companion', 'time'],
    Object.entries(times).map(([name, ms]) => [name, formatMs(ms)]),
  );
}

if (asked('http')) {
  console.log('\nWarm report over HTTP, another model each time');
  printRows(['GET /v1/report', 'median', '99th percentile', 'slowest'], await httpReport(ours));
}

if (asked('overlay')) {
  const { switches, tasks } = await overlayCost(ours, googleCampaigns());
  console.log('\nModel switch in the browser, from the popup to the repainted page of 200 rows');
  printRows(['', 'median', 'slowest'], switches);
  console.log('\nWhat the overlay costs that page, by the browser’s own tracing');
  printRows(['', 'longest task with our script', 'of it ours', 'ours in all', 'longest task without'], tasks);
}
