// What to paste into an ad platform, so that it tags its own ads: the platform fills the placeholders in at each click. Ids
// go along with the names, so that a renamed campaign is still the same one.

import type { LinkParts } from '#shared/schema/links.ts';
import { tagFields, tagOf } from './build-link.ts';

export interface AdTemplate {
  /** The ad platform's id. */
  readonly platform: string;
  readonly label: string;
  /** Where it is pasted. */
  readonly where: string;
  /** Parameter and value in order. */
  readonly tags: readonly (readonly [name: string, value: string])[];
}

export const adTemplates: readonly AdTemplate[] = [
  {
    // https://support.google.com/google-ads/answer/6305348: there is no placeholder for a campaign's name.
    platform: 'google-ads',
    label: 'Google Ads',
    where: 'Account settings → Tracking → Final URL suffix',
    tags: [
      ['utm_source', 'google'],
      ['utm_medium', 'cpc'],
      ['utm_campaign', '{campaignid}'],
      ['utm_id', '{campaignid}'],
      ['utm_adgroup_id', '{adgroupid}'],
      ['utm_ad_id', '{creative}'],
      ['utm_term', '{keyword}'],
      ['utm_matchtype', '{matchtype}'],
      ['utm_network', '{network}'],
    ],
  },
  {
    // https://help.ads.microsoft.com/apex/index/3/en/56799
    platform: 'microsoft-ads',
    label: 'Microsoft Advertising',
    where: 'Settings → Account level options → Final URL suffix',
    tags: [
      ['utm_source', 'bing'],
      ['utm_medium', 'cpc'],
      ['utm_campaign', '{Campaign}'],
      ['utm_id', '{CampaignId}'],
      ['utm_adgroup_id', '{AdGroupId}'],
      ['utm_ad_id', '{AdId}'],
      ['utm_term', '{keyword:none}'],
      ['utm_matchtype', '{MatchType}'],
      ['utm_network', '{Network}'],
    ],
  },
  {
    platform: 'meta-ads',
    label: 'Meta Ads',
    where: 'Ad → Tracking → URL parameters',
    tags: [
      ['utm_source', 'facebook'],
      ['utm_medium', 'paid_social'],
      ['utm_campaign', '{{campaign.name}}'],
      ['utm_id', '{{campaign.id}}'],
      ['utm_adset_id', '{{adset.id}}'],
      ['utm_ad_id', '{{ad.id}}'],
      ['utm_content', '{{ad.name}}'],
      ['utm_placement', '{{placement}}'],
    ],
  },
  {
    // https://learn.microsoft.com/linkedin/marketing/integrations/ads-reporting/dynamic-utm-tracking
    platform: 'linkedin-ads',
    label: 'LinkedIn Ads',
    where: 'Campaign → Ads → URL parameters',
    tags: [
      ['utm_source', 'linkedin'],
      ['utm_medium', 'paid_social'],
      ['utm_campaign', '{{CAMPAIGN_NAME}}'],
      ['utm_id', '{{CAMPAIGN_ID}}'],
      ['utm_ad_id', '{{CREATIVE_ID}}'],
    ],
  },
  {
    // https://ads.tiktok.com/help/article?aid=6669666107177041925: AID is the ad group, CID the ad.
    platform: 'tiktok-ads',
    label: 'TikTok Ads',
    where: 'Ad → Tracking → URL parameters',
    tags: [
      ['utm_source', 'tiktok'],
      ['utm_medium', 'paid_social'],
      ['utm_campaign', '__CAMPAIGN_NAME__'],
      ['utm_id', '__CAMPAIGN_ID__'],
      ['utm_adgroup_id', '__AID__'],
      ['utm_ad_id', '__CID__'],
      ['utm_content', '__CID_NAME__'],
      ['utm_placement', '__PLACEMENT__'],
    ],
  },
];

/**
 * The template as it is pasted. A source, medium, campaign … of one's own takes the placeholder's place; placeholders stay
 * as they are, since an escaped one isn't filled in.
 *
 * @example adTemplateText(googleAds, { campaign: 'brand-uk' }) // 'utm_source=google&utm_medium=cpc&utm_campaign=brand-uk&…'
 */
export function adTemplateText(template: AdTemplate, own: Omit<LinkParts, 'url' | 'on'> = {}): string {
  const values = new Map(template.tags);
  for (const field of tagFields) {
    const value = own[field]?.trim();
    if (value) values.set(tagOf(field), encodeURIComponent(value));
  }
  return [...values].map(([name, value]) => `${name}=${value}`).join('&');
}
