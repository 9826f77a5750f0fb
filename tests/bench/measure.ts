// Times steps in turns, each in a process of its own, and prints what a stranger can read. In turns, because a shared
// machine drifts: contenders that run minutes apart are not comparable, and the ratio is what to quote.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Sample {
  /** The step's own clock, ms: without the start of the process unless the step says so. */
  ms: number;
  /** From the start of the process to its end, ms. */
  wallMs: number;
  /** Processor time of the whole process over all threads, ms: steadier than the clock on a shared machine. */
  cpuMs: number;
  /** Largest resident set of the process, MB. */
  peakMb: number;
  /** Figures that the step adds: parts of its time, row counts. */
  detail: Record<string, number>;
}

export interface Summary {
  name: string;
  runs: number;
  min: number;
  mean: number;
  /** (slowest − fastest) / mean. */
  spread: number;
  /** Least of the runs; the start of the process included. */
  cpuMs: number;
  peakMb: number;
  detail: Record<string, number>;
}

/** Runs a step of steps.ts in a fresh process, with so much memory for JavaScript. */
export function runStep(step: string, options: Record<string, unknown>, heapMb = 4096): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${heapMb}`,
        fileURLToPath(new URL('steps.ts', import.meta.url)),
        step,
        JSON.stringify(options),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', code => {
      const line = output.trim().split('\n').at(-1) ?? '';
      if (code !== 0) reject(new Error(`The step ${step} ended with code ${code}.`));
      else resolve({ ...JSON.parse(line), wallMs: performance.now() - started });
    });
  });
}

/** Runs the program's own command line in a fresh process; the time is from its start to its end. */
export function runCommand(args: readonly string[]): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const usage = new URL('usage.ts', import.meta.url).href;
    const main = fileURLToPath(new URL('../../server/cli/main.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', usage, main, ...args], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    let used = '';
    child.stdio[3]!.on('data', chunk => {
      used += chunk;
    });
    child.on('error', reject);
    child.on('close', code => {
      const wallMs = performance.now() - started;
      if (code !== 0) reject(new Error(`throughline ${args.join(' ')} ended with code ${code}.`));
      else resolve({ ...JSON.parse(used), ms: wallMs, wallMs, detail: {} });
    });
  });
}

export interface Contender {
  name: string;
  run(): Promise<Sample>;
  /** Which clock counts; `wall` where the start of the process belongs to the thing measured. */
  clock?: 'own' | 'wall';
}

/** Every contender once a round, in order. */
export async function inTurns(contenders: readonly Contender[], rounds: number): Promise<Summary[]> {
  const samples = contenders.map((): Sample[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, contender] of contenders.entries()) samples[i].push(await contender.run());
  }
  return contenders.map(({ name, clock }, i) => {
    const times = samples[i].map(sample => (clock === 'wall' ? sample.wallMs : sample.ms));
    const peakMb = Math.max(...samples[i].map(sample => sample.peakMb));
    const fastest = samples[i][times.indexOf(Math.min(...times))];
    const cpuMs = Math.min(...samples[i].map(sample => sample.cpuMs));
    return { ...summarise(name, times), cpuMs, peakMb, detail: fastest.detail };
  });
}

function summarise(name: string, times: readonly number[]): Summary {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const min = Math.min(...times);
  return {
    name,
    runs: times.length,
    min,
    mean,
    spread: (Math.max(...times) - min) / mean,
    cpuMs: 0,
    peakMb: 0,
    detail: {},
  };
}

export function formatMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1_000) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 100 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(ms >= 10 ? 1 : 2)} ms`;
}

/** The first summary is ours; the last column is how many times as long the others take (or, below 1, how much less). */
export function printTable(title: string, summaries: readonly Summary[]): void {
  const ours = summaries[0];
  const rows = summaries.map(summary => [
    summary.name,
    formatMs(summary.min),
    formatMs(summary.mean),
    `${(100 * summary.spread).toFixed(0)} %`,
    formatMs(summary.cpuMs),
    summary.peakMb > 0 ? `${summary.peakMb.toFixed(0)} MB` : '–',
    summary === ours ? '1' : `${(summary.min / ours.min).toFixed(2)}`,
  ]);
  console.log(`\n${title}`);
  printRows(['', 'min', 'mean', 'spread', 'processor', 'peak memory', 'time, in ours'], rows);
  for (const { name, detail } of summaries) {
    const parts = Object.entries(detail).map(([part, value]) => `${part} ${Number(value.toPrecision(4))}`);
    if (parts.length > 0) console.log(`  ${name}: ${parts.join(' · ')}`);
  }
}

export function printRows(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map(row => row[i].length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('   ')}`;
  console.log(line(header));
  for (const row of rows) console.log(line(row));
}
