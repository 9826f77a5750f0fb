// A companion on a data folder of its own that holds the sample company, as a process of its own: it can be ended, killed
// and started again on the same port.

import { join } from 'node:path';
import { inject } from 'vitest';
import { crash, Processes, type Running } from '../processes.ts';

export class SampleCompanion {
  readonly #processes: Processes;
  #running: (Running & { url: string }) | undefined;
  /** http://127.0.0.1:PORT; stays the same over stop and start. */
  readonly url: string;

  private constructor(processes: Processes, running: Running & { url: string }) {
    this.#processes = processes;
    this.#running = running;
    this.url = running.url;
  }

  static async start(): Promise<SampleCompanion> {
    const processes = await Processes.open(inject('sampleData'));
    return new SampleCompanion(processes, await processes.serve());
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get folder(): string {
    return join(this.#processes.folder, 'data');
  }

  /** Runs a command of the command line on the folder. */
  run(...words: string[]) {
    return this.#processes.run(...words);
  }

  /** A fresh pairing code; it voids the one before. */
  async pairingCode(): Promise<string> {
    const { code, out, err } = await this.run('pair', '--json');
    if (code !== 0) throw new Error(`pair failed: ${err}`);
    return JSON.parse(out).code;
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    this.#running?.child.kill('SIGTERM');
    await this.#running?.ended;
    this.#running = undefined;
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    if (this.#running) await crash(this.#running);
    this.#running = undefined;
  }

  /** Starts it again where it was. */
  async startAgain(): Promise<void> {
    this.#running = await this.#processes.serve('--port', String(this.port));
  }

  /** Ends it and removes the folder. */
  close(): Promise<void> {
    return this.#processes.close();
  }
}

export const startSample = () => SampleCompanion.start();
