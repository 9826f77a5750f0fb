// Which company a domain stands for, by the setting domain-map: `acme.de=acme.com` makes two domains one company's,
// `x.com=none` none's. Nothing is guessed: sub.acme.com and acme.de are other companies until the setting says otherwise.

import { literal } from '../ingest/sql.ts';

export type DomainMap = Readonly<Record<string, string>>;

const bare = (domain: string): string =>
  domain
    .trim()
    .toLowerCase()
    .replace(/^www\./, '');

/** Each mapped domain → what it comes to in the end, null for none. A circle comes to the last of its domains by name. */
export function readDomainMap(map: DomainMap): ReadonlyMap<string, string | null> {
  const steps = new Map(Object.entries(map).map(([from, to]) => [bare(from), bare(to)]));
  const ends = new Map<string, string | null>();
  for (const from of steps.keys()) {
    const seen = new Set([from]);
    let at = from;
    for (let next = steps.get(at); next !== undefined && !seen.has(next); next = steps.get(at)) {
      seen.add(next);
      at = next;
    }
    // Still on the way: `at` lies in a circle.
    if (steps.has(at)) at = circleOf(at, steps).sort().at(-1)!;
    if (at !== from) ends.set(from, at === 'none' ? null : at);
  }
  return ends;
}

function circleOf(start: string, steps: ReadonlyMap<string, string>): string[] {
  const circle = [start];
  for (let at = steps.get(start)!; at !== start; at = steps.get(at)!) circle.push(at);
  return circle;
}

/** SQL: a bare domain (or NULL) as the company's. */
export function mappedDomain(domain: string, map: DomainMap): string {
  const arms = [...readDomainMap(map)].map(
    ([from, to]) => `WHEN ${literal(from)} THEN ${to === null ? 'NULL' : literal(to)}`,
  );
  return arms.length === 0 ? domain : `(CASE ${domain} ${arms.join(' ')} ELSE ${domain} END)`;
}
