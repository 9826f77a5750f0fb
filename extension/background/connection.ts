// The tie to the companion: made by pairing, ended by unpairing, and told on the board as every question finds it. A
// worker starts with nothing in memory: token and port are read from the database at the first question.

import { AccessError } from '#shared/errors.ts';
import type { StatusAnswer } from '#shared/schema/index.ts';
import type { Settings } from '#shared/settings.ts';
import type { Database } from '../db/database.ts';
import { AccessWithheld, Companion, CompanionAway, pairWith, TokenRefused, withheld } from '../messages/companion.ts';
import { toWire } from '../messages/listen.ts';
import { type Board, unpairedBoard } from '../state/board.ts';
import { BoardKeeper } from './board-keeper.ts';
import { settingsMark } from './ground.ts';

const refreshEveryMs = 2_000;

/** What the companion's answers hang on. */
export interface Seen {
  dataVersion: string;
  settings: Settings;
  /** Of the companion itself. */
  version: string;
}

export interface ConnectionOptions {
  db: Database;
  /** Epoch ms. */
  now: () => number;
  /** What the companion says we are: 'Chrome on Windows'. */
  name: string;
  /** The browser's leave to ask the companion. */
  hasAccess: () => Promise<boolean>;
  /** Told after each look at the companion: what it holds, and how it is set. */
  onLook: (seen: Seen) => void;
  /** All that was kept is gone. */
  onForget: () => void;
}

type Kept = 'answers' | 'journeys';

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #board = new BoardKeeper();
  #companion: Promise<Companion | null> | undefined;
  #looking: Promise<Board> | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #epoch = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** Another number after each pairing, unpairing and forgetting: answers to older questions are nobody's any more. */
  get epoch(): number {
    return this.#epoch;
  }

  board = () => this.#board.get();
  changeBoard = (part: Partial<Board>) => this.#board.change(part);

  /** @throws what the companion says of a wrong, old or worn-out code; the pairing before, if any, then stays. */
  async pair(code: string, port: number): Promise<Board> {
    const { db, now, name } = this.#options;
    const token = await pairWith(port, code, name).catch(async error => {
      throw await this.#causeOf(error, port);
    });
    this.#epoch++;
    this.#companion = Promise.resolve(new Companion({ port, token }));
    // Another companion's answers are not this one's.
    await this.#clear(['answers', 'journeys'], () => db.secrets.put({ id: 'companion', token, port }));
    this.#looking = undefined;
    await this.#board.change({ ...unpairedBoard, connection: 'connected', port, seenAt: now() });
    return this.#look();
  }

  /** Forgets the token and all that was kept. */
  async unpair(): Promise<Board> {
    this.#epoch++;
    this.#companion = Promise.resolve(null);
    this.#looking = undefined;
    await this.#clear(['answers', 'journeys'], () => this.#options.db.secrets.clear());
    const { port } = await this.#board.get();
    return this.#board.change({ ...unpairedBoard, port });
  }

  /** Forgets what was kept, and stays paired. */
  async forget(what: readonly Kept[] = ['answers', 'journeys']): Promise<Board> {
    this.#epoch++;
    await this.#clear(what);
    return this.#board.change({ kept: null });
  }

  /** Asks the companion; what becomes of it shows on the board. */
  async ask<T>(work: (companion: Companion) => Promise<T>): Promise<T> {
    const answer = await this.#try(work);
    const { connection } = await this.#board.get();
    if (connection !== 'connected') {
      // It is back, perhaps with other data.
      void this.look(true).catch(() => {});
    }
    return answer;
  }

  /** Asks how the companion stands, unless that was done just now; never throws for its absence. */
  async look(atOnce = false): Promise<Board> {
    const board = await this.#board.get();
    // Where the browser withholds access, leave may be given at any moment.
    const isRecent = this.#options.now() - this.#lookedAt < refreshEveryMs && board.connection !== 'blocked';
    return this.#looking ?? (isRecent && !atOnce ? board : this.#look());
  }

  /** An answer stands on other data than the board tells of: look again. */
  async sawVersion(dataVersion: string): Promise<void> {
    const { workspace } = await this.#board.get();
    if (workspace && workspace.dataVersion !== dataVersion) await this.look(true);
  }

  /** All at once, with the change to the token that goes with it. */
  async #clear(what: readonly Kept[], alongside?: () => Promise<unknown>): Promise<void> {
    const { db, onForget } = this.#options;
    await db.transaction('rw', db.secrets, db.answers, db.journeys, async () => {
      for (const name of what) await db[name].clear();
      await alongside?.();
    });
    onForget();
  }

  #look(): Promise<Board> {
    const looking = this.#lookOnce().finally(() => {
      if (this.#looking === looking) this.#looking = undefined;
    });
    this.#looking = looking;
    return looking;
  }

  async #lookOnce(): Promise<Board> {
    const epoch = this.#epoch;
    this.#lookedAt = this.#options.now();
    let found: [StatusAnswer, Settings];
    try {
      found = await this.#try(companion => Promise.all([companion.status(), companion.settings()]));
    } catch {
      // Told on the board.
      return this.#board.get();
    }
    if (epoch !== this.#epoch) return this.#board.get();
    const [status, settings] = found;
    const board = await this.#board.change({
      connection: 'connected',
      seenAt: this.#options.now(),
      trouble: null,
      workspace: workspaceOf(status, settings),
    });
    this.#options.onLook({ dataVersion: status.workspace.dataVersion, settings, version: status.version });
    return board;
  }

  async #try<T>(work: (companion: Companion) => Promise<T>): Promise<T> {
    const companion = await this.#open();
    const epoch = this.#epoch;
    if (!companion) {
      await this.#board.change({ connection: 'unpaired', workspace: null, trouble: null });
      throw unpaired();
    }
    try {
      const answer = await work(companion);
      const isCurrent = epoch === this.#epoch;
      const { connection } = await this.#board.get();
      // Back after an absence: whoever asked looks at what it holds before the board says so.
      if (isCurrent && connection === 'connected') {
        await this.#board.change({ seenAt: this.#options.now(), trouble: null });
      }
      return answer;
    } catch (thrown) {
      const error = await this.#causeOf(thrown, companion.port);
      const connection = connectionAfter(error);
      if (connection && epoch === this.#epoch) await this.#board.change({ connection, trouble: toWire(error) });
      throw error;
    }
  }

  /** That nothing answers may be the browser's doing. */
  async #causeOf(error: unknown, port: number): Promise<unknown> {
    const isSilent = error instanceof CompanionAway && error.details.code === 'companion-away';
    return isSilent && !(await this.#options.hasAccess()) ? withheld(port, error) : error;
  }

  #open(): Promise<Companion | null> {
    this.#companion ??= this.#options.db.secrets
      .get('companion')
      .then(secret => (secret ? new Companion(secret) : null))
      .catch(error => {
        this.#companion = undefined;
        throw error;
      });
    return this.#companion;
  }
}

/** Undefined: the connection is none the worse. */
function connectionAfter(error: unknown): Board['connection'] | undefined {
  if (error instanceof CompanionAway) return 'away';
  if (error instanceof TokenRefused) return 'refused';
  return error instanceof AccessWithheld ? 'blocked' : undefined;
}

function workspaceOf(status: StatusAnswer, settings: Settings): Board['workspace'] {
  const { workspace, currency, zone, dataTo, imports } = status;
  const times = imports.map(({ at }) => Date.parse(at)).filter(Number.isFinite);
  return {
    name: workspace.name,
    isSample: workspace.sample,
    dataVersion: workspace.dataVersion,
    currency,
    zone,
    dataTo,
    importedAt: times.length > 0 ? Math.max(...times) : null,
    settings: settingsMark(settings),
  };
}

const unpaired = () =>
  new AccessError({
    code: 'unpaired',
    what: 'The extension is not paired with a companion.',
    remedy: 'Run `npx throughline pair` and type its six digits in the popup.',
  });
