// The workspace's settings: their names, defaults, and what each may hold. Kept by the server as a small JSON file.

export interface Settings {
  /** ISO code; null: the currency most deals (else orders, else spend rows) are in. */
  currency: string | null;
  /** IANA zone of the workspace: days, weeks and months are its days. */
  zone: string;
  /** Fixed rates: units of the workspace currency for one unit of the key, as decimal text. */
  fx: Record<string, string>;
  /** Default lookback in days; null is none. */
  lookback: number | null;
  direct: 'count' | 'ignore';
  halfLifeDays: number;
  /** Whose touches make a deal's journey. */
  dealPeople: 'deal' | 'account' | 'primary';
  /** Visits' campaign → spend's campaign, by hand: `platform/name or id` on both sides. */
  campaignMap: Record<string, string>;
  /** Own sites (hosts): referrals between them are no source. */
  sites: string[];
  /** Region that phone numbers without a country code are in (ISO 3166 alpha-2). */
  region: string;
  /** How 03/04/2026 reads where a file doesn't say; null: such a column is refused with the reason. */
  dateOrder: 'dmy' | 'mdy' | null;
}

export const defaultSettings: Settings = {
  currency: null,
  zone: 'UTC',
  fx: {},
  lookback: null,
  direct: 'count',
  halfLifeDays: 7,
  dealPeople: 'deal',
  campaignMap: {},
  sites: [],
  region: 'GB',
  dateOrder: null,
};
