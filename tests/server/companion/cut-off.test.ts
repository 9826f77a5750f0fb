// A companion that dies while a command waits for its import.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { RemoteEngine } from '../../../server/companion/remote-engine.ts';

test.each([
  ['cut off', true],
  ['ended', false],
])('a reply that is %s says that the companion has gone, and what to do', async (_, isCut) => {
  const server = createServer((_request, reply) => {
    reply.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.write('event: started\ndata: {"id":"1"}\n\n', () => (isCut ? reply.destroy() : reply.end()));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const remote = new RemoteEngine({ url, token: 'token', pid: process.pid });
    await expect(remote.import({ files: [{ path: '/exports/deals.csv' }] })).rejects.toMatchObject({
      code: 'companion-away',
      details: { remedy: expect.stringContaining('each is either wholly in or not at all') },
    });
  } finally {
    server.close();
  }
});
