// On the pages of the sites: the ad platforms' tables get their columns, the CRMs' records their panel.

import { defineContentScript } from 'wxt/utils/define-content-script';
import { MatchPattern } from 'wxt/utils/match-patterns';
import { startOverlay } from '../overlay/start.tsx';
import { startPanel } from '../panel/start.tsx';
import { siteMatches, sites, siteUrl } from '../sites/index.ts';

export default defineContentScript({
  matches: siteMatches,
  runAt: 'document_idle',
  // Older scripts of ours are told by an event that only content scripts hear.
  noScriptStartedPostMessage: true,
  async main(ctx) {
    const url = siteUrl(location.href);
    const site = sites.find(({ matches }) => matches.some(match => new MatchPattern(match).includes(url)));
    if (site?.kind === 'ads') await startOverlay(site, ctx);
    else if (site?.kind === 'crm') await startPanel(site, ctx);
  },
});
