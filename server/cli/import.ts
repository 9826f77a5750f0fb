// throughline import: files in, then a table of what was kept, what was there already, what was set aside and why.

import { createWriteStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvLine } from '#shared/csv.ts';
import { isCurrency } from '#shared/currencies.ts';
import { ConnectionError, DataError, describeError, UsageError } from '#shared/errors.ts';
import { formats } from '#shared/formats/index.ts';
import type { FileImport, ImportAnswer, ImportRequest } from '#shared/schema/index.ts';
import { isZone } from '#shared/time.ts';
import { recordsText } from '#shared/words.ts';
import type { Engine } from '../engine.ts';
import { checkedMap, mappable } from '../ingest/by-hand.ts';
import { rejectPages } from '../reject-pages.ts';
import { oneOf } from './basis.ts';
import { type Call, type Command, jsonOption, wrongUse } from './command.ts';
import { countText } from './figures.ts';
import { paint } from './io.ts';
import { printJson, printTable } from './output.ts';
import { progressBar } from './progress-bar.ts';
import { plain, plainLines } from './table.ts';

/** How many reasons, and how many lines of each, are listed. */
const reasonsListed = 10;
const linesListed = 5;

export const importCommand = {
  id: 'import',
  takes: 'FILE…',
  about: 'Takes exports in: tracking, CRM, ad cost. The same or an overlapping file again changes nothing.',
  words: [1, Number.POSITIVE_INFINITY],
  options: [
    { name: 'format', value: 'ID', about: 'the format, where it is not recognised (throughline formats)' },
    { name: 'zone', value: 'TZ', about: 'zone of times without an offset: Europe/London' },
    { name: 'currency', value: 'CUR', about: 'currency of amounts that name none: GBP' },
    {
      name: 'date-order',
      value: 'dmy|mdy',
      about: 'how dates such as 03/04/2026 are meant, where the file does not say',
    },
    {
      name: 'map',
      value: 'NAME=COLUMN',
      isList: true,
      about:
        'with --format: the column that is meant by one of the format; NAME==TEXT for all rows. Remembered by the header',
    },
    { name: 'forget-map', about: 'forget what was mapped by hand for such a header' },
    { name: 'dry-run', about: 'look only: format, columns, ten rows as they would be stored, what they would meet' },
    { name: 'rejects', value: 'FILE', about: 'write the rows that were set aside to this CSV file' },
    jsonOption,
  ],
  more: `CSV, TSV, JSON, Excel, Parquet, also packed (.gz, .zip, .tar) and in folders. A row that cannot be read is set aside with its
line and the reason. A table that no format knows: throughline import FILE --format deals --map deal_id="Opp Nr" --map amount="Wert".
Ctrl-C stops it: nothing of the file under way is in.`,
  async run(call) {
    const format = call.text('format');
    if (format !== undefined)
      oneOf(
        'format',
        format,
        formats.map(f => f.id),
        'throughline formats lists them.',
      );
    const request: ImportRequest = {
      files: call.words.map(fileOf),
      format,
      zone: zoneOption(call),
      currency: currencyOption(call),
      dateOrder: dateOrderOption(call),
      map: mapOption(call, format),
      ...(call.flag('forget-map') && { forgetMap: true }),
    };
    if (call.flag('dry-run')) {
      const { dryRun } = await import('./dry-run.ts');
      return dryRun(call, request);
    }
    const stop = new AbortController();
    void call.io.untilEnded().then(() => stop.abort());
    return call.withEngine(async engine => {
      const bar = progressBar(call.io);
      let answer: ImportAnswer;
      try {
        answer = await engine.import(
          request,
          progress => bar.show(`${progress.file}: ${progress.step}`, progress.bytesDone, progress.bytesTotal),
          stop.signal,
        );
      } finally {
        bar.clear();
      }
      if (call.flag('json')) printJson(call, answer);
      else printAnswer(call, answer);
      const target = call.text('rejects');
      if (target !== undefined) {
        const { path, rows } = await writeRejects(engine, answer, target);
        if (!call.flag('json')) call.io.out(`\nThe rows set aside are in ${path} (${countText(rows)}).\n`);
      }
      return answer.some(file => file.error) ? 1 : 0;
    });
  },
} satisfies Command;

function fileOf(word: string): ImportRequest['files'][number] {
  const isAddress = /^[a-z][a-z\d+.-]+:\/\//i.test(word);
  if (word === '-' || isAddress) {
    throw new UsageError({
      code: 'file-elsewhere',
      what: isAddress ? `${word} is an address, not a file.` : 'Standard input is not read.',
      found: word,
      expected: 'a file or a folder on this machine',
      remedy: isAddress
        ? 'Download it, and import the file.'
        : 'Write it to a file, and import that. A file of that name is ./-',
    });
  }
  return { path: resolve(word), name: basename(word) };
}

function currencyOption(call: Call): string | undefined {
  const text = call.text('currency')?.toUpperCase();
  if (text === undefined || isCurrency(text)) return text;
  throw new UsageError({
    code: 'currency-unknown',
    what: `Unknown currency "${text}".`,
    where: '--currency',
    found: text,
    expected: 'a three-letter ISO 4217 code: GBP, EUR, USD …',
  });
}

function zoneOption(call: Call): string | undefined {
  const text = call.text('zone');
  if (text === undefined || (/^[A-Za-z]/.test(text) && isZone(text))) return text;
  throw new UsageError({
    code: 'zone-unknown',
    what: `Unknown zone "${text}".`,
    where: '--zone',
    found: text,
    expected: 'an IANA zone: UTC, Europe/London, America/New_York …',
  });
}

function dateOrderOption(call: Call): ImportRequest['dateOrder'] {
  const text = call.text('date-order');
  if (text === undefined || text === 'dmy' || text === 'mdy') return text;
  throw wrongUse(importCommand, `Unknown order of dates "${text}".`, '--date-order dmy or --date-order mdy');
}

function mapOption(call: Call, format: string | undefined): ImportRequest['map'] {
  const given = call.texts('map');
  if (given.length === 0) return undefined;
  const pairs = given.map(text => {
    const at = text.indexOf('=');
    if (at < 1) throw wrongUse(importCommand, `--map needs a name and a column: "${text}".`, '--map deal_id="Opp Nr"');
    return [text.slice(0, at).trim(), text.slice(at + 1)] as const;
  });
  return checkedMap(mappable(format), Object.fromEntries(pairs));
}

function printAnswer(call: Call, answer: ImportAnswer): void {
  const { io } = call;
  const { red, dim, amber } = paint(io);
  const taken = answer.filter(file => !file.error);
  if (taken.length > 0) {
    const row = (file: Omit<FileImport, 'rejects' | 'notes'>) => [
      file.file,
      file.format ?? '–',
      ...[file.read, file.kept, file.duplicates, file.rejected].map(countText),
      `${file.seconds.toFixed(1)} s`,
    ];
    const sum = (of: (file: FileImport) => number) => taken.reduce((total, file) => total + of(file), 0);
    printTable(
      call,
      [
        { label: 'File' },
        { label: 'Format' },
        ...['Read', 'Kept', 'Duplicate', 'Rejected', 'Time'].map(label => ({ label, align: 'right' as const })),
      ],
      [
        ...taken.map(row),
        ...(taken.length > 1
          ? [
              row({
                file: 'Total',
                format: '',
                read: sum(f => f.read),
                kept: sum(f => f.kept),
                duplicates: sum(f => f.duplicates),
                rejected: sum(f => f.rejected),
                records: {},
                seconds: sum(f => f.seconds),
              }),
            ]
          : []),
      ],
    );
  }
  for (const file of answer) {
    const kept = Object.entries(file.records).filter(([, rows]) => rows > 0);
    if (kept.length > 0)
      io.out(`${dim(`${plain(file.file)}: ${kept.map(([kind, rows]) => recordsText(kind, rows)).join(', ')}`)}\n`);
    for (const note of file.notes) io.out(`${plain(file.file)}: ${plain(note)}\n`);
  }
  const rejected = taken.filter(file => file.rejected > 0);
  for (const file of rejected) {
    io.out(`\n${amber(`Set aside from ${plain(file.file)}: ${countText(file.rejected)}`)}\n`);
    for (const line of rejectLines(file)) io.out(`  ${line}\n`);
  }
  if (rejected.length > 0 && call.text('rejects') === undefined)
    io.out(
      `\n${dim('To see the rows: the same command with --rejects FILE.csv; importing again changes nothing else.')}\n`,
    );
  for (const file of answer) {
    if (file.error)
      io.err(
        `\n${red(`Not taken in: ${plain(file.file)}`)}\n${plainLines(describeError(new DataError(file.error)))}\n`,
      );
  }
}

/** '12 × no amount (lines 3, 9, 14 …)', commonest first. */
function rejectLines(file: FileImport): string[] {
  const byReason = new Map<string, number[]>();
  for (const { line, reason } of file.rejects) byReason.set(reason, [...(byReason.get(reason) ?? []), line]);
  const sorted = [...byReason].sort(([, a], [, b]) => b.length - a.length || a[0] - b[0]);
  const lines = sorted.slice(0, reasonsListed).map(([reason, at]) => {
    const where = `line${at.length === 1 ? '' : 's'} ${at.slice(0, linesListed).join(', ')}${at.length > linesListed ? ' …' : ''}`;
    return `${countText(at.length)} × ${plain(reason)} (${where})`;
  });
  if (sorted.length > reasonsListed) lines.push(`… and ${sorted.length - reasonsListed} other reasons`);
  if (file.rejects.length < file.rejected)
    lines.push(`(reasons of the first ${countText(file.rejects.length)} of ${countText(file.rejected)})`);
  return lines;
}

async function writeRejects(
  engine: Engine,
  answer: ImportAnswer,
  target: string,
): Promise<{ path: string; rows: number }> {
  const path = resolve(target);
  let rows = 0;
  async function* lines() {
    yield csvLine(['file', 'line', 'reason', 'row']);
    for (const { import: id, file, rejected } of answer) {
      if (id === undefined || rejected === 0) continue;
      for await (const page of rejectPages(engine, id)) {
        rows += page.rows.length;
        yield page.rows.map(r => csvLine([file, r.line, r.reason, r.raw])).join('');
      }
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(path));
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (syscall === undefined) throw cause;
    throw new ConnectionError({
      code: 'rejects-file',
      what: 'The rows that were set aside could not be written; the import itself is done.',
      where: path,
      found: code,
      remedy: 'Name another file with --rejects: importing again changes nothing else.',
      cause,
    });
  }
  return { path, rows };
}
