// Query results as typed arrays, chunk by chunk, without an object or a BigInt a row. A NULL is not seen here: the SQL
// says with coalesce what stands for it (NaN, 0, ''); only text columns turn NULL into ''.

import type { ChunkColumn, Store } from '../store/store.ts';

/** What the build needs of a store: one connection, so that its temporary tables are seen by the next query. */
export type Sql = Pick<Store, 'run' | 'stream' | 'all' | 'first' | 'appender'>;

/** How a result column is read. u64 columns are UBIGINT, f64 DOUBLE, u32 UINTEGER, i32 INTEGER, u8 UTINYINT. */
export type ColumnType = 'u64' | 'f64' | 'u32' | 'i32' | 'u8' | 'text';

interface ArrayOf {
  u64: BigUint64Array;
  f64: Float64Array;
  u32: Uint32Array;
  i32: Int32Array;
  u8: Uint8Array;
  text: string[];
}

type Columns<T extends Record<string, ColumnType>> = { [K in keyof T]: ArrayOf[T[K]] } & { readonly rows: number };

const make = {
  u64: (n: number) => new BigUint64Array(n),
  f64: (n: number) => new Float64Array(n),
  u32: (n: number) => new Uint32Array(n),
  i32: (n: number) => new Int32Array(n),
  u8: (n: number) => new Uint8Array(n),
} as const;

type Numeric = BigUint64Array | Float64Array | Uint32Array | Int32Array | Uint8Array;

/**
 * Reads a whole result; the keys of `types` name its columns in order. Throws TypeError where a column's SQL type isn't
 * the one that was asked for. `expected` rows fit without growing: worth saying for millions.
 */
export async function readColumns<T extends Record<string, ColumnType>>(
  sql: Sql,
  types: T,
  query: string,
  expected = 4096,
): Promise<Columns<T>> {
  const names = Object.keys(types);
  const kinds = Object.values(types);
  let capacity = Math.max(1, expected);
  const columns: (Numeric | string[])[] = kinds.map(kind => (kind === 'text' ? [] : make[kind](capacity)));
  let total = 0;
  for await (const chunk of sql.stream(query)) {
    const { rows } = chunk;
    if (total + rows > capacity) {
      capacity = Math.max(capacity * 2, total + rows);
      for (let c = 0; c < columns.length; c++) {
        const kind = kinds[c];
        if (kind === 'text') continue;
        const grown = make[kind](capacity);
        (grown as Uint8Array).set(columns[c] as Uint8Array);
        columns[c] = grown;
      }
    }
    for (let c = 0; c < columns.length; c++) {
      const kind = kinds[c];
      const column = chunk.columns[c];
      if (kind === 'text') {
        const texts = columns[c] as string[];
        for (let row = 0; row < rows; row++) texts.push((column.get(row) as string | null) ?? '');
      } else {
        copyItems(columns[c] as Numeric, column, total, names[c]);
      }
    }
    total += rows;
  }
  const answer: Record<string, unknown> = { rows: total };
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c];
    answer[names[c]] = Array.isArray(column) ? column : column.subarray(0, total);
  }
  return answer as Columns<T>;
}

function copyItems(to: Numeric, column: ChunkColumn, at: number, name: string): void {
  const { items } = column;
  if (items?.constructor !== to.constructor) {
    throw new TypeError(`column ${name}: ${items?.constructor.name ?? 'no array'}, expected ${to.constructor.name}`);
  }
  (to as Uint8Array).set(items as Uint8Array, at);
}
