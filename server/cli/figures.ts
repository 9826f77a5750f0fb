// Numbers as people read them, for the terminal only: JSON and CSV carry the bare numbers. What is null shows as –.

import { formatMoney, toMinor } from '#shared/money.ts';
import { goals } from '#shared/report/goals.ts';
import type { Conservation, Figures, Meta, Reason } from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';
import { plain } from './table.ts';

const counts = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const ratios = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percents = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export type FigureKind = 'count' | 'money' | 'ratio' | 'percent';

export function figureText(value: number | null | undefined, kind: FigureKind, currency: string): string {
  if (value === null || value === undefined) return '–';
  if (kind === 'money') return moneyText(value, currency);
  if (kind === 'ratio') return ratios.format(value);
  if (kind === 'percent') return `${percents.format(value * 100)} %`;
  return countText(value);
}

/** A fractional count that rounds to nothing still says that it is something. */
export function countText(value: number): string {
  const text = counts.format(value);
  return value !== 0 && (text === '0' || text === '-0') ? '<0.01' : text;
}

/** Major units with the currency's sign and decimals. */
export function moneyText(major: number, currency: string): string {
  return formatMoney(toMinor(major, currency), currency);
}

export const figureColumns: readonly { id: keyof Figures & string; label: string; kind: FigureKind }[] = [
  { id: 'impressions', label: 'Impressions', kind: 'count' },
  { id: 'clicks', label: 'Clicks', kind: 'count' },
  { id: 'cost', label: 'Cost', kind: 'money' },
  { id: 'visits', label: 'Visits', kind: 'count' },
  { id: 'leads', label: 'Leads', kind: 'count' },
  { id: 'opportunities', label: 'Opps', kind: 'count' },
  { id: 'won', label: 'Won', kind: 'count' },
  { id: 'pipeline', label: 'Pipeline', kind: 'money' },
  { id: 'revenue', label: 'Revenue', kind: 'money' },
  { id: 'roas', label: 'ROAS', kind: 'ratio' },
  { id: 'roi', label: 'ROI', kind: 'percent' },
  { id: 'cpl', label: 'CPL', kind: 'money' },
  { id: 'cac', label: 'CAC', kind: 'money' },
];

/** How the goal's own figure is written. */
export function goalText(value: number | null, goal: string, currency: string): string {
  const unit = goals.find(g => g.id === goal)?.unit ?? 'money';
  return figureText(value, unit, currency);
}

/** What an answer stands on, in one line. */
export function basisLine(meta: Meta): string {
  const range = meta.from || meta.to ? `${meta.from ?? 'the beginning'} to ${meta.to ?? 'the latest'}` : 'all time';
  return [
    goals.find(g => g.id === meta.goal)?.label ?? meta.goal,
    ...(meta.models.length > 0 && meta.models.length <= 4 ? [meta.models.join(', ')] : []),
    ...(meta.models.length > 4 ? [`${meta.models.length} models`] : []),
    `${range}, by day of ${meta.dateBasis}`,
    meta.lookback === null ? 'no lookback window' : `lookback ${meta.lookback} days`,
    meta.direct === 'ignore' ? 'direct ignored' : 'direct counts',
    ...(meta.links === 'hard' ? ['hard links only'] : []),
    meta.currency,
    meta.zone,
  ].join(' · ');
}

/** The law under every answer: imported = attributed + unattributed + excluded. */
export function conservationLine(conservation: Conservation, meta: Meta): string {
  const of = (value: number) => goalText(value, meta.goal, meta.currency);
  const { imported, attributed, unattributed, excluded, conversions, unconverted, holds } = conservation;
  const inCounts = (n: number) => countText(n);
  const kind = goals.find(g => g.id === meta.goal)?.unit ?? 'money';
  const sum = `${of(imported)} imported = ${of(attributed)} attributed + ${of(unattributed)} unattributed + ${of(excluded)} excluded`;
  const behind = `${plural(conversions.imported, 'conversion')} = ${inCounts(conversions.attributed)} + ${inCounts(conversions.unattributed)} + ${inCounts(conversions.excluded)}`;
  const foreign = Object.entries(unconverted ?? {}).map(([code, amount]) => moneyIn(amount, code));
  return [
    `${holds ? 'Conservation' : 'CONSERVATION BROKEN'}: ${sum}`,
    ...(kind === 'money' || !holds ? [behind] : []),
    ...(foreign.length > 0 ? [`besides, without an exchange rate: ${foreign.join(', ')}`] : []),
  ].join(' · ');
}

/** 'no touch before the conversion: 3 conversions, £200.00', one line a reason. */
export function reasonLines(title: string, reasons: readonly Reason[], meta: Meta): string[] {
  return reasons
    .filter(r => r.conversions !== 0 || (r.value ?? 0) !== 0)
    .map(({ reason, conversions, value, amounts }) => {
      const worth = [
        ...(value !== null && goals.find(g => g.id === meta.goal)?.unit === 'money'
          ? [moneyText(value, meta.currency)]
          : []),
        ...Object.entries(amounts ?? {}).map(([code, amount]) => moneyIn(amount, code)),
      ];
      const many = `${countText(conversions)} conversion${conversions === 1 ? '' : 's'}`;
      return `  ${title}: ${plain(reason)} (${[many, ...worth].join(', ')})`;
    });
}

/** An amount in a currency that may be none we know. */
function moneyIn(amount: number, code: string): string {
  try {
    return moneyText(amount, code);
  } catch {
    return `${amount} ${code || 'of no currency'}`;
  }
}
