// The ad platforms' and mail tools' own marks on a link: which parameter is whose and what it proves. Values are
// case-sensitive personal data: they are never changed, and never appear in a warning. A Google id decides the source
// even against utm parameters; any other one only where nothing else names a source.

export interface ClickId {
  /** Parameter names, lower case (they are compared so); `name*` is any name that starts so. */
  readonly params: readonly string[];
  readonly source: string;
  readonly medium: string;
  readonly campaign?: string;
  /** Ad platform that the click was bought from; only where the mark proves a bought click. */
  readonly platform?: string;
  /**
   * 2: beats utm parameters. 1: proof of a bought click, decides where no source is named. 0: a hint, the click may
   * be unpaid; decides after those.
   */
  readonly weight: 0 | 1 | 2;
  /** The engine may be another than `source`: a search engine or shop as referrer names it instead. */
  readonly engineFromReferrer?: boolean;
  /** The values are few and needed (a number, a campaign id): not blanked. */
  readonly keepsValue?: boolean;
}

/** In order of precedence within a weight: the first present one decides. */
export const clickIds: readonly ClickId[] = [
  // Google Ads: auto-tagging, and its stand-ins where the browser strips gclid.
  { params: ['gclid', 'gbraid', 'wbraid'], source: 'google', medium: 'cpc', platform: 'google-ads', weight: 2 },
  {
    params: ['gad_source', 'gad_campaignid'],
    source: 'google',
    medium: 'cpc',
    platform: 'google-ads',
    weight: 2,
    keepsValue: true,
  },
  // Campaign Manager 360, Display & Video 360.
  { params: ['dclid'], source: 'google', medium: 'display', platform: 'dv360', weight: 1 },

  // Search and social: proof of a bought click.
  { params: ['msclkid'], source: 'bing', medium: 'cpc', platform: 'microsoft-ads', weight: 1 },
  {
    params: ['yclid'],
    source: 'yandex',
    medium: 'cpc',
    platform: 'yandex-ads',
    weight: 1,
    engineFromReferrer: true, // Yahoo! Japan's ads use the same name
  },
  { params: ['ttclid'], source: 'tiktok', medium: 'paid_social', platform: 'tiktok-ads', weight: 1 },
  { params: ['li_fat_id'], source: 'linkedin', medium: 'paid_social', platform: 'linkedin-ads', weight: 1 },
  { params: ['twclid'], source: 'x', medium: 'paid_social', platform: 'x-ads', weight: 1 },
  { params: ['rdt_cid'], source: 'reddit', medium: 'paid_social', platform: 'reddit-ads', weight: 1 },
  { params: ['sccid'], source: 'snapchat', medium: 'paid_social', platform: 'snapchat-ads', weight: 1 },
  { params: ['qclid'], source: 'quora', medium: 'paid_social', platform: 'quora-ads', weight: 1 },

  // Display and native.
  {
    params: ['oborigurl', 'ob_click_id', 'dicbo'],
    source: 'outbrain',
    medium: 'display',
    platform: 'outbrain-ads',
    weight: 1,
  },
  { params: ['tblci', 'tbclid'], source: 'taboola', medium: 'display', platform: 'taboola-ads', weight: 1 },
  { params: ['vmcid'], source: 'yahoo', medium: 'display', platform: 'yahoo-ads', weight: 1 },
  { params: ['ttdclid', 'ttd_*'], source: 'the-trade-desk', medium: 'display', platform: 'the-trade-desk', weight: 1 },
  { params: ['s_kwcid', 'ef_id'], source: 'adobe-advertising', medium: 'cpc', weight: 1, engineFromReferrer: true },

  // Affiliate networks.
  { params: ['irclickid', 'irclid'], source: 'impact', medium: 'affiliate', weight: 1 },
  { params: ['cjevent', 'cjdata'], source: 'cj', medium: 'affiliate', weight: 1 },
  { params: ['awc'], source: 'awin', medium: 'affiliate', weight: 1 },
  { params: ['ranmid', 'raneaid', 'ransiteid'], source: 'rakuten-advertising', medium: 'affiliate', weight: 1 },
  { params: ['sscid'], source: 'shareasale', medium: 'affiliate', weight: 1 },
  { params: ['ko_click_id'], source: 'kochava', medium: 'affiliate', weight: 1 },
  { params: ['clickid', 'afftrack', 'aff_id'], source: 'affiliate', medium: 'affiliate', weight: 1 },

  // Mail tools: the recipient clicked in a mail.
  { params: ['mc_cid'], source: 'mailchimp', medium: 'email', weight: 1, keepsValue: true },
  { params: ['mc_eid'], source: 'mailchimp', medium: 'email', weight: 1 },
  { params: ['_hsenc', '_hsmi'], source: 'hubspot', medium: 'email', weight: 1 },
  { params: ['mkt_tok'], source: 'marketo', medium: 'email', weight: 1 },
  { params: ['_ke', '_kx'], source: 'klaviyo', medium: 'email', weight: 1 },
  { params: ['vero_id', 'vero_conv'], source: 'vero', medium: 'email', weight: 1 },
  { params: ['ck_subscriber_id'], source: 'kit', medium: 'email', weight: 1 },
  { params: ['_bta_tid'], source: 'bronto', medium: 'email', weight: 1 },
  { params: ['trk_contact', 'trk_msg'], source: 'listrak', medium: 'email', weight: 1 },
  { params: ['ml_subscriber'], source: 'mailerlite', medium: 'email', weight: 1 },
  { params: ['elqtrackid'], source: 'eloqua', medium: 'email', weight: 1 },
  { params: ['pi_*'], source: 'pardot', medium: 'email', weight: 1 },
  { params: ['sfmc_*'], source: 'salesforce-marketing-cloud', medium: 'email', weight: 1 },
  { params: ['dm_i'], source: 'dotdigital', medium: 'email', weight: 1 },
  { params: ['sib_*'], source: 'brevo', medium: 'email', weight: 1 },

  // No proof of a bought click: the network puts these on any outbound link.
  { params: ['igshid', 'igsh'], source: 'instagram', medium: 'social', weight: 0 },
  { params: ['fbclid', 'fbc', '_fbc'], source: 'facebook', medium: 'social', weight: 0 },
  { params: ['epik'], source: 'pinterest', medium: 'social', weight: 0 },
  { params: ['srsltid'], source: 'google', medium: 'organic', campaign: 'Shopping Free Listings', weight: 0 },
  { params: ['ysclid'], source: 'yandex', medium: 'organic', weight: 0 },
  { params: ['ymclid'], source: 'yandex-market', medium: 'referral', weight: 0 },
];

/** Says which engine a gclid of Search Ads 360 is of; `ds` and `3p.ds` are engines other than Google. Not an id. */
export const gclidQualifier = 'gclsrc';

/** Every click-id parameter name, lower case, without the `name*` families. */
export const clickIdParams: readonly string[] = clickIds.flatMap(id => id.params).filter(param => !param.endsWith('*'));

const exact = new Map<string, ClickId>();
const families: [string, ClickId][] = [];
for (const id of clickIds) {
  for (const param of id.params) {
    if (param.endsWith('*')) families.push([param.slice(0, -1), id]);
    else exact.set(param, id);
  }
}

/** The click id that a lower-case parameter name stands for; undefined for any other parameter. */
export function clickIdOf(param: string): ClickId | undefined {
  const found = exact.get(param);
  if (found) return found;
  for (const [prefix, id] of families) if (param.length > prefix.length && param.startsWith(prefix)) return id;
  return undefined;
}
