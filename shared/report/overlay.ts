// What the visible rows of an ad platform's page need: the figures of each campaign, ad group, ad or keyword, found by the
// platform's id or else by name, and how far they depend on the model. Totals are the whole platform's, not the page's.

import type { Workspace } from '#shared/journeys/workspace.ts';
import type { Figures, OverlayAnswer } from '#shared/schema/answer.ts';
import type { OverlayQuery } from '#shared/schema/query.ts';
import { platformFromText } from '#shared/sources/platforms.ts';
import { resolveBasis } from './basis.ts';
import { allModelIds, ranksByModel } from './compare.ts';
import { AD, AD_GROUP, CAMPAIGN, type Entities, type EntityLevel, KEYWORD } from './entities.ts';
import { figuresOf, goalValue, noParts } from './figures.ts';
import { compareText } from './names.ts';
import type { Answers } from './prepare.ts';
import { reportOn } from './report.ts';

const levels: Readonly<Record<OverlayQuery['level'], EntityLevel>> = {
  campaign: CAMPAIGN,
  'ad-group': AD_GROUP,
  ad: AD,
  keyword: KEYWORD,
};

/**
 * Answers an overlay: one entry a key, in the keys' order, null where neither id nor name is known. An entity that is
 * known and has nothing on this basis gets zeros. Places are counted among all of the platform's entities of the level.
 *
 * @throws UsageError as `resolveBasis` does.
 */
export function overlay(answers: Answers, query: OverlayQuery): OverlayAnswer {
  const { workspace, settings } = answers;
  const models = allModelIds(query.model);
  const platform = platformFromText(query.platform);
  const basis = resolveBasis(workspace, settings, query, models, ['platform', query.level]);
  const { answer, behind, grouping } = reportOn(answers, basis);
  const { entities } = answers.join;
  const own = new Map<number, number>();
  const parts = noParts();
  const total = Object.fromEntries(models.map(id => [id, 0]));
  behind.forEach((row, i) => {
    const [{ text }, { node }] = grouping.valuesOf(row.group);
    if (text !== platform) return;
    if (node !== 0) own.set(node, i);
    for (const key of Object.keys(parts) as (keyof typeof parts)[]) parts[key] += row.parts[key];
    for (const id of models) total[id] += row.byModel[id];
  });
  const values = [...own.values()].map(i => answer.rows[i].byModel!);
  const ranks = ranksByModel(values, basis.meta.models);
  const ranksOf = new Map([...own.keys()].map((node, i) => [node, ranks[i]]));
  const zeros = Object.fromEntries(models.map(id => [id, 0]));
  const nothing = figuresOf(noParts(), basis.currency, basis.goal, zeros);

  const spreads = [...new Set(query.goals ?? [basis.goal.id])].map(goal => {
    const of = resolveBasis(workspace, settings, { ...query, goal }, models, ['platform', query.level]);
    const tallies = of.models.map(model => answers.tally(goal, of.goal.set, of, model, grouping));
    const groups = [...own.values()].map(i => behind[i].group);
    const values = groups.map(g =>
      Object.fromEntries(models.map((id, m) => [id, goalValue(of.goal, tallies[m].groups[g] ?? 0, of.currency)])),
    );
    const places = ranksByModel(values, models);
    const spreadOf = new Map(
      [...own.values()].map((i, n) => {
        const all = Object.values(values[n]);
        const spread = {
          lowest: Math.min(...all),
          highest: Math.max(...all),
          rankDependsOnModel: new Set(places[n]).size > 1,
        };
        return [i, spread];
      }),
    );
    const none = { lowest: 0, highest: 0, rankDependsOnModel: false };
    return [goal, (i: number | undefined) => (i === undefined ? none : spreadOf.get(i)!)] as const;
  });

  const rows = query.keys.map(key => {
    const found = find(entities, platform, levels[query.level], key);
    if (!found) return null;
    const { node, matchedBy } = found;
    const i = own.get(node);
    const figures = i === undefined ? nothing : figuresFrom(answer.rows[i]);
    const byModel = Object.values(figures.byModel!);
    return {
      ...figures,
      id: entities.id[node] || null,
      name: entities.name[node],
      matchedBy,
      lowest: Math.min(...byModel),
      highest: Math.max(...byModel),
      rankDependsOnModel: new Set(ranksOf.get(node)).size > 1,
      spread: Object.fromEntries(spreads.map(([goal, of]) => [goal, of(i)])),
      health: figures.cost > 0 && figures.visits === 0 ? 'cost-without-visits' : null,
    };
  });

  return {
    meta: { ...basis.meta, by: [query.level] },
    platform,
    accounts: accountsOf(workspace, platform),
    health: [],
    rows,
    totals: figuresOf(parts, basis.currency, basis.goal, total),
    conservation: answer.conservation,
  };
}

function accountsOf({ spend }: Workspace, platform: string): string[] {
  const codes = new Set<number>();
  for (let i = 0; i < spend.length; i++) {
    if (spend.platform.dict[spend.platform.code[i]] === platform) codes.add(spend.account.code[i]);
  }
  return [...codes]
    .map(code => spend.account.dict[code])
    .filter(Boolean)
    .sort(compareText);
}

function figuresFrom(row: Figures): Figures {
  const keys = [
    ...Object.keys(noParts()),
    'roas',
    'roi',
    'cpc',
    'cpl',
    'cpo',
    'cac',
    'conversionRate',
    'opportunityRate',
  ];
  return Object.fromEntries([...keys, 'byModel'].map(key => [key, row[key as keyof Figures]])) as Figures;
}

function find(
  entities: Entities,
  platform: string,
  level: EntityLevel,
  { id, name, parentId }: OverlayQuery['keys'][number],
): { node: number; matchedBy: 'id' | 'name' } | null {
  const root = entities.findPlatform(platform);
  if (root === 0) return null;
  const parent = parentId
    ? entities.onlyWithId(root, AD_GROUP, parentId) || entities.onlyWithId(root, CAMPAIGN, parentId)
    : 0;
  if (id) {
    const node =
      (parent !== 0 && (entities.withId(parent, level, id) || entities.onlyWithId(parent, level, id))) ||
      entities.onlyWithId(root, level, id);
    if (node) return { node, matchedBy: 'id' };
  }
  if (name) {
    const node = entities.withName(parent || root, level, name, false);
    // Another id of the same name is another entity.
    if (node !== 0 && (!id || entities.id[node] === '')) return { node, matchedBy: 'name' };
  }
  return null;
}
