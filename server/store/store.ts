// The border to the database: what the rest of the server may ask of it. One statement runs at a time per store; a
// stream must be read to its end (or left by `break`) before the next statement, for DuckDB drops it otherwise.

/** A value that may be bound to `$name`. A bigint is needed for hashes: they don't fit a number. */
export type Param = string | number | bigint | boolean | null;
export type Params = Readonly<Record<string, Param>>;

/** A row by column name. 64-bit integers come as numbers where that is exact, UBIGINT (hashes) always as bigint. */
export type Row = Record<string, unknown>;

/** One column of a chunk, read in place. */
export interface ChunkColumn {
  /**
   * The column's own memory: BigInt64Array for BIGINT, BigUint64Array for UBIGINT, Uint32Array for UINTEGER, Uint8Array for
   * UTINYINT, Int32Array for INTEGER, Float64Array for DOUBLE; null for text and other types. What stands at an invalid
   * (NULL) place is undefined. Lives as long as the chunk.
   */
  readonly items: NumberArray | null;
  /** True where no value of the chunk is NULL: then `isValid` needn't be asked. */
  readonly allValid: boolean;
  isValid(row: number): boolean;
  /** Any type, one value: text as string, NULL as null. Slow beside `items`. */
  get(row: number): unknown;
}

type NumberArray =
  | BigInt64Array
  | BigUint64Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Float64Array
  | Float32Array;

/** Up to 2,048 rows, column by column. */
export interface Chunk {
  readonly rows: number;
  readonly columns: readonly ChunkColumn[];
}

/** What rows can be written to, fast and set-wise; values are checked by the column's type. */
export interface Appender {
  append(values: readonly Param[]): void;
  close(): void;
}

export interface Store {
  /** The data folder; null for a store in memory. */
  readonly folder: string | null;
  /** Folder for temporary files: in the data folder, else the system's. */
  readonly temporaryFolder: string;
  /** All rows of a query. */
  all<T extends Row = Row>(sql: string, params?: Params): Promise<T[]>;
  /** The first row; undefined where there is none. */
  first<T extends Row = Row>(sql: string, params?: Params): Promise<T | undefined>;
  /** Runs statements (several, parted by ';', only without params); answers with the number of rows changed by the last. */
  run(sql: string, params?: Params): Promise<number>;
  /** The rows of a query in chunks as DuckDB makes them: the fast way to read millions. */
  stream(sql: string, params?: Params): AsyncIterable<Chunk>;
  /** Rows into a table, by its columns in order; nothing else may run before `close`. */
  appender(table: string): Promise<Appender>;
  /** Everything `work` does, or nothing of it. Not to be nested. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Runs `work` so that `signal` can stop it: the statement under way is interrupted and none after it begins, but for those
   * that end a transaction or put a setting back. What was stopped throws the signal's reason. Not to be nested.
   */
  abortable<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>;
  /** 0 to 100 while a statement runs; -1 where DuckDB can't say. */
  progress(): number;
  /** A second connection to the same database, for reading beside the first; temporary tables aren't shared. */
  connect(): Promise<Store>;
  close(): Promise<void>;
}
