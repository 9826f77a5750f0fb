// Imported = attributed + unattributed + excluded, to the penny, with the reasons for the last two.

import type { Meta, Reason, Conservation as Sums } from '#shared/schema/index.ts';
import { formatCount, formatMoney } from '../format.ts';
import { goalById, goalText } from './figures.ts';

export interface ConservationProps {
  meta: Meta;
  sums: Sums;
  unattributed?: readonly Reason[];
  excluded?: readonly Reason[];
}

export function Conservation({ meta, sums, unattributed = [], excluded = [] }: ConservationProps) {
  const text = (value: number) => goalText(value, meta.goal, meta.currency);
  const isMoney = goalById(meta.goal).unit === 'money';
  const parts = [
    ['attributed', sums.attributed],
    ['unattributed', sums.unattributed],
    ['excluded', sums.excluded],
  ] as const;
  const reasons = [
    ...unattributed.map(reason => ['Unattributed', reason] as const),
    ...excluded.map(reason => ['Excluded', reason] as const),
  ].filter(([, { conversions, value }]) => conversions !== 0 || (value ?? 0) !== 0);
  const foreign = Object.entries(sums.unconverted ?? {});
  return (
    <div class={sums.holds ? 'conservation' : 'conservation conservation-broken'}>
      <p>
        {!sums.holds && <strong>The sums don’t meet: </strong>}
        <data class="number" value={sums.imported}>
          {text(sums.imported)}
        </data>{' '}
        imported ={' '}
        {parts.map(([name, value], i) => (
          <span key={name}>
            {i > 0 && ' + '}
            <data class="number" value={value}>
              {text(value)}
            </data>{' '}
            {name}
          </span>
        ))}
      </p>
      {reasons.length > 0 && (
        <ul>
          {reasons.map(([what, { reason, conversions, value, amounts }]) => (
            <li key={`${what} ${reason}`}>
              {what}: {reason} ({formatCount(conversions)} {conversions === 1 ? 'conversion' : 'conversions'}
              {isMoney && value !== null && `, ${text(value)}`}
              {Object.entries(amounts ?? {}).map(([currency, amount]) => `, ${formatMoney(amount, currency)}`)})
            </li>
          ))}
        </ul>
      )}
      {foreign.length > 0 && (
        <p>
          Besides, without an exchange rate: {foreign.map(([code, amount]) => formatMoney(amount, code)).join(', ')}
        </p>
      )}
    </div>
  );
}
