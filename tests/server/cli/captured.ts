// Runs the command line in this process with captured output.

import type { Io } from '../../../server/cli/io.ts';
import { run } from '../../../server/cli/run.ts';

export interface Captured {
  code: number;
  out: string;
  err: string;
}

export interface Surroundings {
  env?: Record<string, string>;
  /** Standard input. */
  input?: string;
  isTerminal?: boolean;
  width?: number;
}

export async function captured(args: readonly string[], around: Surroundings = {}): Promise<Captured> {
  let out = '';
  let err = '';
  const io: Io = {
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
    input: async () => around.input ?? '',
    env: around.env ?? {},
    isTerminal: around.isTerminal ?? false,
    isErrorTerminal: around.isTerminal ?? false,
    width: around.width ?? Number.POSITIVE_INFINITY,
    untilEnded: () => new Promise(() => {}),
  };
  const code = await run(args, io);
  return { code, out, err };
}
