// A long import: it blocks nobody, and ended at any moment it is in wholly or not at all.

import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { isFolderInUse, openEngine } from '../../server/open-engine.ts';
import { openStore } from '../../server/store/duckdb/open.ts';
import { crash, Processes } from './processes.ts';

let processes: Processes;
let data: string;
beforeEach(async () => {
  processes = await Processes.open(inject('sampleData'));
  data = join(processes.folder, 'data');
});
afterEach(() => processes.close());

const rows = 200_000;

/** So many visits of 60,000 visitors: 16 MB in 200,000. */
async function writeManyEvents(rows: number): Promise<string> {
  const path = join(processes.folder, 'many-events.csv');
  const file = createWriteStream(path);
  file.write('visitor_id,ts,event,url,source,medium,campaign\n');
  const start = Date.UTC(2026, 0, 1);
  for (let first = 0; first < rows; first += 10_000) {
    let text = '';
    for (let i = first; i < first + 10_000; i++) {
      const at = new Date(start + i * 60_000).toISOString();
      text += `v${i % 60_000},${at},visit,https://acme.example/p${i % 50},google,cpc,Campaign ${i % 40}\n`;
    }
    file.write(text);
  }
  await new Promise<void>(done => file.end(done));
  return path;
}

test('ended by kill -9 at any moment, the file is in wholly or not at all, and goes in the next time', async () => {
  const path = await writeManyEvents(rows);
  const seen: number[] = [];
  for (const delay of [600, 1_000, 1_500, 2_200]) {
    const importing = processes.start('import', path);
    await Promise.race([wait(delay), importing.ended]);
    await crash(importing);
    const store = await openStore(data);
    const counts = await store.first<{ events: number; imports: number; open: number }>(
      `SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM import) AS imports,
              (SELECT count(*) FROM import WHERE published_at IS NULL) AS open`,
    );
    await store.close();
    expect([
      { events: 0, imports: 0, open: 0 },
      { events: rows, imports: 1, open: 0 },
    ]).toContainEqual(counts);
    seen.push(counts!.events);
  }
  // Once in, it stays in.
  expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  const again = await processes.run('import', path, '--json');
  expect(again.code).toBe(0);
  const [answer] = JSON.parse(again.out);
  expect(answer.kept + answer.duplicates).toBe(rows);
});

test('Ctrl-C stops it: nothing of the file is in, with a companion and without', async () => {
  // Far more than any machine takes in before the key is pressed.
  const path = await writeManyEvents(2_000_000);
  const cancel = async (): Promise<void> => {
    const importing = processes.start('import', path, '--json');
    await wait(1_200);
    importing.child.kill('SIGINT');
    const { code, out } = await importing.ended;
    expect([code, JSON.parse(out)[0].error?.code]).toEqual([1, 'import-cancelled']);
    // Still the sample's: nothing of one's own is in.
    const report = await processes.run('report', '--by', 'channel', '--json');
    expect(JSON.parse(report.out).meta.sample).toBe(true);
  };
  await cancel();
  const running = await processes.serve();
  await cancel();
  running.child.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
});

test('while one runs, the companion goes on answering', async () => {
  const path = await writeManyEvents(rows);
  const { url } = await processes.serve();
  const { token } = JSON.parse(readFileSync(join(data, 'companion.json'), 'utf8'));
  let isDone = false;
  const importing = processes.run('import', path, '--json').finally(() => {
    isDone = true;
  });
  let answeredMeanwhile = 0;
  while (!isDone) {
    const response = await fetch(`${url}/v1/status`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(200);
    const status = (await response.json()) as { records: { events: number } };
    // Never a part of the file: the sample's events, or all of it.
    expect(status.records.events === rows || status.records.events < 20_000).toBe(true);
    if (!isDone) answeredMeanwhile++;
    await wait(20);
  }
  expect((await importing).code).toBe(0);
  expect(answeredMeanwhile).toBeGreaterThan(3);
});

test('a folder that another process holds is an error that names it', async () => {
  const holder = await processes.run('settings');
  expect(holder.code).toBe(0);
  const store = await openStore(data);
  try {
    const ended = await processes.run('report');
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('in use by another process');
    expect(ended.err).toContain(`process ${process.pid}`);
    expect(ended.err).toContain('--data DIR');
  } finally {
    await store.close();
  }
  const engine = await openEngine(data, 0);
  await engine.close();
  expect(isFolderInUse(new Error('something else'))).toBe(false);
});
