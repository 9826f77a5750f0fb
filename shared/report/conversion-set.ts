// One set of conversions (leads, opportunities or won) as answers need it: the day of each, its value in the answers'
// currency, and how it stands in a date range. A reader's usual mistake: the opportunities' money is that of open deals
// only (the pipeline), so a closed deal there needs no exchange rate.

import type { Conversions, JourneySet, Workspace } from '#shared/journeys/workspace.ts';
import { daysInZone, NO_DAY } from '#shared/time.ts';
import { convertAll, type Rates } from './currency.ts';
import type { SetName } from './grouping.ts';
import { EXCLUDED, IN_RANGE, NO_RATE, OUT_OF_RANGE } from './tally.ts';

export interface ConversionSet {
  readonly name: SetName;
  readonly journeys: JourneySet;
  readonly conversions: Conversions;
  /** Day each is booked on, in the answers' zone; NO_DAY where it has no instant. */
  readonly day: Int32Array;
  /** Minor units in the answers' currency; NaN where there is no rate. Pipeline: 0 for what isn't open. */
  readonly value: Float64Array;
  /** `value` with 0 for NaN: what is split. */
  readonly splittable: Float64Array;
  /** 1 for each conversion behind `value`: as `conversions.count`, without closed deals in the opportunities. */
  readonly valued: Uint8Array;
}

/** Works out days and values of a set once. */
export function conversionSet(
  workspace: Workspace,
  name: SetName,
  zone: string,
  currency: string,
  rates: Rates,
): ConversionSet {
  const journeys = workspace.sets[name];
  const { conversions } = journeys;
  const day = daysInZone(conversions.bookedAt, zone);
  const counts = name === 'opportunities' ? conversions.isOpen : null;
  const amount = counts === null ? conversions.amount : times(conversions.amount, counts);
  const value = convertAll(amount, conversions.currency, conversions.currencies, day, currency, rates);
  return {
    name,
    journeys,
    conversions,
    day,
    value,
    splittable: value === amount ? amount : withoutNaN(value),
    valued: counts === null ? conversions.count : times(conversions.count, counts),
  };
}

function times<T extends Float64Array | Uint8Array>(values: T, counts: Uint8Array): T {
  const out = values.slice() as T;
  for (let i = 0; i < out.length; i++) out[i] *= counts[i];
  return out;
}

function withoutNaN(values: Float64Array): Float64Array {
  let out = values;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    if (out === values) out = values.slice();
    out[i] = 0;
  }
  return out;
}

/** How each conversion stands in a range of days (inclusive). On the touch basis the range is the touches', not theirs. */
export function standings(set: ConversionSet, fromDay: number, toDay: number, isTouchBasis: boolean): Uint8Array {
  const { day, value } = set;
  const { code, dict } = set.conversions.excluded;
  const out = new Uint8Array(day.length);
  const isExcluded = Uint8Array.from(dict, reason => (reason === '' ? 0 : 1));
  for (let i = 0; i < out.length; i++) {
    const on = day[i];
    if (isExcluded[code[i]] === 1) out[i] = EXCLUDED;
    else if (!isTouchBasis && (on < fromDay || on > toDay)) out[i] = OUT_OF_RANGE;
    else if (Number.isNaN(value[i])) out[i] = NO_RATE;
    else out[i] = on === NO_DAY ? EXCLUDED : IN_RANGE;
  }
  return out;
}
