// The people of an account, a lane each on one scale of time, and the moments of the deal across all of them.

import type { JourneyAnswer } from '#shared/schema/index.ts';
import type { Deal } from './deals.ts';
import { personOf } from './milestones.ts';

export interface Dot {
  /** 0 (the earliest) to 1 (the latest). */
  readonly x: number;
  readonly at: string;
  readonly channel: string;
  readonly source: string;
  readonly campaign: string | null;
  readonly keyword: string | null;
}

interface Lane {
  readonly id: string;
  readonly name: string;
  /** Whether the record on the page is this person's, or names them. */
  readonly isOnRecord: boolean;
  readonly dots: readonly Dot[];
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  readonly marks: readonly { readonly x: number; readonly label: string; readonly at: string }[];
  readonly from: string;
  readonly to: string;
  /** In the order that they first appear. */
  readonly channels: readonly string[];
  /** People of the account that have no lane. */
  readonly leftOut: number;
}

/** Null where there are fewer than two people, or none of them ever came: nothing to set side by side. */
export function lanesOf(journey: JourneyAnswer, deal: Deal | null): Lanes | null {
  const people = [
    ...journey.people.map(person => ({
      id: person.id,
      name: person.name ?? person.label,
      isOnRecord: true,
      touches: journey.events.filter(
        event => event.isTouch && personOf(journey, event) === (person.name ?? person.label),
      ),
    })),
    ...journey.others.map(({ id, name, label, touches }) => ({ id, name: name ?? label, isOnRecord: false, touches })),
  ];
  const instants = people.flatMap(({ touches }) => touches.map(({ at }) => at));
  if (people.length < 2 || instants.length === 0) return null;
  const marks = [
    ...(deal?.opportunity?.at ? [{ label: 'Opportunity', at: deal.opportunity.at }] : []),
    ...(deal?.won?.at ? [{ label: 'Won', at: deal.won.at }] : []),
  ];
  const all = [...instants, ...marks.map(({ at }) => at)].sort((a, b) => Date.parse(a) - Date.parse(b));
  const [from] = all;
  const to = all.at(-1)!;
  const span = Date.parse(to) - Date.parse(from);
  // A single moment stands in the middle.
  const place = (at: string) => (span === 0 ? 0.5 : (Date.parse(at) - Date.parse(from)) / span);
  const lanes = people.map(({ id, name, isOnRecord, touches }) => ({
    id,
    name,
    isOnRecord,
    dots: touches.map(({ at, channel, source, campaign, keyword }) => ({
      x: place(at),
      at,
      channel,
      source,
      campaign,
      keyword,
    })),
  }));
  return {
    lanes,
    marks: marks.map(mark => ({ ...mark, x: place(mark.at) })),
    from,
    to,
    channels: [...new Set(lanes.flatMap(({ dots }) => dots.map(({ channel }) => channel)))],
    leftOut: journey.othersLeftOut,
  };
}
