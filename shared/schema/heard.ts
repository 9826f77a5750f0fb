// What people say of how they heard, beside what was measured: the answer of `throughline heard` and GET /v1/heard, and the
// answer of one conversion as a journey tells it. Money is in major units of the currency in `meta`.

import { type Static, Type } from 'typebox';
import { verdicts } from '#shared/heard/verdict.ts';
import { Meta } from './report.ts';

// A union built by map() has no static type of its own: it is named beside it.
const Verdict = Type.Unsafe<(typeof verdicts)[number]>(Type.Union(verdicts.map(verdict => Type.Literal(verdict))));

/** Conversions (fractional where a model shares them out) and their money: revenue, or the pipeline of open deals. */
const Amount = { conversions: Type.Number(), value: Type.Number() };

/** What somebody answered, and what becomes of it. */
export const SaidAnswer = Type.Object({
  /** Word for word. */
  answer: Type.String(),
  /** The ways it names (shared/heard/ways.ts). */
  said: Type.Array(Type.String()),
  /** Instant with its offset, of the form or of the record's creation; null where nobody says. */
  at: Type.Union([Type.String(), Type.Null()]),
  /** 'file:line' */
  from: Type.String(),
  /** Against the whole path: it agrees where one of its touches does. */
  verdict: Verdict,
});
export type SaidAnswer = Static<typeof SaidAnswer>;

export const HeardAnswer = Type.Object({
  meta: Meta,
  by: Type.String(),
  /** All conversions on this basis; `answered` and `unanswered` are the two parts of it. */
  all: Type.Object(Amount),
  answered: Type.Object(Amount),
  unanswered: Type.Object(Amount),
  /** What they said × what the model credits; the rows add up to `answered`. Largest first. */
  rows: Type.Array(
    Type.Object({
      /** 'Search', 'Word of mouth + Search' … */
      said: Type.String(),
      /** Channel or campaign; '(unattributed)' where the model credits nothing. */
      measured: Type.String(),
      verdict: Verdict,
      ...Amount,
    }),
  ),
  /** By what they said, with all of its rows; adds up to `answered`. Largest first. */
  said: Type.Array(Type.Object({ said: Type.String(), ...Amount })),
  /** By verdict, all four; adds up to `answered`. `share` is of the conversions, null where nobody answered. */
  verdicts: Type.Array(Type.Object({ verdict: Verdict, ...Amount, share: Type.Union([Type.Number(), Type.Null()]) })),
  /** The conversions whose credit went elsewhere than they say: those of the most money first. */
  differences: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      kind: Type.String(),
      /** Instant with its offset. */
      at: Type.String(),
      amount: Type.Number(),
      /** Word for word, and where it stands ('file:line'). */
      answer: Type.String(),
      said: Type.String(),
      answerFrom: Type.String(),
      verdict: Verdict,
      /** Channels of the whole path, in order. */
      path: Type.Array(Type.String()),
      /** What the model credits, with its share of the conversion. */
      credited: Type.Array(Type.Object({ measured: Type.String(), share: Type.Number() })),
      /** The part of the conversion and of its money that went elsewhere. */
      ...Amount,
      /** True where the path has what they say, only the model credits something else. */
      isInPath: Type.Boolean(),
      /** Where the conversion stands: 'file:line'. */
      from: Type.String(),
    }),
  ),
  differencesNotListed: Type.Integer(),
  /** imported = answered + unanswered + excluded, in conversions and in money to the minor unit. */
  conservation: Type.Object({
    imported: Type.Object(Amount),
    answered: Type.Object(Amount),
    unanswered: Type.Object(Amount),
    excluded: Type.Object(Amount),
    holds: Type.Boolean(),
  }),
});
export type HeardAnswer = Static<typeof HeardAnswer>;
