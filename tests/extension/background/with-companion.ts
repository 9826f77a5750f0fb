// A real companion for a test, in a folder of its own, with the sample company until something is imported; it can be
// ended and started again on the port that it had.

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCompanion } from '../../../server/companion/companion-file.ts';
import { type CompanionServer, startCompanion } from '../../../server/server.ts';
import { sampleFolder } from '../../sample-folder.ts';

export class TestCompanion {
  readonly folder: string;
  #server: CompanionServer | undefined;
  port = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async start(): Promise<TestCompanion> {
    const companion = new TestCompanion(await sampleFolder('extension'));
    await companion.start();
    return companion;
  }

  get engine() {
    return this.#server!.engine;
  }

  async start(): Promise<void> {
    this.#server = await startCompanion({ folder: this.folder, port: this.port });
    this.port = Number(new URL(this.#server.url).port);
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  /** As `throughline pair` asks for it. */
  async code(): Promise<string> {
    const { url, token } = readCompanion(this.folder)!;
    const reply = await fetch(`${url}/v1/pair/code`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    return ((await reply.json()) as { code: string }).code;
  }

  /** Starts anew with no extension paired: what a person does who takes the right back. */
  async forgetPairings(): Promise<void> {
    await this.stop();
    await rm(join(this.folder, 'pairings.json'));
    await this.start();
  }

  /** Imports a file of the company's own: the sample is gone. */
  async import(name: string, text: string): Promise<void> {
    const path = join(this.folder, name);
    await writeFile(path, text);
    await this.engine.import({ files: [{ path }] });
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
