// How one person, deal or account came: who they are and why their records are one, what they did, what it earned and which
// touches earned it, and all of that in plain words.

import type { Answers } from '#shared/report/index.ts';
import { summarise } from '#shared/report/summary.ts';
import type { JourneyAnswer } from '#shared/schema/index.ts';
import { formatInstant } from '#shared/time.ts';
import { Directory, type LinkFact, type PersonFacts } from '../identity/directory.ts';
import type { Store } from '../store/store.ts';
import { nameCampaigns } from './campaign-names.ts';
import { conversionsOf } from './journey-conversions.ts';
import { type JourneyEvent, readEvents } from './journey-events.ts';
import { linkAnswers } from './journey-links.ts';
import { findSubject } from './journey-subject.ts';
import { unknownBefore } from './journey-unknown.ts';

/** So many colleagues are told of. */
const MOST_OTHERS = 24;

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
  const others = await othersOf(directory, subject.people, facts);
  const names = await namesOf(store, [...facts, ...others.facts]);
  const all = await readEvents(store, directory, [...subject.people, ...others.facts.map(fact => fact.person)]);
  nameCampaigns(answers, all);
  const isOther = new Set(others.facts.map(fact => fact.person));
  const events = all.filter(event => !isOther.has(event.person));
  const isWanted = wantedConversions(
    subject.deals,
    facts.flatMap(fact => fact.keys),
    events,
    subject.kind === 'deal',
  );
  const conversions = await conversionsOf(store, answers, isWanted);
  const nameOf = new Map(facts.map(fact => [fact.person, fact.label]));
  const instant = (ms: number) => formatInstant(ms, settings.zone);
  const told = events.map(event => ({
    ...event,
    at: instant(event.at),
    person: names.get(event.person) ?? nameOf.get(event.person),
  }));
  const came = told.filter(event => event.isTouch);
  const unknown = facts.length === 1 ? await unknownBefore(store, answers, facts[0], events) : null;
  return {
    key,
    kind: subject.kind,
    label: subject.label,
    summary: summarise(came, conversions, told, unknown),
    ...(unknown && { unknownBefore: unknown }),
    people: facts.map(fact => ({
      id: fact.id,
      keys: [...fact.keys],
      label: fact.label,
      name: names.get(fact.person) ?? null,
      account: fact.account < 0 ? null : directory.accounts.label[fact.account],
      accountHow: directory.accounts.howOf(fact.person),
      firstSeen: Number.isNaN(fact.firstSeen) ? null : instant(fact.firstSeen),
    })),
    others: others.facts.map(fact => ({
      id: fact.id,
      label: fact.label,
      name: names.get(fact.person) ?? null,
      touches: all
        .filter(event => event.isTouch && event.person === fact.person)
        .map(({ at, channel, source, campaign, keyword }) => ({
          at: instant(at),
          channel,
          source,
          campaign,
          keyword,
        })),
    })),
    othersLeftOut: others.leftOut,
    basis: { links: settings.links },
    links: await linkAnswers(store, links),
    events: events.map(event => ({
      at: instant(event.at),
      kind: event.kind,
      name: event.name,
      person: nameOf.get(event.person) ?? '',
      channel: event.channel,
      source: event.source,
      medium: event.medium,
      campaign: event.campaign,
      keyword: event.keyword,
      platform: event.platform,
      url: event.url,
      isTouch: event.isTouch,
      from: event.from,
    })),
    conversions,
    currency: answers.currency,
  };
}

/** The others on the people's accounts, those who came first first, and how many there are beyond them. */
async function othersOf(directory: Directory, people: readonly number[], facts: readonly PersonFacts[]) {
  const accounts = new Set(facts.map(fact => fact.account).filter(account => account >= 0));
  const own = new Set(people);
  const others = [...accounts]
    .flatMap(account => [...directory.accounts.peopleOf(account)])
    .filter(person => !own.has(person));
  // Describing costs a look at the store, so of a very large account only some are looked at.
  const described = await directory.describe(others.sort((a, b) => a - b).slice(0, 10 * MOST_OTHERS));
  const seen = (fact: PersonFacts) => (Number.isNaN(fact.firstSeen) ? Number.POSITIVE_INFINITY : fact.firstSeen);
  described.sort((a, b) => (seen(a) === seen(b) ? (a.id < b.id ? -1 : 1) : seen(a) - seen(b)));
  const kept = described.slice(0, MOST_OTHERS);
  return { facts: kept, leftOut: others.length - kept.length };
}

/** The names that CRMs have for people: person → name, where there is one. */
async function namesOf(store: Store, facts: readonly PersonFacts[]): Promise<Map<number, string>> {
  const personOf = new Map(
    facts.flatMap(fact => fact.keys.filter(key => key.startsWith('contact:')).map(key => [key, fact.person] as const)),
  );
  if (personOf.size === 0) return new Map();
  const rows = await store.all<{ key: string; name: string }>(
    `SELECT 'contact:' || system || ':' || id AS key, trim(name) AS name FROM contact
     WHERE 'contact:' || system || ':' || id IN (SELECT unnest(from_json($keys, '["VARCHAR"]'))) AND trim(name) <> ''
     ORDER BY key DESC`,
    { keys: JSON.stringify([...personOf.keys()]) },
  );
  return new Map(rows.map(({ key, name }) => [personOf.get(key)!, name]));
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
  // By the refund's own event, or by the order that it names: a file of refunds may name nobody.
  const refunds = new Set<string>();
  const orders = new Set<string>();
  for (const { kind, key, orderId } of events) {
    if (isDealOnly) break;
    if (kind === 'order') {
      wanted.add(orderId ? `order:${orderId}` : `order:key-${key}`);
      if (orderId) orders.add(orderId);
    } else if (kind === 'refund') refunds.add(String(key));
  }
  return id => {
    if (wanted.has(id)) return true;
    if (!id.startsWith('refund:') || (refunds.size === 0 && orders.size === 0)) return false;
    const end = id.lastIndexOf(':');
    return refunds.has(id.slice(end + 1)) || orders.has(id.slice('refund:'.length, end));
  };
}
