// Ad platforms: their ids and the many ways that files and tags write them. A platform belongs to ads: an organic visit
// from Google has none, though its source is google.

import type { ClickId } from './click-ids.ts';

export interface Platform {
  /** Stored and sent; never changes. */
  readonly id: string;
  readonly label: string;
  /** Source and medium that a click from it gets where nothing more is known. */
  readonly source: string;
  readonly medium: string;
  /** Names in tags and cells, as slugs (see `slugOf`). */
  readonly aliases: readonly string[];
}

const platform = (id: string, label: string, source: string, medium: string, aliases: string): Platform => ({
  id,
  label,
  source,
  medium,
  aliases: aliases.split(' '),
});

const social = 'paid_social';

export const platforms: readonly Platform[] = [
  platform(
    'google-ads',
    'Google Ads',
    'google',
    'cpc',
    'google adwords google-adwords googleads gads google-com google-search google-display-network gdn google-shopping pmax performance-max demand-gen youtube youtube-ads youtube-com yt www-google-com',
  ),
  platform(
    'microsoft-ads',
    'Microsoft Advertising',
    'bing',
    'cpc',
    'microsoft bing bing-ads bingads bing-com msads msn microsoft-advertising microsoftads ms-ads adcenter',
  ),
  platform(
    'meta-ads',
    'Meta Ads',
    'facebook',
    social,
    'meta metaads facebook facebook-ads facebookads facebook-com fb fb-ads fbads m-facebook-com l-facebook-com instagram instagram-ads instagram-com ig ig-ads messenger audience-network an msg threads th facebook-instagram fb-ig facebook-and-instagram',
  ),
  platform(
    'linkedin-ads',
    'LinkedIn Ads',
    'linkedin',
    social,
    'linkedin linkedinads linkedin-com li linkedin-marketing linkedin-campaign-manager',
  ),
  platform(
    'tiktok-ads',
    'TikTok Ads',
    'tiktok',
    social,
    'tiktok tiktokads tiktok-com tik-tok tik-tok-ads tiktok-for-business',
  ),
  platform(
    'x-ads',
    'X Ads',
    'x',
    social,
    'x twitter twitter-ads twitterads twitter-com x-com t-co x-twitter twitter-x',
  ),
  platform('pinterest-ads', 'Pinterest Ads', 'pinterest', social, 'pinterest pinterestads pinterest-com'),
  platform('reddit-ads', 'Reddit Ads', 'reddit', social, 'reddit redditads reddit-com'),
  platform('snapchat-ads', 'Snapchat Ads', 'snapchat', social, 'snapchat snapchatads snap snap-ads snapchat-com'),
  platform('quora-ads', 'Quora Ads', 'quora', social, 'quora quoraads quora-com'),
  platform(
    'yandex-ads',
    'Yandex Direct',
    'yandex',
    'cpc',
    'yandex yandex-direct yandexdirect ya-direct direct-yandex yandex-ru',
  ),
  platform('amazon-ads', 'Amazon Ads', 'amazon', 'cpc', 'amazon amazonads amazon-com amazon-advertising'),
  platform('apple-search-ads', 'Apple Search Ads', 'apple', 'cpc', 'apple apple-ads asa apple-search'),
  platform('baidu-ads', 'Baidu Ads', 'baidu', 'cpc', 'baidu baidu-com'),
  platform('naver-ads', 'Naver Ads', 'naver', 'cpc', 'naver naver-search-ad naver-com'),
  platform('kakao-ads', 'Kakao Ads', 'kakao', social, 'kakao kakao-moment kakao-com'),
  platform('line-ads', 'LINE Ads', 'line', social, 'line line-me'),
  platform('vk-ads', 'VK Ads', 'vk', social, 'vk vkontakte vk-com'),
  platform('yahoo-ads', 'Yahoo Ads', 'yahoo', 'cpc', 'yahoo yahoo-native yahoo-gemini gemini yahoo-com'),
  platform('yahoo-japan-ads', 'Yahoo! Japan Ads', 'yahoo', 'cpc', 'yahoo-japan yahoo-co-jp'),
  platform(
    'dv360',
    'Display & Video 360',
    'google',
    'display',
    'display-video-360 display-and-video-360 google-display-video-360 dv-360 dbm cm360 campaign-manager-360 dcm dfa doubleclick',
  ),
  platform('the-trade-desk', 'The Trade Desk', 'the-trade-desk', 'display', 'ttd trade-desk thetradedesk tradedesk'),
  platform('criteo-ads', 'Criteo', 'criteo', 'display', 'criteo'),
  platform('adroll-ads', 'AdRoll', 'adroll', 'display', 'adroll'),
  platform('outbrain-ads', 'Outbrain', 'outbrain', 'display', 'outbrain'),
  platform('taboola-ads', 'Taboola', 'taboola', 'display', 'taboola'),
  platform('spotify-ads', 'Spotify Ads', 'spotify', 'audio', 'spotify'),
  platform('capterra-ads', 'Capterra', 'capterra', 'cpc', 'capterra gartner-digital-markets'),
  platform('g2-ads', 'G2', 'g2', 'cpc', 'g2 g2-com g2crowd'),
];

const byName = new Map<string, Platform>();
for (const each of platforms) {
  for (const name of [each.id, slugOf(each.label), ...each.aliases]) if (!byName.has(name)) byName.set(name, each);
}

/** Words in a platform cell that name no seller of ads. */
const noPlatform = new Set([
  'manual',
  'search-ads-360',
  'sa360',
  'shopping-free-listings',
  'not-set',
  'none',
  'direct',
]);

/** Media that are never an ad's, so that a campaign name beside them is no platform's. */
const unpaidMedia =
  /^(?:|organic|referral|app|link|ai-assistant|affiliate|audio|sms|e[-_ ]?mail|newsletter|qr|print|offline|phone|.*push|.*notification.*|\(none\))$/;
const paidMedia =
  /^(?:.*cp.*|ppc|retargeting|remarketing|paid.*|display|banner|expandable|interstitial|ads?|sponsored)$/;

/**
 * A text as a slug: lower case, accents kept, every other run of characters as one hyphen.
 *
 * @example slugOf('Google Ads') // 'google-ads'
 */
export function slugOf(text: string): string {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** The known platform that a name means: an id, a label or an alias, in any case and spelling. */
export function knownPlatform(text: string): Platform | undefined {
  return text === '' ? undefined : bySlug(slugOf(text));
}

/** Also in the singular: google-ad. */
function bySlug(slug: string): Platform | undefined {
  return byName.get(slug) ?? (slug.endsWith('ad') ? byName.get(`${slug}s`) : undefined);
}

/**
 * The platform id of a cell: a known platform's, else the slug of the text; '' for an empty cell and for words that
 * name no platform (Manual).
 *
 * @example platformFromText('Facebook') // 'meta-ads'
 * @example platformFromText('Acme Network') // 'acme-network'
 */
export function platformFromText(cell: string): string {
  if (cell === '') return '';
  const slug = slugOf(cell);
  if (noPlatform.has(slug)) return '';
  return bySlug(slug)?.id ?? slug;
}

/**
 * The platform whose ad brought a visit; '' where it was no ad or nothing tells.
 * A click id that proves a bought click decides, unless the medium is one that no ad has. Then the source: with a paid
 * medium always (an unknown source becomes a platform of its own name), with any other medium only for a known platform
 * beside a campaign, so that ads tagged `facebook / social` or with no medium still find their spend.
 *
 * @param source lower case; @param medium lower case, '' or '(not set)' where there is none.
 * @example platformOf('google', 'cpc') // 'google-ads'
 * @example platformOf('google', 'organic') // ''
 */
export function platformOf(
  source: string,
  medium = '',
  clickIds: readonly ClickId[] = [],
  hasCampaign = false,
): string {
  const isMissing = medium === '' || medium === '(not set)';
  if (isMissing || !unpaidMedia.test(medium)) {
    for (const id of clickIds) if (id.platform !== undefined) return id.platform;
  }
  if (source === '' || source.startsWith('(')) return '';
  if (paidMedia.test(medium)) return platformFromText(source);
  if (!hasCampaign || (!isMissing && unpaidMedia.test(medium))) return '';
  return bySlug(slugOf(source))?.id ?? '';
}
