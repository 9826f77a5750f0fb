import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hostOf } from '#shared/sources/domain.ts';
import { assistants, assistantWords } from '#shared/sources/hosts/assistants.ts';
import { readGroups } from '#shared/sources/hosts/host-table.ts';
import { assistantOf, knownHost } from '#shared/sources/hosts/index.ts';
import { classifyReferrer } from '#shared/sources/referrers.ts';

const classify = (url: string, era = true) => {
  const { kind, source, medium } = classifyReferrer(hostOf(url), era);
  return kind === 'continues' ? 'continues' : `${source} / ${medium}`;
};

describe('AI assistants', () => {
  it('are each known by the source they get, so that a tag of that name finds them', () => {
    for (const { name } of readGroups(assistants)) {
      expect([name, classifyReferrer(name, true).source, assistantOf(name)]).toEqual([name, name, name]);
    }
  });

  it('are named by plain words that lead to a listed one; meta alone means the ads', () => {
    const names = readGroups(assistants).map(group => group.name);
    for (const [word, name] of Object.entries(assistantWords)) {
      expect(names).toContain(name);
      expect(assistantOf(word)).toBe(name);
    }
    expect(assistantOf('meta')).toBe(undefined);
  });
});

describe('a referrer', () => {
  it.each([
    ['https://www.google.com/', 'google / organic'],
    ['https://www.google.co.uk/', 'google / organic'],
    ['https://google.com.br/', 'google / organic'],
    ['https://www.bing.com/', 'bing / organic'],
    ['https://cn.bing.com/', 'bing / organic'],
    ['https://duckduckgo.com/', 'duckduckgo / organic'],
    ['https://r.search.yahoo.com/', 'yahoo / organic'],
    ['https://yandex.com.tr/', 'yandex / organic'],
    ['android-app://com.google.android.googlequicksearchbox/', 'google / organic'],
    ['https://l.facebook.com/', 'facebook / social'],
    ['https://lm.facebook.com/', 'facebook / social'],
    ['https://l.instagram.com/', 'instagram / social'],
    ['https://lnkd.in/x', 'linkedin / social'],
    ['android-app://com.linkedin.android/', 'linkedin / social'],
    ['https://t.co/abc', 'x / social'],
    ['https://x.com/', 'x / social'],
    ['https://out.reddit.com/', 'reddit / social'],
    ['https://www.pinterest.co.uk/', 'pinterest / social'],
    ['https://za.pinterest.com/', 'pinterest / social'],
    ['https://m.youtube.com/', 'youtube / referral'],
    ['https://www.amazon.de/', 'amazon / referral'],
    ['https://chatgpt.com/', 'chatgpt.com / ai-assistant'],
    ['https://chat.openai.com/', 'chatgpt.com / ai-assistant'],
    ['https://gemini.google.com/', 'gemini.google.com / ai-assistant'],
    ['https://copilot.microsoft.com/', 'copilot.microsoft.com / ai-assistant'],
    ['https://mail.google.com/', 'continues'],
    ['android-app://com.google.android.gm/', 'continues'],
    ['https://eur01.safelinks.protection.outlook.com/', 'continues'],
    ['https://webmail.acme.org/', 'continues'],
    ['https://checkout.stripe.com/', 'continues'],
    ['https://www.paypal.com/', 'continues'],
    ['https://pay.google.com/', 'continues'],
    ['https://accounts.google.com/', 'continues'],
    ['https://accounts.google.co.uk/', 'continues'],
    ['https://login.microsoftonline.com/', 'continues'],
    ['https://appleid.apple.com/', 'continues'],
    ['https://acme.okta.com/', 'continues'],
    ['https://www.okta.com/', 'okta.com / referral'],
    ['android-app://com.slack/', 'slack / referral'],
    ['https://www.acme-news.co.uk/', 'acme-news.co.uk / referral'],
    ['https://netflix.com/', 'netflix / referral'], // not x.com
    ['https://notgoogle.com/', 'notgoogle.com / referral'],
    ['https://google.com.evil.org/', 'google.com.evil.org / referral'],
    ['https://docs.google.com/', 'docs.google.com / referral'],
    ['https://aws.amazon.com/', 'aws.amazon.com / referral'],
    ['https://someone.wordpress.com/', 'someone.wordpress.com / referral'],
  ])('%s is %s', (url, expected) => {
    expect(classify(url)).toBe(expected);
  });

  it('from an AI assistant is a plain referral before 13 May 2026', () => {
    expect(classifyReferrer('chatgpt.com', false)).toMatchObject({ medium: 'referral', campaign: '' });
    expect(classifyReferrer('chatgpt.com', true)).toMatchObject({ medium: 'ai-assistant', campaign: '(ai-assistant)' });
  });
});

const lists = new URL('../../../../shared/data/matomo-referrer-lists/', import.meta.url);

/** Hosts of one of the lists: `{}` below a host becomes a subdomain, at its end a country. Paths are dropped. */
function listedHosts(file: string): string[] {
  const hosts = new Set<string>();
  let isUrl = file !== 'SearchEngines.yml';
  for (const line of readFileSync(new URL(file, lists), 'utf8').split('\n')) {
    if (/^\s+(urls|params|charsets|hiddenkeyword|backlink)\b/.test(line)) isUrl = /urls:/.test(line);
    const entry = /^\s+- '?([^'\s]+)'?\s*$/.exec(line)?.[1];
    if (!isUrl || !entry || entry.startsWith('android-app')) continue;
    hosts.add(entry.split('/')[0].replace(/\{\}$/, 'de').replaceAll('{}', 'zz'));
  }
  return [...hosts];
}

describe.skipIf(!existsSync(lists))('the public referrer lists', () => {
  it.each([
    // facebook.com, digg.com, friendfeed.com are social here; ChatGPT, Perplexity, You assistants; cnn.com a referral.
    [
      'SearchEngines.yml',
      ['search'],
      [
        'cnn.com',
        'chat.openai.com',
        'chatgpt.com',
        'digg.com',
        'facebook.com',
        'friendfeed.com',
        'perplexity.ai',
        'you.com',
      ],
    ],
    // GitHub and SourceForge are referrals for Google Analytics; login.live.com is a sign-in page.
    ['Socials.yml', ['social', 'video'], ['github.com', 'login.live.com', 'sourceforge.net']],
    // Listed with a path (x.com/i/grok); referrers come without paths.
    ['AIAssistants.yml', ['assistant'], ['x.com']],
  ])('%s is covered but for what is known to differ', (file, kinds, differ) => {
    const hosts = listedHosts(file);
    const missed = hosts.filter(host => !kinds.includes(knownHost(host)?.kind ?? ''));
    expect(missed.map(host => host.replace(/^www\./, '')).sort()).toEqual(differ.toSorted());
    expect(1 - missed.length / hosts.length).toBeGreaterThanOrEqual(0.95);
  });
});
