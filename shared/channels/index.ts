// The channel groupings in the order people see them, and the way to ask one. A day is needed: some rules hold only
// from their day on.

import type { ChannelGrouping, ChannelTouch } from './channel.ts';
import { ga4 } from './ga4.ts';

export const channelGroupings: readonly ChannelGrouping[] = [ga4];

/** The labels of the default grouping's channels, each once, in the order of its rules. */
export const channelLabels: readonly string[] = [...new Set([...ga4.rules.map(rule => rule.channel), ga4.otherwise])];

/**
 * The channel of a touch on a day (`2026-05-13`, UTC): the first rule of the grouping that holds and matches, else the
 * grouping's `otherwise`. Never throws; case and space around the values don't matter.
 *
 * @example channelOf({ source: 'Google', medium: 'CPC', campaign: '' }, '2026-03-01') // 'Paid Search'
 */
export function channelOf(touch: ChannelTouch, day: string, grouping: ChannelGrouping = ga4): string {
  const lower = {
    source: touch.source.trim().toLowerCase(),
    medium: touch.medium.trim().toLowerCase(),
    campaign: touch.campaign.trim().toLowerCase(),
  };
  for (const rule of grouping.rules) {
    if (rule.since !== undefined && day < rule.since) continue;
    if (rule.match(lower)) return rule.channel;
  }
  return grouping.otherwise;
}

/** Whether a channel of the grouping is paid for; false for a label that it doesn't have. */
export function isPaidChannel(channel: string, grouping: ChannelGrouping = ga4): boolean {
  return grouping.paid.includes(channel);
}
