// A table's columns mapped by hand: a format, and for each of its columns the one of the file that is meant. What was guessed is
// filled in; the map is remembered by the companion once the file is in.

import type { FilePreview } from '#shared/schema/index.ts';
import type { ImportOptions } from './companion.ts';
import { make } from './dom.ts';

type ByHand = NonNullable<FilePreview['byHand']>;
type Column = ByHand['formats'][number]['columns'][number];

const same = 'the same in every row';

/** `onMapped` hears what was chosen. */
export function byHandForm(
  { headers, formats, nearest }: ByHand,
  key: string,
  onMapped: (options: ImportOptions) => void,
): HTMLElement {
  const fields = make('div');
  const trouble = make('p', { class: 'error', role: 'alert', hidden: true });
  const choice = make(
    'select',
    { id: `${key}-format`, onchange: () => fill() },
    ...formats.map(({ id, label }) => make('option', { value: id, selected: id === (nearest ?? 'deals') }, label)),
  );
  const formatOf = () => formats.find(({ id }) => id === choice.value) ?? formats[0];

  function field({ name, isRequired }: Column, map: Readonly<Record<string, string>>, i: number): HTMLElement {
    const id = `${key}-column-${i}`;
    const text = make('input', { 'aria-label': `${name}: ${same}`, 'data-constant': name, hidden: true });
    const select = make(
      'select',
      {
        id,
        'data-column': name,
        onchange: () => {
          text.hidden = select.value !== '=';
        },
      },
      make('option', { value: '' }, '–'),
      ...headers.map(header => {
        const example = header.examples[0] ? ` (${header.examples[0]})` : '';
        const isGuessed = map[name] === header.name;
        return make('option', { value: `:${header.name}`, selected: isGuessed }, `${header.name}${example}`);
      }),
      make('option', { value: '=' }, same),
    );
    const label = make('label', { for: id }, name, isRequired ? ' (needed)' : '');
    return make('div', { class: 'field' }, label, select, text);
  }

  function fill(): void {
    const { columns, map } = formatOf();
    const made = columns.map((column, i) => ({ column, element: field(column, map, i) }));
    // What is needed or was guessed first; the rest is seldom asked for.
    const isFirst = ({ column }: (typeof made)[number]) => column.isRequired || map[column.name] !== undefined;
    const elements = (which: typeof made) => which.map(({ element }) => element);
    const rest = made.filter(one => !isFirst(one));
    fields.replaceChildren(
      make('div', { class: 'fields' }, ...elements(made.filter(isFirst))),
      ...(rest.length > 0
        ? [
            make(
              'details',
              {},
              make('summary', {}, 'Other columns'),
              make('div', { class: 'fields' }, ...elements(rest)),
            ),
          ]
        : []),
    );
  }

  function chosen(): void {
    const map: Record<string, string> = {};
    for (const select of fields.querySelectorAll<HTMLSelectElement>('select[data-column]')) {
      const name = select.dataset.column as string;
      const constant = fields.querySelector<HTMLInputElement>(`input[data-constant="${CSS.escape(name)}"]`);
      if (select.value.startsWith(':')) map[name] = select.value.slice(1);
      else if (select.value === '=' && constant?.value.trim()) map[name] = `=${constant.value.trim()}`;
    }
    const missing = formatOf().columns.filter(({ name, isRequired }) => isRequired && !map[name]);
    trouble.hidden = missing.length === 0;
    trouble.textContent = `Please choose what is meant by ${missing.map(({ name }) => name).join(', ')}.`;
    if (missing.length > 0)
      fields.querySelector<HTMLElement>(`[data-column="${CSS.escape(missing[0].name)}"]`)?.focus();
    else onMapped({ format: choice.value, map });
  }

  fill();
  return make(
    'div',
    { class: 'by-hand' },
    make(
      'p',
      { class: 'soft' },
      'Say once which column is meant by what: the next file with this header needs nothing.',
    ),
    make('div', { class: 'field' }, make('label', { for: `${key}-format` }, 'What is it?'), choice),
    fields,
    trouble,
    make(
      'p',
      { class: 'buttons' },
      make('button', { type: 'button', class: 'primary', onclick: chosen }, 'Look again with these columns'),
    ),
  );
}
