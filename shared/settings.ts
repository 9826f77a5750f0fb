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
  /** Which identity links journeys stand on; `hard`: no phones, shared devices, dynamic numbers or other guesses. */
  links: 'all' | 'hard';
  /** Company domains that are one, or none: `acme.de` → `acme.com`; → `none`: never makes an account. */
  domainMap: Record<string, string>;
  /** What the snippet takes a visitor to have said before they said anything: `ask` nothing, `assume` yes. */
  consent: 'ask' | 'assume';
  /** Names of form fields that the snippet may send besides e-mail and phone. */
  formFields: string[];
  /** Numbers that the snippet shows by channel (its label, or `default`), E.164. */
  phonePool: Record<string, string[]>;
  /** Addresses (or ranges, 192.0.2.0/24) whose hits the collector drops: the office, the agency. */
  excludedIps: string[];
  /** Hosts whose hits the collector drops: staging, previews. `*.` at the start takes all below. */
  excludedHosts: string[];
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
  links: 'all',
  domainMap: {},
  consent: 'ask',
  formFields: [],
  phonePool: {},
  excludedIps: [],
  excludedHosts: [],
};
