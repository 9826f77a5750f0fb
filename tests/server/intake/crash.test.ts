// Real companions, killed with SIGKILL while they take in what was collected.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCompanion } from '../../../server/companion/companion-file.ts';
import { seededRandom } from '../../../server/sample/random.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import { sampleFolder } from '../../sample-folder.ts';
import { browser } from '../collect/collect-app.ts';

const cli = new URL('../../../server/cli/main.ts', import.meta.url).pathname;
const kills = 6;

let folder: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  folder = await sampleFolder('crash');
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A companion that listens. */
async function companion(): Promise<{ ended: Promise<unknown>; url: string; token: string }> {
  const own = spawn(process.execPath, [cli, 'serve', '--port', '0', '--no-open', '--data', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = own;
  let err = '';
  own.stderr.on('data', part => {
    err += part;
  });
  const ended = once(own, 'exit');
  let out = '';
  for await (const part of own.stdout) {
    out += part;
    if (/listens on (\S+)/.test(out)) break;
  }
  const file = readCompanion(folder);
  if (!file || file.pid !== own.pid) throw new Error(`the companion did not start: ${err}`);
  return { ended, ...file };
}

test('a companion that is killed six times while it takes hits in has each that it acknowledged, once', {
  timeout: 600_000,
}, async () => {
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ sites: ['acme.com'] }));
  const { host: _public, ...headers } = browser;
  const random = seededRandom(7);
  const acknowledged: string[] = [];
  let midway = 0;
  const collect = async (url: string, name: string): Promise<void> => {
    for (let batch = 0; batch < 4; batch++) {
      const at = Date.now();
      const hits = Array.from({ length: 25 }, (_, i) => ({
        id: `hit-${name}-${batch}-${i}`,
        kind: 'page',
        consent: 'granted',
        visitor: `visitor-${i}`,
        // Over midnight: several days are under way at once.
        at: at - i * 7_200_000,
        url: `https://acme.com/${name}`,
      }));
      const body = JSON.stringify({ v: 1, sent: at, hits });
      const reply = await fetch(`${url}/v1/collect`, { method: 'POST', headers, body });
      if (reply.status !== 204) throw new Error(`${reply.status} ${await reply.text()}`);
      acknowledged.push(...hits.map(({ id }) => id));
    }
  };
  const take = (url: string, token: string) =>
    fetch(`${url}/v1/intake`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
  // How long taking in takes here; the kills come within that.
  let takesMs = 0;
  for (let kill = 0; kill <= kills; kill++) {
    const { ended, url, token } = await companion();
    await collect(url, `${kill}`);
    if (kill === kills) {
      // Takes in all that is acknowledged before it ends.
      child!.kill('SIGTERM');
      await ended;
      break;
    }
    let isTaken = false;
    const before = performance.now();
    const taking = take(url, token).then(
      () => {
        isTaken = true;
      },
      () => undefined,
    );
    if (kill === 0) {
      await taking;
      takesMs = performance.now() - before;
      await collect(url, 'first');
      isTaken = false;
      void take(url, token).then(
        () => {
          isTaken = true;
        },
        () => undefined,
      );
    }
    await wait(random.next() * takesMs);
    child!.kill('SIGKILL');
    if (!isTaken) midway++;
    await Promise.all([taking, ended]);
  }
  const store = await openStore(folder, { threads: 1 });
  try {
    const rows = await store.all<{ id: string; n: number }>('SELECT id, count(*)::INTEGER AS n FROM event GROUP BY id');
    expect(rows.filter(({ n }) => n !== 1)).toEqual([]);
    expect(rows.map(({ id }) => id).sort()).toEqual([...acknowledged].sort());
  } finally {
    await store.close();
  }
  // Seven starts and one more time, four batches of 25.
  expect(acknowledged).toHaveLength(8 * 100);
  // They really came in between.
  expect(midway).toBeGreaterThanOrEqual(2);
});
