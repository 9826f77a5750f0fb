// The sites, in the order that people see them. To add one: its file, its line here, its test, its README row.

import { googleAds } from './google-ads.ts';
import { hubspot } from './hubspot.ts';
import type { Site } from './site.ts';

export const sites: readonly Site[] = [googleAds, hubspot];

/** Where the content script runs: the sites, and the sample's replica pages on loopback. */
export const siteMatches: string[] = [...new Set(sites.flatMap(site => site.matches)), 'http://127.0.0.1/replica/*'];

/**
 * The URL as its site has it: a replica page of the sample company, http://127.0.0.1:PORT/replica/HOST/PATH, stands for
 * https://HOST/PATH.
 */
export function siteUrl(href: string): URL {
  const url = new URL(href);
  const replica = url.hostname === '127.0.0.1' && /^\/replica\/([\w.-]+)(\/.*)$/.exec(url.pathname);
  return replica ? new URL(`https://${replica[1]}${replica[2]}${url.search}${url.hash}`) : url;
}

export const isReplica = (href: string) => siteUrl(href).href !== new URL(href).href;
