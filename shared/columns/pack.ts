// Packing: a tree of objects, typed arrays and texts as one flat buffer, so that a workspace is read back without being
// built. Columns are views of the buffer (nothing is copied), or, read from a file, are fetched when they are first used.

import { defineLazy } from './lazy.ts';

/** Raised when the layout changes: a buffer of another version is not read. */
const PACK_VERSION = 1;

const MAGIC = 0x4c544854; // 'THTL'
const HEADER_BYTES = 24;

const arrays = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array, BigUint64Array } as const;
type ArrayName = keyof typeof arrays;
type Packable = InstanceType<(typeof arrays)[ArrayName]>;

/** How a value lies in the buffer. `at` is a byte offset from the buffer's start, a multiple of 8. */
type Layout =
  | { t: 'json'; value: unknown }
  | { t: 'array'; type: ArrayName; at: number; length: number }
  | { t: 'texts'; at: number; bytes: number; offsets: number; length: number }
  | { t: 'codes'; at: number; length: number; dict: readonly string[] }
  | { t: 'object'; fields: Readonly<Record<string, Layout>> };

/**
 * Packs a tree: plain objects, typed arrays (Uint8, Uint16, Uint32, Int32, Float64, BigUint64), arrays of strings, and
 * whatever JSON can hold. `key` says what the data was made from; unpack hands it back before anything is decoded.
 *
 * Layout: magic, version, header length, key length (Uint32 little-endian each), whole length (Float64); key and header as
 * UTF-8; then the arrays, each from a multiple of 8. Lone surrogates in texts become U+FFFD. Throws TypeError on a value it can't hold.
 *
 *     unpack(pack({ n: Uint32Array.of(1, 2), names: ['a', 'b'] }, 'v1'))  // { key: 'v1', value: the same tree }
 */
export function pack(value: object, key: string): Uint8Array<ArrayBuffer> {
  const parts = packParts(value, key);
  const buffer = new Uint8Array(parts.reduce((bytes, part) => bytes + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    buffer.set(part, at);
    at += part.byteLength;
  }
  return buffer;
}

/** What `pack` gives, piece by piece and in order: columns stand in it as they are, so that none is copied on its way to a file. */
export function packParts(value: object, key: string): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let size = 0;
  const place = (bytes: Uint8Array): number => {
    const at = size;
    size = align(at + bytes.byteLength);
    parts.push(bytes);
    if (size > at + bytes.byteLength) parts.push(new Uint8Array(size - at - bytes.byteLength));
    return at;
  };
  const layout = layOut(value, place, 'workspace');
  const encoder = new TextEncoder();
  const keyBytes = encoder.encode(key);
  const header = encoder.encode(JSON.stringify(layout));
  const start = align(HEADER_BYTES + keyBytes.length + header.length);
  const head = new Uint8Array(start);
  new Uint32Array(head.buffer, 0, 4).set([MAGIC, PACK_VERSION, header.length, keyBytes.length]);
  new Float64Array(head.buffer, 16, 1)[0] = start + size;
  head.set(keyBytes, HEADER_BYTES);
  head.set(header, HEADER_BYTES + keyBytes.length);
  return [head, ...parts];
}

/** The key of a packed buffer (its first part will do), or null where it is no such buffer or of another version. */
export function packedKey(buffer: Uint8Array): string | null {
  const lengths = readLengths(buffer);
  if (!lengths || HEADER_BYTES + lengths.key > buffer.byteLength) return null;
  return new TextDecoder().decode(buffer.subarray(HEADER_BYTES, HEADER_BYTES + lengths.key));
}

/** Gives `length` packed bytes from byte `at` on, as memory that starts at a multiple of 8 and stays unchanged. */
export type ReadPacked = (at: number, length: number) => Uint8Array<ArrayBuffer>;

/** Unpacks what `pack` made, as `unpackFrom` does, out of a buffer that starts at a multiple of 8 of its memory: the arrays are views of it. */
export function unpack<T extends object>(buffer: Uint8Array<ArrayBuffer>): { key: string; value: T } | null {
  if (buffer.byteOffset % 8 !== 0) return null;
  return unpackFrom((at, length) => buffer.subarray(at, at + length), buffer.byteLength);
}

/**
 * Unpacks what `pack` made; null under the conditions of `packedKey` and where it was cut short. Columns, typed arrays and
 * texts alike, are only read when they are first used.
 *
 * @param bytes how many there are in all
 */
export function unpackFrom<T extends object>(read: ReadPacked, bytes: number): { key: string; value: T } | null {
  const lengths = bytes < HEADER_BYTES ? null : readLengths(read(0, HEADER_BYTES));
  if (!lengths || lengths.whole !== bytes) return null;
  const from = HEADER_BYTES + lengths.key;
  const start = align(from + lengths.header);
  const head = read(0, start);
  const decoder = new TextDecoder();
  const layout = JSON.parse(decoder.decode(head.subarray(from, from + lengths.header))) as Layout;
  const key = decoder.decode(head.subarray(HEADER_BYTES, from));
  return { key, value: restore(layout, (at, length) => read(start + at, length)) as T };
}

function readLengths(buffer: Uint8Array): { header: number; key: number; whole: number } | null {
  if (buffer.byteLength < HEADER_BYTES || buffer.byteOffset % 8 !== 0) return null;
  const [magic, version, header, key] = new Uint32Array(buffer.buffer, buffer.byteOffset, 4);
  if (magic !== MAGIC || version !== PACK_VERSION) return null;
  return { header, key, whole: new Float64Array(buffer.buffer, buffer.byteOffset + 16, 1)[0] };
}

const align = (at: number): number => Math.ceil(at / 8) * 8;

function isTyped(value: unknown): value is Packable {
  return ArrayBuffer.isView(value) && value.constructor.name in arrays;
}

function layOut(value: unknown, place: (bytes: Uint8Array) => number, path: string): Layout {
  if (isTyped(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { t: 'array', type: value.constructor.name as ArrayName, at: place(bytes), length: value.length };
  }
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(item => typeof item === 'string')) return layOutTexts(value, place);
    return { t: 'json', value };
  }
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'function' || typeof value === 'bigint' || typeof value === 'symbol') {
      throw new TypeError(`pack: ${path} is a ${typeof value}`);
    }
    return { t: 'json', value };
  }
  if (ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set) {
    throw new TypeError(`pack: ${path} is a ${value.constructor.name}`);
  }
  const fields: Record<string, Layout> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) fields[name] = layOut(field, place, `${path}.${name}`);
  }
  return { t: 'object', fields };
}

function layOutTexts(texts: readonly string[], place: (bytes: Uint8Array) => number): Layout {
  const dict = new Map<string, number>();
  for (const text of texts) {
    if (!dict.has(text)) dict.set(text, dict.size);
    if (dict.size > 256) break;
  }
  if (dict.size <= 256 && texts.length > dict.size * 4) {
    const codes = Uint8Array.from(texts, text => dict.get(text)!);
    return { t: 'codes', at: place(codes), length: texts.length, dict: [...dict.keys()] };
  }
  const offsets = new Uint32Array(texts.length + 1);
  for (let i = 0; i < texts.length; i++) offsets[i + 1] = offsets[i] + texts[i].length;
  const bytes = new TextEncoder().encode(texts.join(''));
  const at = place(bytes);
  return { t: 'texts', at, bytes: bytes.length, offsets: place(new Uint8Array(offsets.buffer)), length: texts.length };
}

function restore(layout: Layout, read: ReadPacked): unknown {
  if (layout.t === 'json') return layout.value;
  if (layout.t === 'array') return restoreArray(layout, read);
  if (layout.t !== 'object') return decodeTexts(layout, read);
  const value: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(layout.fields)) {
    if (field.t === 'json' || field.t === 'object') value[name] = restore(field, read);
    else defineLazy(value, name, () => restore(field, read));
  }
  return value;
}

function restoreArray({ type, at, length }: Extract<Layout, { t: 'array' }>, read: ReadPacked): Packable {
  const bytes = read(at, length * arrays[type].BYTES_PER_ELEMENT);
  return new arrays[type](bytes.buffer, bytes.byteOffset, length);
}

function decodeTexts(layout: Extract<Layout, { t: 'texts' | 'codes' }>, read: ReadPacked): string[] {
  const texts = new Array<string>(layout.length);
  if (layout.t === 'codes') {
    const codes = read(layout.at, layout.length);
    for (let i = 0; i < layout.length; i++) texts[i] = layout.dict[codes[i]];
    return texts;
  }
  const { buffer, byteOffset } = read(layout.offsets, (layout.length + 1) * 4);
  const offsets = new Uint32Array(buffer, byteOffset, layout.length + 1);
  // One decode and many slices: a hundred times as quick as a decode a text. Offsets count UTF-16 units, as slice does.
  const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(read(layout.at, layout.bytes));
  for (let i = 0; i < layout.length; i++) texts[i] = whole.slice(offsets[i], offsets[i + 1]);
  return texts;
}
