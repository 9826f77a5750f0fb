// throughline import --dry-run: the import doctor. What each file is, what its columns become, its first rows as they would be
// stored, and what they would meet; nothing is stored.

import { DataError, describeError } from '#shared/errors.ts';
import type { FilePreview, ImportRequest } from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';
import type { Call } from './command.ts';
import { countText } from './figures.ts';
import { paint } from './io.ts';
import { printJson, printTable } from './output.ts';
import { plain, plainLines, shorten } from './table.ts';

const exampleWidth = 32;
const rejectsListed = 10;

/** Exit code 0 where every file would be taken in. */
export async function dryRun(call: Call, request: ImportRequest): Promise<number> {
  const answer = await call.withEngine(engine => engine.preview(request));
  if (call.flag('json')) printJson(call, answer);
  else {
    for (const file of answer) printPreview(call, file);
    const fit = answer.filter(file => !file.error).length;
    const takesIn = fit === answer.length ? 'takes it in' : `takes in ${fit} of ${answer.length}`;
    const next = fit === 0 ? '.' : `: the same command without --dry-run ${takesIn}.`;
    call.io.out(`${paint(call.io).dim(`Nothing was stored${next}`)}\n`);
  }
  return answer.some(file => file.error) ? 1 : 0;
}

function printPreview(call: Call, file: FilePreview): void {
  const { io } = call;
  const { bold, dim, amber, red } = paint(io);
  io.out(`${bold(plain(file.file))}\n`);
  const line = (label: string, text: string) => io.out(`  ${dim(label.padEnd(12))}${text}\n`);
  if (file.format) {
    line('format', `${file.format.label} (${file.format.id}): ${whyText(file.format)}`);
    const about = file.rows.isEstimate ? 'about ' : '';
    line('rows', `${about}${countText(file.rows.count)}, ${sizeText(file.bytes)}, ${file.encoding ?? 'text'}`);
    line('currency', `${file.currency.codes.join(', ') || '–'} (${file.currency.from})`);
    line('zone', `${file.zone.zone} (${file.zone.from})`);
    line('dates', dateText(file.dateOrder));
    line('decimals', file.decimal === ',' ? '1.234,56' : '1,234.56');
    for (const { what, matched, of, unmatched } of file.joins) {
      const not =
        unmatched.length > 0
          ? dim(
              ` (not: ${unmatched.map(name => plain(name)).join(', ')}${of - matched > unmatched.length ? ' …' : ''})`,
            )
          : '';
      line('joins', `${matched} of ${of} ${what}${not}`);
    }
  }
  for (const note of file.notes) line('note', plain(note));
  if (file.columns.length > 0) {
    io.out('\n');
    printTable(
      call,
      [{ label: '  Column' }, { label: 'Becomes' }, { label: 'Example' }],
      file.columns.map(({ column, fields, example }) => [
        `  ${shorten(plain(column), exampleWidth)}`,
        becomes(fields, file.keepsUnknown),
        shorten(plain(example ?? '–'), exampleWidth),
      ]),
    );
  }
  if (file.sample.length > 0) {
    io.out(
      `\n  ${dim(file.sample.length === 1 ? 'The first row as it would be stored' : `The first ${file.sample.length} rows as they would be stored`)}\n`,
    );
    for (const { line: at, records } of file.sample) {
      for (const { record, fields } of records) io.out(`  ${dim(`${at}:`)} ${record} ${plain(fieldsText(fields))}\n`);
    }
  }
  if (file.rejected > 0) {
    io.out(
      `\n  ${amber(`Of the first ${plural(file.looked, 'row')} ${countText(file.rejected)} would be set aside`)}\n`,
    );
    for (const { line: at, reason } of file.rejects.slice(0, rejectsListed))
      io.out(`  ${dim(`${at}:`)} ${plain(reason)}\n`);
    if (file.rejected > rejectsListed) io.out(`  … and ${countText(file.rejected - rejectsListed)} more\n`);
  }
  if (file.error)
    io.out(`\n${red('  Would not be taken in')}\n${plainLines(describeError(new DataError(file.error)))}\n`);
  io.out('\n');
}

function whyText({ by, line, headers }: NonNullable<FilePreview['format']>): string {
  const named = headers.map(header => `"${plain(header)}"`);
  const listed = named.slice(0, 6).join(', ') + (named.length > 6 ? ' …' : '');
  const at = line === null ? '' : ` on line ${line}`;
  if (by === 'option') return 'as --format says';
  if (by === 'map') return `columns mapped by hand: ${listed}`;
  if (by === 'remembered map') return `columns mapped by hand before: ${listed}; --forget-map forgets it`;
  return `told by ${listed || 'its cells'}${at}`;
}

function dateText({ order, isAmbiguous, from }: FilePreview['dateOrder']): string {
  if (order === null)
    return isAmbiguous
      ? 'could be day/month or month/day: say --date-order dmy or mdy'
      : 'as they stand (no day/month question)';
  return `${order === 'dmy' ? 'day/month' : 'month/day'} (${from})`;
}

function becomes(fields: FilePreview['columns'][number]['fields'], keepsUnknown: boolean): string {
  if (fields.length === 0) return keepsUnknown ? '– (kept as a property)' : '– (left out)';
  return fields.map(({ record, field, as }) => `${record}.${field}${as === 'text' ? '' : ` (${as})`}`).join(', ');
}

function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([field, value]) => `${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
