// How long before its conversion a touch still counts: as the workspace has it, none, or a number of days.

import { useState } from 'preact/hooks';
import type { Choices } from '../state/choices.ts';

const usual = [30, 60, 90, 180];

export interface LookbackFieldProps {
  lookback: Choices['lookback'];
  onChange(lookback: Choices['lookback']): void;
}

export function LookbackField({ lookback, onChange }: LookbackFieldProps) {
  const [isOwn, setOwn] = useState(typeof lookback === 'number' && !usual.includes(lookback));
  const chosen = isOwn ? 'own' : String(lookback);
  const choose = (value: string) => {
    setOwn(value === 'own');
    if (value === 'setting') onChange('setting');
    else if (value === 'null') onChange(null);
    else if (value !== 'own') onChange(Number(value));
    else if (typeof lookback !== 'number') onChange(45);
  };
  return (
    <div class="field">
      <label for="lookback">Lookback</label>
      <select id="lookback" value={chosen} onChange={event => choose(event.currentTarget.value)}>
        <option value="setting">Settings</option>
        <option value="null">No limit</option>
        {usual.map(days => (
          <option key={days} value={String(days)}>
            {days} days
          </option>
        ))}
        <option value="own">Other…</option>
      </select>
      {isOwn && (
        <div class="field-more">
          <label for="lookback-days">Days</label>
          <input
            id="lookback-days"
            type="number"
            inputMode="numeric"
            min={1}
            max={3650}
            step={1}
            value={typeof lookback === 'number' ? lookback : ''}
            onInput={event => {
              const days = event.currentTarget.valueAsNumber;
              if (Number.isInteger(days) && days >= 1 && days <= 3650) onChange(days);
            }}
          />
        </div>
      )}
    </div>
  );
}
