// Joins visits to ad spend: which campaign, ad group, ad and keyword each touch source speaks of. By platform and id
// first, then by platform and name (every name the id ever had), then by the manual map. What joins nothing stays, as
// an entity of its own, and is listed by `unmatched`.

import type { Workspace } from '#shared/journeys/workspace.ts';
import { normaliseCampaignName } from '#shared/sources/campaign-name.ts';
import { platformFromText, slugOf } from '#shared/sources/platforms.ts';
import { AD, AD_GROUP, CAMPAIGN, Entities, type EntityLevel, KEYWORD, NO_DAY } from './entities.ts';
import { compareText } from './names.ts';
import { type SpendEntities, spendEntities } from './spend-entities.ts';

export type MatchedBy = 'id' | 'name' | 'map' | 'none';

export interface SpendJoin {
  readonly entities: Entities;
  readonly spend: SpendEntities;
  /** Parallel to the source dictionary; entity nodes, 0 where the source names none. */
  readonly platform: readonly string[];
  readonly campaign: Uint32Array;
  readonly adGroup: Uint32Array;
  readonly ad: Uint32Array;
  readonly keyword: Uint32Array;
  /** How each source's campaign met a campaign with spend. */
  readonly matchedBy: readonly MatchedBy[];
  /** Visits of each source, over all days. */
  readonly visits: Float64Array;
}

const NO_SOURCE = new Set(['', '(not set)', '(direct)', '(none)']);

/**
 * The join of a workspace under a manual map (`platform/name or id` → `platform/name or id`). Neither the order of
 * spend rows nor that of the source dictionary changes what joins what.
 */
export function joinSpend(workspace: Workspace, campaignMap: Readonly<Record<string, string>>): SpendJoin {
  const entities = new Entities();
  const spend = spendEntities(workspace.spend, entities);
  const spendPlatforms = new Set(entities.spendPlatforms());
  const { sources } = workspace;
  const n = sources.length;
  const visits = visitsBySource(workspace);
  const platform = sources.platform.map((known, s) => {
    if (known !== '') return known;
    const guess = slugOf(sources.source[s]);
    return spendPlatforms.has(guess) ? guess : '';
  });
  const campaign = new Uint32Array(n);
  const matchedBy = new Array<MatchedBy>(n).fill('none');
  const map = readMap(campaignMap);

  const meet = (s: number, node: number, how: MatchedBy) => {
    campaign[s] = node;
    if (how !== 'none') matchedBy[s] = how;
    // What is joined by hand counts where its cost stands, whatever platform the visits name.
    if (how === 'map' || platform[s] === '') platform[s] = entities.platform[node];
    const name = sources.campaign[s];
    if (how !== 'map' && name !== entities.id[node]) {
      entities.note(node, entities.parentOf(node), name, NO_DAY, visits[s]);
    }
  };

  // Joins with spend, on the names that spend has; visits' own names are noted only afterwards.
  const joined: { s: number; node: number; how: MatchedBy }[] = [];
  const left: number[] = [];
  for (let s = 0; s < n; s++) {
    const id = sources.campaignId[s];
    const name = sources.campaign[s];
    const found = withSpend(entities, spendPlatforms, workspace, platform[s], s, map);
    if (found) joined.push({ s, ...found });
    else if (id !== '' || name !== '') left.push(s);
  }
  for (const { s, node, how } of joined) meet(s, node, how);
  for (const s of left) {
    const id = sources.campaignId[s];
    if (id === '') continue;
    const parent = entities.platformNode(platform[s]);
    const node = entities.withId(parent, CAMPAIGN, id) || entities.add(parent, CAMPAIGN, id, sources.campaign[s]);
    meet(s, node, 'none');
  }
  for (const s of left) {
    if (sources.campaignId[s] !== '') continue;
    const parent = entities.platformNode(platform[s]);
    const name = sources.campaign[s];
    const node = entities.childNamed(parent, CAMPAIGN, name) || entities.add(parent, CAMPAIGN, '', name);
    meet(s, node, 'none');
  }
  const adGroup = finer(workspace, entities, AD_GROUP, platform, campaign, null, visits);
  const ad = finer(workspace, entities, AD, platform, campaign, adGroup, visits);
  const keyword = finer(workspace, entities, KEYWORD, platform, campaign, adGroup, visits);
  return { entities, spend, platform, campaign, adGroup, ad, keyword, matchedBy, visits };
}

/** The campaign with spend that a source speaks of, and how that is known. */
function withSpend(
  entities: Entities,
  spendPlatforms: ReadonlySet<string>,
  { sources }: Workspace,
  platform: string,
  s: number,
  map: ReadonlyMap<string, { platform: string; campaign: string }>,
): { node: number; how: MatchedBy } | null {
  const id = sources.campaignId[s];
  const name = sources.campaign[s];
  if (spendPlatforms.has(platform)) {
    const parent = entities.platformNode(platform);
    // Many tag with utm_campaign={campaignid}: a name that is an id counts as the id.
    for (const text of [id, name]) {
      const node = text === '' ? 0 : entities.withId(parent, CAMPAIGN, text);
      if (node !== 0 && entities.hasSpend[node]) return { node, how: 'id' };
    }
    // The ids of an ad group, ad or keyword name the campaign too.
    for (const [level, own] of [
      [AD_GROUP, sources.adGroupId[s]],
      [AD, sources.adId[s]],
    ] as const) {
      const node = id !== '' || own === '' ? 0 : entities.campaign[entities.onlyWithId(parent, level, own)];
      if (node !== 0 && entities.hasSpend[node]) return { node, how: 'id' };
    }
    const node = name === '' ? 0 : entities.withName(parent, CAMPAIGN, name, true);
    if (node !== 0) return { node, how: 'name' };
  } else if (platform === '' && name !== '' && NO_SOURCE.has(sources.source[s])) {
    const found = [...spendPlatforms]
      .map(p => entities.withName(entities.platformNode(p), CAMPAIGN, name, true))
      .filter(node => node !== 0);
    if (found.length === 1) return { node: found[0], how: 'name' };
  }
  if (map.size === 0) return null;
  for (const owner of [platform, sources.source[s], '']) {
    for (const text of [id, name]) {
      const target = text === '' ? undefined : map.get(mapKey(owner, text));
      if (!target) continue;
      const parent = entities.platformNode(target.platform);
      const byId = entities.withId(parent, CAMPAIGN, target.campaign);
      const node = byId || entities.withName(parent, CAMPAIGN, target.campaign, true);
      if (node !== 0 && entities.hasSpend[node]) return { node, how: 'map' };
    }
  }
  return null;
}

function mapKey(platform: string, campaign: string): string {
  return `${platformFromText(platform)}/${normaliseCampaignName(campaign)}`;
}

function readMap(campaignMap: Readonly<Record<string, string>>) {
  const map = new Map<string, { platform: string; campaign: string }>();
  for (const [from, to] of Object.entries(campaignMap)) {
    const a = splitOnce(from);
    const b = splitOnce(to);
    map.set(mapKey(a.platform, a.campaign), { ...b, platform: platformFromText(b.platform) });
  }
  return map;
}

/** 'google-ads/Spring sale' → its two parts; a campaign's name may itself hold a '/'. */
function splitOnce(text: string): { platform: string; campaign: string } {
  const at = text.indexOf('/');
  return at < 0
    ? { platform: '', campaign: text.trim() }
    : { platform: text.slice(0, at).trim(), campaign: text.slice(at + 1).trim() };
}

/** The ad group, ad or keyword of each source: under its campaign by id, then by name; else one of its own. */
function finer(
  { sources }: Workspace,
  entities: Entities,
  level: EntityLevel,
  platform: readonly string[],
  campaign: Uint32Array,
  adGroup: Uint32Array | null,
  visits: Float64Array,
): Uint32Array {
  const [ids, names] =
    level === AD_GROUP
      ? [sources.adGroupId, sources.adGroup]
      : level === AD
        ? [sources.adId, sources.ad]
        : [sources.keywordId, sources.keyword];
  const out = new Uint32Array(sources.length);
  const order = [...out.keys()].filter(s => ids[s] !== '' || names[s] !== '');
  const scopeOf = (s: number) => campaign[s] || entities.platformNode(platform[s]);
  // Without a platform there is no entity to tell apart: the text alone is the row.
  const parentOf = (s: number) => (platform[s] === '' ? 0 : adGroup?.[s] || scopeOf(s));
  const known = order.map(s => {
    const parent = parentOf(s);
    if (ids[s] !== '') {
      const node = entities.withId(parent, level, ids[s]) || entities.onlyWithId(scopeOf(s), level, ids[s]);
      if (node !== 0) return node;
    }
    if (names[s] === '') return 0;
    const direct = entities.withName(parent, level, names[s], true);
    if (direct !== 0) return direct;
    const within = entities.allWithName(scopeOf(s), level, names[s]).filter(node => entities.hasSpend[node]);
    return within.length === 1 && platform[s] !== '' && campaign[s] !== 0 ? within[0] : 0;
  });
  for (const wantsId of [true, false]) {
    order.forEach((s, i) => {
      if ((ids[s] !== '') !== wantsId) return;
      const parent = parentOf(s);
      let node = known[i];
      if (node === 0) {
        node = wantsId
          ? entities.withId(parent, level, ids[s]) || entities.add(parent, level, ids[s], names[s])
          : entities.childNamed(parent, level, names[s]) || entities.add(parent, level, '', names[s]);
      }
      entities.note(node, parent, names[s], NO_DAY, visits[s]);
      out[s] = node;
      if (level !== AD_GROUP && adGroup && adGroup[s] === 0) adGroup[s] = entities.adGroup[node];
    });
  }
  return out;
}

/**
 * The campaign that a row of the source dictionary speaks of as reports show it: by its platform's latest name for it,
 * whatever the visit's tag says; else by its id. '' where it speaks of none.
 */
export function campaignName({ entities, campaign }: SpendJoin, source: number): string {
  const node = campaign[source];
  return node === 0 ? '' : entities.name[node] || entities.id[node];
}

function visitsBySource({ sources, visits }: Workspace): Float64Array {
  const out = new Float64Array(sources.length);
  for (let i = 0; i < visits.length; i++) out[visits.source[i]] += visits.count[i];
  return out;
}

export interface Unmatched {
  /** Campaigns with spend that no visit speaks of: node and platform in `entities`. */
  readonly spend: readonly { platform: string; id: string; name: string }[];
  /** Campaigns that an ad platform's visits name and no spend row does; none where there is no spend at all. */
  readonly visits: readonly { platform: string; id: string; name: string; visits: number }[];
}

/** What joined nothing, both ways, in order of platform and name. */
export function unmatched(join: SpendJoin): Unmatched {
  const { entities } = join;
  const seen = new Set(join.campaign);
  const hasAnySpend = entities.spendPlatforms().length > 0;
  const spend: { platform: string; id: string; name: string }[] = [];
  const visits: { platform: string; id: string; name: string; visits: number }[] = [];
  const counted = new Float64Array(entities.length);
  for (let s = 0; s < join.campaign.length; s++) counted[join.campaign[s]] += join.visits[s];
  for (let node = 1; node < entities.length; node++) {
    if (entities.level[node] !== CAMPAIGN) continue;
    const row = { platform: entities.platform[node], id: entities.id[node], name: entities.name[node] };
    if (entities.hasSpend[node]) {
      if (!seen.has(node)) spend.push(row);
    } else if (hasAnySpend && row.platform !== '') visits.push({ ...row, visits: counted[node] });
  }
  const order = (a: { platform: string; id: string; name: string }, b: typeof a) =>
    compareText(a.platform, b.platform) || compareText(a.name, b.name) || compareText(a.id, b.id);
  return { spend: spend.sort(order), visits: visits.sort(order) };
}
