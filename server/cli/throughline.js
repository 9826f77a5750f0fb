#!/usr/bin/env node
// The program's bin, in plain JavaScript for whatever Node the machine has: starts Node 24, which `npm install` brings as
// the package `node`, on the command line proper. Signals and the exit code pass through.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('./main.ts');
} else {
  const child = spawn(node24(), [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself, as it is of the terminal's group; what is sent to this process is passed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  child.on('error', error => {
    console.error(`throughline: Node 24 could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}

function node24() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(binary)) return binary;
  } catch {
    // Told below: both cases have one remedy.
  }
  console.error(
    `throughline: Node 24 is needed (this is ${process.version}), and the package "node" that brings it is not installed.\n  remedy: run npm install in ${fileURLToPath(new URL('../..', import.meta.url))}`,
  );
  process.exit(1);
}
