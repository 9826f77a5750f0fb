import { describe, expect, it } from 'vitest';
import { normaliseCampaignName } from '#shared/sources/campaign-name.ts';
import { isFreeMail } from '#shared/sources/free-mail.ts';
import { platformFromText, platforms } from '#shared/sources/platforms.ts';

describe('campaign names', () => {
  it.each([
    ['UK_Brand - Search|2026', 'uk brand search 2026'],
    ['  Spring+Sale  ', 'spring sale'],
    ['a/b.c__d', 'a b c d'],
    ['ＦＵＬＬ　width', 'full width'],
    ['Straße', 'straße'],
    ['[UK] 50% off', '[uk] 50% off'],
    ['', ''],
  ])('"%s" compares as "%s"', (name, expected) => {
    expect(normaliseCampaignName(name)).toBe(expected);
  });
});

describe('platform cells', () => {
  it.each([
    ['google', 'google-ads'],
    ['AdWords', 'google-ads'],
    ['Google Ads', 'google-ads'],
    ['google_ads', 'google-ads'],
    ['google-ad', 'google-ads'],
    ['Facebook', 'meta-ads'],
    ['IG', 'meta-ads'],
    ['Meta Ads', 'meta-ads'],
    ['Bing', 'microsoft-ads'],
    ['Microsoft Advertising', 'microsoft-ads'],
    ['LinkedIn', 'linkedin-ads'],
    ['Twitter', 'x-ads'],
    ['Acme Network', 'acme-network'],
    ['Manual', ''],
    ['', ''],
  ])('"%s" is "%s"', (cell, id) => {
    expect(platformFromText(cell)).toBe(id);
  });

  it('keep every id as itself', () => {
    for (const { id, label } of platforms) expect([platformFromText(id), platformFromText(label)]).toEqual([id, id]);
  });

  it('have no alias that two platforms claim', () => {
    const all = platforms.flatMap(platform => platform.aliases);
    expect(all.filter((alias, i) => all.indexOf(alias) !== i)).toEqual([]);
  });
});

describe('free mail', () => {
  it.each([
    'gmail.com',
    'Googlemail.com',
    '@yahoo.co.uk',
    'hotmail.fr',
    'outlook.com',
    'qq.com',
    'web.de',
    'btinternet.com',
    'mailinator.com',
    'privaterelay.appleid.com',
    'yandex.ru',
    'live.com',
  ])('%s belongs to no company', domain => {
    expect(isFreeMail(domain)).toBe(true);
  });

  it.each(['acme.com', 'notgmail.com', 'gmail.com.acme.io', 'yahoo-inc.com', 'outlook.acme.com', 'example.com', ''])(
    '"%s" is not free mail',
    domain => {
      expect(isFreeMail(domain)).toBe(false);
    },
  );
});
