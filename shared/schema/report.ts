// Answers about the workspace as a whole: report, compare, overlay, paths. Money is in major units with the currency's
// own number of decimals; counts may be fractional; a ratio without a denominator is null.

import { type Static, Type } from 'typebox';

export const MaybeNumber = Type.Union([Type.Number(), Type.Null()]);
export const MaybeText = Type.Union([Type.String(), Type.Null()]);

export const Meta = Type.Object({
  goal: Type.String(),
  models: Type.Array(Type.String()),
  by: Type.Array(Type.String()),
  from: MaybeText,
  to: MaybeText,
  lookback: MaybeNumber,
  dateBasis: Type.String(),
  direct: Type.String(),
  /** `hard`: journeys stand on links that can't well be wrong, and on no others. */
  links: Type.String(),
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
export const CompareAnswer = Type.Object({
  ...ReportAnswer.properties,
  rows: Type.Array(
    Type.Intersect([
      ReportRow,
      Type.Object({
        lowest: Type.Number(),
        highest: Type.Number(),
        rankLowest: Type.Number(),
        rankHighest: Type.Number(),
      }),
    ]),
  ),
});
export interface CompareAnswer extends Omit<ReportAnswer, 'rows'> {
  rows: (ReportRow & { lowest: number; highest: number; rankLowest: number; rankHighest: number })[];
}

/** The least and the most that a goal's value is under any model, and whether the row's place among its peers changes. */
const Spread = Type.Object({
  lowest: Type.Number(),
  highest: Type.Number(),
  rankDependsOnModel: Type.Boolean(),
});

export const OverlayAnswer = Type.Object({
  meta: Meta,
  platform: Type.String(),
  /** The platform's accounts that spend is known of: a page of another account isn't this workspace's. */
  accounts: Type.Array(Type.String()),
  /** What is amiss with the platform's tags as a whole: visits without a campaign, macros not expanded. */
  health: Type.Array(Type.Object({ code: Type.String(), what: Type.String(), count: Type.Number() })),
  /** Parallel to the query's keys; null where nothing is known by that id or name. */
  rows: Type.Array(
    Type.Union([
      Type.Intersect([
        Figures,
        Type.Object({
          id: MaybeText,
          name: Type.String(),
          matchedBy: Type.Union([Type.Literal('id'), Type.Literal('name'), Type.Literal('map')]),
          lowest: Type.Number(),
          highest: Type.Number(),
          rankDependsOnModel: Type.Boolean(),
          /** By goal id, those asked for. */
          spread: Type.Record(Type.String(), Spread),
          /** What is amiss with the row's tags: 'cost-without-visits'; null: nothing. */
          health: MaybeText,
        }),
      ]),
      Type.Null(),
    ]),
  ),
  /** The platform's or account's; with a `parentId` that entity's own, null where it isn't known. */
  totals: Type.Union([Figures, Type.Null()]),
  conservation: Conservation,
});
export type OverlayAnswer = Static<typeof OverlayAnswer>;

const PathCounts = { conversions: Type.Number(), revenue: Type.Number() };

export const PathsAnswer = Type.Object({
  meta: Meta,
  by: Type.String(),
  collapsed: Type.Boolean(),
  rows: Type.Array(
    Type.Object({
      path: Type.Array(Type.String()),
      ...PathCounts,
      share: Type.Number(),
      medianDaysToClose: MaybeNumber,
    }),
  ),
  /** Paths not listed. */
  others: Type.Object({ paths: Type.Number(), ...PathCounts }),
  totals: Type.Object({ paths: Type.Number(), ...PathCounts }),
  conservation: Conservation,
});
export type PathsAnswer = Static<typeof PathsAnswer>;
