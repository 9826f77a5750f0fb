// Which days count: the ad page's own, all, or fixed ones. A first day after the last is said and not taken.

import { useState } from 'preact/hooks';
import type { Choices } from '../state/choices.ts';

export interface RangeFieldProps {
  range: Choices['range'];
  /** Civil day that fixed dates begin by ending on: the latest that there is data of. */
  lastDay: string;
  onChange(range: Choices['range']): void;
}

export function RangeField({ range, lastDay, onChange }: RangeFieldProps) {
  const isFixed = typeof range === 'object';
  const [draft, setDraft] = useState(isFixed ? range : null);
  const fixed = draft ?? (isFixed ? range : null);
  const isBackwards = fixed !== null && fixed.from > fixed.to;
  const choose = (value: string) => {
    if (value === 'page' || value === 'all') {
      setDraft(null);
      onChange(value);
      return;
    }
    const next = { from: `${lastDay.slice(0, 8)}01`, to: lastDay };
    setDraft(next);
    onChange(next);
  };
  const edit = (change: Partial<{ from: string; to: string }>) => {
    if (fixed === null || Object.values(change).includes('')) return;
    const next = { ...fixed, ...change };
    setDraft(next);
    if (next.from <= next.to) onChange(next);
  };
  return (
    <div class="field">
      <label for="range">Dates</label>
      <select
        id="range"
        value={isFixed ? 'fixed' : range}
        onChange={event => choose(event.currentTarget.value)}
        aria-describedby="range-told"
      >
        <option value="page">Ad page’s</option>
        <option value="all">All time</option>
        <option value="fixed">Fixed…</option>
      </select>
      {isFixed && fixed && (
        <div class="field-more field-days">
          <label for="from">From</label>
          <input
            id="from"
            type="date"
            value={fixed.from}
            aria-invalid={isBackwards}
            onChange={event => edit({ from: event.currentTarget.value })}
          />
          <label for="to">To</label>
          <input
            id="to"
            type="date"
            value={fixed.to}
            aria-invalid={isBackwards}
            onChange={event => edit({ to: event.currentTarget.value })}
          />
        </div>
      )}
      <span id="range-told" class={isBackwards ? 'field-error' : 'visually-hidden'} role="status">
        {isBackwards ? 'The first day is after the last: not taken yet.' : ''}
      </span>
    </div>
  );
}
