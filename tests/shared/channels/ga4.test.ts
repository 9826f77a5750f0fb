// Expected channels follow Google's published rules, read by hand in their order.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { channelGroupings, channelOf, isPaidChannel } from '#shared/channels/index.ts';
import { categoryOf } from '#shared/sources/hosts/index.ts';

const day = '2026-06-01';
const channel = (source: string, medium: string, campaign = '', on = day) =>
  channelOf({ source, medium, campaign }, on);

describe('each rule', () => {
  it.each([
    ['(direct)', '(none)', '', 'Direct'],
    ['(direct)', '(not set)', '', 'Direct'],
    ['', '', '', 'Direct'],
    ['google', 'cpc', 'UK Cross-Network 1', 'Cross-network'],
    ['chatgpt.com', 'ai-assistant', '(ai-assistant)', 'AI Assistant'],
    ['amazon', 'cpc', '', 'Paid Shopping'],
    ['newsite', 'ppc', 'Summer Shop', 'Paid Shopping'],
    ['google', 'cpc', '', 'Paid Search'],
    ['bing', 'paidsearch', '', 'Paid Search'],
    ['google', 'retargeting', '', 'Paid Search'],
    ['facebook', 'paid_social', '', 'Paid Social'],
    ['ig', 'cpm', '', 'Paid Social'],
    ['youtube', 'cpc', '', 'Paid Video'],
    ['acme-news', 'banner', '', 'Display'],
    ['acme-news', 'cpm', '', 'Display'],
    ['acme-news', 'paid_social', '', 'Paid Other'],
    ['etsy.com', 'referral', '', 'Organic Shopping'],
    ['news', 'email', 'spring shopping', 'Organic Shopping'],
    ['facebook.com', 'referral', '', 'Organic Social'],
    ['acme', 'social network', '', 'Organic Social'],
    ['vimeo.com', 'referral', '', 'Organic Video'],
    ['acme', 'in-video-link', '', 'Organic Video'],
    ['duckduckgo', 'referral', '', 'Organic Search'],
    ['acme', 'organic', '', 'Organic Search'],
    ['acme.com', 'referral', '', 'Referral'],
    ['acme', 'app', '', 'Referral'],
    ['acme', 'link', '', 'Referral'],
    ['acme', 'e-mail', '', 'Email'],
    ['e_mail', 'x', '', 'Email'],
    ['acme', 'e mail', '', 'Email'],
    ['acme', 'affiliate', '', 'Affiliates'],
    ['acme', 'audio', '', 'Audio'],
    ['sms', 'x', '', 'SMS'],
    ['acme', 'sms', '', 'SMS'],
    ['acme', 'webpush', '', 'Mobile Push Notifications'],
    ['acme', 'mobile-app', '', 'Mobile Push Notifications'],
    ['acme', 'a notification b', '', 'Mobile Push Notifications'],
    ['firebase', 'x', '', 'Mobile Push Notifications'],
    ['spring-flyer', 'qr', '', 'Offline'],
    ['Farnborough fair', 'Trade Show', '', 'Offline'],
    ['acme', 'print', '', 'Offline'],
    ['acme', 'whatever', '', 'Unassigned'],
    ['(not set)', '(not set)', '', 'Unassigned'],
  ])('%s / %s / "%s" is %s', (source, medium, campaign, expected) => {
    expect(channel(source, medium, campaign)).toBe(expected);
  });
});

describe('the order of the rules', () => {
  it('takes a cpm of a listed search engine for Paid Search, of an unlisted one for Display', () => {
    expect(channel('google', 'cpm')).toBe('Paid Search');
    expect(channel('acme', 'cpm')).toBe('Display');
  });

  it('takes email from google for Organic Search, since search comes before email', () => {
    expect(channel('google', 'email')).toBe('Organic Search');
  });

  it('takes display from google for Display, since display comes before organic search', () => {
    expect(channel('google', 'display')).toBe('Display');
  });

  it('takes the paid pattern for the whole value: xcpx is paid, unpaid is not, pppc is not ppc', () => {
    expect(channel('acme', 'xcpx')).toBe('Paid Other');
    expect(channel('acme', 'unpaid')).toBe('Unassigned');
    expect(channel('acme', 'pppc')).toBe('Unassigned');
    expect(channel('acme', 'retargeting-2')).toBe('Unassigned');
  });

  it('finds shop in a campaign at its start, after an e and after no letter, and shopping anywhere', () => {
    // [^a-df-z] leaves the letter e and everything that is no letter.
    expect(channel('acme', 'cpc', 'shop')).toBe('Paid Shopping');
    expect(channel('acme', 'cpc', 'uk eshop')).toBe('Paid Shopping');
    expect(channel('acme', 'cpc', 'uk_shop_1')).toBe('Paid Shopping');
    expect(channel('acme', 'cpc', 'workshop')).toBe('Paid Other');
    expect(channel('acme', 'cpc', 'windowshopping')).toBe('Paid Shopping');
  });

  it('does not mind case and space around the values', () => {
    expect(channel(' Google ', 'CPC')).toBe('Paid Search');
    expect(channel('acme', 'DISPLAY')).toBe('Display');
  });
});

describe('the AI Assistant rule', () => {
  it('holds from 13 May 2026 on and not for days before', () => {
    expect(channel('chatgpt.com', 'ai-assistant', '', '2026-05-12')).toBe('Unassigned');
    expect(channel('chatgpt.com', 'ai-assistant', '', '2026-05-13')).toBe('AI Assistant');
  });
});

describe('paid channels', () => {
  it('are the seven that money buys', () => {
    const labels = channelGroupings[0].rules.map(rule => rule.channel);
    expect(labels.filter(label => isPaidChannel(label))).toEqual([
      'Cross-network',
      'Paid Shopping',
      'Paid Search',
      'Paid Social',
      'Paid Video',
      'Display',
      'Paid Other',
    ]);
    expect(isPaidChannel('Affiliates')).toBe(false);
    expect(isPaidChannel('no such channel')).toBe(false);
  });
});

const yardstick = new URL('../../../../shared/data/ga4-source-categories/ga4_source_categories.csv', import.meta.url);

describe.skipIf(!existsSync(yardstick))("Google's published list of sources", () => {
  it('agrees with our categories on every row', () => {
    const rows = readFileSync(yardstick, 'utf8').trim().split(/\r?\n/).slice(1);
    const wrong = rows.filter(row => {
      const [source, category] = row.split(',');
      return categoryOf(source.toLowerCase()) !== category.replace('SOURCE_CATEGORY_', '').toLowerCase();
    });
    expect(rows.length).toBeGreaterThan(800);
    expect(wrong).toEqual([]);
  });
});
