// The host tables put together: what a referring host is, and which of Google's source categories a source name is in.
// The two differ on purpose: mail.yandex.ru is webmail as a referrer, and a search source where a tag names it.

import { assistants, assistantWords } from './assistants.ts';
import { login, payment, webmail } from './continues.ts';
import { type HostGroup, HostIndex, readGroups, readSingles } from './host-table.ts';
import { search, searchNames, searchSingles } from './search.ts';
import { shopping, shoppingNames } from './shopping.ts';
import { social, socialNames, socialSingles } from './social.ts';
import { video } from './video.ts';

export type SourceCategory = 'search' | 'social' | 'shopping' | 'video';

export interface KnownHost {
  readonly kind: SourceCategory | 'assistant' | 'payment' | 'login' | 'webmail';
  /** Engine or network as a source: 'google', 'facebook', 'chatgpt.com'. */
  readonly name: string;
}

const hosts = new HostIndex<KnownHost>();
const categories = new HostIndex<SourceCategory>();
const assistantNames = new Map<string, string>(Object.entries(assistantWords));

function addGroups(kind: KnownHost['kind'], groups: readonly HostGroup[]): void {
  for (const { name, entries } of groups) for (const entry of entries) hosts.add(entry, { kind, name });
}

function addCategory(category: SourceCategory, groups: readonly HostGroup[], names: readonly string[]): void {
  for (const { name, entries } of groups) {
    categories.add(name, category);
    for (const entry of entries) categories.add(entry, category);
  }
  for (const name of names) categories.add(name, category);
  addGroups(category, groups);
}

const words = (text: string): string[] => text.split(/\s+/).filter(word => word !== '');

addGroups('assistant', readGroups(assistants));
addGroups('payment', readGroups(payment));
addGroups('login', readGroups(login));
addGroups('webmail', readGroups(webmail));
addCategory('search', [...readGroups(search), ...readSingles(searchSingles)], words(searchNames));
addCategory('shopping', readGroups(shopping), shoppingNames);
addCategory('video', readGroups(video), []);
addCategory('social', [...readGroups(social), ...readSingles(socialSingles)], words(socialNames));

/**
 * What a host is known as; undefined for any other host. `host`: lower case, no port, as `hostOf` gives it; app package
 * names (com.linkedin.android) and plain names (google) are found too.
 */
export function knownHost(host: string): KnownHost | undefined {
  return hosts.find(host);
}

/**
 * Google's source category of a source name in lower case ('google', 'm.facebook.com', 'ig'); undefined where it is in
 * none. Host names under a listed wildcard count (google.co.uk).
 */
export function categoryOf(source: string): SourceCategory | undefined {
  let category = recent.get(source);
  if (category === undefined) {
    if (recent.size >= 10_000) recent.clear();
    category = categories.find(source) ?? 'none';
    recent.set(source, category);
  }
  return category === 'none' ? undefined : category;
}

/** Answers given lately: the same few sources are asked for again and again, several times a touch. */
const recent = new Map<string, SourceCategory | 'none'>();

/** The assistant (as a source) that a tag's source names: 'chatgpt' and 'chatgpt.com' → 'chatgpt.com'. */
export function assistantOf(source: string): string | undefined {
  const named = assistantNames.get(source);
  if (named !== undefined) return named;
  const known = source.includes('.') ? hosts.find(source) : undefined;
  return known?.kind === 'assistant' ? known.name : undefined;
}
