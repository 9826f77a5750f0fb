// Who is who, decided by hand: what can be asked for, what it would move, what was decided so far.

import { type Static, Type } from 'typebox';
import { ReportQuery } from './query.ts';
import { Conservation, MaybeText, Meta } from './report.ts';

const { goal, links, by } = ReportQuery.properties;

export const IdentityRequest = Type.Object({
  action: Type.Enum(['merge', 'split', 'undo']),
  /** Of a merge two or more, of a split the one that is taken out; as `journey` takes them: an e-mail, a phone, 'visitor:…', 'contact:crm:id'. */
  keys: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { maxItems: 100 })),
  /** Of a split: from which key of the person; left out: from all the others that name somebody. */
  apartFrom: Type.Optional(Type.String({ minLength: 1 })),
  /** Of an undo; left out: the latest that stands. */
  id: Type.Optional(Type.Integer({ minimum: 1 })),
  note: Type.Optional(Type.String({ maxLength: 500 })),
  /** What the preview is of: dimension (channel), goal (revenue), model (last-touch), links (the setting). */
  by: Type.Optional(by.items),
  goal,
  model: Type.Optional(Type.String()),
  links,
});
export type IdentityRequest = Static<typeof IdentityRequest>;

export const IdentityChangeAnswer = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  action: Type.Union([Type.Literal('merge'), Type.Literal('split')]),
  keys: Type.Array(Type.String()),
  /** Of a split: the keys that it parted it from. */
  apart: Type.Array(Type.String()),
  /** Of a merge: ids of earlier splits that it takes back. */
  voids: Type.Array(Type.Integer()),
  note: MaybeText,
  undoneAt: MaybeText,
  /** Id of the later merge that took it back; null: it holds, or was undone. */
  voidedBy: Type.Union([Type.Integer(), Type.Null()]),
});
export type IdentityChangeAnswer = Static<typeof IdentityChangeAnswer>;

export const IdentityChangesAnswer = Type.Array(IdentityChangeAnswer);
export type IdentityChangesAnswer = Static<typeof IdentityChangesAnswer>;

const BeforeAfter = Type.Object({ before: Type.Number(), after: Type.Number() });
const PersonKeys = Type.Array(Type.Object({ label: Type.String(), keys: Type.Array(Type.String()) }));

export const IdentityPreviewAnswer = Type.Object({
  meta: Meta,
  /** What would be written down, or undone. */
  change: Type.Object({
    action: IdentityRequest.properties.action,
    id: Type.Union([Type.Integer(), Type.Null()]),
    keys: Type.Array(Type.String()),
    apart: Type.Array(Type.String()),
    voids: Type.Array(Type.Integer()),
  }),
  /** The people that the keys are in, before and after, with their keys. */
  people: Type.Object({ before: PersonKeys, after: PersonKeys }),
  /** Rows of the report whose goal changes, and no others; the largest change first. */
  rows: Type.Array(
    Type.Object({ value: Type.String(), platform: MaybeText, before: Type.Number(), after: Type.Number() }),
  ),
  unattributed: BeforeAfter,
  totals: BeforeAfter,
  conservation: Type.Object({ before: Conservation, after: Conservation }),
});
export type IdentityPreviewAnswer = Static<typeof IdentityPreviewAnswer>;

export const IdentityAppliedAnswer = Type.Object({ change: IdentityChangeAnswer, dataVersion: Type.String() });
export type IdentityAppliedAnswer = Static<typeof IdentityAppliedAnswer>;

export const IdentityPersonAnswer = Type.Object({
  /** The key as it is kept. */
  key: Type.String(),
  id: Type.String(),
  label: Type.String(),
  account: MaybeText,
  firstSeen: MaybeText,
  keys: Type.Array(Type.String()),
  links: Type.Array(
    Type.Object({ a: Type.String(), b: Type.String(), how: Type.String(), hard: Type.Boolean(), from: Type.String() }),
  ),
  /** What was decided by hand about any of the keys. */
  changes: IdentityChangesAnswer,
});
export type IdentityPersonAnswer = Static<typeof IdentityPersonAnswer>;
