// The public collector as a process: the one that listens where `serve --collect` is asked for. It owns the journals of its
// data folder; a database it never opens.

import type { AddressInfo } from 'node:net';
import { openDataFolder } from '../data-folder.ts';
import { explainListenError } from '../listen-error.ts';
import { watchUnusedConnections } from '../unused-connections.ts';
import { readAccess, requireNoWorkspace } from './access.ts';
import { buildCollectorApp } from './collector-app.ts';
import { Journals } from './journals.ts';

/** The proxy that does TLS is on the same machine. */
const address = '127.0.0.1';
/** Once a day each channel begins a new file, so that what was pulled can go. */
const sealEveryMs = 86_400_000;

export interface CollectorServer {
  url: string;
  token: string;
  close(): Promise<void>;
}

export async function startCollector(options: {
  folder: string;
  publicOrigin: string;
  /** 0: any free one. */
  port: number;
  keepDays?: number;
  log?: NodeJS.WritableStream;
}): Promise<CollectorServer> {
  const { folder, port } = options;
  openDataFolder(folder);
  requireNoWorkspace(folder);
  const journals = await Journals.open(folder);
  try {
    const access = readAccess(folder);
    const app = await buildCollectorApp({ ...options, journals, access });
    const endUnused = watchUnusedConnections(app.server);
    try {
      await app.listen({ host: address, port });
    } catch (cause) {
      throw await explainListenError(cause, address, port);
    }
    const seal = async () => {
      for (const id of await journals.ids()) await (await journals.channel(id)).seal();
    };
    // A full disk is told to whoever sends; the next day it is tried again.
    const sealing = setInterval(() => void seal().catch(() => undefined), sealEveryMs);
    return {
      url: `http://${address}:${(app.server.address() as AddressInfo).port}`,
      token: access.token,
      async close() {
        clearInterval(sealing);
        const sweep = setInterval(() => {
          app.server.closeIdleConnections();
          endUnused();
        }, 20);
        await app.close().finally(() => clearInterval(sweep));
        await journals.close();
      },
    };
  } catch (error) {
    await journals.close();
    throw error;
  }
}
