// The engine behind a worker thread: the same interface, every call a message. `status` never waits for the worker: it
// answers with what the worker said last, which is sent after every change and before the answer to what changed it.

import { Worker } from 'node:worker_threads';
import type { StatusAnswer } from '#shared/schema/index.ts';
import type { Engine, ImportProgress } from '../engine.ts';
import { errorFromWire } from '../error-wire.ts';
import type { EngineMethod, WorkerReply } from './worker-messages.ts';

interface Call {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onProgress?: (progress: ImportProgress) => void;
}

export class WorkerEngine implements Engine {
  readonly #worker: Worker;
  readonly #calls = new Map<number, Call>();
  #nextId = 1;
  #status: StatusAnswer | undefined;
  #gone: Error | undefined;
  #closing: Promise<void> | undefined;
  /** Rejects when the thread ends without having been asked to. */
  readonly broken: Promise<never>;
  #break: (error: Error) => void = () => {};

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.broken = new Promise((_, reject) => {
      this.#break = reject;
    });
    // Whoever awaits it hears of it; where nobody does, the calls' own errors say it.
    this.broken.catch(() => {});
  }

  /** Resolves once the folder is open; rejects with the class of error that opening it met. */
  static open(folder: string, script = new URL('./worker.ts', import.meta.url)): Promise<WorkerEngine> {
    const worker = new Worker(script, { workerData: { folder }, name: 'throughline engine' });
    const engine = new WorkerEngine(worker);
    return new Promise((resolve, reject) => {
      worker.on('message', (reply: WorkerReply) => {
        if (reply.type === 'ready') resolve(engine);
        else if (reply.type === 'status') engine.#status = reply.status;
        else if (reply.type === 'error' && reply.id === null) reject(errorFromWire(reply.error));
        else engine.#settle(reply as Exclude<WorkerReply, { type: 'ready' } | { type: 'status' }>);
      });
      const fail = (error: Error) => {
        reject(error);
        engine.#fail(error);
      };
      worker.on('error', fail);
      worker.on('exit', code => fail(new Error(`The engine's thread ended (code ${code}).`)));
    });
  }

  #settle(reply: Extract<WorkerReply, { id: number | null }>): void {
    const call = this.#calls.get(reply.id as number);
    if (!call) return;
    if (reply.type === 'progress') {
      call.onProgress?.(reply.progress);
      return;
    }
    this.#calls.delete(reply.id as number);
    if (reply.type === 'answer') call.resolve(reply.value);
    else call.reject(errorFromWire(reply.error));
  }

  #fail(error: Error): void {
    this.#gone = error;
    if (!this.#closing) this.#break(error);
    for (const call of this.#calls.values()) call.reject(error);
    this.#calls.clear();
  }

  #call<T>(
    method: EngineMethod,
    args: unknown[] = [],
    onProgress?: Call['onProgress'],
    signal?: AbortSignal,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#gone) {
        reject(this.#gone);
        return;
      }
      const id = this.#nextId++;
      this.#calls.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress });
      this.#worker.postMessage({ id, method, args });
      const stop = () => this.#worker.postMessage({ id, method: 'stop' });
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    });
  }

  async status(): Promise<StatusAnswer> {
    if (this.#gone) throw this.#gone;
    return this.#status ?? this.#call('status');
  }

  import: Engine['import'] = (request, onProgress, signal) => this.#call('import', [request], onProgress, signal);
  preview: Engine['preview'] = request => this.#call('preview', [request]);
  report: Engine['report'] = query => this.#call('report', [query]);
  compare: Engine['compare'] = query => this.#call('compare', [query]);
  overlay: Engine['overlay'] = query => this.#call('overlay', [query]);
  journey: Engine['journey'] = query => this.#call('journey', [query]);
  paths: Engine['paths'] = query => this.#call('paths', [query]);
  heard: Engine['heard'] = query => this.#call('heard', [query]);
  explain: Engine['explain'] = query => this.#call('explain', [query]);
  journeysTable: Engine['journeysTable'] = ask => this.#call('journeysTable', [ask]);
  identityChanges: Engine['identityChanges'] = () => this.#call('identityChanges');
  identityPerson: Engine['identityPerson'] = query => this.#call('identityPerson', [query]);
  identityPreview: Engine['identityPreview'] = request => this.#call('identityPreview', [request]);
  identityApply: Engine['identityApply'] = request => this.#call('identityApply', [request]);
  forget: Engine['forget'] = request => this.#call('forget', [request]);
  drain: Engine['drain'] = () => this.#call('drain');
  doctor: Engine['doctor'] = () => this.#call('doctor');
  names: Engine['names'] = () => this.#call('names');
  rejects: Engine['rejects'] = query => this.#call('rejects', [query]);
  settings: Engine['settings'] = () => this.#call('settings');
  setSetting: Engine['setSetting'] = (key, value) => this.#call('setSetting', [key, value]);

  close(): Promise<void> {
    this.#closing ??= (async () => {
      if (this.#gone) return;
      await this.#call('close');
      await this.#worker.terminate();
    })();
    return this.#closing;
  }
}
