// What an import format is: how to recognise a file and, column by column, which canonical field it fills and by which
// named conversion. A declaration only: server/ingest compiles it to SQL.

/** The store's record kinds that a format can yield (tables of server/store). */
export type RecordKind = 'event' | 'contact' | 'account' | 'deal' | 'deal_person' | 'stage_change' | 'spend' | 'fx';

/** The named conversions; each is one file's worth of SQL in server/ingest/conversions.ts. */
export type Conversion =
  | 'text' // trimmed; null spellings become null
  | 'id' // text; scientific notation (Excel damage) is refused
  | 'email' // trimmed, lower case; must hold one @
  | 'phone'
  | 'url'
  | 'instant' // → at + until (until only where the cell holds no time of day)
  | 'day' // civil date
  | 'money' // major units → minor units of the row's currency
  | 'micros' // millionths of a major unit → minor units
  | 'count' // whole number, thousands signs allowed
  | 'number'
  | 'percent' // → fraction
  | 'currency' // ISO code, upper case; unknown code is refused
  | 'boolean'
  | 'kind' // event name → kind number (own vocabulary in the column's `values`)
  | 'ids' // several ids joined by ';'
  | 'domain'
  | 'rate';

export interface Column {
  /** Canonical field: a column of the record's table (for 'instant' the name before `_at`/`at`). */
  readonly field: string;
  /** Headers (or JSON paths) that fill it, best first; compared without regard to case, space, `_` and `-`. */
  readonly from: readonly string[];
  readonly as: Conversion;
  /** A row without it is set aside. */
  readonly required?: boolean;
  /** For 'kind' and other vocabularies: cell (lower case) → value. `*` is the rest. */
  readonly values?: Readonly<Record<string, string>>;
  /** A constant, where the file has no such column. */
  readonly constant?: string;
}

/** One record kind that a row of the file yields. */
export interface Yield {
  readonly record: RecordKind;
  readonly columns: readonly Column[];
  /** The row yields this record only where these fields are filled. */
  readonly when?: readonly string[];
  /** Fields that make the record's key, after the system; none: the hash of the whole canonical row. */
  readonly key?: readonly string[];
}

export interface Format {
  /** Also the file name and the name on the command line. Never changes. */
  readonly id: string;
  readonly label: string;
  readonly vendor: string;
  /** Raised when the reading changes, so that a file can be read again. */
  readonly version: number;
  /** Where ids live: two systems' id 7 are two things. */
  readonly system: string;
  readonly shape: 'table' | 'ndjson';
  /** The clock of times without an offset: UTC, or the account's or user's zone (import --zone, else settings zone). */
  readonly clock: 'utc' | 'local';
  /** How a file is recognised: all of `all`, and at least `some.atLeast` of `some.of`, among its headers or JSON keys. */
  readonly detect: {
    readonly all: readonly string[];
    readonly some?: { readonly of: readonly string[]; readonly atLeast: number };
    /** Higher wins where two formats fit. */
    readonly priority: number;
  };
  readonly yields: readonly Yield[];
  /** True where unknown columns are kept as properties. */
  readonly keepsUnknown?: boolean;
  /** Where the facts about the file come from. */
  readonly facts: string;
}
