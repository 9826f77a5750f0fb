// The command line's entry: gives the process's words to `run` and ends with its exit code.

import { keepCompiled } from '../compile-cache.ts';

// What is written is about customers: for this user's eyes.
process.umask(0o077);

// `throughline report | head` closes the pipe when it has seen enough: no error, and nothing left to do.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

keepCompiled();
const [{ processIo }, { run }] = await Promise.all([import('./io.ts'), import('./run.ts')]);
process.exitCode = await run(process.argv.slice(2), processIo());
// What was printed goes out before the process ends; a pipe may still hold some of it.
await new Promise(written => process.stdout.write('', written));
process.exit();
