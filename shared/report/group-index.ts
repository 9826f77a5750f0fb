// Numbers for the combinations of four codes (source, context, conversion, calendar) in order of first meeting: by a
// plain table where all combinations fit one, else by a Map.

const TABLE_LIMIT = 1 << 22;

export class GroupIndex {
  readonly #contexts: number;
  readonly #conversions: number;
  readonly #days: number;
  readonly #table: Int32Array | null;
  readonly #map = new Map<number, number>();
  readonly #keys: number[] = [];

  /** How many codes each part has. */
  constructor(sources: number, contexts: number, conversions: number, days: number) {
    this.#contexts = contexts;
    this.#conversions = conversions;
    this.#days = days;
    const all = sources * contexts * conversions * days;
    this.#table = all <= TABLE_LIMIT ? new Int32Array(all).fill(-1) : null;
  }

  get length(): number {
    return this.#keys.length;
  }

  get byteLength(): number {
    return (this.#table?.byteLength ?? this.#map.size * 40) + this.#keys.length * 8;
  }

  group(source: number, context: number, conversion: number, day: number): number {
    const key = ((source * this.#contexts + context) * this.#conversions + conversion) * this.#days + day;
    const known = this.#table === null ? this.#map.get(key) : this.#table[key];
    if (known !== undefined && known >= 0) return known;
    const group = this.#keys.length;
    this.#keys.push(key);
    if (this.#table === null) this.#map.set(key, group);
    else this.#table[key] = group;
    return group;
  }

  partsOf(group: number): [source: number, context: number, conversion: number, day: number] {
    let key = this.#keys[group];
    const day = key % this.#days;
    key = (key - day) / this.#days;
    const conversion = key % this.#conversions;
    key = (key - conversion) / this.#conversions;
    const context = key % this.#contexts;
    return [(key - context) / this.#contexts, context, conversion, day];
  }
}
