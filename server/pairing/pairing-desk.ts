// The pairing code: six digits that a person carries from the terminal to the extension. Good for five minutes, five
// tries, and once; a fresh code voids the one before. It lives in memory only.

import { randomInt, timingSafeEqual } from 'node:crypto';
import { AccessError } from '#shared/errors.ts';
import { plural } from '#shared/words.ts';

const lifeMs = 5 * 60_000;
const tries = 5;

export interface PairingDeskOptions {
  now?: () => number;
  /** A whole number in [0, below). */
  random?: (below: number) => number;
}

export class PairingDesk {
  readonly #now: () => number;
  readonly #random: (below: number) => number;
  #open: { code: string; expiresAt: number; triesLeft: number } | undefined;

  constructor({ now = Date.now, random = randomInt }: PairingDeskOptions = {}) {
    this.#now = now;
    this.#random = random;
  }

  issue(): { code: string; expiresAt: number } {
    const code = String(this.#random(1_000_000)).padStart(6, '0');
    this.#open = { code, expiresAt: this.#now() + lifeMs, triesLeft: tries };
    return { code, expiresAt: this.#open.expiresAt };
  }

  /** Uses the code up; throws AccessError where it isn't the one, is too old, or was tried too often. */
  redeem(code: string): void {
    const open = this.#open;
    if (!open) throw refusal('pair-none', 'There is no pairing code at the moment.');
    if (this.#now() >= open.expiresAt) {
      this.#open = undefined;
      throw refusal('pair-expired', 'The pairing code has expired.', 'a code older than five minutes');
    }
    const [given, wanted] = [Buffer.from(code), Buffer.from(open.code)];
    const isRight = given.length === wanted.length && timingSafeEqual(given, wanted);
    if (isRight) {
      this.#open = undefined;
      return;
    }
    open.triesLeft--;
    if (open.triesLeft === 0) {
      this.#open = undefined;
      throw refusal('pair-tries', 'The pairing code was wrong five times and is void.');
    }
    throw new AccessError({
      code: 'pair-wrong',
      what: 'The pairing code is wrong.',
      found: `${plural(open.triesLeft, 'try', 'tries')} left`,
      expected: 'the six digits that `throughline pair` printed last',
      remedy: 'Type it again.',
    });
  }
}

function refusal(code: string, what: string, found?: string): AccessError {
  return new AccessError({ code, what, found, remedy: 'Run `throughline pair` for a fresh one.' });
}
