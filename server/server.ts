// The companion: the one file that listens. It owns the data folder through its worker thread, tells the folder's other
// commands where it is (companion.json), and leaves nothing behind when it closes.

import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ConnectionError } from '#shared/errors.ts';
import { buildApp } from './app.ts';
import { requireNoCollector } from './collect/access.ts';
import { Journals } from './collect/journals.ts';
import { newToken, removeCompanion, writeCompanion } from './companion/companion-file.ts';
import { WorkerEngine } from './companion/worker-engine.ts';
import { openDataFolder } from './data-folder.ts';
import type { Engine } from './engine.ts';
import { PageKeys } from './import-page/page-keys.ts';
import { RunningImports } from './imports/running-imports.ts';
import { Inbox, type InboxOptions } from './inbox/inbox.ts';
import { Intake, upToDate } from './intake/intake.ts';
import { explainListenError } from './listen-error.ts';
import { findCompanion } from './open-engine.ts';
import { PairingDesk } from './pairing/pairing-desk.ts';
import { PairingStore } from './pairing/pairing-store.ts';
import { clearIncoming } from './routes/upload.ts';
import { watchUnusedConnections } from './unused-connections.ts';

const address = '127.0.0.1';

export interface CompanionServer {
  url: string;
  engine: Engine;
  /** Rejects when the engine's thread ends by itself: nothing can be answered any more. */
  broken: Promise<never>;
  /** A fresh pairing code; it voids the one before. */
  pairingCode(): string;
  /** A fresh link that opens the import page, once. */
  pageLink(): string;
  close(): Promise<void>;
}

export async function startCompanion(options: {
  folder: string;
  /** 0: any free one. */
  port: number;
  log?: NodeJS.WritableStream;
  /** Hears of every file of the inbox. */
  onInbox?: InboxOptions['onTaken'];
}): Promise<CompanionServer> {
  const { folder, port, log, onInbox } = options;
  openDataFolder(folder);
  requireNoCollector(folder);
  const other = await findCompanion(folder);
  if (other) {
    throw new ConnectionError({
      code: 'folder-served',
      what: 'A companion already holds this data folder.',
      where: folder,
      found: `${other.url} (process ${other.pid})`,
      remedy: 'Use that one, or end it first; or name another folder with --data DIR.',
    });
  }
  const engine = await WorkerEngine.open(folder);
  let listeningPort = port;
  let journals: Journals | undefined;
  let intake: Intake | undefined;
  try {
    journals = await Journals.open(folder);
    await clearIncoming(folder);
    const pairings = await PairingStore.open(join(folder, 'pairings.json'));
    const folderToken = newToken();
    const desk = new PairingDesk();
    const current = upToDate(engine, () => intake);
    const running = new RunningImports(current);
    const pageKeys = new PageKeys();
    let inbox: Inbox | undefined;
    const app = await buildApp({
      engine: current,
      folder,
      folderToken,
      pairings,
      journals,
      desk,
      running,
      pageKeys,
      inbox: () => inbox?.status(),
      port: () => listeningPort,
      log,
    });
    const endUnused = watchUnusedConnections(app.server);
    try {
      await app.listen({ host: address, port });
    } catch (cause) {
      throw await explainListenError(cause, address, port);
    }
    listeningPort = (app.server.address() as AddressInfo).port;
    const url = `http://${address}:${listeningPort}`;
    writeCompanion(folder, { url, token: folderToken, pid: process.pid });
    intake = new Intake({ journals, engine });
    inbox = await Inbox.open({ folder, engine: running, onTaken: onInbox });
    return {
      url,
      engine,
      broken: engine.broken,
      pairingCode: () => desk.issue().code,
      pageLink: () => `${url}/open?key=${pageKeys.issue()}`,
      async close() {
        // First the file: from now on commands look after themselves.
        removeCompanion(folder);
        await inbox?.close();
        // A connection that is busy now would otherwise be kept for its next question, which is never answered.
        const sweep = setInterval(() => {
          app.server.closeIdleConnections();
          endUnused();
        }, 20);
        await app.close().finally(() => clearInterval(sweep));
        await intake?.close();
        await journals?.close();
        await engine.close();
      },
    };
  } catch (error) {
    await intake?.close();
    await journals?.close();
    await engine.close();
    throw error;
  }
}
