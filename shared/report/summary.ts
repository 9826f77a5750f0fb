// A journey in plain words, for someone about to pick up the phone: how they first came, how they came back, what they
// asked for, what became of it. It tells what is known and no more: where nothing was seen, it says so.

import { formatMoney, toMinor } from '#shared/money.ts';
import { pageWords } from '#shared/report/page-words.ts';
import { type Way, wayBack, wayFirst } from '#shared/report/ways.ts';

/** What the sentence needs of a touch. */
export interface SummaryTouch extends Way {
  /** ISO 8601 in the workspace's zone. */
  readonly at: string;
  /** Who came, as people call them. */
  readonly person?: string;
}

/** Something that they did beside coming: an event by its kind; only forms, bookings, calls and chats are told. */
export interface SummaryDeed {
  readonly kind: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly at: string;
}

/** What the sentence needs of a conversion; `kind` as in ConversionAnswer. */
export interface SummaryConversion {
  readonly kind: 'lead' | 'opportunity' | 'won' | 'order' | 'refund';
  readonly label: string;
  readonly at: string;
  readonly amount: number | null;
  readonly currency: string;
  readonly state: string | null;
  readonly stage: string | null;
}

/** Before when nothing of how somebody came is known; instants as of touches. */
export interface UnknownBefore {
  /** The first visit that is known of, or, where there is none, the day that tracking began on. */
  readonly before: string;
  /** When the CRM's contact was made. */
  readonly since: string;
  /** True where `before` is the beginning of tracking. */
  readonly isTracking: boolean;
}

const MOST_DEEDS = 3;
const MOST_PEOPLE = 3;
const MOST_ORDERS = 2;

/**
 * The summary of touches, deeds and conversions, each in order of time. Years are written where they change. `unknown` is
 * what a contact has who was in the CRM before the first visit that is known of.
 *
 * @example 'First came from a Google ad for ‘crm pricing’ on 2 March 2026, back twice through email; booked a meeting on
 *   5 March. North: won £2,000.00 on 1 April.'
 */
export function summarise(
  touches: readonly SummaryTouch[],
  conversions: readonly SummaryConversion[],
  deeds: readonly SummaryDeed[] = [],
  unknown: UnknownBefore | null = null,
): string {
  const day = new DayWriter();
  const before = unknown === null ? '' : `${unknownText(unknown, day)} `;
  const people = new Set(touches.map(touch => touch.person));
  const came =
    people.size > 1
      ? howTheyAllCame(touches, day)
      : howTheyCame(touches, day, unknown === null ? 'First came' : 'First seen coming');
  const did = whatTheyDid(deeds, day);
  const end = did === '' ? '.' : people.size > 1 ? `. They ${did}.` : `; ${did}.`;
  const none = before === '' ? ['No visit of theirs is known.'] : [];
  const told = touches.length > 0 ? `${came}${end}` : [...none, ...(did === '' ? [] : [`They ${did}.`])].join(' ');
  return [`${before}${told}`.trim(), ...whatBecame(conversions, deeds, day)].join(' ');
}

/** 'Unknown before 2 March 2026: in the CRM since 3 January 2025.' */
function unknownText({ before, since, isTracking }: UnknownBefore, day: DayWriter): string {
  const until = day.on(before).replace(/^on /, '');
  const why = isTracking ? ', when tracking began' : '';
  return `Unknown before ${until}${why}: in the CRM since ${day.on(since).replace(/^on /, '')}.`;
}

function howTheyCame([first, ...later]: readonly SummaryTouch[], day: DayWriter, how: string): string {
  return first ? `${how} ${wayFirst(first)} ${day.on(first.at)}${howBack(later)}` : '';
}

/** ', back twice through email and once from a Google search'; '' where they came once. */
function howBack(later: readonly SummaryTouch[]): string {
  const times = new Map<string, number>();
  for (const touch of later) times.set(wayBack(touch), (times.get(wayBack(touch)) ?? 0) + 1);
  const isOnceEach = times.size > 1 && later.length === times.size;
  const back = [...times].map(([way, n]) => (isOnceEach ? way : `${often(n)} ${way}`));
  return back.length === 0 ? '' : `, back ${listText(back)}`;
}

/** Several people of an account: who came first, and who followed. */
function howTheyAllCame(touches: readonly SummaryTouch[], day: DayWriter): string {
  const byPerson = new Map<string, SummaryTouch[]>();
  for (const touch of touches) {
    const own = byPerson.get(touch.person ?? '');
    if (own) own.push(touch);
    else byPerson.set(touch.person ?? '', [touch]);
  }
  const [[lead, own], ...others] = [...byPerson];
  const came = `${lead} came first, ${wayFirst(own[0])} ${day.on(own[0].at)}${howBack(own.slice(1))}`;
  const told = others.slice(0, others.length > MOST_PEOPLE ? MOST_PEOPLE - 1 : MOST_PEOPLE);
  const followed = told.map(
    ([name, [first, ...later]]) => `${name} followed ${day.on(first.at)} ${wayFirst(first)}${howBack(later)}`,
  );
  const rest = others.length - told.length;
  if (rest > 0) followed.push(`${rest} more people after them`);
  return `${came}; ${followed.join('; ')}`;
}

/** 'filled in the e-book form on 2 February and booked a meeting on 4 March'; '' for nothing. */
function whatTheyDid(deeds: readonly SummaryDeed[], day: DayWriter): string {
  const byText = new Map<string, SummaryDeed[]>();
  for (const deed of deeds) {
    const text = deedText(deed);
    if (text === null) continue;
    const same = byText.get(text);
    if (same) same.push(deed);
    else byText.set(text, [deed]);
  }
  const all = [...byText];
  // Where there are too many, the first ones and the last say most.
  const told = all.length > MOST_DEEDS ? [...all.slice(0, MOST_DEEDS - 1), all.at(-1)!] : all;
  return listText(
    told.map(([text, same]) =>
      same.length === 1
        ? `${text} ${day.on(same[0].at)}`
        : `${text} ${often(same.length)}, last ${day.on(same.at(-1)!.at)}`,
    ),
  );
}

function deedText({ kind, name, url }: SummaryDeed): string | null {
  if (kind === 'booking') return 'booked a meeting';
  if (kind === 'call') return 'called';
  if (kind === 'chat') return 'wrote in the chat';
  if (kind !== 'form') return null;
  if (name) return `filled in the form ‘${name}’`;
  const words = url === null ? '' : pageWords(url);
  return words === '' ? 'filled in a form' : `filled in the ${words} form`;
}

function whatBecame(
  conversions: readonly SummaryConversion[],
  deeds: readonly SummaryDeed[],
  day: DayWriter,
): string[] {
  const told = [...leadsText(conversions, deeds, day)];
  const wonDeals = new Set(conversions.filter(c => c.kind === 'won').map(c => c.label));
  const orders = conversions.filter(c => c.kind === 'order');
  const isOneCurrency = new Set(orders.map(c => c.currency)).size === 1;
  const isManyOrders = orders.length > MOST_ORDERS && isOneCurrency;
  for (const { kind, label, at, amount, currency, state, stage } of conversions) {
    const worth = amount === null ? '' : moneyText(amount, currency);
    if (kind === 'lead' || (kind === 'order' && isManyOrders)) continue;
    if (kind === 'opportunity' && wonDeals.has(label)) continue;
    const on = at === '' ? 'on a day that is not known' : day.on(at);
    if (kind === 'won') told.push(`${label}: won ${worth} ${on}.`);
    else if (kind === 'order') told.push(`Ordered ${worth} ${on}.`);
    else if (kind === 'refund') told.push(`${label}: ${worth.replace('-', '')} given back ${on}.`);
    else
      told.push(`${label}: ${state ?? 'open'}${stage ? `, ${stage}` : ''}, ${worth}, since ${on.replace(/^on /, '')}.`);
  }
  if (isManyOrders) {
    const { currency, at } = orders.at(-1)!;
    const sum = orders.reduce((minor, c) => minor + toMinor(c.amount ?? 0, currency), 0);
    told.push(`Ordered ${orders.length} times, ${formatMoney(sum, currency)} in all, last ${day.on(at)}.`);
  }
  return told;
}

/** A lead made by a deed that was told of goes without saying. */
function leadsText(conversions: readonly SummaryConversion[], deeds: readonly SummaryDeed[], day: DayWriter): string[] {
  const days = new Set(deeds.filter(deed => deedText(deed) !== null).map(deed => deed.at.slice(0, 10)));
  const leads = conversions.filter(c => c.kind === 'lead' && !days.has(c.at.slice(0, 10)));
  if (leads.length === 0) return [];
  if (leads.length === 1)
    return [`Became a lead ${leads[0].at === '' ? 'on a day that is not known' : day.on(leads[0].at)}.`];
  return [`${leads.length} people became leads, the last ${day.on(leads.at(-1)!.at)}.`];
}

function often(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
}

function listText(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Days in words; the year only where it isn't the one last written. */
class DayWriter {
  #year = 0;

  /** '2026-03-02T10:00:00Z' as 'on 2 March 2026'. */
  on(at: string): string {
    const [year, month, day] = at.slice(0, 10).split('-').map(Number);
    const isSameYear = year === this.#year;
    this.#year = year;
    return `on ${day} ${months[month - 1]}${isSameYear ? '' : ` ${year}`}`;
  }
}

const moneyText = (amount: number, currency: string) => formatMoney(toMinor(amount, currency), currency);
