// A table of journeys through the worker thread and over loopback: its memory is handed on, and the engine keeps its own.

import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeWorkspace } from '#shared/columns/arrow.ts';
import { tableNames } from '#shared/columns/table-names.ts';
import { buildApp } from '../../../server/app.ts';
import { RemoteEngine } from '../../../server/companion/remote-engine.ts';
import { WorkerEngine } from '../../../server/companion/worker-engine.ts';
import type { Engine } from '../../../server/engine.ts';
import { PairingStore } from '../../../server/pairing/pairing-store.ts';

let folder: string;
let worker: WorkerEngine;
let remote: RemoteEngine;
let close: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-tables-'));
  worker = await WorkerEngine.open(folder);
  const pairings = await PairingStore.open(join(folder, 'pairings.json'));
  const app = await buildApp({
    engine: worker,
    folder,
    folderToken: 'token',
    pairings,
    port: () => (app.server.address() as AddressInfo).port,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  remote = new RemoteEngine({ url, token: 'token', pid: process.pid });
  close = () => app.close();
});
afterAll(async () => {
  await close?.();
  await worker?.close();
  await rm(folder, { recursive: true, force: true });
});

async function workspaceBy(engine: Engine) {
  const tables = [];
  for (const table of tableNames) tables.push([table, (await engine.journeysTable({ table })).bytes!] as const);
  return decodeWorkspace(Object.fromEntries(tables));
}

test('the tables are the same from the thread and over loopback, asked once or again', async () => {
  const workspace = await workspaceBy(worker);
  expect(workspace.sets.won.conversions.length).toBeGreaterThan(0);
  expect(await workspaceBy(worker)).toEqual(workspace);
  expect(await workspaceBy(remote)).toEqual(workspace);
  // The thread's own columns are still there to answer from.
  expect((await worker.report({})).conservation.holds).toBe(true);
});

test('the tag alone tells whether what one has still holds', async () => {
  const { tag, dataVersion, bytes } = await worker.journeysTable({});
  expect([dataVersion, bytes]).toEqual([(await worker.status()).workspace.dataVersion, null]);
  for (const engine of [worker, remote]) {
    expect(await engine.journeysTable({ table: 'won', unless: tag })).toEqual({ tag, dataVersion, bytes: null });
    expect((await engine.journeysTable({ table: 'won', unless: 'another' })).bytes).not.toBeNull();
  }
});
