// The companion's app over a real engine on a data folder of its own, asked by `inject`.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import { buildApp } from '../../../server/app.ts';
import { Journals } from '../../../server/collect/journals.ts';
import { RunningImports } from '../../../server/imports/running-imports.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { PairingStore } from '../../../server/pairing/pairing-store.ts';
import { sampleFolder } from '../../sample-folder.ts';

const folderToken = 'folder-token-of-the-test';
const port = 4517;

/** Headers of the command line: the loopback host and the folder's own token. */
export const asCommandLine = { host: `127.0.0.1:${port}`, authorization: `Bearer ${folderToken}` };

export async function openCompanionApp({ collects = false } = {}) {
  const folder = await sampleFolder('routes');
  const engine = await openLocalEngine(folder);
  const pairings = await PairingStore.open(join(folder, 'pairings.json'));
  const clock = { now: Date.UTC(2026, 2, 1) };
  const running = new RunningImports(engine);
  const journals = collects ? await Journals.open(folder) : undefined;
  const app = await buildApp({
    engine,
    folder,
    folderToken,
    pairings,
    journals,
    running,
    port: () => port,
    now: () => clock.now,
  });
  return {
    app,
    engine,
    running,
    folder,
    clock,
    /** Asks as the command line does, unless the headers say otherwise. */
    ask: (method: InjectOptions['method'], url: string, payload?: InjectOptions['payload'], headers = {}) =>
      app.inject({ method, url, payload, headers: { ...asCommandLine, ...headers } }),
    async close() {
      await app.close();
      await journals?.close();
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type CompanionApp = Awaited<ReturnType<typeof openCompanionApp>>;
