// Files as the engine takes them in, and what taking them in would do: one turn on the database for each file, so that
// questions get theirs in between; mappings made by hand remembered and forgotten on the way.

import { basename } from 'node:path';
import { ConnectionError, DataError, describeError, ThroughlineError } from '#shared/errors.ts';
import type { Format } from '#shared/formats/format.ts';
import { formats } from '#shared/formats/index.ts';
import type { FileImport, FilePreview, ImportAnswer, ImportRequest, PreviewAnswer } from '#shared/schema/index.ts';
import type { ImportProgress } from './engine.ts';
import { checkedMap, mappable, mappedFormat, refuseAbsent } from './ingest/by-hand.ts';
import { type ImportOptions, importFile } from './ingest/import.ts';
import { eachPart, type Part } from './ingest/parts.ts';
import type { MappingStore } from './mappings.ts';
import type { Mutex } from './mutex.ts';
import { namedRecords } from './record-names.ts';
import type { SettingsStore } from './settings.ts';
import type { Store } from './store/store.ts';

export interface LocalImportsOptions {
  readonly store: Store;
  readonly settings: SettingsStore;
  readonly mappings: MappingStore;
  /** Whoever reads or writes the database takes one. */
  readonly turns: Mutex;
  /** Within the turn of a file, once it is in or refused. */
  readonly onChanged: () => Promise<void>;
}

export class LocalImports {
  readonly #store: Store;
  readonly #settings: SettingsStore;
  readonly #mappings: MappingStore;
  readonly #turns: Mutex;
  readonly #changed: () => Promise<void>;

  constructor({ store, settings, mappings, turns, onChanged }: LocalImportsOptions) {
    this.#store = store;
    this.#settings = settings;
    this.#mappings = mappings;
    this.#turns = turns;
    this.#changed = onChanged;
  }

  async import(
    request: ImportRequest,
    onProgress?: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportAnswer> {
    const answer: ImportAnswer = [];
    const byHand = formatByHand(request);
    for (const [i, file] of request.files.entries()) {
      const told = answer.length;
      /** The part that is being taken in. */
      let current: string | null = null;
      try {
        const parts = eachPart<FileImport>(wholeOf(file), {
          ...this.#unpacking,
          signal,
          said: (name, notes, error) => ({ ...notTaken(name, error), notes }),
          // A turn for each file, so that other questions get theirs in between.
          take: async part => {
            current = part.name;
            const one = await this.#turns.run(() => this.#importOne(request, part, byHand, onProgress, signal));
            current = null;
            return one;
          },
        });
        for await (const one of parts) answer.push(one);
      } catch (error) {
        // What is in is in, and must be told: the error goes with the file that met it, and the rest isn't tried.
        if (!signal?.aborted && (answer.length === 0 || !(error instanceof ConnectionError))) throw error;
        const why = signal?.aborted ? cancelled(current === null && answer.length > told) : (error as ConnectionError);
        answer.push(notTaken(current ?? nameOf(file), why));
        for (const rest of request.files.slice(i + 1)) answer.push(notTaken(nameOf(rest), notTried));
        break;
      }
    }
    return answer;
  }

  async preview(request: ImportRequest): Promise<PreviewAnswer> {
    const byHand = formatByHand(request);
    const { emptyPreview, previewFile } = await import('./ingest/preview.ts');
    const answer: PreviewAnswer = [];
    for (const file of request.files) {
      const parts = eachPart<FilePreview>(wholeOf(file), {
        ...this.#unpacking,
        said: (name, notes, error) => ({ ...emptyPreview(name), notes, ...(error && { error: error.toJSON() }) }),
        take: part =>
          this.#turns.run(async () => {
            const settings = await this.#settings.read();
            const options = await this.#readingOf(request, part, byHand);
            return previewFile(this.#store, { ...options, dateOrder: request.dateOrder }, settings);
          }),
      });
      for await (const one of parts) answer.push(one);
    }
    return answer;
  }

  get #unpacking() {
    return { store: this.#store, inTurn: <T>(work: () => Promise<T>) => this.#turns.run(work) };
  }

  /** How a file is to be read: as its user says, else as it was mapped before, else as it is recognised. */
  async #readingOf(
    { format, zone, currency, forgetMap }: ImportRequest,
    file: ImportRequest['files'][number],
    byHand: Format | undefined,
  ): Promise<ImportOptions> {
    const remembered = format === undefined && !forgetMap ? await this.#mappings.formats() : [];
    return {
      ...file,
      format,
      zone,
      currency,
      formats: byHand ? [byHand] : [...remembered, ...formats],
      onReading: reading => {
        if (byHand?.mapped) refuseAbsent(byHand.mapped, reading.headers, file.name ?? basename(file.path));
      },
    };
  }

  /** Only in one's turn. */
  async #importOne(
    request: ImportRequest,
    file: ImportRequest['files'][number],
    byHand: Format | undefined,
    onProgress?: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<FileImport> {
    signal?.throwIfAborted();
    try {
      const settings = await this.#settings.read();
      const forgotten = request.forgetMap ? await this.#forget(file) : false;
      let headers: readonly string[] = [];
      const options = await this.#readingOf(request, file, byHand);
      const onReading: ImportOptions['onReading'] = reading => {
        headers = reading.headers;
        options.onReading?.(reading);
      };
      const taken = await importFile(
        this.#store,
        { ...options, signal, onReading },
        { ...settings, dateOrder: request.dateOrder ?? settings.dateOrder },
        onProgress,
      );
      if (byHand?.mapped && !taken.error) taken.notes.push(await this.#remember(byHand.id, byHand.mapped, headers));
      if (forgotten) taken.notes.unshift('The mapping made by hand for these columns is forgotten.');
      return { ...taken, records: namedRecords(taken.records) };
    } finally {
      await this.#changed();
    }
  }

  /** Answers what there is to say of it. The file is in by now: what keeps the mapping from being written is no error of it. */
  async #remember(...mapping: Parameters<MappingStore['remember']>): Promise<string> {
    try {
      await this.#mappings.remember(...mapping);
      return 'The mapping is remembered: the next file with these columns needs nothing.';
    } catch (error) {
      if (!(error instanceof ThroughlineError)) throw error;
      return `The mapping could not be remembered, and has to be given with the next file too: ${describeError(error)}`;
    }
  }

  async #forget({ path }: ImportRequest['files'][number]): Promise<boolean> {
    const { headersOf } = await import('./ingest/preview-by-hand.ts');
    return this.#mappings.forget(await headersOf(path, this.#store.temporaryFolder));
  }
}

/** The format that a map given with the call makes; undefined where none is given. */
function formatByHand({ format, map }: ImportRequest): Format | undefined {
  if (!map || Object.keys(map).length === 0) return undefined;
  const declared = mappable(format);
  return mappedFormat(declared, checkedMap(declared, map));
}

/** `isBetween`: after one part of a container and before the next. */
const cancelled = (isBetween: boolean) =>
  new DataError({
    code: 'import-cancelled',
    what: isBetween ? 'Cancelled: no more of this was taken in.' : 'Cancelled: nothing of this file was taken in.',
    remedy: 'Import it again when you like.',
  });

const notTried = new ConnectionError({
  code: 'import-not-tried',
  what: 'Not tried, since the file before could not be taken in.',
  remedy: 'Import it again when that is mended.',
});

function nameOf({ path, name }: ImportRequest['files'][number]): string {
  return name ?? basename(path);
}

function wholeOf(file: ImportRequest['files'][number]): Part {
  return { path: file.path, name: nameOf(file) };
}

function notTaken(file: string, error?: ThroughlineError): FileImport {
  return {
    file,
    format: null,
    read: 0,
    kept: 0,
    duplicates: 0,
    rejected: 0,
    records: {},
    rejects: [],
    ...(error && { error: error.toJSON() }),
    notes: [],
    seconds: 0,
  };
}
