// Deciding by hand through the worker thread and over loopback: the same answers, and the companion's status tells the new
// data version at once.

import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { RemoteEngine } from '../../../server/companion/remote-engine.ts';
import { WorkerEngine } from '../../../server/companion/worker-engine.ts';
import { PairingStore } from '../../../server/pairing/pairing-store.ts';
import { writeSmallCompany } from '../small-company.ts';

let folder: string;
let worker: WorkerEngine;
let remote: RemoteEngine;
let close: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-decide-'));
  worker = await WorkerEngine.open(join(folder, 'data'));
  const files = await writeSmallCompany(join(folder, 'exports'));
  await worker.import({ files: Object.values(files).map(path => ({ path })) });
  const pairings = await PairingStore.open(join(folder, 'pairings.json'));
  const app = await buildApp({
    engine: worker,
    folder: join(folder, 'data'),
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

test('a merge over loopback changes the answers of the thread, and undoing it brings them back', async () => {
  const version = async () => (await worker.status()).workspace.dataVersion;
  const [before, was] = [await version(), JSON.stringify(await worker.report({ by: ['campaign'] }))];
  const merge = { action: 'merge' as const, keys: ['ada@north.example', 'bob@south.example'] };
  expect(await remote.identityPreview(merge)).toEqual(await worker.identityPreview(merge));
  const { change, dataVersion } = await remote.identityApply(merge);
  expect(await version()).toBe(dataVersion);
  expect(dataVersion).not.toBe(before);
  expect(JSON.stringify(await remote.report({ by: ['campaign'] }))).not.toBe(was);
  expect(await remote.identityPerson({ key: 'visitor:v2' })).toMatchObject({ label: 'ada@north.example' });
  await worker.identityApply({ action: 'undo', id: change.id });
  expect(await version()).toBe(before);
  expect(JSON.stringify(await remote.report({ by: ['campaign'] }))).toBe(was);
  expect(await remote.identityChanges()).toMatchObject([{ id: change.id, action: 'merge' }]);
});

test('hard links are asked for over loopback like any basis', async () => {
  expect((await remote.report({ links: 'hard' })).meta.links).toBe('hard');
  expect((await remote.journey({ key: 'd1', links: 'hard' })).basis.links).toBe('hard');
});

test('what is refused in the thread is refused with its class and words', async () => {
  await expect(remote.identityApply({ action: 'undo' })).rejects.toMatchObject({
    name: 'NotFoundError',
    code: 'identity-undo',
  });
});
