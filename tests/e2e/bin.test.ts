// The bin starts on whatever Node the machine has: by itself on Node 24, else through the one that npm install brought.

import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../server/cli/throughline.js', import.meta.url));

const run = (node: string, ...words: string[]) =>
  new Promise<{ code: number; out: string; err: string }>(resolve => {
    execFile(node, [bin, ...words], (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }));
  });

/** An older Node of this machine, where it has one. */
const olderNode = (process.env.PATH ?? '')
  .split(delimiter)
  .map(folder => join(folder, 'node'))
  .filter(path => existsSync(path))
  .find(path => Number(/^v(\d+)/.exec(execFileSync(path, ['--version'], { encoding: 'utf8' }))?.[1]) < 24);

test.for([['this Node', process.execPath] as const, ...(olderNode ? [['an older Node', olderNode] as const] : [])])(
  'on %s words, output and exit code pass through',
  async ([, node]) => {
    expect(await run(node, '--version')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    const wrong = await run(node, 'reprot');
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toContain('Did you mean throughline report?');
  },
);
