// The snippet: what a site installs. It only wires; nothing here may throw into the page, block it or leave a global behind
// but `throughline`, whose calls from before it was loaded are made up for.

import { watchClicks } from './clicks.ts';
import { watchForms } from './forms.ts';
import { guard, on, run } from './guard.ts';
import { arrive, countVisit, hit, say, settle } from './hits.ts';
import { watchMore } from './more.ts';
import { page, watchPages } from './pages.ts';
import { retry, sendLast } from './queue.ts';
import { watchSignals } from './signals.ts';

type Given = Record<string, unknown>;

const calls = {
  event: (name: string, given: Given = {}) => {
    const properties = { ...given };
    for (const key in properties) properties[key] += '';
    hit('custom', { name, properties });
  },
  identify: ({ email, phone, user }: Given) => hit('identify', { email, phone, user }),
  order: ({ id, amount, currency }: Given) => hit('order', { order: `${id}`, amount: `${amount}`, currency }),
  consent: say,
};

type Call = [name: keyof typeof calls, ...given: never[]];
interface Global {
  throughline?: ((...call: Call) => void) & { q?: Call[] | 0 };
}

const api: Global['throughline'] = guard((...[name, ...given]: Call) =>
  (calls[name] as (...given: never[]) => void)(...given),
);

/** Everything that a page may add or change at any time. */
const look = () => run(watchSignals, watchMore);

const leave = () => run(countVisit, sendLast);

const start = (): void => {
  const global = window as Global;
  // Installed twice: the second has no queue to spread, and ends here.
  const early = [...((global.throughline?.q ?? []) as Call[])];
  global.throughline = api;
  api.q = 0;
  run(
    arrive,
    page,
    watchSignals,
    () => early.map(call => api(...call)),
    settle,
    watchPages,
    watchForms,
    watchClicks,
    look,
  );
  on('pagehide', leave);
  on('visibilitychange', () => document.hidden && leave());
  on('online', retry);
  setInterval(look, 500);
};
run(start);
