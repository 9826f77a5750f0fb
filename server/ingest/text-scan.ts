// What can be told of a text by looking at its bytes as they pass: encoding, line ends, white space at the edges of cells.
// A chunk may end anywhere, between CR and LF or within a character.

import { isAscii, isUtf8 } from 'node:buffer';
import { refuseNonText } from './file-kind.ts';
import type { Inspection } from './inspect.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'mixed';

type Scanned = Pick<
  Inspection,
  'textBytes' | 'encoding' | 'hasBom' | 'hasNul' | 'hasLineFeeds' | 'carriageReturns' | 'isTidy'
>;

/** How lines end. Line feeds are only counted where carriage returns stand among them. */
class LineEnds {
  hasFeeds = false;
  /** Line feeds of chunks that hold no carriage return. */
  private hasBareFeeds = false;
  private feedsBesideReturns = 0;
  private allReturns = 0;
  private returnFeeds = 0;
  private endsInReturn = false;

  add(chunk: Buffer): void {
    const hasFeeds = chunk.indexOf(10) >= 0;
    this.hasFeeds ||= hasFeeds;
    if (!this.endsInReturn && chunk.indexOf(13) < 0) {
      this.hasBareFeeds ||= hasFeeds;
      return;
    }
    this.feedsBesideReturns += countFeeds(chunk);
    if (this.endsInReturn && chunk[0] === 10) this.returnFeeds++;
    for (let at = chunk.indexOf(13); at >= 0; at = chunk.indexOf(13, at + 1)) {
      this.allReturns++;
      if (chunk[at + 1] === 10) this.returnFeeds++;
    }
    this.endsInReturn = chunk[chunk.length - 1] === 13;
  }

  returns(): 'none' | 'all' | 'some' {
    if (this.allReturns === 0) return 'none';
    const arePairs = this.allReturns === this.returnFeeds && this.allReturns === this.feedsBesideReturns;
    return arePairs && !this.hasBareFeeds ? 'all' : 'some';
  }
}

export function countFeeds(chunk: Buffer): number {
  let feeds = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) feeds++;
  return feeds;
}

/** Looks at each chunk with the runtime's own (vectorised) searches; no byte passes through JavaScript. */
export class TextScan {
  private readonly file: string;
  private bytes = 0;
  private mark: Encoding | null = null;
  private hasBom = false;
  private isValid = true;
  private hasNul = false;
  private isTidy = true;
  private readonly lines = new LineEnds();
  private carry: Buffer = Buffer.alloc(0);

  constructor(file: string) {
    this.file = file;
  }

  add(chunk: Buffer): void {
    if (chunk.length === 0) return;
    if (this.bytes === 0) this.begin(chunk);
    this.bytes += chunk.length;
    if (this.mark !== null) return; // UTF-16 is decoded before anything is counted
    this.lines.add(chunk);
    this.hasNul ||= chunk.indexOf(0) >= 0;
    const isPlain = this.carry.length === 0 && isAscii(chunk);
    this.isTidy &&= isTidy(chunk, isPlain);
    if (this.isValid && !isPlain) this.checkUtf8(chunk);
  }

  end(): Scanned {
    if (this.isValid && this.carry.length > 0) this.isValid = false;
    const encoding = this.mark ?? (this.isValid ? 'utf-8' : 'mixed');
    return {
      textBytes: this.bytes,
      encoding,
      hasBom: this.hasBom,
      hasNul: this.hasNul,
      hasLineFeeds: this.lines.hasFeeds,
      carriageReturns: this.lines.returns(),
      isTidy: this.isTidy,
    };
  }

  private begin(chunk: Buffer): void {
    refuseNonText(chunk.subarray(0, 4096), this.file);
    if (chunk[0] === 0xff && chunk[1] === 0xfe) this.mark = 'utf-16le';
    else if (chunk[0] === 0xfe && chunk[1] === 0xff) this.mark = 'utf-16be';
    else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) this.hasBom = true;
    else {
      // UTF-16 without a mark: every other byte of Latin text is NUL.
      const sample = chunk.subarray(0, 4096);
      let even = 0;
      let odd = 0;
      for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++;
      if (even + odd > sample.length / 5) this.mark = odd > even ? 'utf-16le' : 'utf-16be';
    }
    if (this.mark !== null) this.hasBom = chunk[0] >= 0xfe;
  }

  /** A character may be cut between two chunks: its first bytes wait for the rest. */
  private checkUtf8(chunk: Buffer): void {
    let from = 0;
    if (this.carry.length > 0) {
      const joined = Buffer.concat([this.carry, chunk.subarray(0, 3)]);
      const need = sequenceLength(joined[0]);
      if (joined.length < need) {
        this.carry = joined;
        return;
      }
      from = need - this.carry.length;
      this.isValid = isUtf8(joined.subarray(0, need));
      this.carry = Buffer.alloc(0);
    }
    let to = chunk.length;
    for (let back = 1; back <= 3 && to - back >= from; back++) {
      const byte = chunk[to - back];
      if (byte < 0x80) break;
      if (byte >= 0xc0) {
        if (sequenceLength(byte) > back) to -= back;
        break;
      }
    }
    this.carry = Buffer.from(chunk.subarray(to));
    this.isValid &&= isUtf8(chunk.subarray(from, to));
  }
}

const edges = [',', ';', '|', '"', '\n', '\r'].flatMap(mark => [Buffer.from(` ${mark}`), Buffer.from(`${mark} `)]);
const oddSpaces = ['\u00a0', '\u202f', '\u200b'].map(space => Buffer.from(space));

/** A delimiter that is a tab, and a space at the very edge of a chunk, count as untidy too: nothing is lost by that. */
function isTidy(chunk: Buffer, isPlain: boolean): boolean {
  if (chunk.indexOf(9) >= 0 || (!isPlain && oddSpaces.some(space => chunk.indexOf(space) >= 0))) return false;
  if (chunk.indexOf(32) < 0) return true;
  return chunk[0] !== 32 && chunk[chunk.length - 1] !== 32 && !edges.some(edge => chunk.indexOf(edge) >= 0);
}

function sequenceLength(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}
