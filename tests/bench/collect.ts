// How much the public collector takes: acknowledged hits a second and how long an acknowledgement takes, beside a bare
// Fastify route that only answers 204, in turns; server and load are processes of their own and share the machine.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { formatMs } from './measure.ts';

const scriptOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

interface Run {
  requests: number;
  p50: number;
  p99: number;
  slowest: number;
  cpuMs: number;
  peakMb: number;
}

const cases = [
  { name: 'collector, 1 hit a request', kind: 'ours', hits: 1 },
  { name: 'bare route, 1 hit a request', kind: 'bare', hits: 1 },
  { name: 'collector, 20 hits a request', kind: 'ours', hits: 20 },
  { name: 'bare route, 20 hits a request', kind: 'bare', hits: 20 },
] as const;

const connections = 256;
const seconds = 5;

/** How long the disk takes for what each acknowledgement waits for: the median of 4 kB written and flushed, ms. */
export async function flushMs(base: string): Promise<number> {
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, 'flush-'));
  const file = await open(join(folder, 'file'), 'w');
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const started = performance.now();
    await file.write(Buffer.alloc(4_096, 'x'), 0, 4_096, i * 4_096);
    await file.datasync();
    times.push(performance.now() - started);
  }
  await file.close();
  rmSync(folder, { recursive: true });
  return times.sort((a, b) => a - b)[100];
}

/** A row a case: hits and requests a second, median and 99th percentile, and the ratio to the bare route. */
export async function collectReport(base: string, rounds: number): Promise<{ header: string[]; rows: string[][] }> {
  const runs = cases.map((): Run[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { kind, hits }] of cases.entries()) runs[i].push(await run(base, kind, hits));
  }
  // The middle one of the rounds by requests.
  const middle = runs.map(list => list.sort((a, b) => a.requests - b.requests)[Math.floor((list.length - 1) / 2)]);
  const perSecond = (n: number) => Math.round(n / seconds).toLocaleString('en-GB');
  const rows = cases.map(({ name, hits }, i) => {
    const { requests, p50, p99, slowest, cpuMs, peakMb } = middle[i];
    const bare = middle[i % 2 === 0 ? i + 1 : i];
    return [
      name,
      perSecond(requests * hits),
      perSecond(requests),
      formatMs(p50),
      formatMs(p99),
      formatMs(slowest),
      `${(((cpuMs / 1000) * 1e6) / (requests * hits)).toFixed(0)} µs`,
      `${peakMb.toFixed(0)} MB`,
      (requests / bare.requests).toFixed(2),
    ];
  });
  const header = ['', 'hits/s', 'requests/s', 'median', '99th', 'slowest', 'CPU a hit', 'memory', 'of bare'];
  return { header: [`${connections} connections, ${seconds} s, ${rounds} rounds`, ...header.slice(1)], rows };
}

async function run(base: string, kind: 'ours' | 'bare', hits: number): Promise<Run> {
  // On the disk that people's data lies on: a memory file system would flatter.
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, 'collect-'));
  writeFileSync(join(folder, 'settings.json'), '{"sites":["acme.com"]}');
  const server = spawn(process.execPath, [scriptOf('collect-server.ts'), kind, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const url = (await lines.next()).value;
    const load = JSON.stringify({ url, connections, hits, seconds });
    const { stdout } = await promisify(execFile)(process.execPath, [scriptOf('collect-load.ts'), load]);
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    const used = JSON.parse((await lines.next()).value ?? '{}');
    await ended;
    const result: Run = { ...JSON.parse(stdout), ...used };
    // It was really kept: a line is never shorter than this.
    const least = Math.min(result.requests * hits * 200, 12 * 1024 * 1024);
    if (kind === 'ours' && statSync(join(folder, 'journal/hits/00000001.ndjson')).size < least)
      throw new Error('The journal lacks lines.');
    return result;
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
