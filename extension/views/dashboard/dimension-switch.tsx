// By what the comparison's rows are: the usual ones in sight, all others in a list.

import { type DimensionId, dimensions } from '#shared/report/dimensions.ts';
import { Segments } from '../segments.tsx';

const usual: readonly DimensionId[] = ['channel', 'source', 'campaign', 'keyword', 'landing-page', 'month'];
const others = dimensions.filter(({ id }) => !usual.includes(id));

export interface DimensionSwitchProps {
  by: DimensionId;
  onChange(by: DimensionId): void;
}

export function DimensionSwitch({ by, onChange }: DimensionSwitchProps) {
  const label = (id: DimensionId) => dimensions.find(dimension => dimension.id === id)!.label;
  return (
    <div class="dimensions">
      <Segments
        legend="Rows"
        name="by"
        options={usual.map(id => ({ value: id, label: label(id) }))}
        value={usual.includes(by) ? by : null}
        onChange={onChange}
      />
      <div class="field">
        <label for="by-other">Other rows</label>
        <select
          id="by-other"
          value={usual.includes(by) ? '' : by}
          onChange={event => event.currentTarget.value && onChange(event.currentTarget.value as DimensionId)}
        >
          <option value="">…</option>
          {others.map(({ id }) => (
            <option key={id} value={id}>
              {label(id)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
