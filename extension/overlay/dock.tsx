// The header of the overlay: whose figures these are, on what basis, under which model, how old, and that they add up.

import type { ReadonlySignal } from '@preact/signals';
import { models } from '#shared/models/index.ts';
import { DASH } from '../format.ts';
import type { Board } from '../state/board.ts';
import type { Choices } from '../state/choices.ts';
import { ageText, conservationOf, notesOf, rangeText, toneOf } from './dock-words.ts';
import { accountMismatch, type Shown } from './shown.ts';

export interface DockProps {
  label: string;
  shown: ReadonlySignal<Shown | null>;
  choices: ReadonlySignal<Choices>;
  board: ReadonlySignal<Board>;
  now: ReadonlySignal<number>;
  onChange(changes: Partial<Choices>): void;
}

export function Dock({ label, shown, choices, board, now, onChange }: DockProps) {
  const what = shown.value;
  if (!what) return null;
  const { headerFolded, model } = choices.value;
  const { workspace } = board.value;
  const tone = toneOf(what, board.value);
  const modelName = models.find(({ id }) => id === model)?.label ?? model;
  if (headerFolded) {
    return (
      <button
        class="pill"
        type="button"
        aria-expanded="false"
        aria-label={`Throughline: ${modelName}. Unfold`}
        onClick={() => onChange({ headerFolded: false })}
      >
        <span class="mark" data-tone={tone} />
        {modelName}
      </button>
    );
  }
  const meta = what.latest?.answer.meta;
  const isStranger = what.latest !== null && accountMismatch(what.pageBasis.account, what.latest.answer);
  const range = rangeText(what, choices.value);
  const sums = conservationOf(what);
  const notes = notesOf(what, board.value);
  return (
    <section class="dock" aria-label={`Throughline on ${label}`}>
      <div class="head">
        <span class="mark" data-tone={tone} />
        <h2 class={isStranger ? 'bad' : ''}>{workspace?.name ?? 'Throughline'}</h2>
        <button
          type="button"
          class="fold"
          aria-expanded="true"
          aria-label="Fold away"
          onClick={() => onChange({ headerFolded: true })}
        >
          ▾
        </button>
      </div>
      <div class="body">
        <div class="model">
          <label for="model">Model</label>
          <select id="model" value={model} onChange={event => onChange({ model: event.currentTarget.value })}>
            {models.map(({ id, label: name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <dl>
          <dt>Account</dt>
          <dd class={isStranger ? 'bad' : ''}>
            {what.pageBasis.account ?? <span class="soft">can’t be read on this page</span>}
          </dd>
          <dt>Dates</dt>
          <dd>
            {range.days} <span class="soft">· {range.whose}</span>
          </dd>
          <dt>Basis</dt>
          <dd>
            {meta ? `${meta.currency} · ${meta.zone}` : workspace ? `${workspace.currency} · ${workspace.zone}` : DASH}
          </dd>
          <dt>Figures</dt>
          <dd class={what.latest?.isStale ? 'stale' : ''}>{ageText(what, now.value)}</dd>
        </dl>
        {notes.length > 0 && (
          <ul class="notes" role="status">
            {notes.map(({ text, isBad }) => (
              <li key={text} class={isBad ? 'is-bad' : ''}>
                {text}
              </li>
            ))}
          </ul>
        )}
      </div>
      {sums && (
        <footer class={sums.holds ? '' : 'bad'}>
          {!sums.holds && 'The sums don’t meet: '}
          {sums.goal} imported <b>{sums.imported}</b> ={' '}
          {sums.parts.map(({ name, text }, i) => (
            <span key={name}>
              {i > 0 && ' + '}
              {name} <b>{text}</b>
            </span>
          ))}
        </footer>
      )}
    </section>
  );
}
