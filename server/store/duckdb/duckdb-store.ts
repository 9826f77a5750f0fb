// A connection to DuckDB as a Store. DuckDB's own errors leave here as ThroughlineErrors where the user can do something
// about them (disk full, memory), else as they are: then they are ours.

import type { DuckDBConnection, DuckDBInstance, DuckDBVector } from '@duckdb/node-api';
import type { Appender, Chunk, ChunkColumn, Param, Params, Row, Store } from '../store.ts';
import { storeError } from './errors.ts';

interface Shared {
  instance: DuckDBInstance;
  /** Opens the database anew; left out for one in memory, of which nothing would be left. */
  readonly reopen?: () => Promise<DuckDBInstance>;
  readonly folder: string | null;
  readonly temporaryFolder: string;
}

interface RawVector {
  readonly items?: ChunkColumn['items'];
  readonly validity?: { readonly data: unknown; itemValid(row: number): boolean };
}

function column(vector: DuckDBVector): ChunkColumn {
  const raw = vector as unknown as RawVector;
  const validity = raw.validity;
  return {
    items: raw.items ?? null,
    allValid: !validity?.data,
    isValid: row => validity?.itemValid(row) ?? true,
    get: row => vector.getItem(row),
  };
}

const minSafe = BigInt(Number.MIN_SAFE_INTEGER);
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);
const hashType = 'UBIGINT';
/** Said of a database that answers nothing more until it is opened anew: a checkpoint that found no room does that to it. */
const isFatal = /^FATAL Error|database has been invalidated/;
/** Statements that a stopped piece of work still needs, to leave things as they were. */
const isTidyingUp = /^\s*(COMMIT|ROLLBACK|SET)\b/i;

/** The store over one connection. `owner` closes the instance with it. */
export async function duckdbStore(shared: Shared, owner: boolean): Promise<Store> {
  const connect = async (): Promise<DuckDBConnection> => {
    const made = await shared.instance.connect();
    // Sums and hashes of days must not hang on the machine's zone.
    if (owner) await made.run("SET GLOBAL TimeZone = 'UTC'");
    return made;
  };
  let connection: DuckDBConnection | undefined = await connect();
  let isDead = false;
  let depth = 0;
  let asked: AbortSignal | undefined;

  const close = (): void => {
    connection?.closeSync();
    if (connection && owner) shared.instance.closeSync();
    connection = undefined;
  };

  /** The connection; a new one, to the database opened anew, where that has died and no transaction is open. */
  const alive = async (): Promise<DuckDBConnection> => {
    if (isDead && depth === 0 && owner && shared.reopen) {
      close();
      shared.instance = await shared.reopen();
      connection = await connect();
      isDead = false;
    }
    return connection!;
  };

  const guard = async <T>(sql: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const connection = await alive();
    const signal = isTidyingUp.test(sql) ? undefined : asked;
    signal?.throwIfAborted();
    // Again and again: an interrupt that comes before the statement has really begun is lost.
    let again: ReturnType<typeof setInterval> | undefined;
    const stop = () => {
      connection.interrupt();
      again ??= setInterval(() => connection.interrupt(), 20);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await work(connection);
    } catch (error) {
      isDead ||= error instanceof Error && isFatal.test(error.message);
      signal?.throwIfAborted();
      throw storeError(error, sql);
    } finally {
      clearInterval(again);
      signal?.removeEventListener('abort', stop);
    }
  };

  const store: Store = {
    folder: shared.folder,
    temporaryFolder: shared.temporaryFolder,

    async all<T extends Row = Row>(sql: string, params?: Params): Promise<T[]> {
      return guard(sql, async connection => {
        const reader = await connection.runAndReadAll(sql, bind(params));
        const names = reader.columnNames();
        const types = reader.columnTypes().map(type => type.toString());
        return reader.getRowsJS().map(values => {
          const row: Row = {};
          for (let i = 0; i < names.length; i++) row[names[i]] = narrow(values[i], types[i]);
          return row as T;
        });
      });
    },

    async first<T extends Row = Row>(sql: string, params?: Params): Promise<T | undefined> {
      return (await store.all<T>(sql, params))[0];
    },

    async run(sql, params) {
      return guard(sql, async connection => {
        const result = await connection.run(sql, bind(params));
        return result.rowsChanged;
      });
    },

    async *stream(sql, params): AsyncGenerator<Chunk> {
      const result = await guard(sql, connection => connection.stream(sql, bind(params)));
      for (;;) {
        const chunk = await guard(sql, () => result.fetchChunk());
        if (!chunk || chunk.rowCount === 0) return;
        const columns: ChunkColumn[] = [];
        for (let i = 0; i < chunk.columnCount; i++) columns.push(column(chunk.getColumnVector(i)));
        yield { rows: chunk.rowCount, columns };
      }
    },

    async appender(table): Promise<Appender> {
      const appender = await guard(table, connection => connection.createAppender(table));
      const types: string[] = [];
      for (let i = 0; i < appender.columnCount; i++) types.push(appender.columnType(i).toString());
      const put = (value: Param, type: string): void => {
        if (value === null) appender.appendNull();
        else if (type === 'VARCHAR') appender.appendVarchar(value as string);
        else if (type === 'BOOLEAN') appender.appendBoolean(value as boolean);
        else if (type === 'UINTEGER') appender.appendUInteger(value as number);
        else if (type === 'UTINYINT') appender.appendUTinyInt(value as number);
        else if (type === 'INTEGER') appender.appendInteger(value as number);
        else if (type === 'DOUBLE') appender.appendDouble(value as number);
        else if (type === 'BIGINT') appender.appendBigInt(BigInt(value));
        else if (type === 'UBIGINT') appender.appendUBigInt(BigInt(value));
        else throw new Error(`appender: no way to write ${type} (${table})`);
      };
      return {
        append(values) {
          for (let i = 0; i < types.length; i++) put(values[i], types[i]);
          appender.endRow();
        },
        close() {
          appender.closeSync();
        },
      };
    },

    async transaction(work) {
      if (depth > 0) throw new Error('transactions are not nested');
      await alive();
      depth++;
      try {
        await store.run('BEGIN TRANSACTION');
        try {
          const result = await work();
          await store.run('COMMIT');
          return result;
        } catch (error) {
          // A failed COMMIT has rolled back already: the second error says nothing new.
          await connection?.run('ROLLBACK').catch(() => undefined);
          throw error;
        }
      } finally {
        depth--;
      }
    },

    async abortable(signal, work) {
      if (asked) throw new Error('what can be stopped is not nested');
      asked = signal;
      try {
        return await work();
      } finally {
        asked = undefined;
      }
    },

    progress: () => connection?.progress.percentage ?? -1,
    connect: () => duckdbStore(shared, false),

    async close() {
      close();
    },
  };
  return store;
}

function bind(params: Params | undefined): Record<string, Param> | undefined {
  return params && Object.keys(params).length > 0 ? { ...params } : undefined;
}

function narrow(value: unknown, type: string): unknown {
  if (typeof value !== 'bigint' || type === hashType) return value;
  return value >= minSafe && value <= maxSafe ? Number(value) : value;
}
