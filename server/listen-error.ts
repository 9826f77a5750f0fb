// Why a port can't be listened on, in words: who has it, or who forbids it, and what to do.

import { ConnectionError } from '#shared/errors.ts';

export async function explainListenError(cause: unknown, address: string, port: number): Promise<unknown> {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const isOurs = await isThroughline(address, port);
    return new ConnectionError({
      code: 'port-in-use',
      what: `Port ${port} is in use.`,
      where: `${address}:${port}`,
      found: isOurs ? 'another Throughline companion or collector, with another data folder' : 'another program',
      expected: 'a free port',
      remedy: `${isOurs ? 'End that one' : 'End that program'}, or choose another port: throughline serve --port ${port === 65535 ? 4517 : port + 1}`,
      cause,
    });
  }
  if (code === 'EACCES') {
    return new ConnectionError({
      code: 'port-forbidden',
      what: `Port ${port} may not be listened on.`,
      where: `${address}:${port}`,
      found: code,
      expected: 'a port above 1023',
      remedy: 'Choose another port: throughline serve --port 4517',
      cause,
    });
  }
  return cause;
}

async function isThroughline(address: string, port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://${address}:${port}/`, { signal: AbortSignal.timeout(2_000) });
    return response.headers.get('x-throughline') !== null;
  } catch {
    // It doesn't speak HTTP: not one of ours.
    return false;
  }
}
