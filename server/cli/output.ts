// How answers are printed: a table, CSV or JSON. What is asked for goes to stdout and is one document; with CSV and JSON
// the notes (sample, conservation) go to stderr, so that a pipe stays clean.

import { csvLine } from '#shared/csv.ts';
import { UsageError } from '#shared/errors.ts';
import { nearest } from '#shared/nearest.ts';
import type { Conservation, Meta } from '#shared/schema/index.ts';
import type { Call, Option } from './command.ts';
import { basisLine, conservationLine } from './figures.ts';
import { paint } from './io.ts';
import { escapedJson, plain, type TableColumn, tableLines } from './table.ts';

const everyOutput = ['table', 'csv', 'json'] as const;
export type Output = (typeof everyOutput)[number];

export const outputOptions: readonly Option[] = [
  { name: 'format', value: 'table|csv|json', about: 'how to print it (table)' },
  { name: 'json', about: 'the same as --format json' },
];

/** The same for answers that are no one table. */
export const documentOptions: readonly Option[] = [
  { name: 'format', value: 'table|json', about: 'how to print it (table)' },
  { name: 'json', about: 'the same as --format json' },
];

export const wantsJson = (call: Call): boolean => outputOf(call, ['table', 'json']) === 'json';

export function outputOf(call: Call, outputs: readonly Output[] = everyOutput): Output {
  const given = call.text('format');
  if (given !== undefined && !outputs.includes(given as Output)) {
    const near = nearest(given, outputs);
    throw new UsageError({
      code: 'output-format',
      what: `There is no output format "${given}".`,
      found: given,
      expected: outputs.join(', '),
      remedy: near ? `Did you mean ${near}?` : undefined,
    });
  }
  if (call.flag('json')) {
    if (given !== undefined && given !== 'json')
      throw new UsageError({
        code: 'output-format',
        what: `--json and --format ${given} cannot both be had.`,
        found: `--json --format ${given}`,
        expected: 'one of them',
        remedy: 'Leave one out.',
      });
    return 'json';
  }
  return (given as Output) ?? 'table';
}

/** Of what drives a terminal JSON escapes only a part; written out for other programs it stays as it is. */
export function printJson(call: Call, document: unknown): void {
  const text = JSON.stringify(document, null, 2);
  call.io.out(`${call.io.isTerminal ? escapedJson(text) : text}\n`);
}

export function printTable(call: Call, columns: readonly TableColumn[], rows: readonly (readonly string[])[]): void {
  const [header, ...lines] = tableLines(columns, rows);
  call.io.out(`${[paint(call.io).bold(header), ...lines].join('\n')}\n`);
}

export function printCsv(
  call: Call,
  header: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): void {
  const shown = <Cell>(cell: Cell) => (call.io.isTerminal && typeof cell === 'string' ? plain(cell) : cell);
  call.io.out([header, ...rows.map(row => row.map(shown))].map(csvLine).join(''));
}

/** Said wherever the figures are the sample company's. */
export const sampleLine =
  'SAMPLE DATA: a made-up company. Import a file of your own and it is gone: throughline import FILE…';

/** The line above an answer. */
export function printBasis(call: Call, meta: Meta): void {
  const { dim, amber } = paint(call.io);
  if (meta.sample) call.io.out(`${amber(sampleLine)}\n`);
  call.io.out(`${dim(basisLine(meta))}\n\n`);
}

/** The lines under an answer; beside the document where that is CSV or JSON. */
export function printConservation(
  call: Call,
  output: Output,
  { meta, conservation }: { meta: Meta; conservation: Conservation },
  more: readonly string[] = [],
): void {
  const { dim, red, amber } = paint(call.io);
  const law = conservationLine(conservation, meta);
  const lines = [conservation.holds ? dim(law) : red(law), ...more.map(dim)];
  if (output === 'table') call.io.out(`\n${lines.join('\n')}\n`);
  else call.io.err(`${[...(meta.sample ? [amber(sampleLine)] : []), ...lines].join('\n')}\n`);
}
