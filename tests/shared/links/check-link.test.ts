import { describe, expect, test } from 'vitest';
import { checkLink, type KnownNames } from '#shared/links/check-link.ts';
import { suggestName } from '#shared/links/check-name.ts';
import type { LinkParts } from '#shared/schema/links.ts';

const nothingKnown: KnownNames = { sources: [], mediums: [], campaigns: [], sites: [] };
const good: LinkParts = { url: 'https://acme.com/a', source: 'ada', medium: 'email', campaign: 'spring-sale' };
const check = (parts: Partial<LinkParts>, known: Partial<KnownNames> = {}) =>
  checkLink({ ...good, ...parts }, { ...nothingKnown, ...known });
/** 'severity field code' of each problem. */
const told = (...given: Parameters<typeof check>) =>
  check(...given).problems.map(({ severity, field, code }) => `${severity} ${field} ${code}`);

test('a good link has no problems and says where it counts', () => {
  expect(check({})).toEqual({
    link: 'https://acme.com/a?utm_source=ada&utm_medium=email&utm_campaign=spring-sale',
    channel: 'Email',
    problems: [],
  });
});

describe('never let through', () => {
  test.each<[Partial<LinkParts>, string]>([
    [{ url: '' }, 'error url url-missing'],
    [{ url: 'acme.com/a' }, 'error url url-scheme'],
    [{ url: 'javascript:alert(1)' }, 'error url url-scheme'],
    [{ url: 'https://acme.com/a b' }, 'error url url-space'],
    [{ url: 'https://user:secret@acme.com/' }, 'error url url-password'],
    [{ url: 'https://acme.com/?to=ann%40acme.com' }, 'error url personal-data'],
    [{ url: `https://acme.com/${'a'.repeat(4_100)}` }, 'error url too-long'],
    [{ source: '' }, 'error source source-missing'],
    [{ medium: undefined }, 'error medium medium-missing'],
    [{ campaign: ' ' }, 'error campaign campaign-missing'],
    [{ campaign: 'spring sale' }, 'error campaign space'],
    [{ source: 'ann@acme.com' }, 'error source personal-data'],
    [{ content: 'to-ann%40acme.com' }, 'error content personal-data'],
    [{ campaign: '{campaignid}' }, 'error campaign placeholder'],
    [{ content: '{{ad.id}}' }, 'error content placeholder'],
    [{ campaignId: '__CAMPAIGN_ID__' }, 'error campaignId placeholder'],
    [{ campaign: '%%CAMPAIGN%%' }, 'error campaign placeholder'],
    [{ campaign: 'a\u200bb' }, 'error campaign control-character'],
    [{ source: '(direct)' }, 'error source means-nothing'],
    [{ campaign: 'null' }, 'error campaign means-nothing'],
    ...[...'&=#?%+|'].map(mark => [{ campaign: `a${mark}b` }, 'error campaign reserved'] as [LinkParts, string]),
  ])('%j', (parts, expected) => {
    expect(told(parts)).toContain(expected);
  });

  test('a search term may be words', () => {
    expect(told({ medium: 'cpc', source: 'google', term: 'red Shoes' })).toEqual([]);
  });

  test('never shows a password, or what cannot be seen, in what it says', () => {
    expect(JSON.stringify(check({ url: 'https://user:secret@acme.com/' }).problems)).not.toContain('secret');
    expect(JSON.stringify(check({ campaign: 'a\u202eb' }).problems)).not.toContain('\u202e');
  });
});

describe('names in use', () => {
  const known = { campaigns: ['spring-sale', 'Brand UK'], sources: ['newsletter'], mediums: ['email'] };

  test.each<[Partial<LinkParts>, string[], string | undefined]>([
    [{ campaign: 'spring-sale' }, [], undefined],
    [{ campaign: 'Spring-Sale' }, ['warning campaign case-clash'], 'spring-sale'],
    [{ campaign: 'spring_sale' }, ['warning campaign near-name'], 'spring-sale'],
    [{ campaign: 'spring.SALE' }, ['warning campaign near-name'], 'spring-sale'],
    [{ campaign: 'brand-uk' }, ['warning campaign near-name'], 'Brand UK'],
    [{ campaign: 'springsale' }, [], undefined],
    [{ source: 'Newsletter' }, ['warning source case-clash'], 'newsletter'],
    [{ medium: 'Email' }, ['warning medium case-clash'], 'email'],
    [{ campaign: 'Autumn-Sale' }, ['note campaign upper-case'], 'autumn-sale'],
    [{ content: 'Header' }, ['note content upper-case'], 'header'],
  ])('%j', (parts, expected, instead) => {
    const { problems } = check(parts, known);
    expect(problems.map(({ severity, field, code }) => `${severity} ${field} ${code}`)).toEqual(expected);
    expect(problems[0]?.instead).toBe(instead);
  });

  test('a name that is in use twice, in two cases, is known in both', () => {
    expect(told({ campaign: 'Spring' }, { campaigns: ['spring', 'Spring'] })).toEqual([]);
  });
});

describe('the channel', () => {
  test.each([
    ['ada', 'email', 'Email'],
    ['google', 'cpc', 'Paid Search'],
    ['linkedin', 'paid_social', 'Paid Social'],
    ['youtube', 'organic', 'Organic Video'],
    ['fair-berlin', 'qr', 'Offline'],
    ['flyer-may', 'print', 'Offline'],
    ['fair-berlin', 'event', 'Offline'],
    ['partner-acme', 'referral', 'Referral'],
    ['spotify', 'audio', 'Audio'],
  ])('of %s / %s is %s, without a word against it', (source, medium, channel) => {
    expect(check({ source, medium })).toMatchObject({ channel, problems: [] });
  });

  test('is said to be none where the medium falls in none, with what was probably meant', () => {
    const { channel, problems } = check({ medium: 'newsletter' });
    expect(channel).toBe('Unassigned');
    expect(problems).toMatchObject([{ code: 'unassigned', field: 'medium', severity: 'warning', instead: 'email' }]);
  });

  test.each([
    ['google', 'email', 'Organic Search'],
    ['facebook', 'email', 'Organic Social'],
    ['google', 'cpm', 'Paid Search'],
    ['google', 'social', 'Organic Social'],
    ['youtube', 'affiliate', 'Organic Video'],
  ])('of %s / %s is %s, which is not what the two say', (source, medium, channel) => {
    expect(check({ source, medium })).toMatchObject({
      channel,
      problems: [{ code: 'contradiction', severity: 'warning' }],
    });
  });

  test('a word in the campaign’s name may decide it', () => {
    expect(check({ campaign: 'spring-shop' })).toMatchObject({ channel: 'Organic Shopping' });
    expect(told({ campaign: 'spring-shop' })).toEqual(['warning campaign campaign-decides']);
    expect(told({ campaign: 'eshop' })).toEqual(['warning campaign campaign-decides']);
    // Google's pattern: any letter but e before the word takes it out.
    expect(told({ campaign: 'workshop-may' })).toEqual([]);
  });
});

describe('where it leads', () => {
  const sites = ['acme.com'];

  test('own sites and what is below them; others are doubted, by their registrable domain', () => {
    expect(told({ url: 'https://shop.acme.com/' }, { sites })).toEqual([]);
    expect(told({ url: 'https://evil-acme.com/' }, { sites })).toEqual(['warning url foreign-site']);
    expect(told({ url: 'https://evil-acme.com/' })).toEqual([]);
  });

  test('links within the own site get no tags', () => {
    expect(told({ on: 'https://blog.acme.com/post' })).toEqual(['warning url internal-link']);
    expect(told({ source: 'acme.com', medium: 'referral' })).toEqual(['warning url internal-link']);
    expect(told({ on: 'https://partner.example/' })).toEqual([]);
  });

  test('tags and click ids that were in it are named', () => {
    expect(check({ url: 'https://acme.com/?utm_source=x&gclid=abc123' }).problems).toMatchObject([
      { code: 'tags-replaced', found: 'utm_source', severity: 'note' },
      { code: 'click-id-removed', found: 'gclid', severity: 'note' },
    ]);
  });
});

test('a suggested name is a good one, and suggests itself', () => {
  for (const text of ['Spring Sale 50% + more', ' Ä & Ö ', 'a|b=c', '{x}']) {
    const name = suggestName(text);
    expect(suggestName(name)).toBe(name);
    expect(
      told({ campaign: name }).filter(one => one.startsWith('error')),
      text,
    ).toEqual([]);
  }
  expect(suggestName(' Spring Sale 50% + more')).toBe('spring-sale-50-more');
});
