// What a referring host says about the source. Coming back from paying, signing in or reading mail says nothing: the
// visit continues. Own sites are not known here; shared/sources/resolve.ts asks for them first.

import { hostOf, withoutWww } from './domain.ts';
import { categoryOf, knownHost } from './hosts/index.ts';

export interface Referral {
  /** `continues`: payment, sign-in or webmail; the source before it goes on. */
  readonly kind: 'search' | 'social' | 'video' | 'shopping' | 'assistant' | 'other' | 'continues';
  /** '' where it continues. */
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
}

/** The day (UTC) from which visits from AI assistants have a medium of their own. */
export const aiAssistantSince = '2026-05-13';

/** Apps that say their package name and are no network or mail: the source they get. */
const apps: Readonly<Record<string, string>> = {
  'com.slack': 'slack',
  'com.microsoft.teams': 'teams',
  'org.thoughtcrime.securesms': 'signal',
  'com.viber.voip': 'viber',
  'com.google.android.apps.magazines': 'google-news',
  'com.google.android.apps.docs': 'google-docs',
  'com.google.android.apps.messaging': 'google-messages',
};

/**
 * The source that a referring host gives: search engines by their name with medium organic, social networks with
 * medium social, AI assistants by their host with medium ai-assistant (referral before 2026-05-13), video sites and
 * shops by their name with medium referral, any other host by itself without `www.`, medium referral.
 *
 * @param host as `hostOf` gives it, an app's package name, or a plain word ('google'); not ''.
 * @example classifyReferrer('www.google.co.uk', true) // { kind: 'search', source: 'google', medium: 'organic', … }
 */
export function classifyReferrer(host: string, fromAiEra: boolean): Referral {
  const known = knownHost(host);
  switch (known?.kind) {
    case 'search':
      return { kind: 'search', source: known.name, medium: 'organic', campaign: '' };
    case 'social':
      return { kind: 'social', source: known.name, medium: 'social', campaign: '' };
    case 'video':
    case 'shopping':
      return { kind: known.kind, source: known.name, medium: 'referral', campaign: '' };
    case 'assistant':
      return fromAiEra
        ? { kind: 'assistant', source: known.name, medium: 'ai-assistant', campaign: '(ai-assistant)' }
        : { kind: 'assistant', source: known.name, medium: 'referral', campaign: '' };
    case 'payment':
    case 'login':
    case 'webmail':
      return { kind: 'continues', source: '', medium: '', campaign: '' };
  }
  if (/^(?:webmail|roundcube|owa)\d?\./.test(host)) return { kind: 'continues', source: '', medium: '', campaign: '' };
  const word = host.includes('.') ? undefined : categoryOf(host);
  if (word === 'search') return { kind: word, source: host, medium: 'organic', campaign: '' };
  if (word === 'social') return { kind: word, source: host, medium: 'social', campaign: '' };
  return { kind: word ?? 'other', source: apps[host] ?? withoutWww(host), medium: 'referral', campaign: '' };
}

/** The referrer's host, or the word itself where a file names the engine only ("Google"); '' where there is none. */
export function referrerHostOf(referrer: string): string {
  if (referrer === '') return '';
  const host = hostOf(referrer);
  if (host !== '') return host;
  const word = referrer.trim().toLowerCase();
  return /^[a-z0-9-]{1,40}$/.test(word) && categoryOf(word) !== undefined ? word : '';
}
