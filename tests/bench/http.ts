// How long a warm report takes from a client's side: a real companion in a process of its own, asked over loopback.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { models } from '#shared/models/index.ts';
import type { ReportQuery } from '#shared/schema/index.ts';
import { type Companion, listening } from './companion.ts';
import { formatMs } from './measure.ts';

const asks: readonly (readonly [string, (round: number) => ReportQuery])[] = [
  ['by campaign, one model', round => ({ by: ['campaign'], models: [models[round % models.length].id] })],
  ['by channel, one model', round => ({ by: ['channel'], models: [models[round % models.length].id] })],
  [
    'by campaign, one model, a month',
    round => {
      const month = String((round % 4) + 8).padStart(2, '0');
      const model = models[round % models.length].id;
      return { by: ['campaign'], models: [model], from: `2025-${month}-01`, to: `2025-${month}-28` };
    },
  ],
  ['by campaign, all models', round => ({ by: ['campaign'], models: turned(round) })],
];

const turned = (round: number) => {
  const all = models.map(model => model.id);
  return [...all.slice(round % all.length), ...all.slice(0, round % all.length)];
};

/** A row a question: its name, median, 99th percentile and slowest of 200 calls, one after the other. */
export async function httpReport(folder: string, calls = 200): Promise<string[][]> {
  const main = fileURLToPath(new URL('../../server/cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, 'serve', '--no-open', '--port', '4599', '--data', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const companion = await listening(folder);
    const rows: string[][] = [];
    for (const [name, queryOf] of asks) {
      // The first call of a kind builds what the others find ready.
      await ask(companion, queryOf(0));
      const times: number[] = [];
      for (let round = 0; round < calls; round++) times.push(await ask(companion, queryOf(round)));
      times.sort((a, b) => a - b);
      rows.push([name, ...[0.5, 0.99, 1].map(q => formatMs(times[Math.min(calls - 1, Math.floor(q * calls))]))]);
    }
    return rows;
  } finally {
    child.kill('SIGTERM');
  }
}

async function ask({ url, token }: Companion, query: ReportQuery): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${url}/v1/report`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(query),
  });
  const answer = (await response.json()) as { rows?: unknown[] };
  if (!answer.rows?.length) throw new Error(`No rows: ${response.status} ${JSON.stringify(answer).slice(0, 300)}`);
  return performance.now() - started;
}
