// The worker thread of the companion: it owns the data folder's engine and does all the reading and reckoning, so that
// the main thread is free to answer.

import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportAnswer, ImportRequest } from '#shared/schema/index.ts';
import { keepCompiled } from '../compile-cache.ts';
import type { Engine } from '../engine.ts';
import { errorToWire } from '../error-wire.ts';
import type { JourneysTable } from '../journeys/tables.ts';
import type { WorkerReply, WorkerRequest } from './worker-messages.ts';

const port = parentPort!;
const send = (reply: WorkerReply, moved: ArrayBuffer[] = []) => port.postMessage(reply, moved);

/** What changes the status: the main thread is told the new one. */
const changing = new Set(['import', 'setSetting', 'identityApply', 'forget', 'drain']);

/** Imports that can be stopped. */
const stops = new Map<number, AbortController>();

async function takeIn(engine: Engine, id: number, request: ImportRequest): Promise<ImportAnswer> {
  const stop = new AbortController();
  stops.set(id, stop);
  try {
    return await engine.import(request, progress => send({ type: 'progress', id, progress }), stop.signal);
  } finally {
    stops.delete(id);
  }
}

async function answer(engine: Engine, request: WorkerRequest): Promise<void> {
  const { id, method } = request;
  if (method === 'stop') {
    stops.get(id)?.abort();
    return;
  }
  const { args } = request;
  try {
    const value =
      method === 'import'
        ? await takeIn(engine, id, args[0] as ImportRequest)
        : await (engine[method] as (...given: unknown[]) => Promise<unknown>)(...args);
    if (changing.has(method)) send({ type: 'status', status: await engine.status() });
    send({ type: 'answer', id, value }, memoryOf(value));
  } catch (error) {
    send({ type: 'error', id, error: errorToWire(error) });
  }
  if (method === 'close') port.close();
}

/** The memory of a table of journeys goes over as it is, without a copy. */
function memoryOf(value: unknown): ArrayBuffer[] {
  const bytes = (value as Partial<JourneysTable> | undefined)?.bytes;
  return bytes ? [bytes.buffer] : [];
}

try {
  keepCompiled();
  const { openLocalEngine } = await import('../local-engine.ts');
  const engine = await openLocalEngine((workerData as { folder: string }).folder, { looksAhead: true });
  send({ type: 'status', status: await engine.status() });
  port.on('message', (request: WorkerRequest) => void answer(engine, request));
  send({ type: 'ready' });
  // A thread that is ended from outside would lose it.
  flushCompileCache();
} catch (error) {
  send({ type: 'error', id: null, error: errorToWire(error) });
  port.close();
}
