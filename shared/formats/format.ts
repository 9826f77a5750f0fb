// What an import format is: how to recognise a file and, column by column, which canonical field it fills and by which
// named conversion. A declaration only: server/ingest compiles it to SQL.

/** The store's record kinds that a format can yield (tables of server/store). */
export type RecordKind =
  | 'event'
  | 'contact'
  | 'account'
  | 'deal'
  | 'deal_person'
  | 'stage_change'
  | 'spend'
  | 'fx'
  | 'click' // an ad click's id and what it was a click on
  | 'subscription' // a subscription as it stands: plan, interval, amount, state
  | 'ad_name'; // what a campaign, ad group or ad was called from an instant on, and what it lies in

/** The named conversions; each is one file's worth of SQL in server/ingest/conversions.ts. */
export type Conversion =
  | 'text' // trimmed; null spellings become null
  | 'id' // text; scientific notation (Excel damage) is refused
  | 'email' // trimmed, lower case; must hold one @, or be a hash of an address in hex (kept as '{sha256}…', by its length)
  | 'email-hash' // such a hash, nothing where it is none
  | 'email-if-any' // the same where the cell is an address, nothing where it isn't: user ids often are one
  | 'first-email' // the first of several addresses joined by ';' or ','
  | 'phone'
  | 'someEmail' // where nobody knows what a cell holds: an e-mail address if it is one, else nothing
  | 'somePhone' // the same for a phone: at least seven digits and nothing but what phones are written with
  | 'gaClient' // a Google Analytics cookie or client id → the client id, `random.seconds`; else nothing
  | 'url'
  | 'location' // url out of parts, a line each (`join: '\n'`): address, path, query with or without its '?'
  | 'instant' // → at + until (until only where the cell holds no time of day)
  | 'day' // civil date
  | 'money' // major units → minor units of the row's currency
  | 'micros' // millionths of a major unit → minor units
  | 'product-list' // Adobe's list of products (category;product;quantity;price;…, parted by commas) → the sum of its prices, as money
  | 'minor' // minor units as they stand, as APIs write them
  | 'count' // whole number, thousands signs allowed
  | 'number'
  | 'percent' // → fraction
  | 'currency' // ISO code, upper case; unknown code is refused
  | 'amount-currency' // the currency an amount is written with (EUR 1,200, £40); nothing where it names none, or only $
  | 'boolean'
  | 'kind' // event name → kind number (own vocabulary in the column's `values`)
  | 'ids' // several ids joined by ';'
  | 'domain'
  | 'rate'
  | 'first' // text; the first of several values joined by ';'
  | 'resource' // id; of a resource name (urn:li:sponsoredCampaign:7, customers/1/adGroupAds/2~3) its last part
  | 'id15' // Salesforce id: its first 15 characters, case kept (the 18-character form only adds a check)
  | 'emails' // several e-mail addresses joined by ';' or ','
  | 'contact' // a contact as 'system:id'; an id without a system is of the format's own
  | 'contacts' // several of these, joined by ';' or ','
  | 'platform' // ad platform by name or alias → its id (shared/sources/platforms.ts)
  | 'keyword'; // text without the match marks of ad reports: "phrase", [exact], +broad

/**
 * Several columns may fill one field: the first of them, in the order declared, that gives a value does. One exception:
 * `click_ids` takes all of them, joined by '&' (each with its `prefix`, 'gclid=').
 */
export interface Column {
  /** Canonical field: a column of the record's table (for 'instant' the name before `_at`/`at`). */
  readonly field: string;
  /**
   * Headers (or JSON paths) that fill it, best first; compared without regard to case, space, `_` and `-`. `(*)` at the end
   * of a header stands for a currency in brackets: `Amount spent (*)` is `Amount spent (EUR)` too. `*word*` (tables only)
   * stands for all headers that hold the word, for files whose headers their user has written.
   */
  readonly from: readonly string[];
  readonly as: Conversion;
  /** A row without it is set aside. */
  readonly required?: boolean;
  /**
   * A vocabulary: cell (trimmed, lower case) → value, before the conversion. A key ending in `*` is a prefix (the longest
   * wins), `*` alone the rest; the value `*` is the cell as it stands, '' is nothing. A cell that no key takes is nothing.
   */
  readonly values?: Readonly<Record<string, string>>;
  /** A constant, where the file has no such column (with `given` or `lacking`: where those hold). */
  readonly constant?: string;
  /** Put before the value: 'contact:hubspot:'. */
  readonly prefix?: string;
  /** All filled columns of `from`, in this order, with this between them; without it the first filled one. */
  readonly join?: string;
  /** Characters that are dropped from the cell first: '-' makes 123-456-7890 and 1234567890 one account. */
  readonly strip?: string;
  /** Fills the field only in rows where at least one of these columns (headers, as in `from`) is filled. */
  readonly given?: readonly string[];
  /** Fills the field only in rows where none of these columns is filled. */
  readonly lacking?: readonly string[];
  /** Fills the field only in rows whose other field (of this record, declared before) has one of these values. */
  readonly only?: { readonly field: string; readonly is: readonly string[] };
  /** The value is not the cell but what the header has in its brackets: of `Amount spent (EUR)` EUR. */
  readonly inHeader?: boolean;
  /**
   * Where no row can say it: a regular expression over the lines above the header (without regard to case), whose first
   * group is the value for all rows.
   */
  readonly preamble?: string;
  /** The order that the vendor writes days and months in, where the cells leave it open (3/1/2026). */
  readonly order?: 'dmy' | 'mdy';
  /** The clock of this column's times where it differs from the format's. */
  readonly clock?: 'utc' | 'local';
  /** With `required`: what the user does where the file as a whole has no such column. */
  readonly remedy?: string;
}

/** One record kind that a row of the file yields. */
export interface Yield {
  readonly record: RecordKind;
  readonly columns: readonly Column[];
  /** The row yields this record only where these fields are filled. */
  readonly when?: readonly string[];
  /** Fields that make the record's key, after the system; none: the hash of the whole canonical row. */
  readonly key?: readonly string[];
  /**
   * The row is a message of a change (JSON; contacts, accounts and deals): it says of its record only the fields whose cells
   * are filled, or stand there empty, which takes the value away. All others stay as they are. `modified` says when.
   */
  readonly isPartial?: boolean;
  /** What it reads is kept as properties of the row's other records all the same. */
  readonly isBeside?: boolean;
  /**
   * JSON only: one row for every element of the list at this path (`actionDetails`): paths that begin with it read the
   * element, others the record around it. Without it the record itself is the row. Both kinds are counted as rows read.
   */
  readonly of?: string;
  /** One record for every part of this field ('ids', 'emails', 'contacts'); its `prefix` goes before each. Without a
   * column for `is_primary` the first part is the primary one. */
  readonly each?: string;
}

/**
 * Headers (or JSON keys, down to the second step: `data.email`) that give a format away: all of `all`, and at least
 * `some.atLeast` of `some.of`, and none of `none`.
 */
export interface Signature {
  readonly all: readonly string[];
  /** The file has these headers and no other. */
  readonly only?: boolean;
  readonly some?: { readonly of: readonly string[]; readonly atLeast: number };
  /** More groups of the same kind, of each of which so many must be there too. */
  readonly also?: readonly { readonly of: readonly string[]; readonly atLeast: number }[];
  readonly none?: readonly string[];
  /** A regular expression (without regard to case) that a line above the header must match. */
  readonly above?: string;
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
  /**
   * The columns of a file that has no header row, in their order, or the file beside it (same folder, same archive) whose
   * one row names them; `content` then tells the file by a row's cells. Such a file has no quoting.
   */
  readonly headless?: {
    readonly columns: readonly string[] | { readonly file: string };
    readonly delimiter: '\t' | ',';
    /** Before a delimiter, a line break or itself it makes that part of the cell. */
    readonly escape?: '\\';
    /** Cells (0-based) that every row has in this shape. */
    readonly content: readonly { readonly cell: number; readonly like: 'uuid' | 'timestamp' | 'unix-seconds' }[];
  };
  /** Sums by day or by source, of which no journey can be made: recognised, so that the refusal can say why and what instead. */
  readonly aggregate?: { readonly reason: string; readonly remedy: string };
  /** Files of this format hold whole days that are written again later: a day's events take the place of what was there. */
  readonly replaces?: {
    /** Headers or paths of the day, best first. */
    readonly day: readonly string[];
    /** What else tells whose day it is: a site's or stream's id, so that another site's day stays. */
    readonly within?: readonly string[];
  };
  /** How a file is recognised: by this signature or by one of `or` (older, localised, API names). */
  readonly detect: Signature & {
    readonly or?: readonly Signature[];
    /** Higher wins where two formats fit: own formats 0, vendors' 10 and more. */
    readonly priority: number;
  };
  /** Rows that are set aside, with the reason: those whose cell (trimmed, lower case) is one of `is`. */
  readonly refuse?: readonly {
    readonly from: readonly string[];
    readonly is: readonly string[];
    /** Only where none of these columns is filled. */
    readonly lacking?: readonly string[];
    readonly reason: string;
    /** Its record was deleted in its own system: what older rows told of it goes. */
    readonly deletes?: true;
  }[];
  /**
   * Two columns that say from when to when a row counts (or one, whose cells hold both: 2026-03-01 - 2026-03-31). A row of more than `most` days can't be spread over them: it is set
   * aside, and a file of no other rows is refused. Not looked at where the file has one of `unless`.
   */
  readonly period?: {
    readonly from: readonly string[];
    readonly to: readonly string[];
    /** The difference of the two that a single day has: 0 where the last day is counted in, 1 where it is not. */
    readonly most: 0 | 1;
    readonly unless?: readonly string[];
    readonly remedy: string;
  };
  /** Regular expressions over the lines above the header, without regard to case; the first group stands for `*`. */
  readonly preamble?: {
    /** Its group is the time zone, by name or as an offset, of the file's local times. */
    readonly zone?: string;
    /** Said with the import. */
    readonly notes?: readonly { readonly line: string; readonly note: string }[];
    /** Such a file is refused. */
    readonly refuse?: readonly { readonly line: string; readonly reason: string; readonly remedy: string }[];
  };
  /** Said with every import: what the user can't see from the file. */
  readonly notes?: readonly string[];
  /** Summary rows that no word marks: those in which all of these columns that the file has are empty. */
  readonly blank?: readonly string[];
  /** Summary rows, dropped uncounted: their first filled cell starts with one of these (lower case). */
  readonly totals?: readonly string[];
  /** Lists of `{key, value}` in an NDJSON record: `event_params.page_location` reads the entry of that key. */
  readonly keyed?: readonly string[];
  readonly yields: readonly Yield[];
  /** Made out of the format of this id by hand: its header → the file's own, or `=text` for the same in every row. */
  readonly mapped?: Readonly<Record<string, string>>;
  /** True where unknown columns are kept as properties. */
  readonly keepsUnknown?: boolean;
  /** JSON only: the paths that are kept as properties, each under its own name; an object stays one. */
  readonly properties?: readonly string[];
  /** Where the facts about the file come from. */
  readonly facts: string;
}
