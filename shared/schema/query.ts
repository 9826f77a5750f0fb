// What can be asked, declared once: types, validation and documentation come from these lines.

import { type Static, Type } from 'typebox';
import { type DimensionId, dimensions } from '#shared/report/dimensions.ts';
import { type GoalId, goals } from '#shared/report/goals.ts';

const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Civil day, YYYY-MM-DD' });
// Enums, not unions of literals: a wrong choice is then told with the whole list of right ones.
const DimensionName = Type.Unsafe<DimensionId>(Type.Enum(dimensions.map(d => d.id)));
const GoalName = Type.Unsafe<GoalId>(Type.Enum(goals.map(g => g.id)));

/** The basis that every answer stands on; what is left out takes the workspace's setting. */
const basis = {
  goal: Type.Optional(GoalName),
  from: Type.Optional(DayText),
  to: Type.Optional(DayText),
  /** Days; null: no window. Left out: the setting. */
  lookback: Type.Optional(Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()])),
  dateBasis: Type.Optional(Type.Enum(['conversion', 'touch'])),
  direct: Type.Optional(Type.Enum(['count', 'ignore'])),
  /** Which identity links journeys stand on. Left out: the setting. */
  links: Type.Optional(Type.Enum(['all', 'hard'])),
};

export const ReportQuery = Type.Object({
  ...basis,
  /** Model ids; the first decides the credited figures, all appear in `byModel`. Left out: last-touch. */
  models: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
  by: Type.Optional(Type.Array(DimensionName)),
});
export type ReportQuery = Static<typeof ReportQuery>;

export const PathsQuery = Type.Object({
  ...basis,
  top: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  /** Names a path's steps: channel (default), source or campaign. */
  by: Type.Optional(Type.Enum(['channel', 'source', 'campaign'])),
  /** Path transforms, in order; named, never silent. */
  collapse: Type.Optional(Type.Boolean()),
});
export type PathsQuery = Static<typeof PathsQuery>;

export const HeardQuery = Type.Object({
  ...basis,
  model: Type.Optional(Type.String()),
  /** What is held against the answers: channel (default) or campaign. */
  by: Type.Optional(Type.Enum(['channel', 'campaign'])),
  /** How many of the biggest differences to list; the sums are over all. */
  top: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
});
export type HeardQuery = Static<typeof HeardQuery>;

export const ExplainQuery = Type.Object({
  ...basis,
  model: Type.Optional(Type.String()),
  by: DimensionName,
  /** The row's value; `(not set)` for the row without one. */
  value: Type.String(),
  platform: Type.Optional(Type.String()),
  /** With a platform: the id of the ad group or campaign that an ad or keyword hangs under. */
  parentId: Type.Optional(Type.String()),
  /** How many conversions to list; the sums are over all. */
  top: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
});
export type ExplainQuery = Static<typeof ExplainQuery>;

/** What the visible rows of an ad page need: figures by platform id or, where there is none, by name. */
export const OverlayQuery = Type.Object({
  ...basis,
  platform: Type.String(),
  account: Type.Optional(Type.String()),
  level: Type.Enum(['campaign', 'ad-group', 'ad', 'keyword']),
  /** The campaign or ad group that the page is drilled down to, by the platform's id: totals are then its own. */
  parentId: Type.Optional(Type.String()),
  model: Type.Optional(Type.String()),
  /** The goals whose spread over the models is wanted; left out: the goal asked for. */
  goals: Type.Optional(Type.Array(GoalName)),
  keys: Type.Array(
    Type.Object(
      {
        id: Type.Optional(Type.String()),
        name: Type.Optional(Type.String()),
        parentId: Type.Optional(Type.String()),
      },
      { additionalProperties: false },
    ),
    { maxItems: 5_000 },
  ),
});
export type OverlayQuery = Static<typeof OverlayQuery>;

export const ImportRequest = Type.Object({
  files: Type.Array(
    Type.Object({
      /** Path on this machine. */
      path: Type.String(),
      /** The name to remember it by; left out: the path's last part. */
      name: Type.Optional(Type.String()),
    }),
    { minItems: 1 },
  ),
  format: Type.Optional(Type.String()),
  /** IANA zone of times without an offset. */
  zone: Type.Optional(Type.String()),
  /** Currency of amounts that name none. */
  currency: Type.Optional(Type.String()),
  /** Order of dates that could be read both ways; left out: the setting. */
  dateOrder: Type.Optional(Type.Enum(['dmy', 'mdy'])),
  /** Columns mapped by hand: the format's own header → the file's, or `=text` for all rows. Needs `format`; is remembered. */
  map: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** Forgets what was mapped by hand for these files' headers before they are read. */
  forgetMap: Type.Optional(Type.Boolean()),
});
export type ImportRequest = Static<typeof ImportRequest>;

/** The rows of one import that were set aside; a page at a time, as a file may hold millions. */
export const RejectsQuery = Type.Object({
  import: Type.Integer({ minimum: 1 }),
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
});
export type RejectsQuery = Static<typeof RejectsQuery>;
