// What became of a file: how many rows were kept, were there already, were set aside and why; or why it was not taken in.

import type { FileImport } from '#shared/schema/index.ts';
import { recordsText } from '#shared/words.ts';
import { countText, make } from './dom.ts';
import { errorBox } from './findings.ts';

/** `isNamed`: it is one of several. */
export function result(file: FileImport, isNamed: boolean): HTMLElement {
  const title = isNamed ? make('h4', {}, file.file) : null;
  if (file.error) {
    const isCancelled = file.error.code === 'import-cancelled';
    return make('div', {}, title, isCancelled ? make('p', {}, file.error.what) : errorBox(file.error, 'Not taken in'));
  }
  const records = Object.entries(file.records)
    .filter(([, rows]) => rows > 0)
    .map(([kind, rows]) => recordsText(kind, rows));
  const byReason = new Map<string, number[]>();
  for (const { reason, line } of file.rejects) byReason.set(reason, [...(byReason.get(reason) ?? []), line]);
  const figures: [string, number][] = [
    ['read', file.read],
    ['kept', file.kept],
    ['duplicate', file.duplicates],
    ['set aside', file.rejected],
  ];
  return make(
    'div',
    {},
    title,
    make(
      'dl',
      { class: 'counts' },
      ...figures.map(([name, count]) => make('div', {}, make('dt', {}, name), make('dd', {}, countText(count)))),
    ),
    records.length > 0 ? make('p', { class: 'soft' }, `${records.join(', ')}, in ${file.seconds.toFixed(1)} s`) : null,
    ...file.notes.map(note => make('p', { class: 'note' }, note)),
    byReason.size > 0
      ? make(
          'div',
          { class: 'warning' },
          make(
            'p',
            {},
            'Set aside: ',
            make('a', { href: `/v1/imports/${file.import}/rejects.csv` }, 'all of them as CSV'),
          ),
          make(
            'ul',
            {},
            ...[...byReason]
              .sort(([, a], [, b]) => b.length - a.length)
              .slice(0, 10)
              .map(([reason, lines]) =>
                make(
                  'li',
                  {},
                  `${countText(lines.length)} × ${reason} (line ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' …' : ''})`,
                ),
              ),
          ),
        )
      : null,
  );
}
