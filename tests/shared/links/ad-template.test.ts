import { describe, expect, test } from 'vitest';
import { adTemplates, adTemplateText } from '#shared/links/ad-template.ts';
import { resolveSource } from '#shared/sources/resolve.ts';

/** As the platforms fill them in; names and ids are invented. */
const filled: Record<string, string> = {
  '{campaignid}': '901',
  '{adgroupid}': '902',
  '{creative}': '903',
  '{keyword}': 'red shoes',
  '{matchtype}': 'e',
  '{network}': 'g',
  '{Campaign}': 'Brand',
  '{CampaignId}': '901',
  '{AdGroupId}': '902',
  '{AdId}': '903',
  '{keyword:none}': 'red shoes',
  '{MatchType}': 'e',
  '{Network}': 'o',
  '{{campaign.name}}': 'Brand',
  '{{campaign.id}}': '901',
  '{{adset.id}}': '902',
  '{{ad.id}}': '903',
  '{{ad.name}}': 'Blue',
  '{{placement}}': 'feed',
  '{{CAMPAIGN_NAME}}': 'Brand',
  '{{CAMPAIGN_ID}}': '901',
  '{{CREATIVE_ID}}': '903',
  __CAMPAIGN_NAME__: 'Brand',
  __CAMPAIGN_ID__: '901',
  __AID__: '902',
  __CID__: '903',
  __CID_NAME__: 'Blue',
  __PLACEMENT__: 'TikTok',
};

describe.each(adTemplates)('$platform', template => {
  const fill = (text: string) => text.replace(/\{\{?[^}]+\}\}?|__[A-Z_]+?__/g, macro => filled[macro] ?? `?${macro}`);

  test('filled in, a visit is that platform’s paid click with campaign and ad by id', () => {
    const source = resolveSource({ url: `https://acme.com/?${fill(adTemplateText(template))}`, fromAiEra: true }, []);
    expect(source).toMatchObject({
      platform: template.platform,
      isPaid: true,
      campaignId: '901',
      adId: '903',
      warnings: [],
    });
    expect(source.campaign).toMatch(/^(Brand|901)$/);
  });

  test('left unfilled, every placeholder is seen as one', () => {
    const source = resolveSource({ url: `https://acme.com/?${adTemplateText(template)}`, fromAiEra: true }, []);
    expect([source.campaign, source.campaignId, source.adId]).toEqual([null, null, null]);
    expect(source.warnings.length).toBeGreaterThan(0);
  });

  test('a campaign of one’s own takes the placeholder’s place', () => {
    expect(adTemplateText(template, { campaign: 'brand uk' })).toContain('utm_campaign=brand%20uk&');
  });
});
