// What the source rules take in and give out. A reader's usual mistake: click-id values play no part. An input may
// carry `gclid=1` for every Google click; only the presence of the parameter is read.

/** What a row says about where it came from. Missing, null and '' all mean: not said. */
export interface SourceInput {
  // Columns of their own in the file.
  readonly source?: string | null;
  readonly medium?: string | null;
  readonly campaign?: string | null;
  readonly campaignId?: string | null;
  readonly adGroup?: string | null;
  readonly adGroupId?: string | null;
  readonly ad?: string | null;
  readonly adId?: string | null;
  readonly keyword?: string | null;
  readonly keywordId?: string | null;
  readonly content?: string | null;
  readonly term?: string | null;
  readonly platform?: string | null;
  /** `gclid=…&fbclid=…`: click ids that came in columns. */
  readonly clickIds?: string | null;
  /** The page's url. Its host (for own-site referrers), query and fragment are read; the path may be gone. */
  readonly url?: string | null;
  /** The referrer's url or bare host; only its host is read. */
  readonly referrer?: string | null;
  /** Whether the row's instant is at or after 2026-05-13T00:00:00Z, the first day of the AI Assistant channel. */
  readonly fromAiEra: boolean;
}

/** A row of table `source`; null is SQL's NULL. */
export interface ResolvedSource {
  /** Label of the channel in the default grouping. */
  readonly channel: string;
  /** Lower case; '(direct)' or '(not set)' where there is none. */
  readonly source: string;
  /** Lower case; '(none)' or '(not set)' where there is none. */
  readonly medium: string;
  /** Case as given, like every field below. */
  readonly campaign: string | null;
  readonly campaignId: string | null;
  readonly adGroup: string | null;
  readonly adGroupId: string | null;
  readonly ad: string | null;
  readonly adId: string | null;
  readonly keyword: string | null;
  readonly keywordId: string | null;
  readonly content: string | null;
  readonly term: string | null;
  /** Ad platform id (google-ads …); null where none is known. */
  readonly platform: string | null;
  readonly referrerHost: string | null;
  readonly isDirect: boolean;
  readonly isPaid: boolean;
  /** Own site, payment, login or webmail referrer and no source: keeps the previous source. */
  readonly continues: boolean;
  /** The row carried a source of its own, not merely the absence of one. */
  readonly hasSource: boolean;
  /** Sentences for the user; never a click id's value. */
  readonly warnings: readonly string[];
}
