// What is answered. Money is in major units with the currency's own number of decimals; counts may be fractional; a
// ratio without a denominator is null.

import { type Static, Type } from 'typebox';

const MaybeNumber = Type.Union([Type.Number(), Type.Null()]);

export const Meta = Type.Object({
  goal: Type.String(),
  models: Type.Array(Type.String()),
  by: Type.Array(Type.String()),
  from: Type.Union([Type.String(), Type.Null()]),
  to: Type.Union([Type.String(), Type.Null()]),
  lookback: MaybeNumber,
  dateBasis: Type.String(),
  direct: Type.String(),
  currency: Type.String(),
  zone: Type.String(),
  dataVersion: Type.String(),
  /** True where the figures are the sample company's. */
  sample: Type.Optional(Type.Boolean()),
});
export type Meta = Static<typeof Meta>;

/** The figures of a row, of the totals, of what is unattributed. */
export const Figures = Type.Object({
  impressions: Type.Number(),
  clicks: Type.Number(),
  cost: Type.Number(),
  visits: Type.Number(),
  leads: Type.Number(),
  opportunities: Type.Number(),
  won: Type.Number(),
  pipeline: Type.Number(),
  revenue: Type.Number(),
  roas: MaybeNumber,
  roi: MaybeNumber,
  cpc: MaybeNumber,
  cpl: MaybeNumber,
  cpo: MaybeNumber,
  cac: MaybeNumber,
  conversionRate: MaybeNumber,
  opportunityRate: MaybeNumber,
  byModel: Type.Optional(Type.Record(Type.String(), Type.Number())),
});
export type Figures = Static<typeof Figures>;

/** Dimension values under their own names (`campaign`, `ad-group` …), `platform` and ids where known, then the figures. */
export const ReportRow = Type.Intersect([Type.Record(Type.String(), Type.Unknown()), Figures]);
export type ReportRow = Figures & { [dimension: string]: unknown };

/** How much of the goal, and of how many conversions, for one reason in words. */
export const Reason = Type.Object({
  reason: Type.String(),
  conversions: Type.Number(),
  /** In the goal's unit and the workspace currency; null where it can't be converted. */
  value: MaybeNumber,
  /** The unconverted amounts by their own currency. */
  amounts: Type.Optional(Type.Record(Type.String(), Type.Number())),
});
export type Reason = Static<typeof Reason>;

/** imported = attributed + unattributed + excluded, in the goal's unit, under each model asked for. */
export const Conservation = Type.Object({
  imported: Type.Number(),
  attributed: Type.Number(),
  unattributed: Type.Number(),
  excluded: Type.Number(),
  /** Conversions behind the four figures. */
  conversions: Type.Object({
    imported: Type.Number(),
    attributed: Type.Number(),
    unattributed: Type.Number(),
    excluded: Type.Number(),
  }),
  /** Amounts no rate was found for, by currency: in `excluded` by count, outside the four sums by value. */
  unconverted: Type.Optional(Type.Record(Type.String(), Type.Number())),
  holds: Type.Boolean(),
});
export type Conservation = Static<typeof Conservation>;

export const ReportAnswer = Type.Object({
  meta: Meta,
  rows: Type.Array(ReportRow),
  /** Rows and unattributed together: the sum of the conversions in range. */
  totals: Figures,
  unattributed: Type.Intersect([Figures, Type.Object({ reasons: Type.Array(Reason) })]),
  excluded: Type.Intersect([Figures, Type.Object({ reasons: Type.Array(Reason) })]),
  conservation: Conservation,
});
export interface ReportAnswer {
  meta: Meta;
  rows: ReportRow[];
  totals: Figures;
  unattributed: Figures & { reasons: Reason[] };
  excluded: Figures & { reasons: Reason[] };
  conservation: Conservation;
}

/** A report with every model in `byModel`, and the spread over them. */
export interface CompareAnswer extends Omit<ReportAnswer, 'rows'> {
  rows: (ReportRow & { lowest: number; highest: number; rankLowest: number; rankHighest: number })[];
}

export interface OverlayAnswer {
  meta: Meta;
  platform: string;
  /** Parallel to the query's keys; null where nothing is known by that id or name. */
  rows: (
    | (Figures & {
        id: string | null;
        name: string;
        matchedBy: 'id' | 'name' | 'map';
        lowest: number;
        highest: number;
        rankDependsOnModel: boolean;
      })
    | null
  )[];
  totals: Figures;
  conservation: Conservation;
}

/** A touch as a person reads it. */
export interface TouchAnswer {
  at: string;
  channel: string;
  source: string;
  medium: string;
  campaign: string | null;
  keyword: string | null;
  platform: string | null;
  landingPage: string | null;
  /** file:line */
  from: string;
  /** 'first', 'lead', 'opportunity', 'close', 'last' where the touch is one. */
  milestones: string[];
  /** Share of the conversion under each model. */
  credit: Record<string, number>;
  /** Credited money under each model; left out for leads. */
  value?: Record<string, number>;
}

export interface ConversionAnswer {
  kind: 'lead' | 'opportunity' | 'won' | 'order' | 'refund';
  id: string;
  label: string;
  at: string;
  amount: number | null;
  currency: string;
  from: string;
  state: string | null;
  stage: string | null;
  touches: TouchAnswer[];
  unattributed: string | null;
}

/** A person, deal or account: who they are, what they did, what it earned and for whom. */
export interface JourneyAnswer {
  key: string;
  kind: 'person' | 'deal' | 'account';
  label: string;
  /** In plain words, for sales. */
  summary: string;
  people: { id: string; keys: string[]; label: string; account: string | null; firstSeen: string | null }[];
  links: { a: string; b: string; how: string; hard: boolean; from: string }[];
  events: {
    at: string;
    kind: string;
    person: string;
    channel: string;
    source: string;
    medium: string;
    campaign: string | null;
    url: string | null;
    isTouch: boolean;
    from: string;
  }[];
  conversions: ConversionAnswer[];
  currency: string;
}

export interface PathsAnswer {
  meta: Meta;
  by: string;
  collapsed: boolean;
  rows: { path: string[]; conversions: number; revenue: number; share: number; medianDaysToClose: number | null }[];
  /** Paths not listed. */
  others: { paths: number; conversions: number; revenue: number };
  totals: { paths: number; conversions: number; revenue: number };
  conservation: Conservation;
}

/** The receipt of one row. */
export interface ExplainAnswer {
  meta: Meta;
  dimension: string;
  value: string;
  model: { id: string; label: string; formula: string; source: string };
  figures: Figures;
  /** Where the cost came from: file:line ranges and how it was joined. */
  cost: {
    total: number;
    rows: number;
    matchedBy: 'id' | 'name' | 'map' | 'none';
    files: { file: string; rows: number; cost: number }[];
  };
  conversions: {
    id: string;
    label: string;
    kind: string;
    at: string;
    amount: number;
    credit: number;
    value: number;
    from: string;
    path: { at: string; step: string; credit: number; value: number; from: string; isThis: boolean }[];
    /** The sum in words: '£2,000.00 × 40 % = £800.00'. */
    arithmetic: string;
  }[];
  /** Conversions behind the figure that are not listed. */
  notListed: { conversions: number; value: number };
  conservation: Conservation;
}

export interface DoctorAnswer {
  findings: {
    severity: 'error' | 'warning' | 'info';
    code: string;
    what: string;
    count: number;
    examples: string[];
    remedy: string;
  }[];
  sources: {
    format: string;
    files: number;
    rows: number;
    from: string | null;
    to: string | null;
    lastImport: string;
  }[];
}

export interface StatusAnswer {
  version: string;
  workspace: { path: string; sample: boolean; dataVersion: string };
  currency: string;
  zone: string;
  records: Record<string, number>;
  imports: {
    id: number;
    file: string;
    format: string;
    kept: number;
    duplicates: number;
    rejected: number;
    at: string;
  }[];
  /** Latest event, deal and spend day. */
  dataTo: { events: string | null; deals: string | null; spend: string | null };
}

export interface FileImport {
  /** The id in the list of imports, to ask for its rejects by; left out where nothing was stored. */
  import?: number;
  file: string;
  format: string | null;
  read: number;
  kept: number;
  duplicates: number;
  rejected: number;
  records: Record<string, number>;
  rejects: { line: number; reason: string }[];
  /** Set where the file as a whole could not be taken in. */
  error?: { code: string; what: string; where?: string; found?: string; expected?: string; remedy?: string };
  /** What a reader should know: 'read as D/M/Y by the setting date-order' … */
  notes: string[];
  seconds: number;
}
export type ImportAnswer = FileImport[];

/** Rows of one import that were set aside, a page of them in order of line. */
export interface RejectsAnswer {
  import: number;
  file: string;
  format: string;
  /** How many there are in all. */
  total: number;
  rows: { line: number; reason: string; raw: string }[];
}
