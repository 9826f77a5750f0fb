// Throughline as people run it: processes of its own on a data folder of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/cli/main.ts', import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** What it has printed to standard error so far. */
  complained(): string;
  ended: Promise<Ended>;
}

export class Processes {
  readonly folder: string;
  readonly #running = new Set<Running>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** With a copy of a data folder to start from, or an empty one. */
  static async open(template?: string): Promise<Processes> {
    const folder = await mkdtemp(join(tmpdir(), 'throughline-e2e-'));
    if (template) await cp(template, join(folder, 'data'), { recursive: true });
    return new Processes(folder);
  }

  /** Starts a command on the data folder, unless its words name another. */
  start(...words: string[]): Running {
    return this.startWith({}, ...words);
  }

  /** The same with other environment variables; undefined takes one away. */
  startWith(env: Record<string, string | undefined>, ...words: string[]): Running {
    const child = spawn(process.execPath, [main, ...words], {
      env: { ...process.env, THROUGHLINE_DATA: join(this.folder, 'data'), NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      err += text;
    });
    const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, out, err }));
    const running = { child, printed: () => out, complained: () => err, ended };
    this.#running.add(running);
    void ended.then(() => this.#running.delete(running));
    return running;
  }

  /** Runs a command to its end. */
  run(...words: string[]): Promise<Ended> {
    return this.start(...words).ended;
  }

  /** Starts the companion, on any free port unless its words name one; resolves when it listens. */
  async serve(...words: string[]): Promise<Running & { url: string }> {
    const port = words.includes('--port') ? [] : ['--port', '0'];
    const running = this.start('serve', '--no-open', ...port, ...words);
    for (;;) {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(running.printed())?.[0];
      if (url) return { ...running, url };
      const ended = await Promise.race([running.ended, once(running.child.stdout!, 'data')]);
      if ('err' in ended) throw new Error(`serve ended: ${ended.err}`);
    }
  }

  /** Ends what still runs and removes the folder. */
  async close(): Promise<void> {
    for (const { child, ended } of this.#running) {
      child.kill('SIGKILL');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Ends it as a crash does: nothing is tidied up. */
export async function crash({ child, ended }: Running): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}
