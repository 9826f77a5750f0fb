// Tracking links as they are asked for, judged, kept and answered. A problem's severity decides what becomes of a link: an
// error is never let through, a warning only where its user insists, a note is told and stops nothing.

import { type Static, Type } from 'typebox';

const Text = Type.String({ maxLength: 4_096 });

/** What a link is made of: where it leads and the tags it carries, without the `utm_`. '' and left out are the same. */
export const LinkParts = Type.Object({
  url: Text,
  source: Type.Optional(Text),
  medium: Type.Optional(Text),
  campaign: Type.Optional(Text),
  content: Type.Optional(Text),
  term: Type.Optional(Text),
  /** The campaign's id at its ad platform: `utm_id`. */
  campaignId: Type.Optional(Text),
  /** The page that the link will stand on, where that is known. */
  on: Type.Optional(Text),
});
export type LinkParts = Static<typeof LinkParts>;

/** A link that is asked for. */
export const LinkWish = Type.Object({
  ...LinkParts.properties,
  /** The vanity path: /l/SLUG. */
  slug: Type.Optional(Type.String({ maxLength: 200 })),
  label: Type.Optional(Type.String({ maxLength: 200 })),
});
export type LinkWish = Static<typeof LinkWish>;

const LinkField = Type.Union([
  Type.Literal('url'),
  Type.Literal('source'),
  Type.Literal('medium'),
  Type.Literal('campaign'),
  Type.Literal('content'),
  Type.Literal('term'),
  Type.Literal('campaignId'),
  Type.Literal('slug'),
]);

export const LinkProblem = Type.Object({
  code: Type.String(),
  field: LinkField,
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('note')]),
  what: Type.String(),
  found: Type.String(),
  remedy: Type.String(),
  /** What to write instead, where one thing suggests itself. */
  instead: Type.Optional(Type.String()),
});
export type LinkProblem = Static<typeof LinkProblem>;

/** A link looked at. */
export const LinkCheck = Type.Object({
  /** The link with its tags in place; null where the address is none. */
  link: Type.Union([Type.String(), Type.Null()]),
  /** The channel that its visits will count in; null while source and medium aren't both there. */
  channel: Type.Union([Type.String(), Type.Null()]),
  problems: Type.Array(LinkProblem),
});
export type LinkCheck = Static<typeof LinkCheck>;

/** A link of the register. */
export const KeptLink = Type.Object({
  id: Type.String(),
  link: Type.String(),
  channel: Type.String(),
  /** The path under /l/ that leads to it. */
  slug: Type.Optional(Type.String()),
  label: Type.Optional(Type.String()),
  /** ISO instant. */
  madeAt: Type.String(),
  /** Who made it: the user's name at the command line, or 'links page'. */
  madeBy: Type.String(),
  ...Type.Omit(LinkParts, ['on']).properties,
});
export type KeptLink = Static<typeof KeptLink>;

/** A row of a table of links: looked at, and what became of it. */
export const LinkRowCheck = Type.Object({ line: Type.Number(), label: Type.String(), ...LinkCheck.properties });
export type LinkRowCheck = Static<typeof LinkRowCheck>;

/** What has come in by a link, under last touch. */
const Arrived = Type.Object({ visits: Type.Number(), leads: Type.Number(), revenue: Type.Number() });
export type Arrived = Static<typeof Arrived>;

export const LinksAnswer = Type.Object({
  links: Type.Array(Type.Intersect([KeptLink, Type.Object({ arrived: Arrived })])),
  currency: Type.String(),
  /** Names to choose from: those seen and those registered. */
  names: Type.Object({
    sources: Type.Array(Type.String()),
    mediums: Type.Array(Type.String()),
    campaigns: Type.Array(Type.String()),
  }),
});
export type LinksAnswer = Static<typeof LinksAnswer>;

/** Names that are known from what has been imported. */
export const NamesAnswer = Type.Object({
  sources: Type.Array(Type.String()),
  mediums: Type.Array(Type.String()),
  /** Campaign names that visits came with, and those of cost reports. */
  campaigns: Type.Array(Type.String()),
});
export type NamesAnswer = Static<typeof NamesAnswer>;
