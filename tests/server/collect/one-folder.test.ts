// One data folder, several processes that would own it: each but the first is told why it can't.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { startCollector } from '../../../server/collect/collector-server.ts';
import { Journals } from '../../../server/collect/journals.ts';
import { startCompanion } from '../../../server/server.ts';
import { captured } from '../cli/captured.ts';

const publicOrigin = 'https://collect.acme.com';
const cli = new URL('../../../server/cli/main.ts', import.meta.url).pathname;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As another process: the same one may open its own journal anew. */
async function throughline(...args: string[]): Promise<{ code: number; err: string }> {
  const child = spawn(process.execPath, [cli, ...args, '--data', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', part => {
    err += part;
  });
  const [code] = await once(child, 'close');
  return { code, err };
}

test('a companion on a collector’s folder is refused, and what waits there to be pulled stays', async () => {
  const collector = await startCollector({ folder, publicOrigin, port: 0 });
  await collector.close();
  const journals = await Journals.open(folder);
  await (await journals.channel('hits')).append(['{"hit_id":"1"}']);
  await journals.close();
  const refused = await captured(['serve', '--port', '0', '--no-open', '--data', folder]);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(
    /is a public collector's[\s\S]*found: +collector\.json[\s\S]*remedy: +Name another folder with --data/,
  );
  expect(existsSync(join(folder, 'throughline.duckdb'))).toBe(false);
  const after = await Journals.open(folder);
  expect((await (await after.channel('hits')).segments()).map(({ bytes }) => bytes)).toEqual([15]);
  await after.close();
});

test('a collector in a workspace is refused, and leaves nothing that would keep the companion out', async () => {
  await cp(inject('sampleData'), folder, { recursive: true });
  const companion = await startCompanion({ folder, port: 0 });
  await companion.close();
  await expect(startCollector({ folder, publicOrigin, port: 0 })).rejects.toMatchObject({ code: 'folder-workspace' });
  expect(existsSync(join(folder, 'collector.json'))).toBe(false);
  await (await startCompanion({ folder, port: 0 })).close();
});

test('a collector whose folder a short command was asked in still starts', async () => {
  await (await startCollector({ folder, publicOrigin, port: 0 })).close();
  await writeFile(join(folder, 'throughline.duckdb'), '');
  await (await startCollector({ folder, publicOrigin, port: 0 })).close();
});

test('a second collector, or companion, on the same folder says who holds it', { timeout: 120_000 }, async () => {
  const collector = await startCollector({ folder, publicOrigin, port: 0 });
  const second = await throughline('serve', '--collect', '--public-origin', publicOrigin, '--port', '0');
  expect(second.code).toBe(1);
  expect(second.err).toContain('Another process owns the journal of this data folder.');
  expect(second.err).toContain(`process ${process.pid}`);
  await collector.close();
  await rm(join(folder, 'collector.json'));
  await cp(inject('sampleData'), folder, { recursive: true });
  const companion = await startCompanion({ folder, port: 0 });
  try {
    const other = await throughline('serve', '--port', '0', '--no-open');
    expect(other.code).toBe(1);
    expect(other.err).toContain('A companion already holds this data folder.');
    expect(other.err).toContain(companion.url);
    const collecting = await throughline('serve', '--collect', '--public-origin', publicOrigin, '--port', '0');
    expect(collecting.code).toBe(1);
    expect(collecting.err).toContain('This data folder is a workspace');
  } finally {
    await companion.close();
  }
});
