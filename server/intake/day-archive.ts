// The lines of one channel's sealed segments, moved into a file for each day on which they were received (UTC): what the
// imports read, and what a receipt's file:line is looked up in. A segment is moved wholly or not at all: sizes noted before it
// bring the files back to what they were where a crash came in between.

import {
  closeSync,
  createReadStream,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Noted {
  /** The last segment that is moved. */
  segment: number;
  /** A segment that is being moved: the sizes that the days had before. */
  moving?: Record<string, number>;
  /** Visitors who took their consent back and who are still to be forgotten. */
  withdrawn: string[];
  /** Keys of contacts whose data their CRM has deleted, likewise. */
  deleted: string[];
}

interface Moved {
  /** Lines that came with it. */
  readonly lines: number;
  /** Segments that nobody needs any more. */
  readonly segments: readonly number[];
}

/** What a line is turned into before it is kept; undefined: it isn't. */
export type Keep = (line: string, parsed: Readonly<Record<string, unknown>> | null) => string | undefined;

const segmentName = /^(\d{8})\.ndjson$/;
const dayName = /^\d{4}-\d{2}-\d{2}\.ndjson$/;

export class DayArchive {
  readonly channel: string;
  readonly #folder: string;
  #noted: Noted;

  /** `dataFolder/journal/<channel>` must be there. */
  constructor(dataFolder: string, channel: string) {
    this.channel = channel;
    this.#folder = join(dataFolder, 'journal', channel);
    this.#noted = readNoted(this.#notePath);
  }

  get #notePath(): string {
    return join(this.#folder, 'drained.json');
  }

  pathOf(day: string): string {
    return join(this.#folder, day);
  }

  /** The name that imports and receipts have for a day: its path in the data folder. */
  nameOf(day: string): string {
    return `journal/${this.channel}/${day}`;
  }

  /** The days' file names, oldest first. */
  days(): string[] {
    return readdirSync(this.#folder)
      .filter(name => dayName.test(name))
      .sort();
  }

  get withdrawn(): readonly string[] {
    return this.#noted.withdrawn;
  }

  get deleted(): readonly string[] {
    return this.#noted.deleted;
  }

  forgotten(): void {
    this.#note({ ...this.#noted, withdrawn: [], deleted: [] });
  }

  /** Whether a segment, sealed or not, holds anything that isn't moved. */
  waits(): boolean {
    return this.#numbers().some(number => number > this.#noted.segment && statSync(this.#segment(number)).size > 0);
  }

  /** Moves the sealed segments. Those that are moved stay where they are: the journal's owner takes them away. */
  async move(keep: Keep): Promise<Moved> {
    for (const [day, bytes] of Object.entries(this.#noted.moving ?? {})) {
      const path = this.pathOf(day);
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > bytes) truncateSync(path, bytes);
    }
    let lines = 0;
    for (const number of this.#sealed()) {
      if (number > this.#noted.segment) lines += await this.#moveOne(number, keep);
    }
    return { lines, segments: this.#sealed().filter(number => number <= this.#noted.segment) };
  }

  #numbers(): number[] {
    const numbers = readdirSync(this.#folder).flatMap(name => segmentName.exec(name)?.[1] ?? []);
    return numbers.map(Number).sort((a, b) => a - b);
  }

  /** The newest one is still written to. */
  #sealed(): number[] {
    return this.#numbers().slice(0, -1);
  }

  #segment(number: number): string {
    return join(this.#folder, `${String(number).padStart(8, '0')}.ndjson`);
  }

  async #moveOne(number: number, keep: Keep): Promise<number> {
    const path = this.#segment(number);
    const text = await readFile(path, 'utf8');
    const written = statSync(path).mtimeMs;
    const byDay = new Map<string, string[]>();
    const withdrawn = new Set(this.#noted.withdrawn);
    const deleted = new Set(this.#noted.deleted);
    let count = 0;
    for (const line of text.split('\n')) {
      if (line === '') continue;
      count++;
      const parsed = objectOf(line);
      if (parsed?.kind === 'withdraw') {
        if (typeof parsed.visitor === 'string') withdrawn.add(parsed.visitor);
        continue;
      }
      // Signed by HubSpot, which alone tells so.
      if (this.channel === 'hubspot-webhook' && typeof parsed?.forget === 'string') {
        deleted.add(parsed.forget);
        continue;
      }
      const kept = keep(line, parsed);
      if (kept === undefined) continue;
      const received = typeof parsed?.received === 'number' ? parsed.received : written;
      const day = `${dayOf(received) ?? dayOf(written)}.ndjson`;
      const own = byDay.get(day);
      if (own) own.push(kept);
      else byDay.set(day, [kept]);
    }
    const sizes = [...byDay.keys()].map(
      day => [day, statSync(this.pathOf(day), { throwIfNoEntry: false })?.size ?? 0] as const,
    );
    this.#note({ ...this.#noted, moving: Object.fromEntries(sizes) });
    for (const [day, lines] of byDay) {
      const file = await open(this.pathOf(day), 'a', 0o600);
      try {
        await file.appendFile(`${lines.join('\n')}\n`);
        await file.datasync();
      } finally {
        await file.close();
      }
    }
    this.#note({ segment: number, withdrawn: [...withdrawn], deleted: [...deleted] });
    return count;
  }

  #note(noted: Noted): void {
    const file = openSync(`${this.#notePath}.new`, 'w', 0o600);
    try {
      writeFileSync(file, `${JSON.stringify(noted)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${this.#notePath}.new`, this.#notePath);
    this.#noted = noted;
  }

  /**
   * Writes a day anew, line for line. A line that becomes shorter is filled up with spaces, so that every line stays at its
   * place; `change` answers undefined for what stays as it is, and never anything longer.
   */
  async rewrite(
    day: string,
    change: (parsed: Readonly<Record<string, unknown>>) => string | undefined,
  ): Promise<number> {
    const path = this.pathOf(day);
    let changed = 0;
    const text = await readFile(path, 'utf8');
    const lines = text.split('\n').map(line => {
      const parsed = objectOf(line);
      const other = parsed && change(parsed);
      if (!other || other === line.trimEnd()) return line;
      changed++;
      return other + ' '.repeat(Math.max(0, Buffer.byteLength(line) - Buffer.byteLength(other)));
    });
    if (changed === 0) return 0;
    const file = await open(`${path}.new`, 'w', 0o600);
    try {
      await file.writeFile(lines.join('\n'));
      await file.datasync();
    } finally {
      await file.close();
    }
    renameSync(`${path}.new`, path);
    return changed;
  }

  /** The bytes of a day from one place to another, as a stream. */
  part(day: string, from: number, to: number): NodeJS.ReadableStream {
    return createReadStream(this.pathOf(day), { start: from, end: to - 1 });
  }

  size(day: string): number {
    return statSync(this.pathOf(day)).size;
  }
}

/** The channels of a data folder that anything was kept of. */
export function channelsIn(dataFolder: string): string[] {
  try {
    const entries = readdirSync(join(dataFolder, 'journal'), { withFileTypes: true });
    return entries
      .filter(entry => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return []; // nothing was ever collected
  }
}

/** Whether anything lies in the journal that isn't taken in, as far as the folder alone can tell. */
export function hasWaiting(dataFolder: string): boolean {
  return channelsIn(dataFolder).some(channel => new DayArchive(dataFolder, channel).waits());
}

function readNoted(path: string): Noted {
  try {
    return { segment: 0, withdrawn: [], deleted: [], ...JSON.parse(readFileSync(path, 'utf8')) };
  } catch {
    return { segment: 0, withdrawn: [], deleted: [] }; // nothing was moved yet; what is moved twice counts once
  }
}

function objectOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null; // the import sets it aside with the reason
  }
}

function dayOf(ms: number): string | null {
  return Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : null;
}
