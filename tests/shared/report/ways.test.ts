import { expect, test } from 'vitest';
import { type Way, wayBack, wayFirst, wayName } from '#shared/report/ways.ts';

const way = (channel: string, source: string, facts: Partial<Way> = {}): Way => ({
  channel,
  source,
  campaign: null,
  keyword: null,
  ...facts,
});

test.each([
  [
    way('Paid Search', 'google', { platform: 'google-ads', campaign: 'Brand', keyword: 'crm pricing' }),
    'from a Google ad for ‘crm pricing’',
    'from a Google ad',
    'Google ad',
  ],
  [
    way('Paid Social', 'linkedin', { campaign: 'Buyers' }),
    'from a LinkedIn ad ‘Buyers’',
    'from a LinkedIn ad',
    'LinkedIn ad',
  ],
  [way('Paid Other', '(not set)'), 'from an unnamed ad', 'from an unnamed ad', 'Ad'],
  [way('Email', 'newsletter', { campaign: 'Tips' }), 'through an email ‘Tips’', 'through email', 'Email'],
  [way('Organic Search', 'ecosia'), 'from an Ecosia search', 'from an Ecosia search', 'Ecosia search'],
  [way('Direct', '(direct)'), 'directly', 'directly', 'Direct visit'],
  [
    way('Referral', 'guide.example'),
    'from a link on guide.example',
    'from a link on guide.example',
    'Link on guide.example',
  ],
  [way('AI Assistant', 'chatgpt.com'), 'from an answer of ChatGPT', 'from an answer of ChatGPT', 'Answer of ChatGPT'],
  [way('Organic Social', 'tiktok'), 'from TikTok', 'from TikTok', 'TikTok'],
  [way('SMS', '(not set)'), 'through SMS', 'through SMS', 'SMS'],
])('%o is said in words', (touch, first, back, name) => {
  expect([wayFirst(touch), wayBack(touch), wayName(touch)]).toEqual([first, back, name]);
});
