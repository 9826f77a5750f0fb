// The moments that a journey is told by: first touch, lead, opportunity, close, last touch. Usual mistake: a person's page
// tells of that person; only the deal's own moments may be a colleague's doing, and then they say whose.

import type { ConversionAnswer, JourneyAnswer } from '#shared/schema/index.ts';
import type { Deal } from './deals.ts';
import { landingPage } from './landing-page.ts';

/** A touch as the panel shows it. */
export interface ShownTouch {
  readonly at: string;
  readonly channel: string;
  readonly source: string;
  readonly campaign: string | null;
  readonly keyword: string | null;
  readonly platform: string | null;
  readonly landingPage: string | null;
  /** Who came, where that isn't plain from the record. */
  readonly person: string | null;
}

export interface Milestone {
  readonly id: 'first' | 'lead' | 'opportunity' | 'close' | 'last';
  readonly label: string;
  /** ISO 8601; '' where the day isn't known. */
  readonly at: string;
  /** The touch it stands on: the last one before it; null: none is known. */
  readonly touch: ShownTouch | null;
}

/** In order of time as a journey goes. Moments that it hasn't come to are left out. */
export function milestonesOf(journey: JourneyAnswer, deal: Deal | null): Milestone[] {
  const touches = journey.events.filter(event => event.isTouch);
  const isOne = journey.people.length === 1;
  const own = (event: (typeof touches)[number]): ShownTouch => ({
    ...event,
    landingPage: landingPage(event.url),
    person: isOne ? null : personOf(journey, event),
  });
  const found: Milestone[] = [];
  const [first] = touches;
  if (first) found.push({ id: 'first', label: 'First touch', at: first.at, touch: own(first) });
  const lead = journey.conversions.find(({ kind }) => kind === 'lead');
  if (lead) found.push(standing('lead', 'Lead', lead, journey));
  if (deal?.opportunity) found.push(standing('opportunity', 'Opportunity', deal.opportunity, journey));
  if (deal?.won) found.push(standing('close', 'Close', deal.won, journey));
  else if (deal?.state === 'order') found.push(standing('close', 'Order', deal.conversion, journey));
  const last = touches.at(-1);
  if (last && last !== first) found.push({ id: 'last', label: 'Last touch', at: last.at, touch: own(last) });
  return found;
}

/** Moments that stand on one touch, together: a first touch that made the lead, a last one that won the deal. */
export function byTouch(milestones: readonly Milestone[]): Milestone[][] {
  const groups: Milestone[][] = [];
  for (const milestone of milestones) {
    const before = groups.at(-1)?.[0];
    if (before && isSame(before.touch, milestone.touch)) groups.at(-1)!.push(milestone);
    else groups.push([milestone]);
  }
  return groups;
}

function isSame(a: ShownTouch | null, b: ShownTouch | null): boolean {
  if (!a || !b) return a === b;
  return a.at === b.at && a.channel === b.channel && a.source === b.source && a.campaign === b.campaign;
}

function standing(id: Milestone['id'], label: string, conversion: ConversionAnswer, journey: JourneyAnswer): Milestone {
  const touch = conversion.touches.find(({ milestones }) => milestones.includes(id)) ?? conversion.touches.at(-1);
  return {
    id,
    label,
    at: conversion.at,
    touch: touch ? { ...touch, landingPage: landingPage(touch.landingPage), person: whose(touch, journey) } : null,
  };
}

/** Who made a deal's touch, where the page is about one person and it was another, or about several. */
function whose(touch: ConversionAnswer['touches'][number], journey: JourneyAnswer): string | null {
  const mine = journey.events.find(({ from, at }) => from === touch.from && at === touch.at);
  if (mine) return journey.people.length === 1 ? null : personOf(journey, mine);
  const other = journey.others.find(({ touches }) =>
    touches.some(t => t.at === touch.at && t.channel === touch.channel && t.source === touch.source),
  );
  return other ? (other.name ?? other.label) : 'a colleague';
}

/** Events name people by their label; the panel by the CRM's name, where it has one. */
export function personOf({ people }: JourneyAnswer, { person }: { person: string }): string {
  return people.find(({ label }) => label === person)?.name ?? person;
}
