// Which entity each spend row speaks of. Rows with an id come first, so that a report that names a campaign only by
// its name (many keyword reports do) finds the campaign of that id, whatever name it had on the day.

import type { Coded, Spend } from '#shared/journeys/workspace.ts';
import { AD, AD_GROUP, CAMPAIGN, type Entities, type EntityLevel, KEYWORD } from './entities.ts';

/** Parallel to the spend rows; 0 where the row has no such part. */
export interface SpendEntities {
  readonly platform: Uint32Array;
  readonly campaign: Uint32Array;
  readonly adGroup: Uint32Array;
  readonly ad: Uint32Array;
  readonly keyword: Uint32Array;
}

/**
 * Adds the entities of every spend row to the tree and says which row speaks of which. Order of rows doesn't matter.
 * O(rows), with work on strings only once a distinct combination.
 */
export function spendEntities(spend: Spend, entities: Entities): SpendEntities {
  const platform = new Uint32Array(spend.length);
  const nodes = spend.platform.dict.map(name => entities.platformNode(name));
  for (let i = 0; i < spend.length; i++) platform[i] = nodes[spend.platform.code[i]];
  const campaign = resolve(spend, entities, CAMPAIGN, platform, spend.campaignId, spend.campaign);
  const under = firstOf(campaign, platform);
  const adGroup = resolve(spend, entities, AD_GROUP, under, spend.adGroupId, spend.adGroup);
  const lowest = firstOf(adGroup, under);
  const ad = resolve(spend, entities, AD, lowest, spend.adId, spend.ad);
  const keyword = resolve(spend, entities, KEYWORD, lowest, spend.keywordId, spend.keyword);
  for (const [i, node] of nodes.entries()) if (spend.platform.code.includes(i)) entities.hasSpend[node] = true;
  return { platform, campaign, adGroup, ad, keyword };
}

function firstOf(a: Uint32Array, b: Uint32Array): Uint32Array {
  return a.map((node, i) => (node !== 0 ? node : b[i]));
}

function resolve(
  spend: Spend,
  entities: Entities,
  level: EntityLevel,
  parent: Uint32Array,
  ids: Coded,
  names: Coded,
): Uint32Array {
  const out = new Uint32Array(spend.length);
  if (isEmpty(ids) && isEmpty(names)) return out;
  const tuples = distinct(spend, parent, ids, names);
  const resolved = new Uint32Array(tuples.row.length);
  const wanted = tuples.row.map((row, t) => ({
    t,
    parent: parent[row],
    id: ids.dict[ids.code[row]] ?? '',
    name: names.dict[names.code[row]] ?? '',
    day: tuples.lastDay[t],
  }));
  for (const { t, parent, id, name, day } of wanted) {
    if (id === '') continue;
    const node = entities.withId(parent, level, id) || entities.add(parent, level, id, name);
    entities.spent(node, day);
    entities.note(node, parent, name, day, 0);
    resolved[t] = node;
  }
  for (const { t, parent, id, name, day } of wanted) {
    if (id !== '' || name === '') continue;
    const node = entities.childNamed(parent, level, name) || entities.add(parent, level, '', name);
    resolved[t] = node;
    // Days of rows without an id must not decide between ids of one name, so they count only where there is no id.
    if (entities.id[node] === '') entities.spent(node, day);
    entities.note(node, parent, name, day, 0);
  }
  for (let i = 0; i < spend.length; i++) out[i] = resolved[tuples.index[i]];
  return out;
}

function isEmpty(column: Coded): boolean {
  return column.dict.every(text => text === '');
}

/** The distinct (parent, id, name) of the rows: each row's index, and a tuple's first row and latest day. */
function distinct(spend: Spend, parent: Uint32Array, ids: Coded, names: Coded) {
  const index = new Uint32Array(spend.length);
  const row: number[] = [];
  const lastDay: number[] = [];
  const pairs = new Map<number, Map<number, number>>();
  const width = names.dict.length || 1;
  for (let i = 0; i < spend.length; i++) {
    let inner = pairs.get(parent[i]);
    if (!inner) {
      inner = new Map();
      pairs.set(parent[i], inner);
    }
    const key = ids.code[i] * width + names.code[i];
    let tuple = inner.get(key);
    if (tuple === undefined) {
      tuple = row.length;
      inner.set(key, tuple);
      row.push(i);
      lastDay.push(spend.day[i]);
    } else if (spend.day[i] > lastDay[tuple]) lastDay[tuple] = spend.day[i];
    index[i] = tuple;
  }
  return { index, row, lastDay };
}
