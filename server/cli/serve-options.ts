// Words that both ways of `throughline serve` read: the port, and the data folder as the next command has to name it.

import { UsageError } from '#shared/errors.ts';
import type { Call } from './command.ts';

export function portOf(call: Call, usual: number): number {
  const text = call.text('port');
  if (text === undefined) return usual;
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
export function folderFlag(call: Call): string {
  const given = call.text('data');
  if (given === undefined) return '';
  return ` --data ${/^[\w./~:\\-]+$/.test(given) ? given : `'${given.replaceAll("'", "'\\''")}'`}`;
}
