// Mappings that were made by hand, in mappings.json of the data folder: remembered by the header of the file they were made
// for, so that the next file with the same header needs nothing. The order of its columns plays no part.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Format } from '#shared/formats/format.ts';
import { headerKey } from '#shared/formats/header.ts';
import { formats as allFormats } from '#shared/formats/index.ts';
import { type ColumnMap, mappedFormat } from './ingest/by-hand.ts';
import { openJsonFile } from './json-file.ts';

interface Mapping {
  format: string;
  map: ColumnMap;
  headers: string[];
}

/** What tells one header from another: its columns, in any order. */
function headerSignature(headers: readonly string[]): string {
  return JSON.stringify([...new Set(headers.map(headerKey))].filter(key => key !== '').sort());
}

export class MappingStore {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, 'mappings.json');
  }

  async #open() {
    return openJsonFile<{ mappings: Mapping[] }>(this.#path, { mappings: [] });
  }

  async #list(): Promise<readonly Mapping[]> {
    // Most folders have none: then there is nothing to read.
    if (!statSync(this.#path, { throwIfNoEntry: false })) return [];
    return (await this.#open()).data.mappings;
  }

  /** A format for every mapping, each good for its own header alone. */
  async formats(): Promise<Format[]> {
    return (await this.#list()).flatMap(({ format: id, map, headers }) => {
      const format = allFormats.find(one => one.id === id);
      return format ? [mappedFormat(format, map, headers)] : [];
    });
  }

  /** Takes the place of what was remembered for this header. */
  async remember(format: string, map: ColumnMap, headers: readonly string[]): Promise<void> {
    const own = headers.map(header => header.trim()).filter(header => headerKey(header) !== '');
    await this.#replace(headerSignature(own), { format, map, headers: own });
  }

  /** Answers whether there was one. */
  async forget(headers: readonly string[]): Promise<boolean> {
    return this.#replace(headerSignature(headers));
  }

  async #replace(signature: string, mapping?: Mapping): Promise<boolean> {
    const file = await this.#open();
    const others = file.data.mappings.filter(({ headers }) => headerSignature(headers) !== signature);
    const had = others.length < file.data.mappings.length;
    if (!mapping && !had) return false;
    file.data = { mappings: mapping ? [...others, mapping] : others };
    await file.write();
    return had;
  }
}
