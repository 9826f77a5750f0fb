// What every figure stands on: the goal, then date basis, lookback, identity links and dates. Each change is handed on at once.

import { goals } from '#shared/report/goals.ts';
import type { Choices } from '../state/choices.ts';
import { LookbackField } from './lookback-field.tsx';
import { RangeField } from './range-field.tsx';
import { Segments } from './segments.tsx';

export interface BasisProps {
  choices: Choices;
  onChange(changes: Partial<Choices>): void;
}

export function GoalSwitch({ choices, onChange }: BasisProps) {
  return (
    <Segments
      legend="Goal"
      name="goal"
      options={goals.map(({ id, label }) => ({ value: id, label }))}
      value={choices.goal}
      onChange={goal => onChange({ goal })}
    />
  );
}

export function BasisFields({ choices, lastDay, onChange }: BasisProps & { lastDay: string }) {
  return (
    <div class="fields">
      <div class="field">
        <label for="date-basis">By day of</label>
        <select
          id="date-basis"
          value={choices.dateBasis}
          onChange={event => onChange({ dateBasis: event.currentTarget.value as Choices['dateBasis'] })}
        >
          <option value="conversion">conversion</option>
          <option value="touch">click</option>
        </select>
      </div>
      <LookbackField lookback={choices.lookback} onChange={lookback => onChange({ lookback })} />
      <div class="field">
        <label for="links">People joined by</label>
        <select
          id="links"
          value={choices.links ?? 'setting'}
          onChange={event => onChange({ links: event.currentTarget.value as Choices['links'] })}
        >
          <option value="setting">Settings</option>
          <option value="all">all links</option>
          <option value="hard">hard links only</option>
        </select>
      </div>
      <RangeField range={choices.range} lastDay={lastDay} onChange={range => onChange({ range })} />
    </div>
  );
}
