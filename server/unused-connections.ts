// Connections that were opened and never used: browsers keep a spare one ready. Closing a server waits for them, as Node
// counts as idle only what has been asked before (https://nodejs.org/api/http.html#servercloseidleconnections).

import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Watches a server from before it listens; returns what ends the unused ones. */
export function watchUnusedConnections(server: Server): () => void {
  const unused = new Set<Socket>();
  server.on('connection', socket => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', request => unused.delete(request.socket));
  return () => {
    for (const socket of unused) socket.destroy();
  };
}
