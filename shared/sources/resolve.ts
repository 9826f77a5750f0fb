// Where a touch came from, out of everything a row says. In order of trust: Google's click ids, columns, utm and like
// tags, other bought-click ids, hints (fbclid, srsltid), the referrer, nothing. What a reader would get wrong: the url's
// tags never complete a column's source when they name another one, and tags on a link between own pages don't count.

import { channelOf, isPaidChannel } from '#shared/channels/index.ts';
import { type ClickId, clickIds as clickIdTable } from './click-ids.ts';
import { type ColumnField, columnFields, readColumns, type SourceColumns } from './columns.ts';
import { hostOf, siteOf } from './domain.ts';
import { assistantOf } from './hosts/index.ts';
import { knownPlatform, platformFromText, platformOf, slugOf } from './platforms.ts';
import { aiAssistantSince, classifyReferrer, type Referral, referrerHostOf } from './referrers.ts';
import type { ResolvedSource, SourceInput } from './source.ts';
import { readTags, type UrlTags } from './utm.ts';

export type { ResolvedSource, SourceInput } from './source.ts';

type Fields = Partial<Record<ColumnField, string>>;

/** Everything a row says, read and cleaned. */
interface Evidence {
  readonly columns: SourceColumns;
  readonly fields: Fields;
  /** Present click ids, best first. */
  readonly ids: readonly ClickId[];
  /** A gclid that Search Ads 360 put on another engine's click. */
  readonly isForeignGclid: boolean;
  readonly tags: UrlTags;
  readonly referral: Referral | undefined;
  readonly fromAiEra: boolean;
}

interface Decision {
  readonly source: string;
  readonly medium: string;
  readonly campaign?: string;
  readonly platform?: string;
  /** Only the referrer spoke: the url's plain parameters are the site's own. */
  readonly byReferrer?: boolean;
}

/**
 * Resolves one row. For many rows make a resolver once: it remembers hosts.
 *
 * @example resolveSource({ url: 'https://x.com/?gclid=1&utm_campaign=Brand', fromAiEra: true }, []).channel // 'Paid Search'
 */
export function resolveSource(input: SourceInput, sites: readonly string[]): ResolvedSource {
  return createResolver(sites)(input);
}

/**
 * A function from what a row says to its source. It never throws, and equal inputs give equal outputs.
 *
 * @param sites own sites as hosts or urls: referrals from them, and from the site of the row's own url, are no source.
 */
export function createResolver(sites: readonly string[]): (input: SourceInput) => ResolvedSource {
  const own = new Set(sites.map(site => siteOf(hostOf(site) || site.trim().toLowerCase())));
  const siteCache = new Map<string, string>();
  const referralCache = new Map<string, Referral>();
  const siteOfHost = (host: string): string => remember(siteCache, host, () => siteOf(host));
  const referralOf = (host: string, era: boolean): Referral =>
    remember(referralCache, era ? host : `${host} `, () => classifyReferrer(host, era));

  return input => {
    const referrerHost = referrerHostOf(input.referrer ?? '');
    let isOwn = false;
    if (referrerHost !== '') {
      const site = siteOfHost(referrerHost);
      const pageHost = hostOf(input.url ?? '');
      isOwn = own.has(site) || (pageHost !== '' && siteOfHost(pageHost) === site);
    }
    const referral = referrerHost === '' || isOwn ? undefined : referralOf(referrerHost, input.fromAiEra);
    const warnings: string[] = [];
    const evidence = gather(input, isOwn, referral, warnings);
    const decision = decide(evidence, warnings);
    if (decision) return compose(decision, evidence, referrerHost, warnings);
    const continues = !evidence.columns.isDirect && (isOwn || referral?.kind === 'continues');
    return directSource(referrerHost, continues, warnings);
  };
}

function remember<T>(cache: Map<string, T>, key: string, make: () => T): T {
  let value = cache.get(key);
  if (value === undefined) {
    value = make();
    cache.set(key, value);
  }
  return value;
}

function gather(input: SourceInput, isOwn: boolean, referral: Referral | undefined, warnings: string[]): Evidence {
  let columns = readColumns(input);
  let tags = readTags(input.url ?? '');
  const columnIds = input.clickIds ? readTags(input.clickIds, true) : undefined;
  warnings.push(...columns.warnings, ...tags.warnings, ...(columnIds?.warnings ?? []));

  const gclsrc = tags.gclsrc || (columnIds?.gclsrc ?? '');
  const isForeign = gclsrc === 'ds' || gclsrc === '3p.ds';
  const present = columnIds ? [...tags.clickIds, ...columnIds.clickIds] : tags.clickIds;
  const isForeignGclid = isForeign && present.includes(clickIdTable[0]);
  let ids = present.length < 2 ? present : clickIdTable.filter(id => present.includes(id));
  if (isForeignGclid) ids = ids.filter(id => id !== clickIdTable[0]);

  // A link between own pages: people put utm on them by mistake. A bought click's own mark shows that the page before was
  // only a redirect on the way in, so then they count.
  if (isOwn && !isForeignGclid && !ids.some(id => id.weight > 0)) {
    if (tags.taggedNames.length > 0) {
      const named = tags.tagged.source ?? tags.tagged.campaign;
      warnings.push(
        `Tags on a link between own pages don't count: ${tags.taggedNames.join(', ')}${named ? ` (${named})` : ''}.`,
      );
      // Trackers copy the url's tags into columns: a copy is no second witness.
      const { source, campaign } = columns.values;
      const isCopy =
        source === undefined
          ? campaign !== undefined && campaign === tags.tagged.campaign
          : lower(source) === lower(tags.tagged.source);
      if (isCopy) columns = { ...columns, values: {} };
    }
    tags = { ...tags, tagged: {}, plain: {}, taggedNames: [], referralHost: '' };
    ids = ids.filter(id => columnIds?.clickIds.includes(id));
  }
  const { fields, isDivided } = merge(columns.values, tags.tagged, ids, warnings);
  if (isDivided) tags = { ...tags, plain: {}, mailCampaignId: '' };
  return {
    columns,
    fields,
    ids,
    isForeignGclid,
    tags,
    referral,
    fromAiEra: input.fromAiEra,
  };
}

/**
 * Columns over tags, field by field, unless the two speak of different sources or campaigns (`isDivided`): then nothing
 * of the url completes them. Google's click id says that the url's tags are of the click, whatever the columns say.
 */
function merge(
  columns: Fields,
  tagged: UrlTags['tagged'],
  ids: readonly ClickId[],
  warnings: string[],
): { fields: Fields; isDivided: boolean } {
  const isGoogle = ids[0]?.weight === 2;
  const differ = (a?: string, b?: string): boolean =>
    !isGoogle && a !== undefined && b !== undefined && lower(a) !== lower(b);
  if (differ(columns.source, tagged.source)) {
    warnings.push(
      `The columns name the source "${lower(columns.source)}", the url "${lower(tagged.source)}": the columns count.`,
    );
    return { fields: columns, isDivided: true };
  }
  const fields: Fields = {};
  const isDivided = differ(columns.campaign, tagged.campaign);
  for (const field of columnFields) {
    if (isDivided && ofCampaign.has(field) && columns[field] === undefined) continue;
    const value = columns[field] ?? tagged[field];
    if (value !== undefined) fields[field] = value;
  }
  return { fields, isDivided };
}

/** Fields that belong to a campaign: never taken from beside another one. */
const ofCampaign = new Set<ColumnField>(['campaignId', 'adGroup', 'adGroupId', 'ad', 'adId', 'keywordId']);

const lower = (text: string | undefined): string => (text ?? '').toLowerCase();

/** Source and medium by the most trusted witness; undefined where nobody speaks. */
function decide(evidence: Evidence, warnings: string[]): Decision | undefined {
  const { fields, ids, referral, tags } = evidence;
  const named = lower(fields.source);
  const medium = lower(fields.medium);

  if (ids[0]?.weight === 2) {
    const platform = named === '' ? undefined : platformOf(named, 'cpc');
    if ((named !== '' && platform !== 'google-ads') || (medium !== '' && medium !== 'cpc' && !isPaidMedium(medium))) {
      warnings.push(`A Google click id is present: google / cpc counts, not ${named || '–'} / ${medium || '–'}.`);
    }
    return { source: 'google', medium: 'cpc', platform: 'google-ads' };
  }
  if (named !== '') return byName(named, medium, evidence);

  const bought = ids.find(id => id.weight === 1);
  if (evidence.isForeignGclid || bought) {
    const engine = !bought || bought.engineFromReferrer ? referral : undefined;
    const isEngine = engine?.kind === 'search' || engine?.kind === 'shopping';
    const source = isEngine ? engine.source : (bought?.source ?? '(not set)');
    const platform = bought?.platform === 'yandex-ads' && source === 'yahoo' ? 'yahoo-japan-ads' : bought?.platform;
    return { source, medium: medium || (bought?.medium ?? 'cpc'), platform };
  }

  const seller = sellerOf(fields, tags);
  if (seller) return { ...seller, medium: medium || seller.medium };

  const hint = ids[0];
  if (hint && !(hint.medium === 'social' && referral?.kind === 'social')) {
    return { source: hint.source, medium: medium || hint.medium, campaign: hint.campaign };
  }

  const isTagged = [...ofCampaign, 'campaign' as const].some(field => fields[field] !== undefined) || medium !== '';
  if (referral && referral.kind !== 'continues' && !evidence.columns.isDirect) {
    const { source, campaign } = referral;
    return { source, medium: medium || referral.medium, campaign, byReferrer: !isTagged };
  }
  if (!referral && tags.referralHost !== '' && !isTagged) return { source: tags.referralHost, medium: 'referral' };
  return isTagged ? { source: '(not set)', medium: medium || '(not set)' } : undefined;
}

/** A named source; a missing medium is filled in only where the name or a click id of the same source tells it. */
function byName(named: string, medium: string, { ids, fromAiEra }: Evidence): Decision {
  if (medium !== '') return { source: named, medium };
  const assistant = assistantOf(named);
  if (assistant !== undefined) return { ...classifyReferrer(assistant, fromAiEra) };
  const platform = knownPlatform(named);
  const isAdsName = platform !== undefined && /ads?$|adwords$|advertising$/.test(slugOf(named));
  if (isAdsName) return { source: platform.source, medium: platform.medium, platform: platform.id };
  const same = ids.find(id => id.source === named || (id.platform !== undefined && id.platform === platform?.id));
  return { source: named, medium: same?.medium ?? '(not set)' };
}

/** Source and medium of the ad platform that the row names instead of a source. */
function sellerOf(fields: Fields, tags: UrlTags): Decision | undefined {
  const network = lower(tags.tagged.hubspotNetwork);
  const platform = knownPlatform(fields.platform ?? '') ?? knownPlatform(network);
  if (!platform) {
    const id = platformFromText(fields.platform ?? '');
    return id === '' ? undefined : { source: lower(fields.platform), medium: '(not set)', platform: id };
  }
  const isInstagram = platform.id === 'meta-ads' && lower(tags.tagged.hubspotSource) === 'ig';
  return { source: isInstagram ? 'instagram' : platform.source, medium: platform.medium, platform: platform.id };
}

const isPaidMedium = (medium: string): boolean =>
  isPaidChannel(channelOf({ source: '(not set)', medium, campaign: '' }, aiAssistantSince));

function compose(decision: Decision, evidence: Evidence, referrerHost: string, warnings: string[]): ResolvedSource {
  const { fields, tags, ids } = evidence;
  const plain = decision.byReferrer ? {} : tags.plain;
  const { source, medium } = decision;
  const campaign = fields.campaign ?? plain.campaign ?? decision.campaign ?? '';
  const campaignId = fields.campaignId ?? plain.campaignId ?? tags.mailCampaignId;
  const hasCampaign = campaign !== '' || campaignId !== '';
  const day = evidence.fromAiEra ? aiAssistantSince : '2026-05-12';
  const channel = channelOf({ source, medium, campaign }, day);
  const platform =
    platformFromText(fields.platform ?? '') || decision.platform || platformOf(source, medium, ids, hasCampaign);
  const bought = ids.find(id => id.platform !== undefined);
  if (
    bought &&
    // Told by the click id itself, the source can't contradict it.
    fields.source !== undefined &&
    ids[0].weight < 2 &&
    platform !== '' &&
    knownPlatform(source) &&
    knownPlatform(source)?.id !== platform
  ) {
    warnings.push(
      `The source says "${source}", the click id says ${platform}: the source and the platform keep one each.`,
    );
  }
  const isSearchAd = channel === 'Paid Search' || channel === 'Paid Shopping';
  return {
    channel,
    source,
    medium,
    campaign: campaign || null,
    campaignId: campaignId || null,
    adGroup: fields.adGroup ?? plain.adGroup ?? null,
    adGroupId: fields.adGroupId ?? plain.adGroupId ?? null,
    ad: fields.ad ?? plain.ad ?? null,
    adId: fields.adId ?? plain.adId ?? null,
    // Search ads carry the keyword in utm_term.
    keyword: fields.keyword ?? plain.keyword ?? (isSearchAd ? fields.term : undefined) ?? null,
    keywordId: fields.keywordId ?? plain.keywordId ?? null,
    content: fields.content ?? null,
    term: fields.term ?? null,
    platform: platform || null,
    referrerHost: referrerHost || null,
    isDirect: false,
    isPaid: isPaidChannel(channel),
    continues: false,
    hasSource: true,
    warnings: warnings.length > 1 ? [...new Set(warnings)] : warnings,
  };
}

function directSource(referrerHost: string, continues: boolean, warnings: string[]): ResolvedSource {
  return {
    channel: 'Direct',
    source: '(direct)',
    medium: '(none)',
    campaign: null,
    campaignId: null,
    adGroup: null,
    adGroupId: null,
    ad: null,
    adId: null,
    keyword: null,
    keywordId: null,
    content: null,
    term: null,
    platform: null,
    referrerHost: referrerHost || null,
    isDirect: true,
    isPaid: false,
    continues,
    hasSource: false,
    warnings: warnings.length > 1 ? [...new Set(warnings)] : warnings,
  };
}
