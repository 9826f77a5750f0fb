// Everything an answer is computed from, as columns: built from the store once a data version, kept in memory and in a
// flat file. No settings that a report can change (model, lookback, direct, dates, currency) are baked in.

/** The dictionary of touch sources, one row an id; parallel arrays. '' stands for a missing value. */
export interface Sources {
  readonly length: number;
  readonly channel: readonly string[];
  readonly source: readonly string[];
  readonly medium: readonly string[];
  readonly campaign: readonly string[];
  readonly campaignId: readonly string[];
  readonly adGroup: readonly string[];
  readonly adGroupId: readonly string[];
  readonly ad: readonly string[];
  readonly adId: readonly string[];
  readonly keyword: readonly string[];
  readonly keywordId: readonly string[];
  readonly content: readonly string[];
  readonly term: readonly string[];
  /** Ad platform id (google-ads, meta-ads …) or ''. */
  readonly platform: readonly string[];
  readonly referrerHost: readonly string[];
  /** FLAG_DIRECT | FLAG_PAID | FLAG_UNFILLED. */
  readonly flags: Uint8Array;
}

/** The dictionary of what surrounds a touch. */
export interface Contexts {
  readonly length: number;
  readonly landingPage: readonly string[];
  readonly device: readonly string[];
  readonly country: readonly string[];
}

/** People's touches up to the last of their conversions, person by person, each person's in order of instant and event key. */
export interface Touches {
  readonly length: number;
  readonly source: Uint32Array;
  readonly context: Uint32Array;
  readonly time: Float64Array;
  /** Event key in the store. */
  readonly key: BigUint64Array;
}

/** Conversions of one set, in order of instant and then id. Strings are dictionary-coded: `dict[field][code[i]]`. */
export interface Conversions {
  readonly length: number;
  /** What the conversion is: 'lead', 'deal', 'order', 'refund'. */
  readonly kind: readonly ('lead' | 'deal' | 'order' | 'refund')[];
  /** Stable id: 'deal:system:id', 'order:id', 'person:<smallest identity key>', 'refund:…'. */
  readonly id: readonly string[];
  /** What a person calls it: deal name, order id, email. */
  readonly label: readonly string[];
  /** Minor units of `currency` (hundredths where it is ''); negative for refunds; 0 for leads. */
  readonly amount: Float64Array;
  /** Index in `currencies`; 0 is '' = the workspace's own. */
  readonly currency: Uint16Array;
  readonly currencies: readonly string[];
  /** 1, or 0 for what moves money but is no conversion of its own (a refund). */
  readonly count: Uint8Array;
  /** The instant that date filters and calendar dimensions use, epoch ms: the conversion's own, a refund's own day. */
  readonly bookedAt: Float64Array;
  /** 1 where the deal is still open: what `pipeline` sums. */
  readonly isOpen: Uint8Array;
  /** '' or the reason the conversion is excluded from every answer (won without a date, …); dictionary-coded. */
  readonly excluded: Coded;
  readonly owner: Coded;
  readonly pipeline: Coded;
  readonly stage: Coded;
  readonly industry: Coded;
  readonly account: Coded;
  /** Where the row came from: index in `Workspace.files`, and the line. */
  readonly file: Uint32Array;
  readonly line: Uint32Array;
  /** Left out where nobody ever answered. */
  readonly heard?: Heard;
}

/** What the people of each conversion answered to "How did you hear about us?"; parallel to the conversions. */
export interface Heard {
  /** Word for word; '' for no answer. */
  readonly answer: Coded;
  /** Epoch ms of the form, or of the record's creation; NaN where nobody says. */
  readonly at: Float64Array;
  /** Where the answer was read: index in `Workspace.files`, and the line. */
  readonly file: Uint32Array;
  readonly line: Uint32Array;
}

export interface Coded {
  readonly code: Uint32Array;
  readonly dict: readonly string[];
}

/**
 * One set of conversions with their journeys before any window or transform: journey i belongs to conversion i (same
 * order, same length) and owns touches [start[i], start[i + 1]) of `touch` (rows of `Touches`), every one at or before
 * the conversion, in order of instant and then event key.
 */
export interface JourneySet {
  readonly conversions: Conversions;
  readonly start: Uint32Array;
  readonly touch: Uint32Array;
  /** Instant and source of each of `touch`, at hand so that nobody walks the touch table for them. Left out: taken from there. */
  readonly time?: Float64Array;
  readonly source?: Uint32Array;
  /** Epoch ms; for a refund the original's instants, so that it follows the original's split. */
  readonly at: Float64Array;
  /** The last instant that the conversion may have had: `at`, or the end of its day where only the day is known. A
   * milestone later than this is missing. Left out: `at` throughout. */
  readonly until?: Float64Array;
  readonly leadAt: Float64Array;
  readonly opportunityAt: Float64Array;
  readonly closeAt: Float64Array;
}

/** Ad spend as imported; '' stands for a missing value. */
export interface Spend {
  readonly length: number;
  readonly platform: Coded;
  readonly account: Coded;
  /** Civil day in the account's own zone, days since 1970-01-01. */
  readonly day: Int32Array;
  readonly campaign: Coded;
  readonly campaignId: Coded;
  readonly adGroup: Coded;
  readonly adGroupId: Coded;
  readonly ad: Coded;
  readonly adId: Coded;
  readonly keyword: Coded;
  readonly keywordId: Coded;
  /** 0 account, 1 campaign, 2 ad group, 3 ad or keyword. */
  readonly level: Uint8Array;
  readonly impressions: Float64Array;
  readonly clicks: Float64Array;
  /** Minor units of `currency` (hundredths where it is ''). */
  readonly cost: Float64Array;
  readonly currency: Uint16Array;
  readonly currencies: readonly string[];
  readonly file: Uint32Array;
  readonly line: Uint32Array;
}

/** Touches of everyone, converters or not, counted. */
export interface Visits {
  readonly length: number;
  readonly source: Uint32Array;
  /** Row of Contexts, or all 0 when the count isn't split by context. */
  readonly context: Uint32Array;
  /** Day in the workspace zone, days since 1970-01-01. */
  readonly day: Int32Array;
  readonly count: Uint32Array;
}

/** Dated exchange rates: one unit of `base` is `rate` units of `quote` ('' = the workspace currency). */
export interface FxRate {
  readonly day: number;
  readonly base: string;
  readonly quote: string;
  readonly rate: string;
}

export interface Workspace {
  /** Hash of the records that the answers depend on: equal data, equal version, whatever the order of import. */
  readonly version: string;
  /** The zone that `visits.day` was cut in. */
  readonly zone: string;
  /** True for the sample company. */
  readonly isSample: boolean;
  readonly files: readonly string[];
  readonly sources: Sources;
  readonly contexts: Contexts;
  readonly touches: Touches;
  readonly sets: { readonly leads: JourneySet; readonly opportunities: JourneySet; readonly won: JourneySet };
  readonly visits: Visits;
  readonly spend: Spend;
  readonly fx: readonly FxRate[];
  /** The commonest currency of deals, else orders, else spend; '' where none is named anywhere. */
  readonly commonCurrency: string;
}
