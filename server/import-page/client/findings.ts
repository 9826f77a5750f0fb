// What is known of a file before it is taken in, as a person reads it: what it is and why, its columns, its first rows as they
// would be stored, what they would meet, and what stands in the way.

import type { FilePreview } from '#shared/schema/index.ts';
import { plural, words } from '#shared/words.ts';
import type { WireError } from './companion.ts';
import { countText, make, sizeText, table } from './dom.ts';

const rejectsShown = 8;

export function findings(file: FilePreview): HTMLElement {
  const parts = [
    file.format ? facts(file, file.format) : null,
    ...file.notes.map(note => make('p', { class: 'note' }, note)),
    file.error
      ? errorBox(hereRemedied(file), file.format ? 'Not to be taken in like this' : 'No format is known for it')
      : null,
    file.rejected > 0 ? rejects(file) : null,
    file.columns.length > 0 ? columns(file) : null,
    file.sample.length > 0 ? sample(file) : null,
  ];
  return make('div', { class: 'findings' }, ...parts);
}

function facts(file: FilePreview, format: NonNullable<FilePreview['format']>): HTMLElement {
  const rows: [string, string][] = [
    ['Format', `${format.label}: ${why(format)}`],
    ['Rows', `${file.rows.isEstimate ? 'about ' : ''}${countText(file.rows.count)}, ${sizeText(file.bytes)}`],
    ['Currency', `${file.currency.codes.join(', ') || '–'} (${file.currency.from})`],
    ['Time zone', `${file.zone.zone} (${file.zone.from})`],
    ['Dates', dates(file.dateOrder)],
    ...(file.decimal ? [['Decimals', file.decimal === ',' ? '1.234,56' : '1,234.56'] as [string, string]] : []),
    ...file.joins.map(({ what, matched, of, unmatched }): [string, string] => [
      'Joins',
      `${countText(matched)} of ${countText(of)} ${what}${unmatched.length > 0 ? ` (not: ${unmatched.join(', ')}${of - matched > unmatched.length ? ' …' : ''})` : ''}`,
    ]),
  ];
  return make(
    'dl',
    { class: 'facts' },
    ...rows.flatMap(([name, text]) => [make('dt', {}, name), make('dd', {}, text)]),
  );
}

function why({ by, line, headers }: NonNullable<FilePreview['format']>): string {
  const named =
    headers
      .slice(0, 5)
      .map(header => `“${header}”`)
      .join(', ') + (headers.length > 5 ? ' …' : '');
  if (by === 'option') return 'as you said';
  if (by === 'map') return `by the columns you mapped: ${named}`;
  if (by === 'remembered map') return `by the columns you mapped before: ${named}`;
  return `told by ${named || 'its cells'}${line === null ? '' : ` on line ${line}`}`;
}

function dates({ order, isAmbiguous, from }: FilePreview['dateOrder']): string {
  if (order === null)
    return isAmbiguous ? 'day/month or month/day: please say below' : 'no question of day or month first';
  return `${order === 'dmy' ? 'day/month' : 'month/day'} (${from})`;
}

/** What is answered on a command line is answered here further down. */
function hereRemedied({ error, byHand }: FilePreview): WireError {
  const told = error as WireError;
  if (told.code === 'date-order') return { ...told, expected: undefined, remedy: 'Say below how they are meant.' };
  const isUnknown = told.code === 'format-unknown' || told.code === 'columns-missing';
  return byHand && isUnknown ? { ...told, remedy: 'Say below which of its columns is meant by what.' } : told;
}

export function errorBox({ what, found, expected, remedy }: WireError, title: string): HTMLElement {
  const lines = [
    ['Found', found],
    ['Expected', expected],
    ['What to do', remedy],
  ].filter(([, text]) => text);
  return make(
    'div',
    { class: 'error' },
    make('p', {}, make('strong', {}, `${title}. `), what),
    ...lines.map(([name, text]) => make('p', { class: 'soft' }, `${name}: ${text}`)),
  );
}

function rejects(file: FilePreview): HTMLElement {
  const more = file.rejected - Math.min(rejectsShown, file.rejects.length);
  return make(
    'div',
    { class: 'warning' },
    make('p', {}, `Of the first ${plural(file.looked, 'row')} ${countText(file.rejected)} would be set aside:`),
    make(
      'ul',
      {},
      ...file.rejects.slice(0, rejectsShown).map(({ line, reason }) => make('li', {}, `line ${line}: ${reason}`)),
      more > 0 ? make('li', {}, `… and ${countText(more)} more`) : null,
    ),
  );
}

function columns(file: FilePreview): HTMLElement {
  const unknown = file.columns.filter(({ fields }) => fields.length === 0);
  const understood = file.columns.length - unknown.length;
  const rest = unknown.length === 0 ? 'all understood' : `${understood} understood, ${unknown.length} not`;
  return make(
    'details',
    {},
    make('summary', {}, `Columns: ${rest}`),
    make(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `Columns of ${file.file}` },
      table(
        ['Column', 'Becomes', 'Example'],
        file.columns.map(({ column, fields, example }) => [
          column,
          fields.length > 0
            ? [...new Set(fields.map(({ record, field }) => `${words(record)}: ${words(field)}`))].join(', ')
            : make(
                'span',
                { class: 'soft' },
                file.keepsUnknown ? 'not understood, kept as a property' : 'not understood, left out',
              ),
          example ?? '–',
        ]),
      ),
    ),
  );
}

function sample(file: FilePreview): HTMLElement {
  const kinds = [...new Set(file.sample.flatMap(({ records }) => records.map(({ record }) => record)))];
  return make(
    'details',
    { open: true },
    make(
      'summary',
      {},
      file.sample.length === 1
        ? 'The first row as it would be stored'
        : `The first ${plural(file.sample.length, 'row')} as they would be stored`,
    ),
    ...kinds.map(kind => {
      const rows = file.sample.flatMap(({ line, records }) =>
        records.filter(({ record }) => record === kind).map(({ fields }) => ({ line, fields })),
      );
      const names = [...new Set(rows.flatMap(({ fields }) => Object.keys(fields)))];
      return make(
        'div',
        { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `${words(kind)} of ${file.file}` },
        make('p', { class: 'kind' }, words(kind)),
        table(
          ['line', ...names.map(words)],
          rows.map(({ line, fields }) => [String(line), ...names.map(name => shown(fields[name]))]),
          [
            0,
            ...names.flatMap((name, i) =>
              isFigure(
                name,
                rows.map(({ fields }) => fields[name]),
              )
                ? [i + 1]
                : [],
            ),
          ],
        ),
      );
    }),
  );
}

/** Figures stand with their last digits under each other; an id is a name, also one of digits. */
function isFigure(name: string, values: readonly unknown[]): boolean {
  const there = values.filter(value => value !== undefined && value !== null);
  return !/(^|_)id$/.test(name) && there.length > 0 && there.every(value => /^-?\d+(\.\d+)?$/.test(String(value)));
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join(', ');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // An instant, always in UTC.
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
