// The vendors' big exports: each file taken in by Throughline and, in turns, read by DuckDB alone (types sniffed, no
// meaning given to anything). The files are kept in the bench's folder, some gigabytes at a million rows each.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from './generate.ts';
import { type FormatFile, type GeneratedFormat, generated, generateFormat, type Size } from './generate-formats.ts';
import { formatMs, inTurns, printRows, runStep, type Summary } from './measure.ts';

const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;

/** DuckDB's own reading, with the options that a person would find out by trying. */
const readers: Record<GeneratedFormat, (path: string) => string> = {
  'ga4-bigquery': path => `read_json(${quoted(path)})`,
  'segment-events': path => `read_json(${quoted(path)})`,
  'salesforce-opportunity': path => `read_csv(${quoted(path)}, quote = '"', escape = '"')`,
  'hubspot-contacts': path => `read_csv(${quoted(path)}, quote = '"', escape = '"')`,
  // Its total rows are no days: types could not be sniffed otherwise.
  'google-ads-campaigns': path =>
    `read_csv(${quoted(path)}, skip = 2, header = true, quote = '"', escape = '"', ignore_errors = true)`,
};

/** Each format's file of so many rows; `only`: some of the formats. */
export async function formatTable(rows: number, rounds: number, only?: readonly string[]): Promise<void> {
  const dir = benchFolder(`formats-${rows}`);
  console.log('\nImport of the vendors’ files into a stored workspace, beside DuckDB’s bare read of the same file');
  const lines: string[][] = [];
  for (const format of Object.keys(generated) as GeneratedFormat[]) {
    if (only && !only.includes(format)) continue;
    const file = write(dir, format, { rows });
    const [ours, bare] = await compare(dir, format, file, rounds, 4096);
    lines.push(line(format, file, ours, bare));
  }
  printRows(header, lines);
}

/** A file of two gigabytes, JavaScript being allowed as much memory: what an import holds must not grow with the file. */
export async function bigFile(only: readonly string[] = ['ga4-bigquery']): Promise<void> {
  const dir = benchFolder('formats-big');
  console.log('\nA file of 2 GB, imported under --max-old-space-size=2048');
  for (const format of only as GeneratedFormat[]) {
    const file = write(dir, format, { bytes: 2e9 });
    const [ours, bare] = await compare(dir, format, file, 1, 2048);
    printRows(header, [line(format, file, ours, bare)]);
    console.log(
      `  largest resident set ${ours.peakMb.toFixed(0)} MB, of it JavaScript ${ours.detail['heap MB'].toFixed(0)} MB`,
    );
  }
}

const header = [
  '',
  'rows',
  'file',
  'throughline',
  'rows/s',
  'peak memory',
  'DuckDB',
  'rows/s',
  'peak memory',
  'ours : bare',
  'processor',
];

function line(format: string, file: FormatFile, ours: Summary, bare: Summary): string[] {
  const figures = ({ min, peakMb }: Summary) => [
    formatMs(min),
    Math.round(file.rows / (min / 1000)).toLocaleString('en-GB'),
    `${peakMb.toFixed(0)} MB`,
  ];
  return [
    format,
    file.rows.toLocaleString('en-GB'),
    `${(file.bytes / 1e6).toFixed(0)} MB`,
    ...figures(ours),
    ...figures(bare),
    (ours.min / bare.min).toFixed(2),
    (ours.cpuMs / bare.cpuMs).toFixed(2),
  ];
}

function write(dir: string, format: GeneratedFormat, size: Size): FormatFile {
  mkdirSync(dir, { recursive: true });
  return generateFormat(dir, format, size);
}

async function compare(
  dir: string,
  format: GeneratedFormat,
  { path, rows }: FormatFile,
  rounds: number,
  heapMb: number,
): Promise<Summary[]> {
  const store = join(dir, 'store');
  const bare = join(dir, 'bare.duckdb');
  try {
    return await inTurns(
      [
        { name: 'throughline', run: () => runStep('import', { file: path, rows, store }, heapMb) },
        { name: 'DuckDB', run: () => runStep('bare-import', { reader: readers[format](path), store: bare }) },
      ],
      rounds,
    );
  } finally {
    for (const left of [store, bare]) rmSync(left, { recursive: true, force: true });
  }
}
