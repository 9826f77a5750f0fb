// Answers that name single conversions: the journey of one record, and the receipt of one row of a report.

import { type Static, Type } from 'typebox';
import { SaidAnswer } from './heard.ts';
import { Conservation, Figures, MaybeNumber, MaybeText, Meta } from './report.ts';

/** A touch as a person reads it. */
export const TouchAnswer = Type.Object({
  at: Type.String(),
  channel: Type.String(),
  source: Type.String(),
  medium: Type.String(),
  campaign: MaybeText,
  keyword: MaybeText,
  platform: MaybeText,
  landingPage: MaybeText,
  /** file:line */
  from: Type.String(),
  /** 'first', 'lead', 'opportunity', 'close', 'last' where the touch is one. */
  milestones: Type.Array(Type.String()),
  /** Share of the conversion under each model. */
  credit: Type.Record(Type.String(), Type.Number()),
  /** Credited money under each model; left out for leads. */
  value: Type.Optional(Type.Record(Type.String(), Type.Number())),
});
export type TouchAnswer = Static<typeof TouchAnswer>;

export const ConversionAnswer = Type.Object({
  kind: Type.Union([
    Type.Literal('lead'),
    Type.Literal('opportunity'),
    Type.Literal('won'),
    Type.Literal('order'),
    Type.Literal('refund'),
  ]),
  id: Type.String(),
  label: Type.String(),
  at: Type.String(),
  amount: MaybeNumber,
  currency: Type.String(),
  from: Type.String(),
  state: MaybeText,
  stage: MaybeText,
  touches: Type.Array(TouchAnswer),
  unattributed: MaybeText,
  /** What its people answered to "How did you hear about us?"; left out where nobody did. */
  heard: Type.Optional(SaidAnswer),
});
export type ConversionAnswer = Static<typeof ConversionAnswer>;

/** A person, deal or account: who they are, what they did, what it earned and for whom. */
export const JourneyAnswer = Type.Object({
  key: Type.String(),
  kind: Type.Union([Type.Literal('person'), Type.Literal('deal'), Type.Literal('account')]),
  label: Type.String(),
  /** In plain words, for sales. */
  summary: Type.String(),
  /**
   * Of a person who was in the CRM (`since`) before the first visit that is known of, or, without one, before tracking began:
   * how they came is unknown before then, which is neither direct nor offline.
   */
  unknownBefore: Type.Optional(
    Type.Object({ before: Type.String(), since: Type.String(), isTracking: Type.Boolean() }),
  ),
  people: Type.Array(
    Type.Object({
      id: Type.String(),
      keys: Type.Array(Type.String()),
      label: Type.String(),
      /** As the CRM has it. */
      name: MaybeText,
      account: MaybeText,
      /** How the account was told: 'CRM id', 'company name' or 'domain'. */
      accountHow: Type.Optional(MaybeText),
      firstSeen: MaybeText,
    }),
  ),
  /** The other people on the account, with their touches only; those who came first, at most 24. */
  others: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      name: MaybeText,
      touches: Type.Array(
        Type.Object({
          at: Type.String(),
          channel: Type.String(),
          source: Type.String(),
          campaign: MaybeText,
          keyword: MaybeText,
        }),
      ),
    }),
  ),
  /** Other people on the account that `others` has no room for. */
  othersLeftOut: Type.Number(),
  /** Which links it stands on. */
  basis: Type.Object({ links: Type.String() }),
  links: Type.Array(
    Type.Object({
      a: Type.String(),
      b: Type.String(),
      how: Type.String(),
      hard: Type.Boolean(),
      from: Type.String(),
    }),
  ),
  events: Type.Array(
    Type.Object({
      at: Type.String(),
      kind: Type.String(),
      /** What the file calls it, where it does: a form's name. */
      name: MaybeText,
      person: Type.String(),
      channel: Type.String(),
      source: Type.String(),
      medium: Type.String(),
      campaign: MaybeText,
      keyword: MaybeText,
      platform: MaybeText,
      url: MaybeText,
      isTouch: Type.Boolean(),
      from: Type.String(),
    }),
  ),
  conversions: Type.Array(ConversionAnswer),
  currency: Type.String(),
});
export type JourneyAnswer = Static<typeof JourneyAnswer>;

/** The receipt of one row. */
export const ExplainAnswer = Type.Object({
  meta: Meta,
  dimension: Type.String(),
  value: Type.String(),
  model: Type.Object({ id: Type.String(), label: Type.String(), formula: Type.String(), source: Type.String() }),
  figures: Figures,
  /** Where the cost came from: file:line ranges and how it was joined. */
  cost: Type.Object({
    total: Type.Number(),
    rows: Type.Number(),
    matchedBy: Type.Union([Type.Literal('id'), Type.Literal('name'), Type.Literal('map'), Type.Literal('none')]),
    files: Type.Array(Type.Object({ file: Type.String(), rows: Type.Number(), cost: Type.Number() })),
  }),
  conversions: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      kind: Type.String(),
      at: Type.String(),
      amount: Type.Number(),
      credit: Type.Number(),
      value: Type.Number(),
      from: Type.String(),
      path: Type.Array(
        Type.Object({
          at: Type.String(),
          step: Type.String(),
          credit: Type.Number(),
          value: Type.Number(),
          from: Type.String(),
          isThis: Type.Boolean(),
        }),
      ),
      /** The sum in words: '£2,000.00 × 40 % = £800.00'. */
      arithmetic: Type.String(),
    }),
  ),
  /** Conversions behind the figure that are not listed. */
  notListed: Type.Object({ conversions: Type.Number(), value: Type.Number() }),
  /** The three commonest paths behind the figure, by channel; `value` is the row's own credit along each. */
  paths: Type.Array(Type.Object({ path: Type.Array(Type.String()), conversions: Type.Number(), value: Type.Number() })),
  conservation: Conservation,
});
export type ExplainAnswer = Static<typeof ExplainAnswer>;
