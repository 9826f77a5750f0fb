// A deal's credit by campaign under one model. Sums are taken in minor units, so that they add up to the deal's amount to
// the penny; touches without a campaign go by how they came.

import { toMajor, toMinor } from '#shared/money.ts';
import { wayName } from '#shared/report/ways.ts';
import type { ConversionAnswer } from '#shared/schema/index.ts';

interface CreditRow {
  readonly key: string;
  readonly name: string;
  readonly channel: string;
  /** Major units. */
  readonly value: number;
  /** Of the amount, 0 to 1; of the touches where the amount is 0. */
  readonly share: number;
  readonly touches: number;
}

export interface Credit {
  /** The largest first; campaigns that get nothing under this model are there with 0. */
  readonly rows: readonly CreditRow[];
  readonly amount: number;
  readonly currency: string;
  readonly attributed: number;
  /** What no touch gets, and why. */
  readonly unattributed: number;
  readonly reason: string | null;
}

/** Null where the conversion has no money, or the answer nothing under this model. */
export function creditOf(conversion: ConversionAnswer, model: string): Credit | null {
  const { amount, currency, touches } = conversion;
  if (amount === null) return null;
  const rows = new Map<string, { row: CreditRow; minor: number; share: number }>();
  for (const touch of touches) {
    const value = touch.value?.[model];
    if (value === undefined) return null;
    const name = touch.campaign ?? wayName(touch);
    const key = `${touch.platform ?? touch.channel}\n${name}`;
    const before = rows.get(key);
    const row = before?.row ?? { key, name, channel: touch.channel, value: 0, share: 0, touches: 0 };
    rows.set(key, {
      row: { ...row, touches: row.touches + 1 },
      minor: (before?.minor ?? 0) + toMinor(value, currency),
      share: (before?.share ?? 0) + (touch.credit[model] ?? 0),
    });
  }
  const all = [...rows.values()];
  const total = all.reduce((sum, { minor }) => sum + minor, 0);
  const whole = toMinor(amount, currency);
  return {
    rows: all
      .map(({ row, minor, share }) => ({
        ...row,
        value: toMajor(minor, currency),
        share: whole === 0 ? share : minor / whole,
      }))
      .sort((a, b) => b.share - a.share),
    amount,
    currency,
    attributed: toMajor(total, currency),
    unattributed: toMajor(whole - total, currency),
    reason: whole === total ? null : (conversion.unattributed ?? 'this model gives none of its touches credit'),
  };
}

/** '£12,000.00 = £4,800.00 + £7,200.00': the parts that aren't 0, or how many there are where they are many. */
export function conservationText(credit: Credit, money: (value: number, currency: string) => string): string {
  const { amount, currency, unattributed, attributed } = credit;
  const parts = credit.rows.filter(({ value }) => value !== 0).map(({ value }) => money(value, currency));
  const rest = unattributed === 0 ? [] : [`${money(unattributed, currency)} unattributed`];
  const told = parts.length > MOST_PARTS ? [`${money(attributed, currency)} of ${parts.length} campaigns`] : parts;
  return `${money(amount, currency)} = ${[...told, ...rest].join(' + ') || money(0, currency)}`;
}

const MOST_PARTS = 4;
