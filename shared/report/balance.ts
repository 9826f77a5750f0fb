// What of a set no row holds, and why: the unattributed conversions and the excluded ones, by reason in words. Counted
// from the conversions themselves, never as what is left over, so that the conservation law is a check and not a
// definition.

import type { View } from '#shared/journeys/view.ts';
import { toMajor } from '#shared/money.ts';
import type { ConversionSet } from './conversion-set.ts';
import { noRateReason } from './currency.ts';
import { compareText } from './names.ts';
import { EXCLUDED, IN_RANGE, NO_RATE } from './tally.ts';

export const OUTSIDE = 'outside the date range';

/** Conversions and their value for one reason, or for all. */
interface Share {
  /** Conversions (refunds are none). */
  count: number;
  /** Of those, the ones behind `value` (in the pipeline: the open ones). */
  valued: number;
  /** Minor units; without the amounts that have no rate. */
  value: number;
}

export interface ReasonShare extends Share {
  reason: string;
  /** Unconverted major units by currency. */
  amounts: Map<string, number>;
  /** True where every amount behind it lacks a rate. */
  isUnconverted: boolean;
}

export interface Balance {
  readonly imported: Share;
  readonly unattributed: Share & { readonly reasons: readonly ReasonShare[] };
  readonly excluded: Share & { readonly reasons: readonly ReasonShare[] };
  /** Minor amounts by their own currency that no rate was found for. */
  readonly unconverted: ReadonlyMap<string, number>;
}

/**
 * The balance of a set under one model. O(conversions).
 *
 * @param credited 1 for each journey that the model credits
 * @param withoutCredit the model's own reason for crediting none of a journey's touches
 * @param range on the touch basis, the days that a conversion without a credited touch is held against; else null
 */
export function balanceOf(
  set: ConversionSet,
  view: View,
  standing: Uint8Array,
  credited: Uint8Array,
  withoutCredit: string,
  currency: string,
  range: { fromDay: number; toDay: number } | null,
): Balance {
  const { conversions } = set;
  const imported: Share = { count: 0, valued: 0, value: 0 };
  const unattributed = new Reasons();
  const excluded = new Reasons();
  const noRate = new Map<string, { days: Set<number>; rows: number[] }>();
  const unconverted = new Map<string, number>();
  const { splittable, valued } = set;
  const { count } = conversions;
  for (let j = 0; j < standing.length; j++) {
    imported.count += count[j];
    imported.valued += valued[j];
    imported.value += splittable[j];
    if (standing[j] === IN_RANGE) {
      if (credited[j] === 1) continue;
      const isOutside = range !== null && (set.day[j] < range.fromDay || set.day[j] > range.toDay);
      if (isOutside) excluded.add(OUTSIDE, set, j);
      else unattributed.add(view.emptyReasons[view.empty[j]] || withoutCredit, set, j);
      continue;
    }
    const code = conversions.currencies[conversions.currency[j]];
    const lacksRate = Number.isNaN(set.value[j]);
    if (lacksRate) {
      unconverted.set(code, (unconverted.get(code) ?? 0) + conversions.amount[j]);
    }
    if (standing[j] === NO_RATE) {
      let lacking = noRate.get(code);
      if (!lacking) {
        lacking = { days: new Set(), rows: [] };
        noRate.set(code, lacking);
      }
      lacking.days.add(set.day[j]);
      lacking.rows.push(j);
    } else if (standing[j] === EXCLUDED) {
      excluded.add(conversions.excluded.dict[conversions.excluded.code[j]] || 'without a date', set, j);
    } else excluded.add(OUTSIDE, set, j);
  }
  for (const [code, { days, rows }] of noRate) {
    const reason = noRateReason(code, currency, days);
    for (const j of rows) excluded.add(reason, set, j);
  }
  return { imported, unattributed: unattributed.finish(), excluded: excluded.finish(), unconverted };
}

class Reasons {
  readonly #byReason = new Map<string, ReasonShare>();

  add(reason: string, set: ConversionSet, j: number): void {
    let share = this.#byReason.get(reason);
    if (!share) {
      share = { reason, count: 0, valued: 0, value: 0, amounts: new Map(), isUnconverted: true };
      this.#byReason.set(reason, share);
    }
    share.count += set.conversions.count[j];
    share.valued += set.valued[j];
    share.value += set.splittable[j];
    if (Number.isNaN(set.value[j])) {
      const code = set.conversions.currencies[set.conversions.currency[j]];
      share.amounts.set(code, (share.amounts.get(code) ?? 0) + set.conversions.amount[j]);
    } else share.isUnconverted = false;
  }

  finish(): Share & { readonly reasons: readonly ReasonShare[] } {
    const reasons = [...this.#byReason.values()].sort((a, b) => compareText(a.reason, b.reason));
    const sum: Share = { count: 0, valued: 0, value: 0 };
    for (const reason of reasons) {
      sum.count += reason.count;
      sum.valued += reason.valued;
      sum.value += reason.value;
    }
    return { ...sum, reasons };
  }
}

/** Minor amounts by currency as major ones, in order of currency. */
export function majorByCurrency(amounts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries(
    [...amounts].sort(([a], [b]) => compareText(a, b)).map(([code, minor]) => [code, toMajor(minor, code)]),
  );
}
