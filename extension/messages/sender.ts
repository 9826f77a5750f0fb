// Who may ask what. The browser tells the sender's id and URL; nothing in the message itself is believed. A reader's usual
// mistake: an extension page opened in a tab has `sender.tab` too, so its URL decides, not the tab.

import { MatchPattern } from 'wxt/utils/match-patterns';
import { isReplica, siteMatches } from '../sites/index.ts';
import type { MessageName } from './messages.ts';

/** What of runtime.MessageSender counts. */
export interface Sender {
  id?: string;
  url?: string;
  frameId?: number;
}

export interface Here {
  /** The extension's own id and the beginning of its pages' URLs. */
  id: string;
  base: string;
  /** Whether there is anything to tell, and by which companion. */
  isPaired: boolean;
  port: number;
  /** The companion holds the sample company. */
  isSample: boolean;
}

/** What a content script needs; pairing and all that concerns the whole workspace is for the extension's own pages. */
const forSites: ReadonlySet<MessageName> = new Set([
  'board',
  'overlay',
  'report',
  'compare',
  'paths',
  'heard',
  'explain',
  'journey',
  'openReceipt',
  'siteHealth',
]);

const patterns = siteMatches.map(match => new MatchPattern(match));

/** May this sender ask this? */
export function mayAsk(sender: Sender, name: MessageName, { id, base, isPaired, port, isSample }: Here): boolean {
  if (sender.id !== id || !sender.url) return false;
  if (sender.url.startsWith(base)) return true;
  if (!forSites.has(name)) return false;
  // The content script runs in a page's main frame only.
  if (sender.frameId !== undefined && sender.frameId !== 0) return false;
  if (!patterns.some(pattern => pattern.includes(sender.url!))) return false;
  // Unpaired there are no figures, and a page should be told that.
  if (!isReplica(sender.url) || !isPaired) return true;
  // A replica stands for a site with the sample's figures: own figures are for the site itself.
  return isSample && new URL(sender.url).port === String(port);
}
