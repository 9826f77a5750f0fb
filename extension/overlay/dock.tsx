// The header of the overlay: whose figures these are, on what basis, under which model, how old, and that they add up.

import type { ReadonlySignal } from '@preact/signals';
import { models } from '#shared/models/index.ts';
import type { Board } from '../state/board.ts';
import type { Choices } from '../state/choices.ts';
import { withCode } from '../views/with-code.tsx';
import { ageText, conservationOf, notesOf, rangeText, toneOf } from './dock-words.ts';
import { accountMismatch, type Shown } from './shown.ts';

export interface DockProps {
  /** The site's. */
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
  if (headerFolded) {
    const name = models.find(({ id }) => id === model)?.label ?? model;
    const says = `Throughline: ${workspace?.name ?? 'no workspace'}, ${name}. Unfold`;
    return (
      <button
        class="folded"
        type="button"
        aria-expanded="false"
        aria-label={says}
        title={says}
        onClick={() => onChange({ headerFolded: false })}
      >
        <span class="mark" data-tone={tone} />
      </button>
    );
  }
  const meta = what.latest?.answer.meta;
  const isStranger = what.latest !== null && accountMismatch(what.pageBasis.account, what.latest.answer);
  const range = rangeText(what, choices.value);
  const sums = conservationOf(what);
  const notes = notesOf(what, board.value);
  const basis = meta ?? workspace;
  return (
    <section class="dock" aria-label={`Throughline on ${label}`}>
      <div class="facts">
        <div class="who">
          <span class="mark" data-tone={tone} />
          <h2 class={isStranger ? 'bad' : ''}>{workspace?.name ?? 'Throughline'}</h2>
          <span class={isStranger ? 'bad' : 'soft'} title="The page’s account">
            {what.pageBasis.account ?? 'account can’t be read'}
          </span>
        </div>
        <label>
          Model
          <select value={model} onChange={event => onChange({ model: event.currentTarget.value })}>
            {models.map(({ id, label: name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <p>
          {range.days} <span class="soft">({range.whose})</span>
        </p>
        {basis && (
          <p class="soft">
            {basis.currency} · {basis.zone}
          </p>
        )}
        <p class={what.latest?.isStale ? '' : 'soft'}>{ageText(what, board.value, now.value)}</p>
        <button
          type="button"
          class="push"
          aria-expanded="true"
          aria-label="Fold away"
          title="Fold away"
          onClick={() => onChange({ headerFolded: true })}
        >
          ▾
        </button>
      </div>
      {notes.length > 0 && (
        <ul class="notes" role="status">
          {notes.map(({ text, isBad }) => (
            <li key={text} class={isBad ? 'is-bad' : ''}>
              {withCode(text)}
            </li>
          ))}
        </ul>
      )}
      {sums && (
        <footer class={sums.holds ? '' : 'bad'}>
          {!sums.holds && 'The sums don’t meet: '}
          {sums.goal}: imported <b>{sums.imported}</b> ={' '}
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
