// Real processes, killed with SIGKILL at random moments. A kill leaves what the system holds in memory; that what was
// acknowledged is on the disk itself is fdatasync's part, which no test here can show.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journals } from '../../../server/collect/journals.ts';
import { seededRandom } from '../../../server/sample/random.ts';
import { browser } from './collect-app.ts';

const cli = new URL('../../../server/cli/main.ts', import.meta.url).pathname;

let folder: string;
let children: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-crash-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function throughline(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

/** A collector that listens: its process, address and token. */
async function collector(data: string): Promise<{ child: ChildProcess; url: string; token: string }> {
  const child = throughline('serve', '--collect', '--public-origin', 'http://127.0.0.1', '--port', '0', '--data', data);
  let out = '';
  for await (const part of child.stdout!) {
    out += part;
    const found = /collects on (\S+),[\s\S]*--token (\S+)[\s\S]*ends it/.exec(out);
    if (found) return { child, url: found[1], token: found[2] };
  }
  let err = '';
  for await (const part of child.stderr!) err += part;
  throw new Error(`the collector did not start: ${err}`);
}

async function linesIn(data: string): Promise<string[]> {
  const journals = await Journals.open(data);
  try {
    const segments = await (await journals.channel('hits')).segments();
    const text = (await Promise.all(segments.map(({ path }) => readFile(path, 'utf8')))).join('');
    expect(text.endsWith('\n')).toBe(true);
    return text.slice(0, -1).split('\n');
  } finally {
    await journals.close();
  }
}

test('a collector that is killed fifty times has every hit that it acknowledged, and no torn line', {
  timeout: 600_000,
}, async () => {
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ sites: ['acme.com'] }));
  const { host: _public, ...headers } = browser;
  // One that ends in order leaves its compiled code behind: the fifty after it start in half the time.
  const first = await collector(folder);
  first.child.kill('SIGTERM');
  await once(first.child, 'exit');
  const random = seededRandom(5);
  const acknowledged = new Set<string>();
  let sent = 0;
  let answered = 0;
  for (let kill = 0; kill < 50; kill++) {
    const { child, url } = await collector(folder);
    let isOver = false;
    const send = async (sender: number): Promise<void> => {
      for (let i = 0; !isOver; i++) {
        const ids = Array.from({ length: 1 + (i % 3) }, (_, j) => `hit-${kill}-${sender}-${i}-${j}`);
        const at = Date.now();
        const hits = ids.map(id => ({
          id,
          kind: 'page',
          consent: 'granted',
          at,
          url: `https://acme.com/${'x'.repeat(i % 500)}`,
        }));
        sent += ids.length;
        try {
          const reply = await fetch(`${url}/v1/collect`, {
            method: 'POST',
            headers,
            body: JSON.stringify({ v: 1, sent: at, hits }),
          });
          if (reply.status !== 204) throw new Error(`${reply.status} ${await reply.text()}`);
        } catch (error) {
          if (isOver) return;
          throw error;
        }
        answered++;
        for (const id of ids) acknowledged.add(id);
      }
    };
    const sending = [0, 1, 2, 3].map(send);
    await Promise.race([wait(5 + random.next() * 120), ...sending]);
    isOver = true;
    child.kill('SIGKILL');
    await Promise.all([...sending, once(child, 'exit')]);
  }
  const kept = (await linesIn(folder)).map(line => (JSON.parse(line) as { hit_id: string }).hit_id);
  const distinct = new Set(kept);
  expect([...acknowledged].filter(id => !distinct.has(id))).toEqual([]);
  // Each once: nobody sent one twice. What was kept and never acknowledged, the kill came between.
  expect(distinct.size).toBe(kept.length);
  expect(kept.length).toBeLessThanOrEqual(sent);
  // It was really under way: not fifty times killed before the first answer.
  expect(answered).toBeGreaterThan(200);
});

test('a pull that is killed goes on where it was, and misses nothing', { timeout: 300_000 }, async () => {
  const remoteFolder = join(folder, 'remote');
  const localFolder = join(folder, 'local');
  // 32 MB: eight chunks of about four.
  const lines = Array.from({ length: 8_000 }, (_, n) =>
    JSON.stringify({ hit_id: `hit-${n}`, text: 'x'.repeat(4_000) }),
  );
  const journals = await Journals.open(remoteFolder);
  await (await journals.channel('hits')).append(lines.slice(0, 5_000));
  await (await journals.channel('hits')).append(lines.slice(5_000));
  await journals.close();
  const remote = await collector(remoteFolder);
  const random = seededRandom(6);
  let kills = 0;
  let code: number | null = null;
  while (code !== 0) {
    const child = throughline('pull', remote.url, '--token', remote.token, '--data', localFolder);
    const ended = once(child, 'exit');
    // Later each time: on a slow machine the first may not even have begun.
    const isKilled = await Promise.race([wait(100 + random.next() * 300 + kills * 150, true), ended.then(() => false)]);
    if (isKilled) {
      child.kill('SIGKILL');
      kills++;
    }
    [code] = await ended;
  }
  expect(kills).toBeGreaterThan(0);
  const kept = await linesIn(localFolder);
  expect(new Set(kept)).toEqual(new Set(lines));
});
