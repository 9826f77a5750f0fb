// Columns of numbers, texts, coded texts and lists of rows as Apache Arrow columns and back. Numbers go over as they lie in
// memory, both ways: what is decoded looks into the very bytes that came. A reader's usual mistake: to read texts with
// the library's own decoder, which takes a leading U+FEFF off.

import {
  batchType,
  Column,
  type DataType,
  dictionary,
  field,
  float64,
  int32,
  list,
  Table,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  uint8,
  uint16,
  uint32,
  utf8,
} from '@uwdata/flechette';

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const typeOf = {
  Uint8Array: uint8,
  Uint16Array: uint16,
  Uint32Array: uint32,
  Int32Array: int32,
  Float64Array: float64,
} as const;

const none = new Uint8Array(0);

function column(type: DataType, parts: object, length: number): Column<unknown> {
  // The classes take whatever parts their type has; what batchType returns is typed as all of them at once.
  const Batch = batchType(type) as new (parts: object) => Column<unknown>['data'][number];
  return new Column([new Batch({ length, nullCount: 0, type, validity: none, ...parts })], type);
}

export function numbersColumn(values: Numbers): Column<unknown> {
  const name = values.constructor.name as keyof typeof typeOf;
  return column(typeOf[name]() as DataType, { values }, values.length);
}

/** Texts one after the other: for columns whose values are nearly all distinct. */
export function textsColumn(texts: readonly string[]): Column<unknown> {
  const { offsets, values } = encodeTexts(texts);
  return column(utf8(), { offsets, values }, texts.length);
}

/** Texts as codes into a dictionary, kept in the order it is in. */
export function codedColumn(code: Uint8Array | Uint16Array | Uint32Array, dict: readonly string[]): Column<unknown> {
  const indices = typeOf[code.constructor.name as 'Uint32Array']();
  const texts = textsColumn(dict);
  // The library knows a dictionary by its type object: it must be the very one.
  const coded = column(dictionary(texts.type, indices), { values: code }, code.length);
  (coded.data[0] as unknown as { setDictionary(texts: Column<unknown>): void }).setDictionary(texts);
  return coded;
}

/** Texts of which many are the same, as codes into a dictionary in order of first meeting. */
export function repeatedColumn(texts: readonly string[]): Column<unknown> {
  const codes = new Map<string, number>();
  const code = Uint32Array.from(texts, text => {
    const known = codes.get(text);
    if (known !== undefined) return known;
    codes.set(text, codes.size);
    return codes.size - 1;
  });
  return codedColumn(code, [...codes.keys()]);
}

/** Lists of row numbers: list j is `rows` from start[j] up to start[j + 1]. */
export function listsColumn(start: Uint32Array, rows: Uint32Array): Column<unknown> {
  const offsets = new Int32Array(start.buffer, start.byteOffset, start.length);
  const children = [numbersColumn(rows).data[0]];
  return column(list(field('row', uint32(), false)), { offsets, children }, start.length - 1);
}

/** One table as an Arrow IPC stream of a single record batch. */
export function writeTable(
  columns: readonly (readonly [string, Column<unknown>])[],
  metadata: string,
): Uint8Array<ArrayBuffer> {
  const { schema, children } = tableFromColumns(columns.map(([name, column]) => [name, column]));
  const table = new Table({ ...schema, metadata: new Map([[METADATA, metadata]]) }, children);
  // Written into memory of its own.
  return tableToIPC(table, { format: 'stream' }) as Uint8Array<ArrayBuffer>;
}

const METADATA = 'throughline';

/** What `writeTable` wrote. */
export class ReadTable {
  readonly #table: ReturnType<typeof tableFromIPC>;

  /** Bytes that don't start at a multiple of 8 of their memory are copied once. */
  constructor(bytes: Uint8Array) {
    this.#table = tableFromIPC(bytes.byteOffset % 8 === 0 ? bytes : bytes.slice());
  }

  get length(): number {
    return this.#table.numRows;
  }

  get metadata(): string | undefined {
    return this.#table.schema.metadata?.get(METADATA);
  }

  has(name: string): boolean {
    return this.#table.names.includes(name);
  }

  numbers<T extends Numbers>(name: string): T {
    return this.#batch(name).values as unknown as T;
  }

  texts(name: string): string[] {
    return decodeTexts(this.#batch(name));
  }

  coded<T extends Uint8Array | Uint16Array | Uint32Array>(name: string): { code: T; dict: string[] } {
    const batch = this.#batch(name) as TextBatch & { dictionary?: Column<unknown> };
    const code = batch.values as unknown as T;
    return { code, dict: decodeTexts(batch.dictionary!.data[0] as unknown as TextBatch) };
  }

  repeated(name: string): string[] {
    const { code, dict } = this.coded(name);
    return Array.from(code, c => dict[c]);
  }

  lists(name: string): { start: Uint32Array; rows: Uint32Array } {
    const { offsets, children } = this.#batch(name);
    return {
      start: new Uint32Array(offsets.buffer, offsets.byteOffset, offsets.length),
      rows: children[0].values as unknown as Uint32Array,
    };
  }

  #batch(name: string): TextBatch & { children: TextBatch[] } {
    const found = this.#table.getChild(name);
    if (!found) throw new RangeError(`no column ${name}`);
    return found.data[0] as unknown as TextBatch & { children: TextBatch[] };
  }
}

interface TextBatch {
  readonly length: number;
  readonly values: Uint8Array;
  readonly offsets: Int32Array;
}

function encodeTexts(texts: readonly string[]): { offsets: Int32Array; values: Uint8Array } {
  const offsets = new Int32Array(texts.length + 1);
  for (let i = 0; i < texts.length; i++) offsets[i + 1] = offsets[i] + bytesOf(texts[i]);
  // One encoding of all: far quicker than one a text.
  const encoder = new TextEncoder();
  const values = encoder.encode(texts.join(''));
  if (values.length === offsets[texts.length]) return { offsets, values };
  // Halves of a pair, in two texts, met where they were joined.
  return { offsets, values: encoder.encode(texts.map(text => text.toWellFormed()).join('')) };
}

/** How many bytes a text has in UTF-8; a lone surrogate, which UTF-8 can't hold, counts as U+FFFD. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // A pair is four bytes: its second unit adds no more.
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
  }
  return bytes;
}

function decodeTexts({ length, offsets, values }: TextBatch): string[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const bytes = values.subarray(offsets[0] ?? 0, offsets[length] ?? 0);
  const whole = decoder.decode(bytes);
  const texts = new Array<string>(length);
  // All ASCII: a text's bytes are its characters.
  const isPlain = whole.length === bytes.length;
  for (let i = 0; i < length; i++) {
    texts[i] = isPlain
      ? whole.slice(offsets[i], offsets[i + 1])
      : decoder.decode(values.subarray(offsets[i], offsets[i + 1]));
  }
  return texts;
}
