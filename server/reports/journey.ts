// How one person, deal or account came: who they are and why their records are one, what they did, what it earned and which
// touches earned it, and all of that in plain words.

import type { Answers } from '#shared/report/index.ts';
import { summarise } from '#shared/report/summary.ts';
import type { JourneyAnswer } from '#shared/schema/index.ts';
import { formatInstant } from '#shared/time.ts';
import { Directory, type LinkFact } from '../identity/directory.ts';
import type { Store } from '../store/store.ts';
import { conversionsOf } from './journey-conversions.ts';
import { type JourneyEvent, readEvents } from './journey-events.ts';
import { findSubject } from './journey-subject.ts';

/**
 * Answers a journey by an email, a phone, a CRM or deal id, a visitor id, an account's name or domain, or an identity key.
 *
 * @throws NotFoundError where nobody has the key.
 */
export async function journey(store: Store, answers: Answers, key: string): Promise<JourneyAnswer> {
  const { settings } = answers;
  const directory = await Directory.open(store, settings);
  const subject = await findSubject(store, answers, directory, key);
  const facts = await directory.describe(subject.people);
  const links = await linksOf(directory, subject.people);
  const events = await readEvents(store, directory, subject.people);
  const files = await store.all<{ id: number; file: string }>('SELECT id, file FROM import');
  const fileOf = new Map(files.map(({ id, file }) => [id, file]));
  const isWanted = wantedConversions(
    subject.deals,
    facts.flatMap(fact => fact.keys),
    events,
    subject.kind === 'deal',
  );
  const conversions = await conversionsOf(store, answers, isWanted);
  const nameOf = new Map(facts.map(fact => [fact.person, fact.label]));
  const instant = (ms: number) => formatInstant(ms, settings.zone);
  const touches = events.filter(event => event.isTouch).map(event => ({ ...event, at: instant(event.at) }));
  return {
    key,
    kind: subject.kind,
    label: subject.label,
    summary: summarise(touches, conversions),
    people: facts.map(fact => ({
      id: fact.id,
      keys: [...fact.keys],
      label: fact.label,
      account: fact.account < 0 ? null : directory.accounts.label[fact.account],
      firstSeen: Number.isNaN(fact.firstSeen) ? null : instant(fact.firstSeen),
    })),
    links: links.map(link => ({
      a: link.a,
      b: link.b,
      how: link.how,
      hard: link.isHard,
      from: link.importId === 0 ? '' : `${fileOf.get(link.importId) ?? ''}:${link.line}`,
    })),
    events: events.map(event => ({
      at: instant(event.at),
      kind: event.kind,
      person: nameOf.get(event.person) ?? '',
      channel: event.channel,
      source: event.source,
      medium: event.medium,
      campaign: event.campaign,
      url: event.url,
      isTouch: event.isTouch,
      from: event.from,
    })),
    conversions,
    currency: answers.currency,
  };
}

async function linksOf(directory: Directory, people: readonly number[]): Promise<LinkFact[]> {
  const links: LinkFact[] = [];
  for (const person of people) links.push(...(await directory.linksOf(person)));
  return links;
}

/** Which conversions are the subject's: its deals and their refunds, its people's leads, orders and refunds. */
function wantedConversions(
  deals: readonly string[],
  keys: readonly string[],
  events: readonly JourneyEvent[],
  isDealOnly: boolean,
): (id: string) => boolean {
  const wanted = new Set([...deals, ...deals.map(deal => `refund:${deal}`), ...keys.map(key => `person:${key}`)]);
  const refunds = new Set<string>();
  for (const { kind, key, orderId } of events) {
    if (isDealOnly) break;
    if (kind === 'order') wanted.add(orderId ? `order:${orderId}` : `order:key-${key}`);
    else if (kind === 'refund') refunds.add(String(key));
  }
  return id =>
    wanted.has(id) || (refunds.size > 0 && id.startsWith('refund:') && refunds.has(id.slice(id.lastIndexOf(':') + 1)));
}
