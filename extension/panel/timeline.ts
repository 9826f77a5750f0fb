// What happened, step by step: touches, what people did (forms, meetings, calls), and what came of it. Page views within a
// visit are counted on its touch and have no step of their own.

import { pageWords } from '#shared/report/page-words.ts';
import { wayName } from '#shared/report/ways.ts';
import type { ConversionAnswer, JourneyAnswer } from '#shared/schema/index.ts';
import { landingPage } from './landing-page.ts';
import { personOf } from './milestones.ts';

export interface Step {
  /** Unique in the journey. */
  readonly id: string;
  readonly kind: 'touch' | 'deed' | 'conversion';
  /** Of the icon: a channel, a kind of event or of conversion. */
  readonly icon: string;
  /** ISO 8601 in the workspace's zone. */
  readonly at: string;
  readonly title: string;
  readonly channel: string | null;
  readonly campaign: string | null;
  readonly keyword: string | null;
  readonly landingPage: string | null;
  /** Pages of the visit, the landing page among them. */
  readonly pages: number;
  /** Null where the journey is one person's. */
  readonly person: string | null;
  /** Of a deal, order or refund. */
  readonly money: { readonly amount: number; readonly currency: string } | null;
  /** file:line */
  readonly from: string;
}

export interface Day {
  /** '2026-03-02' */
  readonly day: string;
  readonly steps: readonly Step[];
}

type Event = JourneyAnswer['events'][number];

const deeds: Readonly<Record<string, string>> = {
  form: 'Form',
  booking: 'Meeting booked',
  call: 'Call',
  chat: 'Chat',
  offline: 'Met in person',
};
const conversionTitles: Readonly<Record<ConversionAnswer['kind'], string>> = {
  lead: 'Became a lead',
  opportunity: 'Opportunity',
  won: 'Won',
  order: 'Order',
  refund: 'Given back',
};

/** The steps of a journey, the newest first. */
export function stepsOf(journey: JourneyAnswer): Step[] {
  const isOne = journey.people.length <= 1;
  const who = (event: Event) => (isOne ? null : personOf(journey, event));
  const steps: Step[] = [];
  /** Place in `steps` of each person's latest visit. */
  const visits = new Map<string, number>();
  for (const event of journey.events) {
    const place = visits.get(event.person);
    if (event.isTouch) {
      visits.set(event.person, steps.length);
      steps.push({ ...base(event), kind: 'touch', icon: event.channel, title: wayName(event), person: who(event) });
    } else if (event.kind === 'page' && place !== undefined) {
      steps[place] = { ...steps[place], pages: steps[place].pages + 1 };
    }
    if (event.kind in deeds && !(event.isTouch && event.kind === 'offline')) {
      const facts = event.isTouch ? { channel: null, campaign: null, keyword: null } : {};
      steps.push({
        ...base(event),
        ...facts,
        kind: 'deed',
        icon: event.kind,
        title: deedTitle(event),
        person: who(event),
      });
    }
  }
  const deals = new Set(
    journey.conversions.flatMap(({ kind, id }) => (kind === 'opportunity' || kind === 'won' ? [id] : [])),
  );
  for (const conversion of journey.conversions) {
    // A form or meeting at this very instant is what made the lead: it is marked, not told twice.
    const made =
      conversion.kind === 'lead' ? steps.findIndex(s => s.kind === 'deed' && s.from === conversion.from) : -1;
    if (made >= 0) steps[made] = { ...steps[made], kind: 'conversion', title: `${steps[made].title}: became a lead` };
    else if (conversion.at !== '') steps.push(stepOf(conversion, journey, deals.size > 1));
  }
  const order = { touch: 0, deed: 1, conversion: 2 };
  return steps
    .map((step, i) => ({ ...step, id: `${i}` }))
    .sort(
      (a, b) => Date.parse(b.at) - Date.parse(a.at) || order[b.kind] - order[a.kind] || Number(b.id) - Number(a.id),
    );
}

/** Steps of one civil day together, in the order that they come in. */
export function daysOf(steps: readonly Step[]): Day[] {
  const days: { day: string; steps: Step[] }[] = [];
  for (const step of steps) {
    const day = step.at.slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.steps.push(step);
    else days.push({ day, steps: [step] });
  }
  return days;
}

const NEWEST = 8;
const OLDEST = 2;
/** Fewer aren't worth a button. */
const LEAST_FOLDED = 3;

/** A long journey with its middle folded: how it began and where it stands say most. */
export function foldSteps(steps: readonly Step[]): {
  newest: readonly Step[];
  folded: readonly Step[];
  oldest: readonly Step[];
} {
  if (steps.length < NEWEST + OLDEST + LEAST_FOLDED) return { newest: steps, folded: [], oldest: [] };
  const cut = steps.length - OLDEST;
  return { newest: steps.slice(0, NEWEST), folded: steps.slice(NEWEST, cut), oldest: steps.slice(cut) };
}

const base = (event: Event) => ({
  id: '',
  at: event.at,
  channel: event.isTouch ? event.channel : null,
  campaign: event.isTouch ? event.campaign : null,
  keyword: event.isTouch ? event.keyword : null,
  landingPage: landingPage(event.url),
  pages: 1,
  money: null,
  from: event.from,
});

function deedTitle({ kind, name, url }: Event): string {
  if (kind !== 'form') return name ? `${deeds[kind]}: ${name}` : deeds[kind];
  const words = name ?? (url === null ? '' : pageWords(url));
  return words === '' ? 'Form filled in' : `${words.charAt(0).toUpperCase()}${words.slice(1)} form filled in`;
}

function stepOf(conversion: ConversionAnswer, journey: JourneyAnswer, areManyDeals: boolean): Step {
  const { kind, label, at, amount, currency, from, stage } = conversion;
  const isLead = kind === 'lead';
  const isOpen = kind === 'opportunity' && conversion.state !== 'won';
  const who = isLead && journey.people.length > 1 ? personOf(journey, { person: label }) : null;
  // Of one deal the panel's head, or its summary, gives the name.
  const isNamed = kind === 'order' || kind === 'refund' || (!isLead && areManyDeals);
  return {
    id: '',
    kind: 'conversion',
    icon: kind,
    at,
    title: [conversionTitles[kind] + (isNamed ? `: ${label}` : ''), ...(isOpen && stage ? [stage] : [])].join(', '),
    channel: null,
    campaign: null,
    keyword: null,
    landingPage: null,
    pages: 0,
    person: who,
    money: amount === null ? null : { amount, currency },
    from,
  };
}
