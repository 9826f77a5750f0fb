// A deal's credit by campaign under the current model: a bar and the money of each, the largest first.

import { formatMoney } from '../format.ts';
import { creditOf } from './credit.ts';
import type { Deal } from './deals.ts';
import { ChannelDot, hueOf } from './icon.tsx';

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

interface Props {
  deal: Deal;
  model: string;
  models: readonly { id: string; label: string }[];
  onModel: (model: string) => void;
}

export function CreditView({ deal, model, models, onModel }: Props) {
  const credit = creditOf(deal.conversion, model);
  return (
    <section aria-labelledby="credit">
      <h3 id="credit">Credit by campaign</h3>
      <label class="model">
        <span>Model</span>
        <select value={model} onChange={event => onModel(event.currentTarget.value)}>
          {models.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {credit ? (
        <ul class="credit" data-model={model}>
          {credit.rows.map(({ key, name, channel, value, share, touches }) => (
            <li key={key} class={value === 0 ? 'share is-none' : 'share'} data-campaign={name}>
              <span class="who">
                <ChannelDot channel={channel} />
                <span class="name">{name}</span>
                {touches > 1 && <span class="faint">{touches} touches</span>}
              </span>
              <span class="worth">
                <span class="money">{formatMoney(value, credit.currency)}</span>
                <span class="faint part">{percent.format(share)}</span>
              </span>
              {value !== 0 && (
                <span class="bar" aria-hidden="true">
                  <i class={hueOf(channel)} style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
                </span>
              )}
            </li>
          ))}
          {credit.unattributed !== 0 && (
            <li data-campaign="" class="share is-none">
              <span class="who">
                <span class="name">Unattributed</span>
                <span class="faint">{credit.reason}</span>
              </span>
              <span class="worth">
                <span class="money">{formatMoney(credit.unattributed, credit.currency)}</span>
              </span>
            </li>
          )}
        </ul>
      ) : (
        <p class="faint">There is no money to credit under this model.</p>
      )}
    </section>
  );
}
