// What pages (content scripts, popup, options, dashboard) may ask of the background worker, which alone speaks to the
// companion. One entry a request: its name, what is sent, what comes back.

import type {
  CompareAnswer,
  ExplainAnswer,
  ExplainQuery,
  HeardAnswer,
  HeardQuery,
  JourneyAnswer,
  OverlayAnswer,
  OverlayQuery,
  PathsAnswer,
  PathsQuery,
  ReportAnswer,
  ReportQuery,
} from '#shared/schema/index.ts';
import type { Board } from '../state/board.ts';

/** An answer with where it comes from. */
export interface Answered<T> {
  answer: T;
  /** Epoch ms when it was reckoned. */
  at: number;
  /** 'companion': fresh; 'here': reckoned in the extension from kept journeys; 'kept': an earlier answer. */
  by: 'companion' | 'here' | 'kept';
  /** True where the companion is away, or holds newer data than this stands on. */
  isStale: boolean;
}

export interface JourneyAsk {
  system: string;
  type: 'contact' | 'account' | 'deal';
  id: string;
  /** Tried in order where the record's id is unknown. */
  emails: string[];
  /** Left out: the workspace's setting. */
  links?: 'all' | 'hard';
}

export interface Messages {
  /** Asks the companion how it stands, and tells. */
  board: { ask: null; answer: Board };
  pair: { ask: { code: string; port: number }; answer: Board };
  unpair: { ask: null; answer: Board };
  /** Deletes the journeys and answers kept in the browser; the pairing stays. */
  forget: { ask: null; answer: Board };
  overlay: { ask: OverlayQuery; answer: Answered<OverlayAnswer> };
  report: { ask: ReportQuery; answer: Answered<ReportAnswer> };
  compare: { ask: ReportQuery; answer: Answered<CompareAnswer> };
  paths: { ask: PathsQuery; answer: Answered<PathsAnswer> };
  heard: { ask: HeardQuery; answer: Answered<HeardAnswer> };
  explain: { ask: ExplainQuery; answer: Answered<ExplainAnswer> };
  /** `matchedBy`: the email that found it, where the record's id is unknown to the imports. Null: nobody is known. */
  journey: { ask: JourneyAsk; answer: (Answered<JourneyAnswer> & { matchedBy: 'id' | { email: string } }) | null };
  /** Opens the dashboard at a receipt: its address as views/receipt-address.ts writes it. */
  openReceipt: { ask: string; answer: null };
  /** Opens the companion's link builder in a tab. */
  openLinks: { ask: null; answer: null };
  /** What a page's adapter made of it: shown in the popup. */
  siteHealth: { ask: SiteHealth; answer: null };
  /** The last word of each site's adapter, newest first. */
  siteHealths: { ask: null; answer: SiteHealth[] };
}

export interface SiteHealth {
  site: string;
  /** Without its query. */
  url: string;
  at: number;
  state: 'working' | 'waiting' | 'not-understood';
  /** In words: '12 rows, columns after Cost', 'no table found' … */
  detail: string;
}

export type MessageName = keyof Messages;
export type Ask<N extends MessageName> = Messages[N]['ask'];
export type Reply<N extends MessageName> = Messages[N]['answer'];
