// How much the open door takes: bytes of a request, requests a minute by address and in all. Counted in memory, and no
// address is ever written down.

import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A browser's own limit for what it sends while a page goes away is 64 kB; its words may be up to four bytes. */
export const mostBytes = 64 * 1024;

export interface Rates {
  /** Requests a minute of one address (IPv6: of one /64). An office behind one address may have hundreds of visitors. */
  readonly perAddress: number;
  /** Requests a minute in all. */
  readonly overall: number;
}

export const usualRates: Rates = { perAddress: 1_200, overall: 240_000 };

/** Seconds until there is room again; undefined: come in. */
export type RateCheck = (request: FastifyRequest) => Promise<number | undefined>;

/** Adds the counters to the app's scope. */
export async function addRates(app: FastifyInstance, rates: Rates): Promise<RateCheck> {
  await app.register(rateLimit, { global: false, cache: 50_000 });
  const ofAddress = app.createRateLimit({ max: rates.perAddress, timeWindow: 60_000, ipv6Subnet: 64 });
  const ofAll = app.createRateLimit({ max: rates.overall, timeWindow: 60_000, keyGenerator: () => 'all' });
  return async request => {
    // One address that is over its share takes nothing of everybody's.
    for (const limit of [ofAddress, ofAll]) {
      const result = await limit(request);
      if (!result.isAllowed && result.isExceeded) return Math.max(1, result.ttlInSeconds);
    }
    return undefined;
  };
}
