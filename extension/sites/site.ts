// What a site adapter is: one file a site, one line in index.ts. It reads the page's DOM and URL, never its tokens, cookies,
// storage or requests; it changes nothing. A reader's usual mistake: an adapter must answer null on a page it doesn't
// know, and must read a row's key anew at every call, since pages reuse row elements for other records.

import type { AdsSite } from './ads-site.ts';
import type { CrmSite } from './crm-site.ts';

export type Site = AdsSite | CrmSite;

export interface SiteFacts {
  /** Also the file name, and what is stored and sent. Never changes. */
  readonly id: string;
  /** What a person calls it. */
  readonly label: string;
  /** Which of its pages, and what it shows there, in words. */
  readonly pages: string;
  readonly shows: string;
  /** Match patterns (https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns) of the hosts it runs on. */
  readonly matches: readonly string[];
  /** URLs as their owners' pages have them, with what `page` must say of each; the tests run them. */
  readonly examples: readonly { readonly url: string; readonly page: object | null }[];
}
