// One of a few, all in sight: radio buttons drawn as a bar, so that arrow keys change the choice at once, as everywhere.

import type { ComponentChildren } from 'preact';

export interface SegmentsProps<T extends string> {
  legend: string;
  /** Unique in the page. */
  name: string;
  options: readonly { readonly value: T; readonly label: ComponentChildren }[];
  /** None is chosen where it isn't one of the options. */
  value: T | null;
  onChange(value: T): void;
}

export function Segments<T extends string>({ legend, name, options, value, onChange }: SegmentsProps<T>) {
  return (
    <fieldset class="segments">
      <legend>{legend}</legend>
      <div class="segments-bar">
        {options.map(option => (
          <label key={option.value} class="segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span class="segment-label">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
