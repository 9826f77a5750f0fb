// Which phone number a visitor is shown: one of the pool of the channel that their visit came by, the same for the same
// visitor. A number that everybody sees anyhow is shown too, but not kept with the hit: a call to it tells nobody apart.

import type { CollectAnswer, JournalLine } from '#shared/schema/collect.ts';
import type { Settings } from '#shared/settings.ts';
import { aiAssistantSince } from '#shared/sources/referrers.ts';
import { createResolver } from '#shared/sources/resolve.ts';

/** Inactivity that ends a visit, as for sessions. */
const VISIT_MS = 30 * 60_000;

/** So many visits are remembered; the one that was quiet for longest is forgotten first. */
const MOST_VISITS = 50_000;

/** A hit that was sent later than this waited on the device: when it was made, no number had been answered yet. */
const LATE_MS = 5 * 60_000;

const AI_ERA = Date.parse(aiAssistantSince);

interface Visit {
  readonly channel: string;
  last: number;
}

/** What the visits of this process came by. Lost with it: a page in the middle of a visit then counts by what it says itself. */
const known = new Map<string, Visit>();

export interface NumberShown {
  readonly answer: CollectAnswer;
  /** To be kept with the hit; left out where it tells nobody apart. */
  readonly number?: string;
}

/**
 * The number to show the visitor of a hit, in place of which. Undefined where no pool is set, the hit names no visitor (no
 * consent), or neither the visit's channel nor `default` has a number.
 *
 * A later page keeps the channel of its visit; a page with a source of its own, or after half an hour, begins another.
 */
export function numberFor(
  line: JournalLine,
  settings: Pick<Settings, 'phonePool' | 'sites'>,
  visits: Map<string, Visit> = known,
): NumberShown | undefined {
  const { phonePool } = settings;
  if (line.visitor === undefined || line.kind === 'withdraw') return undefined;
  const all = Object.values(phonePool).flat();
  if (all.length === 0) return undefined;
  const channel = channelOfVisit(line, line.visitor, settings.sites, visits);
  const own = phonePool[channel] ?? [];
  const everyones = phonePool.default ?? [];
  const pool = own.length > 0 ? own : everyones;
  if (pool.length === 0) return undefined;
  const show = pool[hashOf(line.visitor) % pool.length];
  // The page holds a number of the default pool, unless a number of another visit still stands there.
  const instead = [...new Set([...everyones, ...all])].filter(number => number !== show);
  const isEveryones = everyones.length === 1 && everyones[0] === show;
  const isLate = line.received - line.at > LATE_MS;
  return { answer: { phone: { show, instead } }, ...(isEveryones || isLate ? {} : { number: show }) };
}

function channelOfVisit(
  line: JournalLine,
  visitor: string,
  sites: readonly string[],
  visits: Map<string, Visit>,
): string {
  const visit = visits.get(visitor);
  const found = resolverOf(sites)({
    url: line.url,
    referrer: line.referrer,
    fromAiEra: line.at >= AI_ERA,
  });
  // By the collector's clock: a visitor's may stand still.
  const isSame = visit !== undefined && line.received - visit.last <= VISIT_MS && !found.hasSource;
  const channel = isSame ? visit.channel : found.channel;
  // Put in anew, so that the map's order is that of the last hits.
  visits.delete(visitor);
  visits.set(visitor, { channel, last: line.received });
  if (visits.size > MOST_VISITS) visits.delete(visits.keys().next().value!);
  return channel;
}

let resolver: { sites: string; answer: ReturnType<typeof createResolver> } | undefined;
let asked = 0;

/** The resolver of these sites; it remembers hosts, of which a public door sees no end, so it is made anew now and then. */
function resolverOf(sites: readonly string[]): ReturnType<typeof createResolver> {
  const key = sites.join(' ');
  if (resolver?.sites !== key || ++asked > 100_000) {
    asked = 0;
    resolver = { sites: key, answer: createResolver(sites) };
  }
  return resolver.answer;
}

/** FNV-1a: the same visitor, the same number, in every process. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
