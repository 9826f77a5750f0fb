// The open door: a request of the snippet → the lines that are kept of it. Everybody can send anything here, so each hit is
// checked by itself and what is not kept is counted with its reason. The sender's address is looked at, and written nowhere.

import type { IncomingHttpHeaders } from 'node:http';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { cleanUrl, withoutEmails } from '#shared/collect/clean-url.ts';
import { minimise } from '#shared/collect/minimise.ts';
import { AccessError, UsageError } from '#shared/errors.ts';
import { Hit, type HitBatch, type JournalLine } from '#shared/schema/collect.ts';
import type { Settings } from '#shared/settings.ts';
import { hostOf } from '#shared/sources/domain.ts';
import { agentOf } from './device.ts';
import type { Dropped, DropReason } from './dropped.ts';
import { sitesOf } from './sites.ts';

export interface Arrival {
  /** The body's text. */
  readonly body: string;
  readonly address: string;
  /** The page's host, which `admitSite` gave. */
  readonly site: string;
  readonly userAgent: string;
  /** What the browser says the request is for: `prefetch;prerender`, `preview` … */
  readonly purpose: string;
  /** Epoch ms by the collector's clock. */
  readonly received: number;
}

const isHit = Compile(Hit);
/** The hits are checked one by one: a wrong one doesn't sink those beside it. */
const isBatch = Compile(
  Type.Object({
    v: Type.Literal(1),
    sent: Type.Number(),
    hits: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 50 }),
  }),
);

/** A visitor's clock that is off by less is left as it is: the way here takes time too. */
const skewMs = 60_000;
/** The snippet keeps what it could not send for a while; what is older is no visitor's. */
const oldestMs = 30 * 86_400_000;

/** The page's host where it is one of a declared site; throws AccessError for any other, and for a request of no page. */
export function admitSite(
  { origin, referer }: { origin?: string; referer?: string },
  settings: Settings,
  drop: (reason: DropReason, host: string) => void,
): string {
  const from = origin ?? referer ?? '';
  const host = /^https?:\/\//i.test(from) ? hostOf(from) : '';
  if (host !== '' && sitesOf(settings).admits(host)) return host;
  drop('not a declared site', host || '(none)');
  throw new AccessError({
    code: 'collect-origin',
    what: host ? 'This page is not of a declared site.' : 'The request says of no page that it came from there.',
    found: origin === undefined && referer === undefined ? 'no Origin and no Referer' : from.slice(0, 200),
    expected: settings.sites.length > 0 ? 'a page of a declared site' : 'a declared site; there is none yet',
    remedy: `Declare it: throughline settings set sites ${[...settings.sites, host || 'acme.com'].join(',')}`,
  });
}

/**
 * Throws AccessError for a page of another site than the declared ones. Nobody's page is let in: the address bar, or a program.
 * Browsers say of every request to this machine whose it is, also where a page keeps its own address to itself.
 */
export function admitReader(headers: IncomingHttpHeaders, settings: Settings): void {
  const { origin, referer, 'sec-fetch-site': whose = 'none' } = headers;
  if (origin === undefined && referer === undefined && whose === 'none') return;
  admitSite({ origin, referer }, settings, () => undefined);
}

/** The lines to keep, none where all were dropped; throws UsageError where the body is not of the documented shape. */
export function linesOf(arrival: Arrival, settings: Settings, dropped: Dropped): JournalLine[] {
  const { site, address, userAgent, purpose, received } = arrival;
  const drop = (reason: DropReason, howMany = 1) => dropped.count(reason, site, received, howMany);
  const batch = readBatch(arrival.body, () => drop('wrong shape'));
  const sites = sitesOf(settings);
  const agent = agentOf(userAgent);
  const unwanted: DropReason | undefined =
    agent === 'bot'
      ? 'bot'
      : /prefetch|prerender|preview/i.test(purpose)
        ? 'preview'
        : sites.excludesAddress(address)
          ? 'excluded address'
          : sites.excludesHost(site)
            ? 'excluded host'
            : undefined;
  if (unwanted) {
    drop(unwanted, batch.hits.length);
    return [];
  }
  const skew = received - batch.sent;
  const offBy = Math.abs(skew) > skewMs ? skew : 0;
  const lines: JournalLine[] = [];
  let wrong = 0;
  for (const hit of batch.hits) {
    if (!isHit.Check(hit) || !isOwnPage(hit.url, host => sites.admits(host))) {
      wrong++;
      continue;
    }
    if (sites.excludesHost(hostOf(hit.url))) {
      drop('excluded host');
      continue;
    }
    const at = Math.min(Math.round(hit.at + offBy), received);
    if (at < received - oldestMs) {
      drop('too old');
      continue;
    }
    const line = minimise(lineOf(hit, { at, received, site, device: agent }));
    if (line) lines.push(line);
    else drop('no consent');
  }
  if (wrong > 0) drop('wrong shape', wrong);
  if (wrong === batch.hits.length) throw wrongShape(firstError(batch.hits[0]));
  return lines;
}

function readBatch(body: string, onWrong: () => void): Pick<HitBatch, 'sent'> & { hits: unknown[] } {
  let found: string;
  try {
    const parsed: unknown = JSON.parse(body);
    if (isBatch.Check(parsed)) return parsed;
    const [error] = isBatch.Errors(parsed);
    found = `${error?.instancePath ?? ''} ${error?.message ?? ''}`.trim();
  } catch (error) {
    found = (error as Error).message;
  }
  onWrong();
  throw wrongShape(found);
}

function firstError(hit: unknown): string {
  const [error] = isHit.Errors(hit);
  return error ? `/hits/0${error.instancePath} ${error.message}` : '/hits/0/url is not a page of a declared site';
}

function wrongShape(found: string): UsageError {
  return new UsageError({
    code: 'collect-shape',
    what: 'This is no batch of hits.',
    found: found.slice(0, 300),
    expected: '{"v": 1, "sent": …, "hits": [1 to 50 of them]}, as the snippet sends it',
    remedy: 'Use the snippet of this version: throughline snippet prints its line.',
  });
}

function isOwnPage(url: string, admits: (host: string) => boolean): boolean {
  return /^https?:\/\//i.test(url) && admits(hostOf(url));
}

function lineOf(hit: Hit, more: Pick<JournalLine, 'at' | 'received' | 'site' | 'device'>): JournalLine {
  // Named one by one: what the schema doesn't know is not kept.
  return {
    hit_id: hit.id,
    kind: hit.kind,
    name: hit.name,
    consent: hit.consent,
    ad_user_data: hit.adUserData,
    ...more,
    visitor: hit.visitor,
    url: cleanUrl(hit.url),
    referrer: hit.referrer === undefined ? undefined : cleanUrl(hit.referrer),
    title: hit.title === undefined ? undefined : withoutEmails(hit.title),
    email: hit.email,
    phone: hit.phone,
    user_id: hit.user,
    order_id: hit.order,
    amount: hit.amount,
    currency: hit.currency,
    heard: hit.heard,
    properties: hit.properties,
  };
}
