// throughline serve: the companion, until it is asked to end.

import { UsageError } from '#shared/errors.ts';
import { startCompanion } from '../server.ts';
import type { Call, Command } from './command.ts';
import { paint } from './io.ts';
import { sampleLine } from './output.ts';

export const usualPort = 4517;

export const serve = {
  id: 'serve',
  about: 'Starts the companion on this machine: what the extension and every other command ask.',
  words: [0, 0],
  options: [
    { name: 'port', value: 'N', about: `port on 127.0.0.1 (${usualPort}); 0: any free one` },
    { name: 'no-open', about: 'open no browser' },
  ],
  more: `On an empty data folder it serves a sample company until the first file is imported.
It listens on 127.0.0.1 only; nothing leaves the machine. Ctrl-C ends it.`,
  async run(call) {
    const { io, folder } = call;
    // Heard from the first moment on: a signal while it starts ends it once it has.
    const ended = io.untilEnded();
    const companion = await startCompanion({ folder, port: portOf(call), log: process.stderr });
    const status = await companion.engine.status();
    const { bold, dim, amber } = paint(io);
    const flags = folderFlag(call);
    io.out(
      [
        `${bold('Throughline')} ${status.version} listens on ${bold(companion.url)}`,
        dim(`data folder: ${folder}`),
        ...(status.workspace.sample ? [amber(sampleLine)] : []),
        '',
        'Try, in another terminal:',
        `  npx throughline report --by campaign${flags}`,
        `  npx throughline compare --by channel${flags}`,
        status.workspace.sample ? `  npx throughline import FILE…${flags}` : `  npx throughline doctor${flags}`,
        '',
        dim(`HTTP interface: ${companion.url}/docs · pair the extension: npx throughline pair · Ctrl-C ends`),
        '',
      ].join('\n'),
    );
    try {
      await Promise.race([ended, companion.broken]);
    } finally {
      await companion.close();
    }
    io.err('Throughline has ended.\n');
    return 0;
  },
} satisfies Command;

function portOf(call: Call): number {
  const text = call.text('port');
  if (text === undefined) return usualPort;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError({
    code: 'port',
    what: `Not a port: "${text}".`,
    where: '--port',
    found: text,
    expected: 'a whole number from 0 to 65535',
  });
}

/** What to add to a command so that it finds the same folder. */
function folderFlag(call: Call): string {
  const given = call.text('data');
  if (given === undefined) return '';
  return ` --data ${/^[\w./~:\\-]+$/.test(given) ? given : `'${given.replaceAll("'", "'\\''")}'`}`;
}
