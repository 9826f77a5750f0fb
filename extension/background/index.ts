// The background worker put together: what each message does. All that outlives the worker is in the database and in the
// browser's storage; a second one on the same database goes on where the first was stopped.

import type { Database } from '../db/database.ts';
import { KeptAnswers } from '../db/kept-answers.ts';
import { KeptJourneys } from '../db/kept-journeys.ts';
import type { Handlers, Standing } from '../messages/listen.ts';
import { choicesItem } from '../state/choices.ts';
import { Answers } from './answers.ts';
import { Connection } from './connection.ts';
import { HereAnswers } from './here.ts';
import { JourneyKeeper } from './journey-keeper.ts';
import { openLinks } from './open-links.ts';
import { openReceipt } from './open-receipt.ts';
import { SiteHealths } from './site-healths.ts';

export interface Background {
  handlers: Handlers;
  standing: Standing;
  /** At the worker's start, and whenever the board should be fresh. */
  look(): Promise<unknown>;
  /** When nothing is being fetched behind the answers. */
  settled(): Promise<void>;
}

export interface BackgroundOptions {
  db: Database;
  /** What the companion calls us in its list of pairings. */
  name: string;
  /** The browser's leave to ask the companion. */
  hasAccess: () => Promise<boolean>;
  /** Epoch ms. */
  now?: () => number;
}

const isChosen = async () => (await choicesItem.getValue()).keepJourneys ?? true;

export function createBackground({ db, name, hasAccess, now = Date.now }: BackgroundOptions): Background {
  const journeys = new KeptJourneys(db);
  const here = new HereAnswers(journeys);
  const connection: Connection = new Connection({
    db,
    now,
    name,
    hasAccess,
    onLook: seen => void keeper.saw(seen),
    onForget: () => here.forget(),
  });
  const keeper = new JourneyKeeper({ connection, journeys, now, onChange: () => here.forget(), isChosen });
  const answers = new Answers(connection, new KeptAnswers(db), (what, ask) => here.answer(what, ask), now);
  const healths = new SiteHealths();

  choicesItem.watch(({ keepJourneys = true }, before) => {
    if (keepJourneys === (before?.keepJourneys ?? true)) return;
    void (keepJourneys ? connection.look(true) : connection.forget(['journeys'])).catch(() => {});
  });

  return {
    handlers: {
      board: () => connection.look(),
      pair: ({ code, port }) => connection.pair(code, port),
      async unpair() {
        await healths.clear();
        return connection.unpair();
      },
      forget: () => connection.forget(),
      overlay: query => answers.answer('overlay', query),
      report: query => answers.answer('report', query),
      compare: query => answers.answer('compare', query),
      paths: query => answers.answer('paths', query),
      heard: query => answers.answer('heard', query),
      explain: query => answers.answer('explain', query),
      journey: ask => answers.answer('journey', ask),
      openReceipt,
      openLinks: () => openLinks(connection),
      async siteHealth(health) {
        await healths.put(health);
        return null;
      },
      siteHealths: () => healths.list(),
    },
    async standing() {
      const { connection: state, port, workspace } = await connection.board();
      return { isPaired: state !== 'unpaired', port, isSample: workspace?.isSample ?? false };
    },
    look: () => connection.look(),
    settled: () => keeper.settled(),
  };
}
