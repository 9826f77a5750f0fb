// What a channel grouping is: an ordered table of dated rules, first match wins. A rule speaks of source, medium and
// campaign name only; what made them (click id, referrer) is decided before, in shared/sources.

/** What a rule looks at. '(direct)', '(none)' and '(not set)' stand for missing values; case never matters. */
export interface ChannelTouch {
  readonly source: string;
  readonly medium: string;
  /** '' where there is none. */
  readonly campaign: string;
}

interface ChannelRule {
  /** Label of the channel, as the vendor writes it. */
  readonly channel: string;
  /** First day (UTC, `2026-05-13`) on which the rule holds; touches before it are grouped without it. */
  readonly since?: string;
  /** `touch` comes in lower case. */
  match(touch: ChannelTouch): boolean;
}

export interface ChannelGrouping {
  readonly id: string;
  readonly label: string;
  /** Where the rules are published. */
  readonly source: string;
  /** The day on which our table was last compared with it. */
  readonly date: string;
  readonly rules: readonly ChannelRule[];
  /** What no rule takes. */
  readonly otherwise: string;
  /** Labels of the channels that are paid for by the click or the view. */
  readonly paid: readonly string[];
}
