// All models in sight, one press each; the arrow keys change the model at once and typing finds one. What the model does
// stands below; pointing at another tells what that one would do, without choosing it.

import { useRef, useState } from 'preact/hooks';
import { models } from '#shared/models/index.ts';
import { findByTyping, type Typed, typeOn } from './find-by-typing.ts';

const labels = models.map(model => model.label);

export interface ModelSwitchProps {
  /** Model id. */
  model: string;
  onChange(model: string): void;
}

export function ModelSwitch({ model, onChange }: ModelSwitchProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  const typed = useRef<Typed>({ text: '', at: 0 });
  const [pointedAt, pointAt] = useState<string | null>(null);
  const told = models.find(({ id }) => id === (pointedAt ?? model));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
    typed.current = typeOn(typed.current, event.key, event.timeStamp);
    const found = findByTyping(
      labels,
      typed.current.text,
      models.findIndex(({ id }) => id === model),
    );
    if (found < 0) return;
    event.preventDefault();
    group.current?.querySelector<HTMLInputElement>(`input[value="${models[found].id}"]`)?.focus();
    onChange(models[found].id);
  };

  return (
    <fieldset class="models" ref={group} onKeyDown={onKeyDown}>
      <legend>Attribution model</legend>
      <div class="model-chips">
        {models.map(({ id, label, about }) => (
          <label key={id} class="chip" onPointerEnter={() => pointAt(id)} onPointerLeave={() => pointAt(null)}>
            <input
              type="radio"
              name="model"
              value={id}
              checked={id === model}
              aria-describedby={`about-${id}`}
              onChange={() => onChange(id)}
            />
            <span class="chip-label">{label}</span>
            <span id={`about-${id}`} hidden>
              {about}
            </span>
          </label>
        ))}
      </div>
      <p class="model-about" aria-hidden="true">
        {told?.about ?? `This version doesn’t know the model “${model}”.`}
      </p>
    </fieldset>
  );
}
