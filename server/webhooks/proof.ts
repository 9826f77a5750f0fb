// What proves a webhook's origin: signatures and tokens compared in constant time, times held against the clock, and the
// refusals in words. A signature never says more than that it is wrong.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AccessError, type ErrorDetails } from '#shared/errors.ts';
import type { Delivery } from './webhook.ts';

export const fiveMinutes = 5 * 60_000;

/** Base64 or hexadecimal HMAC over the parts, one after the other. */
export function hmac(
  hash: 'sha1' | 'sha256',
  secret: string,
  parts: readonly (string | Buffer)[],
  encoding: 'base64' | 'hex',
): string {
  const made = createHmac(hash, secret);
  for (const part of parts) made.update(part);
  return made.digest(encoding);
}

/** Whether two texts are the same, in a time that says nothing of where they part. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A header that came once; '' where it is missing. */
export function headerOf({ headers }: Pick<Delivery, 'headers'>, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? (value.length === 1 ? value[0] : '') : (value ?? '')).trim();
}

export function missing(vendor: string, what: string): AccessError {
  return refusal('webhook-unsigned', {
    what: `This does not show that it comes from ${vendor}.`,
    found: 'no signature',
    expected: what,
    remedy: `Only ${vendor} sends here; a proxy between must pass its headers on.`,
  });
}

export function wrong(vendor: string): AccessError {
  return refusal('webhook-signature', {
    what: `The signature is not ${vendor}'s.`,
    expected: 'the very body that was signed, and the secret it was signed with',
    remedy: `Compare the secret with the one at ${vendor} and set it anew: throughline webhooks set.`,
  });
}

/** Refuses what was signed longer ago, or later, than `window` ms; null: it is fresh. */
export function stale(vendor: string, signedAt: number, now: number, window = fiveMinutes): AccessError | null {
  if (Math.abs(now - signedAt) <= window) return null;
  const isDate = Number.isFinite(signedAt) && Math.abs(signedAt) < 8.64e15;
  return refusal('webhook-stale', {
    what: `What ${vendor} sends is taken only while it is fresh: this was signed too long ago, or too late.`,
    found: isDate ? new Date(signedAt).toISOString() : 'no time',
    expected: `within ${window / 60_000} minutes of ${new Date(now).toISOString()}`,
    remedy: 'Nothing is lost where the vendor sends again; else set the clock of this machine.',
  });
}

export function refusal(code: string, details: Omit<ErrorDetails, 'code'>): AccessError {
  return new AccessError({ code, ...details });
}
