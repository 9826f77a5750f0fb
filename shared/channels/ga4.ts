// Google Analytics' default channel group, and one channel more for what isn't online. Google's order is meant literally: a `cpm` from a listed search engine is
// Paid Search, not Display; `email` from google is Organic Search; `paid_social` from an unlisted source is Paid Other.

import { categoryOf, type SourceCategory } from '#shared/sources/hosts/index.ts';
import type { ChannelGrouping, ChannelTouch } from './channel.ts';

// Google's patterns match the whole value, whatever its case.
const paid = /^(?:.*cp.*|ppc|retargeting|paid.*)$/is;
const shop = /^(?:.*(?:(?:[^a-df-z]|^)shop|shopping).*)$/is;
const videoMedium = /^(?:.*video.*)$/is;
const email = /^(?:email|e-mail|e_mail|e mail)$/i;

const isPaid = (touch: ChannelTouch): boolean => paid.test(touch.medium);
const isFrom = (touch: ChannelTouch, category: SourceCategory): boolean => categoryOf(touch.source) === category;

const displayMedia = new Set(['display', 'banner', 'expandable', 'interstitial', 'cpm']);
const socialMedia = new Set(['social', 'social-network', 'social-media', 'sm', 'social network', 'social media']);
const referralMedia = new Set(['referral', 'app', 'link']);
const offline =
  /^(?:offline|qr(?:[-_ ]?code)?|print|flyer|brochure|catalogue|poster|billboard|d?ooh|tv|radio|direct[-_ ]mail|letter|postcard|events?|trade[-_ ]?(?:show|fair)|fair|conference|meeting|in[-_ ]person|business[-_ ]card|packaging|phone|call)$/;

export const ga4 = {
  id: 'ga4',
  label: 'Google Analytics default channel group',
  source: 'https://support.google.com/analytics/answer/9756891',
  date: '2026-11-20',
  rules: [
    {
      // "Source exactly matches (direct) AND Medium is one of ("(not set)", "(none)")"
      channel: 'Direct',
      match: t =>
        (t.source === '(direct)' || t.source === '') &&
        (t.medium === '(none)' || t.medium === '(not set)' || t.medium === ''),
    },
    {
      // "Campaign Name contains "cross-network""
      channel: 'Cross-network',
      match: t => t.campaign.includes('cross-network'),
    },
    {
      // "Medium exactly matches "ai-assistant""; the day the channel appeared, and it was not applied to earlier days.
      channel: 'AI Assistant',
      since: '2026-05-13',
      match: t => t.medium === 'ai-assistant',
    },
    {
      // "(Source matches a list of shopping sites OR Campaign Name matches regex ^(.*(([^a-df-z]|^)shop|shopping).*)$)
      //  AND Medium matches regex ^(.*cp.*|ppc|retargeting|paid.*)$"
      channel: 'Paid Shopping',
      match: t => isPaid(t) && (isFrom(t, 'shopping') || shop.test(t.campaign)),
    },
    {
      // "Source matches a list of search sites AND Medium matches regex ^(.*cp.*|ppc|retargeting|paid.*)$"
      channel: 'Paid Search',
      match: t => isPaid(t) && isFrom(t, 'search'),
    },
    {
      // "Source matches a list of social sites AND Medium matches regex ^(.*cp.*|ppc|retargeting|paid.*)$"
      channel: 'Paid Social',
      match: t => isPaid(t) && isFrom(t, 'social'),
    },
    {
      // "Source matches a list of video sites AND Medium matches regex ^(.*cp.*|ppc|retargeting|paid.*)$"
      channel: 'Paid Video',
      match: t => isPaid(t) && isFrom(t, 'video'),
    },
    {
      // "Medium is one of ("display", "banner", "expandable", "interstitial", "cpm")"
      channel: 'Display',
      match: t => displayMedia.has(t.medium),
    },
    {
      // "Medium matches regex ^(.*cp.*|ppc|retargeting|paid.*)$"
      channel: 'Paid Other',
      match: isPaid,
    },
    {
      // "Source matches a list of shopping sites OR Campaign name matches regex ^(.*(([^a-df-z]|^)shop|shopping).*)$"
      channel: 'Organic Shopping',
      match: t => isFrom(t, 'shopping') || shop.test(t.campaign),
    },
    {
      // "Source matches a regex list of social sites OR Medium is one of ("social", "social-network", "social-media",
      //  "sm", "social network", "social media")"
      channel: 'Organic Social',
      match: t => isFrom(t, 'social') || socialMedia.has(t.medium),
    },
    {
      // "Source matches a list of video sites OR Medium matches regex ^(.*video.*)$"
      channel: 'Organic Video',
      match: t => isFrom(t, 'video') || videoMedium.test(t.medium),
    },
    {
      // "Source matches a list of search sites OR Medium exactly matches organic"
      channel: 'Organic Search',
      match: t => isFrom(t, 'search') || t.medium === 'organic',
    },
    {
      // "Medium is one of ("referral", "app", or "link")"
      channel: 'Referral',
      match: t => referralMedia.has(t.medium),
    },
    {
      // "Source = email|e-mail|e_mail|e mail OR Medium = email|e-mail|e_mail|e mail"
      channel: 'Email',
      match: t => email.test(t.source) || email.test(t.medium),
    },
    {
      // "Medium = affiliate"
      channel: 'Affiliates',
      match: t => t.medium === 'affiliate',
    },
    {
      // "Medium exactly matches audio"
      channel: 'Audio',
      match: t => t.medium === 'audio',
    },
    {
      // "Source exactly matches sms OR Medium exactly matches sms"
      channel: 'SMS',
      match: t => t.source === 'sms' || t.medium === 'sms',
    },
    {
      // "Medium ends with "push" OR Medium contains "mobile" or "notification" OR Source exactly matches "firebase""
      channel: 'Mobile Push Notifications',
      match: t =>
        t.medium.endsWith('push') ||
        t.medium.includes('mobile') ||
        t.medium.includes('notification') ||
        t.source === 'firebase',
    },
    {
      // Ours, behind all of Google's: paper, posts and people met, which Google leaves Unassigned.
      channel: 'Offline',
      match: t => offline.test(t.medium),
    },
  ],
  otherwise: 'Unassigned',
  paid: ['Cross-network', 'Paid Shopping', 'Paid Search', 'Paid Social', 'Paid Video', 'Display', 'Paid Other'],
} satisfies ChannelGrouping;
