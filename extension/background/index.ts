// The background worker put together: what each message does. All that outlives the worker is in the database and in the
// browser's storage; a second one on the same database goes on where the first was stopped.

import type { Settings } from '#shared/settings.ts';
import type { Database } from '../db/database.ts';
import { KeptAnswers } from '../db/kept-answers.ts';
import type { Handlers, Standing } from '../messages/listen.ts';
import { Answers, type Here } from './answers.ts';
import { Connection } from './connection.ts';
import { SiteHealths } from './site-healths.ts';

export interface Background {
  handlers: Handlers;
  standing: Standing;
  /** At the worker's start, and whenever the board should be fresh. */
  look(): Promise<unknown>;
}

export interface BackgroundOptions {
  db: Database;
  /** What the companion calls us in its list of pairings. */
  name: string;
  /** Epoch ms. */
  now?: () => number;
}

export function createBackground({ db, name, now = Date.now }: BackgroundOptions): Background {
  const here: Here = async () => null;
  const onLook = (_dataVersion: string, _settings: Settings) => {};
  const connection = new Connection({ db, now, name, onLook });
  const answers = new Answers(connection, new KeptAnswers(db), here, now);
  const healths = new SiteHealths();

  return {
    handlers: {
      board: () => connection.look(),
      pair: ({ code, port }) => connection.pair(code, port),
      async unpair() {
        await healths.clear();
        return connection.unpair();
      },
      overlay: query => answers.answer('overlay', query),
      report: query => answers.answer('report', query),
      compare: query => answers.answer('compare', query),
      paths: query => answers.answer('paths', query),
      explain: query => answers.answer('explain', query),
      journey: ask => answers.answer('journey', ask),
      async siteHealth(health) {
        await healths.put(health);
        return null;
      },
      siteHealths: () => healths.list(),
    },
    async standing() {
      const { port, workspace } = await connection.board();
      return { port, isSample: workspace?.isSample ?? false };
    },
    look: () => connection.look(),
  };
}
