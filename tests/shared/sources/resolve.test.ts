import { describe, expect, it } from 'vitest';
import { createResolver, type SourceInput } from '#shared/sources/resolve.ts';

const resolver = createResolver(['own.com']);
const resolve = (input: Partial<SourceInput>) => resolver({ fromAiEra: true, ...input });
const short = (input: Partial<SourceInput>) => {
  const { source, medium, channel } = resolve(input);
  return `${source} / ${medium} · ${channel}`;
};
const at = (query: string) => `https://own.com/?${query}`;

describe('what decides the source', () => {
  it("is a Google click id before utm, whose campaign name and Google's campaign id are both kept", () => {
    const found = resolve({
      url: at('gclid=1&utm_source=Google&utm_medium=CPC&utm_campaign=UK Brand&gad_campaignid=77'),
    });
    expect(found).toMatchObject({
      channel: 'Paid Search',
      source: 'google',
      medium: 'cpc',
      campaign: 'UK Brand',
      campaignId: '77',
      platform: 'google-ads',
      isPaid: true,
      hasSource: true,
      warnings: [],
    });
  });

  it.each(['gclid=1', 'gbraid=1', 'wbraid=1', 'gad_source=1', 'gad_campaignid=5'])('is Google Ads for %s', query => {
    expect(short({ url: at(query) })).toBe('google / cpc · Paid Search');
    expect(short({ clickIds: query })).toBe('google / cpc · Paid Search');
  });

  it('is Google Ads although utm says otherwise, with a warning that names both', () => {
    const found = resolve({ url: at('gclid=1&utm_source=newsletter&utm_medium=email&utm_campaign=May') });
    expect(found).toMatchObject({ source: 'google', medium: 'cpc', campaign: 'May', platform: 'google-ads' });
    expect(found.warnings).toEqual(['A Google click id is present: google / cpc counts, not newsletter / email.']);
  });

  it('is Google Ads although columns say organic: a known fault of Analytics exports', () => {
    expect(short({ source: 'google', medium: 'organic', clickIds: 'gclid=1' })).toBe('google / cpc · Paid Search');
  });

  it("is the columns before the url's tags, field by field", () => {
    expect(
      resolve({ source: 'Bing', medium: 'cpc', url: at('utm_source=bing&utm_medium=email&utm_campaign=C') }),
    ).toMatchObject({
      source: 'bing',
      medium: 'cpc',
      campaign: 'C',
      channel: 'Paid Search',
    });
  });

  it("never mixes a column's source with the medium of another source", () => {
    const found = resolve({ source: 'partner', url: at('utm_source=google&utm_medium=cpc&utm_campaign=C&utm_id=5') });
    expect(found).toMatchObject({ source: 'partner', medium: '(not set)', campaign: null, campaignId: null });
    expect(found.warnings).toHaveLength(1);
  });

  it('never completes such columns by plain parameters of the url either', () => {
    const url = at('utm_source=bing&utm_medium=cpc&campaignid=5&keyword=k&mc_cid=7');
    expect(resolve({ source: 'partner', medium: 'cpc', url })).toMatchObject({ campaignId: null, keyword: null });
    expect(resolve({ source: 'bing', medium: 'cpc', url })).toMatchObject({ campaignId: '5', keyword: 'k' });
  });

  it("keeps the url's campaign beside a Google click id, whatever source the columns name", () => {
    const url = at('gclid=1&utm_source=google&utm_campaign=Brand&gad_campaignid=9');
    expect(resolve({ source: 'phone', url })).toMatchObject({ source: 'google', campaign: 'Brand', campaignId: '9' });
  });

  it("never takes a column's campaign together with the id of another campaign", () => {
    const url = at('utm_source=bing&utm_medium=cpc&utm_campaign=Other&utm_id=5&utm_content=c');
    expect(resolve({ campaign: 'Mine', url })).toMatchObject({ campaign: 'Mine', campaignId: null, content: 'c' });
  });

  it.each([
    ['msclkid=1', 'bing / cpc · Paid Search', 'microsoft-ads'],
    ['yclid=1', 'yandex / cpc · Paid Search', 'yandex-ads'],
    ['ttclid=1', 'tiktok / paid_social · Paid Social', 'tiktok-ads'],
    ['li_fat_id=1', 'linkedin / paid_social · Paid Social', 'linkedin-ads'],
    ['twclid=1', 'x / paid_social · Paid Social', 'x-ads'],
    ['rdt_cid=1', 'reddit / paid_social · Paid Social', 'reddit-ads'],
    ['ScCid=1', 'snapchat / paid_social · Paid Social', 'snapchat-ads'],
    ['qclid=1', 'quora / paid_social · Paid Social', 'quora-ads'],
    ['dclid=1', 'google / display · Display', 'dv360'],
    ['tblci=1', 'taboola / display · Display', 'taboola-ads'],
    ['dicbo=1', 'outbrain / display · Display', 'outbrain-ads'],
    ['vmcid=1', 'yahoo / display · Display', 'yahoo-ads'],
    ['ttdclid=1', 'the-trade-desk / display · Display', 'the-trade-desk'],
  ])('%s alone is %s', (query, expected, platform) => {
    const found = resolve({ url: at(query) });
    expect(`${found.source} / ${found.medium} · ${found.channel}`).toBe(expected);
    // Nothing else speaks of the source: nothing can contradict.
    expect(found).toMatchObject({ platform, isPaid: true, warnings: [] });
  });

  it.each([
    ['fbclid=1', 'facebook / social · Organic Social'],
    ['igshid=1', 'instagram / social · Organic Social'],
    ['epik=1', 'pinterest / social · Organic Social'],
    ['ysclid=1', 'yandex / organic · Organic Search'],
    ['ymclid=1', 'yandex-market / referral · Organic Shopping'],
    ['srsltid=1', 'google / organic · Organic Shopping'],
    ['irclickid=1', 'impact / affiliate · Affiliates'],
    ['awc=1', 'awin / affiliate · Affiliates'],
    ['ranSiteID=1', 'rakuten-advertising / affiliate · Affiliates'],
    ['mc_eid=1', 'mailchimp / email · Email'],
    ['_hsenc=1', 'hubspot / email · Email'],
    ['mkt_tok=1', 'marketo / email · Email'],
    ['_ke=1', 'klaviyo / email · Email'],
    ['sfmc_sub=1', 'salesforce-marketing-cloud / email · Email'],
  ])('%s alone is %s, unpaid', (query, expected) => {
    expect(short({ url: at(query) })).toBe(expected);
    expect(resolve({ url: at(query) })).toMatchObject({ isPaid: false, platform: null });
  });

  it('calls free listings by their name', () => {
    expect(resolve({ url: at('srsltid=1') }).campaign).toBe('Shopping Free Listings');
  });

  it.each(['fbclid', 'li_fat_id', 'ttclid', 'twclid', 'msclkid', 'dclid'])('is utm before %s', id => {
    expect(short({ url: at(`${id}=1&utm_source=newsletter&utm_medium=email`) })).toBe('newsletter / email · Email');
    expect(resolve({ url: at(`${id}=1&utm_source=newsletter&utm_medium=email`) }).platform).toBe(null);
  });

  it('keeps both where a bought click id and a paid utm source differ: the source by utm, the platform by the id', () => {
    const found = resolve({ url: at('msclkid=1&utm_source=google&utm_medium=cpc') });
    expect(found).toMatchObject({ source: 'google', platform: 'microsoft-ads' });
    expect(found.warnings).toHaveLength(1);
  });

  it('is fbclid with the medium that utm gives, where utm names no source', () => {
    expect(short({ url: at('fbclid=1&utm_medium=cpc&utm_campaign=C') })).toBe('facebook / cpc · Paid Social');
  });

  it('is the social referrer before fbclid, since Instagram adds fbclid too', () => {
    expect(short({ url: at('fbclid=1'), referrer: 'https://l.instagram.com/' })).toBe(
      'instagram / social · Organic Social',
    );
  });

  it('is the engine of the referrer where the click id serves several', () => {
    expect(resolve({ url: at('yclid=1'), referrer: 'https://search.yahoo.co.jp/' })).toMatchObject({
      source: 'yahoo',
      medium: 'cpc',
      platform: 'yahoo-japan-ads',
    });
    expect(short({ url: at('gclid=1&gclsrc=3p.ds&msclkid=1') })).toBe('bing / cpc · Paid Search');
    expect(short({ url: at('gclid=1&gclsrc=3p.ds'), referrer: 'https://www.bing.com/' })).toBe(
      'bing / cpc · Paid Search',
    );
    expect(short({ url: at('gclid=1&gclsrc=aw.ds') })).toBe('google / cpc · Paid Search');
  });

  it('is the referrer where nothing else speaks, else nothing', () => {
    expect(short({ url: at('a=1'), referrer: 'https://www.google.de/' })).toBe('google / organic · Organic Search');
    expect(short({ referrer: 'https://www.partner.co.uk/page' })).toBe('partner.co.uk / referral · Referral');
    expect(short({ referrer: 'Google' })).toBe('google / organic · Organic Search');
    expect(resolve({ url: at('a=1') })).toMatchObject({
      channel: 'Direct',
      source: '(direct)',
      medium: '(none)',
      isDirect: true,
      isPaid: false,
      continues: false,
      hasSource: false,
      platform: null,
    });
  });

  it('is utm before the referrer', () => {
    const url = at('utm_source=newsletter&utm_medium=email');
    expect(short({ url, referrer: 'https://www.facebook.com/' })).toBe('newsletter / email · Email');
  });

  it('is direct where a column says so, whatever the referrer', () => {
    for (const source of ['(direct)', 'direct', '$direct']) {
      expect(short({ source, medium: '(none)', referrer: 'https://www.google.de/' })).toBe(
        '(direct) / (none) · Direct',
      );
    }
    expect(short({ source: 'direct', medium: 'mail' })).toBe('direct / mail · Unassigned'); // letters by post
    expect(short({ source: '(direct)', url: at('gclid=1') })).toBe('google / cpc · Paid Search');
  });

  it('is "(not set)" for a tagged visit that names no source, which keeps its campaign', () => {
    expect(resolve({ url: at('utm_campaign=Spring') })).toMatchObject({
      source: '(not set)',
      medium: '(not set)',
      channel: 'Unassigned',
      campaign: 'Spring',
      hasSource: true,
    });
  });

  it('is a referral host in ref= only in want of a referrer', () => {
    expect(short({ url: at('ref=producthunt.com') })).toBe('producthunt.com / referral · Referral');
    expect(short({ url: at('ref=footer') })).toBe('(direct) / (none) · Direct');
    expect(short({ url: at('ref=producthunt.com'), referrer: 'https://bing.com' })).toBe(
      'bing / organic · Organic Search',
    );
  });
});

describe('own sites', () => {
  it('continue the visit, both ways between domain and subdomain, without a list too', () => {
    for (const [url, referrer] of [
      ['https://shop.x.com/', 'https://x.com/'],
      ['https://x.com/', 'https://shop.x.com/'],
      ['https://x.com/', 'https://www.own.com/'],
    ]) {
      expect(resolve({ url, referrer })).toMatchObject({
        continues: true,
        hasSource: false,
        isDirect: true,
        channel: 'Direct',
      });
    }
  });

  it('are not netflix.com for x.com', () => {
    expect(resolve({ url: 'https://x.com/', referrer: 'https://netflix.com/' })).toMatchObject({
      continues: false,
      source: 'netflix',
    });
  });

  it('make tags on their own links count for nothing, and reported', () => {
    const found = resolve({ url: at('utm_source=homepage&utm_medium=banner'), referrer: 'https://own.com/' });
    expect(found).toMatchObject({ continues: true, source: '(direct)', hasSource: false });
    expect(found.warnings).toEqual([
      "Tags on a link between own pages don't count: utm_source, utm_medium (homepage).",
    ]);
  });

  it('make columns count for nothing that are only a copy of such tags', () => {
    const found = resolve({
      source: 'Homepage',
      medium: 'banner',
      url: at('utm_source=homepage'),
      referrer: 'https://own.com/',
    });
    expect(found.continues).toBe(true);
  });

  it('keep a bought click that a redirect brought in', () => {
    const found = resolve({ url: at('gclid=1&utm_campaign=C'), referrer: 'https://own.com/' });
    expect(found).toMatchObject({ source: 'google', campaign: 'C', continues: false });
  });

  it("keep a hint from a column, such as a form's hidden field, and not from the link", () => {
    const row = { url: at('a=1'), referrer: 'https://own.com/' };
    expect(short({ ...row, clickIds: 'fbclid=1' })).toBe('facebook / social · Organic Social');
    expect(resolve({ ...row, url: at('fbclid=1') }).continues).toBe(true);
  });

  it('keep what columns of their own say', () => {
    expect(short({ source: 'bing', medium: 'cpc', url: at('a=1'), referrer: 'https://own.com/' })).toBe(
      'bing / cpc · Paid Search',
    );
  });
});

describe('payment, sign-in and webmail referrers', () => {
  it.each([
    'https://www.paypal.com/',
    'https://checkout.stripe.com/',
    'https://accounts.google.com/',
    'https://mail.google.com/',
  ])('%s continues the visit', referrer => {
    expect(resolve({ url: at('a=1'), referrer })).toMatchObject({
      continues: true,
      hasSource: false,
      source: '(direct)',
    });
  });

  it('give way to tags: a link in a newsletter that was read in webmail', () => {
    const url = at('utm_source=news&utm_medium=email');
    expect(resolve({ url, referrer: 'https://mail.google.com/' })).toMatchObject({ source: 'news', continues: false });
  });
});

describe('AI assistants', () => {
  it('have a medium and a campaign of their own from 13 May 2026 on', () => {
    const referrer = 'https://chatgpt.com/';
    expect(resolve({ referrer })).toMatchObject({
      channel: 'AI Assistant',
      medium: 'ai-assistant',
      campaign: '(ai-assistant)',
    });
    expect(resolve({ referrer, fromAiEra: false })).toMatchObject({
      channel: 'Referral',
      medium: 'referral',
      campaign: null,
    });
  });

  it('are recognised by the utm_source that ChatGPT adds', () => {
    expect(short({ url: at('utm_source=chatgpt.com') })).toBe('chatgpt.com / ai-assistant · AI Assistant');
    expect(short({ url: at('utm_source=chatgpt.com&utm_medium=email') })).toBe('chatgpt.com / email · Email');
  });
});

describe('fields', () => {
  it('keep the case of names, and write source and medium in lower case', () => {
    expect(resolve({ source: '  FaceBook ', medium: 'Paid_Social', campaign: ' Früh ling ' })).toMatchObject({
      source: 'facebook',
      medium: 'paid_social',
      campaign: 'Früh ling',
    });
  });

  it('read plain ValueTrack names beside a source and never beside a referrer alone', () => {
    const query = 'campaignid=1&adgroupid=2&creative=3&keyword=red shoes&targetid=kwd-9';
    expect(resolve({ url: at(`gclid=1&${query}`) })).toMatchObject({
      campaignId: '1',
      adGroupId: '2',
      adId: '3',
      keyword: 'red shoes',
      keywordId: 'kwd-9',
    });
    expect(resolve({ url: at(query), referrer: 'https://google.com/' })).toMatchObject({
      campaignId: null,
      keyword: null,
    });
    expect(resolve({ url: at(query) })).toMatchObject({ isDirect: true, keyword: null });
  });

  it('take utm_term for the keyword of a search ad and of nothing else', () => {
    expect(resolve({ url: at('utm_source=google&utm_medium=cpc&utm_term=shoes') })).toMatchObject({
      keyword: 'shoes',
      term: 'shoes',
    });
    expect(resolve({ url: at('utm_source=facebook&utm_medium=cpc&utm_term=set 1') })).toMatchObject({
      keyword: null,
      term: 'set 1',
    });
  });

  it('take a placeholder in a column for missing, with a warning', () => {
    const found = resolve({ source: 'google', medium: 'cpc', campaign: '{{campaign.name}}' });
    expect(found.campaign).toBe(null);
    expect(found.warnings).toEqual([
      'Column campaign holds a placeholder that was never filled in; it counts as missing.',
    ]);
  });

  it('know (not set), (organic) and (direct) in a campaign column for no campaign', () => {
    for (const campaign of ['(not set)', '(organic)', '(direct)', '(referral)']) {
      expect(resolve({ source: 'google', medium: 'organic', campaign }).campaign).toBe(null);
    }
  });

  it('hold the Mailchimp campaign id', () => {
    expect(resolve({ url: at('mc_cid=ab12&mc_eid=1') })).toMatchObject({ source: 'mailchimp', campaignId: 'ab12' });
  });

  it('read the ad network from HubSpot tags where no source is named', () => {
    expect(resolve({ url: at('hsa_net=facebook&hsa_src=ig&hsa_cam=5') })).toMatchObject({
      source: 'instagram',
      channel: 'Paid Social',
      platform: 'meta-ads',
      campaignId: '5',
    });
    expect(resolve({ url: at('hsa_net=adwords&hsa_cam=5') })).toMatchObject({
      source: 'google',
      platform: 'google-ads',
    });
  });
});

describe('the platform', () => {
  it.each([
    [{ source: 'google', medium: 'cpc' }, 'google-ads'],
    [{ source: 'google', medium: 'organic' }, null],
    [{ source: 'google', medium: 'organic', campaign: 'C' }, null],
    [{ source: 'google', campaign: 'C' }, 'google-ads'],
    [{ source: 'google' }, null],
    [{ source: 'ig', medium: 'paid' }, 'meta-ads'],
    [{ source: 'facebook', medium: 'social', campaign: 'C' }, 'meta-ads'],
    [{ source: 'facebook', medium: 'email', campaign: 'C' }, null],
    [{ source: 'Acme Network', medium: 'cpm' }, 'acme-network'],
    [{ source: 'acme', medium: 'cpc', platform: 'Bing' }, 'microsoft-ads'],
    [{ platform: 'LinkedIn', campaignId: '5' }, 'linkedin-ads'],
  ])('of %j is %s', (input, platform) => {
    expect(resolve(input).platform).toBe(platform);
  });

  it('gives the source and medium where a name of ads stands alone', () => {
    expect(short({ source: 'Google Ads' })).toBe('google / cpc · Paid Search');
    expect(short({ source: 'LinkedIn Ads' })).toBe('linkedin / paid_social · Paid Social');
    expect(short({ platform: 'Microsoft Advertising' })).toBe('bing / cpc · Paid Search');
    expect(short({ source: 'facebook' })).toBe('facebook / (not set) · Organic Social');
  });
});
