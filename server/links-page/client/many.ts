// Many links from pasted cells or a CSV file: first looked at, then kept, all or none.

import type { LinkRowCheck } from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';
import { ask, Refused } from '../../import-page/client/companion.ts';
import { byId, make, say, table } from '../../import-page/client/dom.ts';
import type { FormHears } from './form.ts';
import { hasErrors, hasWarnings, problemBox } from './problems.ts';

interface Looked {
  rows: LinkRowCheck[];
  bad: number;
  kept: number;
  unknown: string[];
  missing: string[];
}

const rowsShown = 200;

export function listenToTable(hears: FormHears): void {
  const text = byId('table-text') as HTMLTextAreaElement;
  const file = byId('table-file') as HTMLInputElement;
  byId('look').addEventListener('click', () => void send(hears, false, false));
  byId('choose-table').addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? [];
    file.value = '';
    if (!chosen) return;
    text.value = await chosen.text();
    await send(hears, false, false);
  });
}

async function send(hears: FormHears, keep: boolean, force: boolean): Promise<void> {
  const { value: text } = byId('table-text') as HTMLTextAreaElement;
  if (text.trim() === '') {
    byId('table').replaceChildren(make('p', { class: 'problem error' }, 'There is nothing pasted yet.'));
    byId('table-text').focus();
    return;
  }
  byId('table').replaceChildren(make('p', { class: 'soft' }, keep ? 'Keeping them …' : 'Looking at them …'));
  try {
    const answer: Looked = await (await ask('POST', 'links/table', { text, keep, force })).json();
    hears.onTrouble(null);
    show(answer, hears);
    if (answer.kept > 0) hears.onKept();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    byId('table').replaceChildren();
    hears.onTrouble(error);
  }
}

function show({ rows, kept, unknown, missing }: Looked, hears: FormHears): void {
  const errors = rows.filter(({ problems }) => hasErrors(problems)).length;
  const warned = rows.filter(({ problems }) => !hasErrors(problems) && hasWarnings(problems)).length;
  const said =
    missing.length > 0
      ? `The first line names no column ${missing.join(', ')}.`
      : kept > 0
        ? `${plural(kept, 'link')} kept.`
        : [
            `${plural(rows.length, 'link')}: ${rows.length - errors - warned} good`,
            warned > 0 && `${warned} with warnings`,
            errors > 0 && `${errors} that can't be made`,
          ]
            .filter(Boolean)
            .join(', ');
  say(said);
  const isOpen = kept === 0 && missing.length === 0 && errors === 0 && rows.length > 0;
  const keepThem = make(
    'button',
    { type: 'button', class: 'primary', onclick: () => void send(hears, true, warned > 0) },
    warned > 0 ? `Keep ${plural(rows.length, 'link')} in spite of the warnings` : `Keep ${plural(rows.length, 'link')}`,
  );
  byId('table').replaceChildren(
    make('p', { class: missing.length > 0 || errors > 0 ? 'problem error' : 'note' }, said),
    unknown.length > 0 ? make('p', { class: 'soft' }, `Columns that mean nothing here: ${unknown.join(', ')}`) : '',
    isOpen ? make('p', { class: 'buttons' }, keepThem) : '',
    rows.length > 0 && missing.length === 0
      ? make(
          'div',
          { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'The links' },
          table(
            ['Line', 'Link', 'Counts in', 'Problems'],
            rows
              .slice(0, rowsShown)
              .map(({ line, link, channel, problems }) => [
                String(line),
                make('code', {}, link ?? '–'),
                channel ?? '–',
                make('div', {}, ...problems.map(problem => problemBox(problem))),
              ]),
            [0],
          ),
          rows.length > rowsShown ? make('p', { class: 'soft' }, `and ${rows.length - rowsShown} more`) : '',
        )
      : '',
  );
}
