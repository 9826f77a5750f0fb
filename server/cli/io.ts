// Where a command reads its surroundings and writes: one object, so that a test can hand it another.

import { text } from 'node:stream/consumers';

export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** All of standard input. */
  input(): Promise<string>;
  env: Record<string, string | undefined>;
  /** Whether stdout is a terminal, and how wide. */
  isTerminal: boolean;
  width: number;
  /** Whether stderr is a terminal: where progress is shown. */
  isErrorTerminal: boolean;
  /** Asks a person at the terminal; left out, or false, where nobody can answer. */
  confirm?(question: string): Promise<boolean>;
  /** Resolves when the process is asked to end (Ctrl-C, SIGTERM). */
  untilEnded(): Promise<string>;
}

export function processIo(): Io {
  return {
    out: text => void process.stdout.write(text),
    err: text => void process.stderr.write(text),
    input: () => text(process.stdin),
    env: process.env,
    isTerminal: process.stdout.isTTY === true,
    // 0 is what a terminal says that does not know its width.
    width: process.stdout.columns || Number.POSITIVE_INFINITY,
    isErrorTerminal: process.stderr.isTTY === true,
    confirm: async question => {
      if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
      const { createInterface } = await import('node:readline/promises');
      const asking = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return /^y(?:es)?$/i.test((await asking.question(`${question} [y/N] `)).trim());
      } finally {
        asking.close();
      }
    },
    untilEnded: () =>
      new Promise(resolve => {
        let firstAt = Number.NaN;
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
          process.on(signal, () => {
            // One Ctrl-C may arrive twice, from the terminal and from a parent; a later one means "now".
            if (performance.now() - firstAt > 1_000) process.exit(130);
            if (Number.isNaN(firstAt)) firstAt = performance.now();
            resolve(signal);
          });
        }
      }),
  };
}

/** Bold, dim, amber: on a terminal, and not where NO_COLOR is set (https://no-color.org). */
export function paint(io: Pick<Io, 'isTerminal' | 'env'>) {
  const isOn = io.isTerminal && !io.env.NO_COLOR && io.env.TERM !== 'dumb';
  const wrap = (open: number, close: number) => (text: string) =>
    isOn ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { bold: wrap(1, 22), dim: wrap(2, 22), amber: wrap(33, 39), red: wrap(31, 39) };
}
