// The collector's door over real journals in a folder of its own, asked by `inject` as a browser asks.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hit, JournalLine } from '#shared/schema/collect.ts';
import { buildCollectorApp, type CollectorOptions } from '../../../server/collect/collector-app.ts';
import { readDropped } from '../../../server/collect/dropped.ts';
import { Journals } from '../../../server/collect/journals.ts';

export const now = Date.UTC(2026, 5, 1, 12);
export const token = 'pull-token-of-the-test';

export const browser = {
  host: 'collect.acme.com',
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  origin: 'https://www.acme.com',
  'content-type': 'text/plain;charset=UTF-8',
};

export const pageHit: Hit = {
  id: 'hit-0001',
  kind: 'page',
  consent: 'granted',
  at: now - 500,
  visitor: 'visitor-1',
  url: 'https://www.acme.com/landing?gclid=Cj0KCQ',
};

export const batchOf = (...hits: object[]) => JSON.stringify({ v: 1, sent: now, hits });

export async function openCollector(settings: object = { sites: ['acme.com'] }, more: Partial<CollectorOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-collect-'));
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  await mkdir(join(folder, 'journal'), { recursive: true });
  const journals = await Journals.open(folder);
  const app = await buildCollectorApp({
    folder,
    journals,
    publicOrigin: 'https://collect.acme.com',
    access: { id: 'journal-1', token },
    now: () => now,
    ...more,
  });
  return {
    app,
    folder,
    journals,
    send: (payload: string, headers: Record<string, string | undefined> = {}) =>
      app.inject({
        method: 'POST',
        url: '/v1/collect',
        payload,
        headers: Object.fromEntries(
          Object.entries({ ...browser, ...headers }).filter(([, value]) => value !== undefined),
        ),
      }),
    async lines(channel = 'hits'): Promise<JournalLine[]> {
      const segments = await (await journals.channel(channel)).segments();
      const texts = await Promise.all(segments.map(({ path }) => readFile(path, 'utf8')));
      return texts
        .join('')
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line));
    },
    /** What was dropped on the day, by reason and host. */
    async dropped() {
      // Counts are written when the app closes; it is asked no more after that.
      await app.close();
      return (await readDropped(folder))['2026-06-01'] ?? {};
    },
    async close() {
      await app.close();
      await journals.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Collector = Awaited<ReturnType<typeof openCollector>>;
