import { describe, expect, it } from 'vitest';
import { decode, readTags } from '#shared/sources/utm.ts';

const tagged = (url: string) => readTags(url).tagged;

describe('parameters of a url', () => {
  it('reads all nine utm parameters', () => {
    const names = ['source', 'medium', 'campaign', 'term', 'content', 'id', 'source_platform', 'creative_format'];
    const url = `https://x.com/?${names.map(name => `utm_${name}=v-${name}`).join('&')}&utm_marketing_tactic=t`;
    expect(tagged(url)).toEqual({
      source: 'v-source',
      medium: 'v-medium',
      campaign: 'v-campaign',
      term: 'v-term',
      content: 'v-content',
      campaignId: 'v-id',
      platform: 'v-source_platform',
      creativeFormat: 'v-creative_format',
      marketingTactic: 't',
    });
  });

  it('reads the fragment as well as the query', () => {
    expect(tagged('https://x.com/#utm_source=a').source).toBe('a');
    expect(tagged('https://x.com/?a=1#/page?utm_source=b').source).toBe('b');
    expect(tagged('https://x.com/utm_source=a')).toEqual({});
  });

  it('reads Matomo and HubSpot parameters', () => {
    expect(tagged('?mtm_campaign=C&mtm_kwd=k&mtm_cid=7')).toEqual({ campaign: 'C', term: 'k', campaignId: '7' });
    expect(tagged('?pk_campaign=C').campaign).toBe('C');
    expect(tagged('?hsa_cam=1&hsa_grp=2&hsa_ad=3&hsa_kw=shoes&hsa_net=adwords')).toEqual({
      campaignId: '1',
      adGroupId: '2',
      adId: '3',
      keyword: 'shoes',
      hubspotNetwork: 'adwords',
    });
  });

  it("takes Google's campaign id before HubSpot's, before utm_id", () => {
    expect(tagged('?utm_id=3&hsa_cam=2&gad_campaignid=1').campaignId).toBe('1');
    expect(tagged('?utm_id=3&hsa_cam=2').campaignId).toBe('2');
  });

  it('keeps ValueTrack-style plain names apart from tags', () => {
    const tags = readTags('?campaignid=1&adgroupid=2&creative=3&keyword=k&matchtype=e&network=g&device=m');
    expect(tags.tagged).toEqual({});
    expect(tags.plain).toEqual({
      campaignId: '1',
      adGroupId: '2',
      adId: '3',
      keyword: 'k',
      matchType: 'e',
      network: 'g',
      device: 'm',
    });
  });

  it('does not mind the case of names and keeps the case of values', () => {
    expect(tagged('?UTM_Source=Google').source).toBe('Google');
    expect(readTags('?ScCid=1').clickIds.map(id => id.source)).toEqual(['snapchat']);
  });

  it('survives &amp; and a second question mark', () => {
    expect(tagged('?utm_source=a&amp;utm_medium=b')).toEqual({ source: 'a', medium: 'b' });
    expect(tagged('?page=1?utm_source=a')).toEqual({ source: 'a' });
  });
});

describe('repeated parameters', () => {
  it('take the first non-empty value and say so', () => {
    const tags = readTags('?utm_source=&utm_source=first&utm_source=second');
    expect(tags.tagged.source).toBe('first');
    expect(tags.warnings).toEqual(['utm_source is given more than once; the first value counts.']);
  });

  it('say nothing where the values are equal', () => {
    expect(readTags('?utm_source=a&utm_source=a').warnings).toEqual([]);
  });
});

describe('escapes', () => {
  it.each([
    ['spring+sale', 'spring sale'],
    ['spring%20sale', 'spring sale'],
    ['spring%2520sale', 'spring sale'], // escaped twice
    ['a%2Bb', 'a+b'],
    ['caf%C3%A9', 'café'],
    ['caf%E9', 'café'], // Latin-1
    ['100%', '100%'],
    ['%zz%4', '%zz%4'],
    ['%E0%A4%A', 'à¤%A'], // cut in the middle
  ])('%s reads as "%s"', (raw, value) => {
    expect(decode(raw)).toBe(value);
  });
});

describe('placeholders that were never filled in', () => {
  it.each([
    '{campaignid}',
    '{{campaign.id}}',
    '{KeyWord:Shoes}',
    '__CAMPAIGN_ID__',
    'tt-__CAMPAIGN_NAME__',
    '[campaign]',
    '%7Bcampaignid%7D',
    '%%CAMPAIGN%%',
    '$' + '{campaign}',
  ])('%s is missing, with a warning', value => {
    const tags = readTags(`?utm_source=a&utm_campaign=${value}`);
    expect(tags.tagged).toEqual({ source: 'a' });
    expect(tags.warnings).toEqual(['utm_campaign holds a placeholder that was never filled in; it counts as missing.']);
  });

  it('are not seen in names that merely hold brackets or underscores', () => {
    expect(tagged('?utm_campaign=[UK] Brand').campaign).toBe('[UK] Brand');
    expect(tagged('?utm_campaign=uk__SPRING__sale').campaign).toBe('uk__SPRING__sale');
  });

  it('make a click id missing too, and undefined and null do as well', () => {
    for (const value of ['{gclid}', 'undefined', 'null', '']) {
      expect(readTags(`?gclid=${value}`).clickIds).toEqual([]);
    }
  });
});

describe('click ids', () => {
  it('are found by presence and never show in warnings', () => {
    const secret = 'CjwKCAjw_SECRET';
    const tags = readTags(`?gclid=${secret}&gclid=${secret}2&fbclid=x&mc_eid=abc`);
    expect(tags.clickIds.map(id => id.source)).toEqual(['google', 'facebook', 'mailchimp']);
    expect(tags.warnings.join()).not.toContain('SECRET');
  });
});
