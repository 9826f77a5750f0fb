// Hits wait here until the collector has them. Sending one twice is harmless (it has an id), losing one isn't: what isn't
// acknowledged stays, on the device too where the visitor consents, and goes again. They go one by one: a refused one takes
// no other with it.

import { config } from './config.ts';
import { showNumber } from './more.ts';
import { drop, storedHits, storeHit } from './store.ts';

/** Id → JSON. Replaced, not emptied, so that what is under way when the visitor withdraws can't come back. */
let waiting = new Map<string, string>();
let isBusy: boolean | undefined;
let pause = 1e3;

const url = `${config.o}/v1/collect`;
const body = (hits: Iterable<string>) => `{"v":1,"sent":${Date.now()},"hits":[${[...hits]}]}`;

const send = async (): Promise<void> => {
  const from = waiting;
  for (const [id, hit] of from) {
    if (isBusy) return;
    isBusy = from.delete(id);
    try {
      // With cookies: a collector of the same site keeps the visitor's id where scripts' own cookies are short-lived.
      const reply = await fetch(url, { method: 'POST', body: body([hit]), keepalive: true, credentials: 'include' });
      const { status } = reply;
      if (/5..|408|429/.test(`${status}`)) throw 0;
      if (status === 200) showNumber(await reply.json());
      drop(id);
      pause = 1e3;
      retry();
    } catch {
      from.set(id, hit);
      setTimeout(retry, pause);
      if (pause < 3e5) pause *= 2;
    }
  }
};

/** What was under way is over, or the network is back. */
export const retry = (): void => {
  isBusy = false;
  send();
};

export const queue = (id: string, hit: string, isKept: unknown): void => {
  waiting.set(id, hit);
  // On the device too, until it is acknowledged.
  if (isKept) storeHit(id, hit);
  send();
};

/** What another page of the site could not send. */
export const resume = (): void => {
  waiting = new Map([...storedHits(), ...waiting]);
  send();
};

export const clearQueue = (): void => {
  waiting = new Map();
};

/** The page may be gone in a moment: everything that isn't under way, at once. */
export const sendLast = (): void => {
  if (waiting.size) navigator.sendBeacon(url, body([...waiting.values()].slice(0, 50)));
};
