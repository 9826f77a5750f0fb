// Which columns the overlay puts beside the ad page's own, and in which order. Up and down are buttons: they work from the
// keyboard, keep the focus, and say where the column has got to.

import { useState } from 'preact/hooks';
import { type ColumnId, columns } from '../overlay/columns.ts';
import { moved } from './moved.ts';

export interface ColumnsChooserProps {
  /** The chosen ones, in their order. */
  chosen: readonly ColumnId[];
  onChange(chosen: ColumnId[]): void;
}

export function ColumnsChooser({ chosen, onChange }: ColumnsChooserProps) {
  const [told, tell] = useState('');
  const shown = [...chosen, ...columns.map(({ id }) => id).filter(id => !chosen.includes(id))];
  const labelOf = (id: ColumnId) => columns.find(column => column.id === id)!.label;
  const toggle = (id: ColumnId, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, id] : chosen.filter(other => other !== id));
  const move = (id: ColumnId, by: -1 | 1) => {
    const next = moved(chosen, id, by);
    onChange(next);
    tell(`${labelOf(id)} is now column ${next.indexOf(id) + 1} of ${next.length}`);
  };
  return (
    <div class="columns">
      <ol>
        {shown.map(id => {
          const at = chosen.indexOf(id);
          return (
            <li key={id}>
              <label>
                <input type="checkbox" checked={at >= 0} onChange={event => toggle(id, event.currentTarget.checked)} />
                {labelOf(id)}
              </label>
              {([-1, 1] as const).map(by => {
                // Not `disabled`: a button that is switched off under the finger loses the focus.
                const isEnd = at < 0 || at + by < 0 || at + by >= chosen.length;
                return (
                  <button
                    key={by}
                    type="button"
                    class="icon-button"
                    aria-label={`Move ${labelOf(id)} ${by < 0 ? 'up' : 'down'}`}
                    aria-disabled={isEnd}
                    onClick={() => !isEnd && move(id, by)}
                  >
                    <svg viewBox="0 0 16 16" aria-hidden="true">
                      <path d={by < 0 ? 'M3 10l5-5 5 5' : 'M3 6l5 5 5-5'} />
                    </svg>
                  </button>
                );
              })}
            </li>
          );
        })}
      </ol>
      <p class="visually-hidden" role="status">
        {told}
      </p>
    </div>
  );
}
