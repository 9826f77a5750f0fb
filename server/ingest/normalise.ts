// Writes an awkward table anew as a plain CSV that DuckDB reads without a question: UTF-8, one row a record, its physical
// line in front, and the reason where a row can't be read. Everything odd about a file is settled here and nowhere else.

import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { DataError } from '#shared/errors.ts';
import { plural } from '#shared/words.ts';
import type { Inspection } from './inspect.ts';
import { Output } from './output.ts';
import type { Quoting } from './rows.ts';
import { isFooter, startsWithAny } from './totals.ts';

export interface NormaliseOptions {
  readonly delimiter: string;
  readonly quoting: Quoting;
  readonly columns: number;
  readonly headerLine: number;
  readonly headerLines: number;
  /** Indexes of columns that are read: a cell longer than `longestCell` there sets its row aside. */
  readonly used: ReadonlySet<number>;
  /** First words of summary rows, lower case. */
  readonly totals: readonly string[];
  /** Columns (0-based) that are all empty in a summary row. */
  readonly blank: readonly number[];
}

/** A row that is none of the table's, as it stood. */
export interface LeftRow {
  readonly line: number;
  readonly text: string;
}

export interface Normalised {
  readonly rows: number;
  /** Summary and footer rows that were left out: line and text. */
  readonly left: LeftRow[];
  readonly nulBytes: boolean;
  /** True where no cell begins or ends with white space. */
  readonly isTidy: boolean;
  /** Bytes of the longest row written. */
  readonly longest: number;
}

/** Longer cells are damage (an unclosed quote, a pasted document), never a value that is used. */
export const longestCell = 65_536;
/** A row longer than this is one whose quote was never closed. */
const longestRow = 8 * 1024 * 1024;
const mostHeld = 60;

const QUOTE = 34;
const BACKSLASH = 92;
const LF = 10;
const CR = 13;

/** Reads `inspection.path`, writes `to`. Throws ConnectionError where the disk is full. */
export async function normalise(
  inspection: Inspection,
  to: string,
  options: NormaliseOptions,
  onBytes: (done: number) => void = () => undefined,
): Promise<Normalised> {
  const out = new Output(to);
  try {
    const writer = new RowWriter(out, inspection, options);
    let done = 0;
    let rest: Buffer = Buffer.alloc(0);
    for await (const piece of utf8Pieces(inspection)) {
      done += piece.read;
      onBytes(done);
      const text = rest.length > 0 ? Buffer.concat([rest, piece.text]) : piece.text;
      rest = text.subarray(writer.rows(text, false));
    }
    writer.rows(rest, true);
    return writer.end();
  } finally {
    out.close();
  }
}

async function* utf8Pieces(inspection: Inspection): AsyncGenerator<{ text: Buffer; read: number }> {
  const stream = createReadStream(inspection.path, { highWaterMark: 1024 * 1024 });
  const isBytes = inspection.encoding === 'utf-8' || inspection.encoding === 'mixed';
  const decoder = isBytes ? null : new TextDecoder(inspection.encoding);
  let isFirst = true;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let text = decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
    if (isFirst && !decoder && inspection.hasBom) text = text.subarray(3);
    isFirst = false;
    yield { text, read: chunk.length };
  }
  if (decoder) yield { text: Buffer.from(decoder.decode()), read: 0 };
}

class RowWriter {
  private readonly out: Output;
  private readonly inspection: Inspection;
  private readonly options: NormaliseOptions;
  private readonly delimiter: number;
  /** Where lines end in CR alone, CR ends a row; else it is only ever part of CR LF. */
  private readonly isCrAlone: boolean;
  private line = 1;
  private written = 0;
  private isAfterBlank = false;
  private hasNul = false;
  private isTidy = true;
  private longest = 0;
  private held: {
    line: number;
    record: Buffer;
    isFooter: boolean;
    starts: number[];
    ends: number[];
    afterBlank: boolean;
  }[] = [];
  private readonly left: LeftRow[] = [];

  constructor(out: Output, inspection: Inspection, options: NormaliseOptions) {
    this.out = out;
    this.inspection = inspection;
    this.options = options;
    this.delimiter = options.delimiter.charCodeAt(0);
    this.isCrAlone = !inspection.hasLineFeeds && !inspection.encoding.startsWith('utf-16');
    if (options.delimiter.length !== 1 || this.delimiter > 127) {
      throw new DataError({
        code: 'delimiter-unknown',
        what: `The delimiter ${JSON.stringify(options.delimiter)} is not read here.`,
      });
    }
  }

  /** Takes in the whole rows of `text`; answers how many bytes that was. */
  rows(text: Buffer, isEnd: boolean): number {
    let from = 0;
    while (from < text.length) {
      const next = this.row(text, from, isEnd);
      if (next < 0) break;
      from = next;
    }
    return from;
  }

  end(): Normalised {
    // What is held at the end is the footer, if any of it says so.
    if (this.held.some(row => row.isFooter)) {
      for (const row of this.held) this.leave(row.line, row.record);
    } else for (const row of this.held) this.put(row.line, row.record, row.starts, row.ends);
    this.held = [];
    this.out.flush();
    return { rows: this.written, left: this.left, nulBytes: this.hasNul, isTidy: this.isTidy, longest: this.longest };
  }

  /** One row from `from`: the place behind it, or -1 where more text is needed. */
  private row(text: Buffer, from: number, isEnd: boolean): number {
    const { delimiter, isCrAlone } = this;
    const { quoting } = this.options;
    const starts: number[] = [];
    const ends: number[] = [];
    const length = text.length;
    let i = from;
    let cell = from;
    let lines = 1;
    let broken = '';
    for (;;) {
      if (text[cell] === QUOTE && quoting === 'quotes') {
        // A quoted cell: to the quote that is not doubled.
        let at = cell + 1;
        for (;;) {
          at = text.indexOf(QUOTE, at);
          if (at < 0 || at - from > longestRow) {
            if (!isEnd && at < 0 && length - from <= longestRow) return -1;
            broken = 'a quote is opened and never closed';
            break;
          }
          if (text[at + 1] === QUOTE) at += 2;
          else break;
        }
        if (broken) break;
        if (at + 1 >= length && !isEnd) return -1;
        for (let feed = text.indexOf(LF, cell); feed >= 0 && feed < at; feed = text.indexOf(LF, feed + 1)) lines++;
        i = at + 1;
        // Spaces behind the closing quote are forgiven.
        while (i < length && text[i] === 32) i++;
        const after = text[i];
        if (i < length && after !== delimiter && after !== LF && after !== CR) {
          broken = 'text behind a closing quote';
          break;
        }
      } else {
        i = cell;
        while (i < length) {
          const byte = text[i];
          if (byte === delimiter || byte === LF || (byte === CR && (isCrAlone || text[i + 1] === LF))) break;
          if (byte === BACKSLASH && quoting === 'backslash' && i + 1 < length && text[++i] === LF) lines++;
          i++;
        }
      }
      if (i >= length && !isEnd) return -1;
      starts.push(cell);
      ends.push(i);
      if (text[i] === delimiter && i < length) {
        cell = i + 1;
        if (cell >= length && !isEnd) return -1;
        continue;
      }
      break;
    }
    if (broken) {
      // Only the line on which it began is given up: the rows that the quote swallowed are read again.
      let to = text.indexOf(isCrAlone ? CR : LF, from);
      if (to < 0) to = length;
      const isHeader = this.line < this.options.headerLine + this.options.headerLines;
      if (!isHeader) this.problem(this.line, broken, text.subarray(from, to));
      this.line++;
      return Math.min(length, to + 1);
    }
    if (text[i] === CR && i + 1 >= length && !isEnd) return -1;
    const next = i >= length ? length : text[i] === CR && text[i + 1] === LF ? i + 2 : i + 1;
    this.take(text, from, i, starts, ends);
    this.line += lines;
    return next;
  }

  private take(text: Buffer, from: number, to: number, starts: number[], ends: number[]): void {
    const { headerLine, headerLines, columns } = this.options;
    if (this.line < headerLine + headerLines) return;
    const isBlank = starts.length === 1 && isBlankCell(text, starts[0], ends[0]);
    if (isBlank) {
      this.isAfterBlank = true;
      return;
    }
    const filled = starts.reduce((count, start, k) => count + (ends[k] > start ? 1 : 0), 0);
    const first = starts.findIndex((start, k) => ends[k] > start);
    const isShort = starts.length < columns;
    const text0 =
      first < 0 ? '' : unquote(text.toString('utf8', starts[first], Math.min(ends[first], starts[first] + 200)));
    if (first >= 0 && (startsWithAny(text0, this.options.totals) || this.isSummary(text, starts, ends))) {
      this.leave(this.line, text.subarray(from, to));
      return;
    }
    const footer = isFooter(text0);
    if (footer || (isShort && filled <= 2 && columns > 2) || (this.held.length > 0 && isShort)) {
      const record = Buffer.from(text.subarray(from, to));
      const shift = (at: number): number => at - from;
      this.held.push({
        line: this.line,
        record,
        isFooter: footer,
        starts: starts.map(shift),
        ends: ends.map(shift),
        afterBlank: this.isAfterBlank,
      });
      if (this.held.length > mostHeld) this.release();
      return;
    }
    if (this.held.length > 0) this.release();
    this.put(this.line, text, starts, ends, from, to);
    this.isAfterBlank = false;
  }

  private isSummary(text: Buffer, starts: readonly number[], ends: readonly number[]): boolean {
    const { blank, columns } = this.options;
    if (blank.length === 0 || starts.length !== columns) return false;
    return blank.every(k => {
      const cell = unquote(text.toString('utf8', starts[k], Math.min(ends[k], starts[k] + 8)));
      return cell === '' || cell === '-' || cell === '--';
    });
  }

  /** What was held was no footer: rows come after it. */
  private release(): void {
    for (const row of this.held) this.put(row.line, row.record, row.starts, row.ends);
    this.held = [];
  }

  private leave(line: number, record: Buffer): void {
    this.left.push({ line, text: record.toString('utf8').slice(0, longestCell) });
  }

  private put(line: number, text: Buffer, starts: number[], ends: number[], from = 0, to = text.length): void {
    const { columns, used } = this.options;
    let count = starts.length;
    while (count > columns && isBlankCell(text, starts[count - 1], ends[count - 1])) count--;
    if (count !== columns) {
      this.problem(line, `${plural(starts.length, 'cell')} where the header has ${columns}`, text.subarray(from, to));
      return;
    }
    if (this.inspection.encoding === 'mixed' && !isUtf8(text.subarray(from, to))) {
      this.problem(line, 'not UTF-8, though the rest of the file is', text.subarray(from, to));
      return;
    }
    for (const k of used) {
      if (ends[k] - starts[k] > longestCell) {
        const size = (ends[k] - starts[k]).toLocaleString('en-GB');
        this.problem(
          line,
          `cell ${k + 1} holds ${size} characters, more than ${longestCell.toLocaleString('en-GB')}`,
          text.subarray(from, to),
        );
        return;
      }
    }
    const before = this.out.written;
    this.out.text(`${line},,`);
    for (let k = 0; k < columns; k++) {
      this.isTidy &&= isTidyCell(text, starts[k], ends[k]);
      this.out.byte(44);
      this.cell(text, starts[k], ends[k]);
    }
    this.out.byte(LF);
    this.longest = Math.max(this.longest, this.out.written - before);
    this.written++;
  }

  private cell(text: Buffer, start: number, end: number): void {
    if (this.inspection.hasNul && text.subarray(start, end).includes(0)) {
      this.hasNul = true;
      this.isTidy = false; // what stood behind the NUL may be white space
      const clean = Buffer.from(text.subarray(start, end).filter(byte => byte !== 0));
      this.plain(clean, 0, clean.length);
      return;
    }
    this.plain(text, start, end);
  }

  private plain(text: Buffer, start: number, end: number): void {
    const { quoting } = this.options;
    if (quoting === 'backslash' && text.subarray(start, end).includes(BACKSLASH)) {
      this.isTidy = false;
      this.out.text(quoted(text.toString('utf8', start, end).replace(/\\([\s\S])/g, '$1')));
      return;
    }
    if (text[start] === QUOTE && quoting === 'quotes') {
      let last = end;
      while (text[last - 1] === 32) last--;
      this.out.bytes(text, start, last);
      return;
    }
    let needsQuotes = false;
    for (let i = start; i < end; i++) {
      const byte = text[i];
      if (byte === QUOTE || byte === 44 || byte === LF || byte === CR) {
        needsQuotes = true;
        break;
      }
    }
    if (!needsQuotes) this.out.bytes(text, start, end);
    else this.out.text(quoted(text.toString('utf8', start, end)));
  }

  private problem(line: number, reason: string, record: Buffer): void {
    const text = isUtf8(record) ? record.toString('utf8') : new TextDecoder('windows-1252').decode(record);
    const raw = text.replaceAll('\0', '').replace(/\r$/, '').slice(0, longestCell);
    const row = `${line},${quoted(reason)},${quoted(raw)}${','.repeat(this.options.columns)}\n`;
    this.out.text(row);
    this.longest = Math.max(this.longest, Buffer.byteLength(row));
    this.written++;
  }
}

function isBlankCell(text: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = text[i];
    if (byte !== 32 && byte !== 9 && byte !== CR && byte !== 26 && byte !== 0) return false;
  }
  return true;
}

/** Whether trimming (compile.ts) would leave a cell as it is: no white space at its ends, within the quotes if it has them. */
function isTidyCell(text: Buffer, start: number, end: number): boolean {
  const isQuoted = text[start] === QUOTE;
  if (isQuoted && text[end - 1] !== QUOTE) return false; // spaces behind the closing quote
  const from = isQuoted ? start + 1 : start;
  const to = isQuoted ? end - 1 : end;
  if (from >= to) return true;
  const last = text[to - 1];
  if (text[from] <= 32 || last === 32 || last === 9 || last === CR) return false;
  const isNbsp = (at: number) => text[at] === 0xc2 && text[at + 1] === 0xa0;
  return !isNbsp(from) && !isNbsp(to - 2);
}

function unquote(text: string): string {
  return text.replace(/^"/, '').replace(/"\s*$/, '').replaceAll('""', '"').trim();
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
