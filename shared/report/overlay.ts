// What the visible rows of an ad platform's page need: the figures of each campaign, ad group, ad or keyword, found by the
// platform's id or else by name, and how far they depend on the model. Totals are the whole platform's or parent's: never
// the sum of the rows that a page happens to show.

import type { OverlayAnswer } from '#shared/schema/answer.ts';
import type { OverlayQuery } from '#shared/schema/query.ts';
import { platformFromText } from '#shared/sources/platforms.ts';
import { resolveBasis } from './basis.ts';
import { allModelIds } from './compare.ts';
import { figuresOf, noParts } from './figures.ts';
import type { GoalId } from './goals.ts';
import { accountsOf, normaliseAccount } from './overlay-accounts.ts';
import { type Board, boardOf } from './overlay-board.ts';
import { findEntity, findParent } from './overlay-find.ts';
import type { Answers } from './prepare.ts';

/**
 * Answers an overlay: one entry a key, in the keys' order, null where neither id nor name is known. An entity that is
 * known and has nothing on this basis gets zeros. Places are counted among all of the platform's entities of the level.
 *
 * With an `account`, totals are of the entities that its spend names. Where the workspace knows accounts of the platform
 * and this isn't one of them, the page is another client's: no row is taken by its name alone, totals are nothing, and the
 * health is nobody's. A row known by its id (or by its name under a parent known by id) is answered all the same: ids are
 * the platform's own. Where no account of the platform is known, `account` plays no part.
 *
 * With a `parentId`, totals are those of that campaign or ad group: its own row one level up, which is its children here and
 * what belongs to it without naming one of them. Null where the id is not known.
 *
 * @throws UsageError as `resolveBasis` does.
 */
export function overlay(answers: Answers, query: OverlayQuery): OverlayAnswer {
  const { workspace, settings } = answers;
  const platform = platformFromText(query.platform);
  const basis = resolveBasis(workspace, settings, query, allModelIds(query.model), ['platform', query.level]);
  const goals = [...new Set(query.goals ?? [basis.goal.id])];
  const board = boardOf(answers, basis, platform, goals);
  const { entities } = answers.join;

  const accounts = accountsOf(answers);
  const known = accounts.ofPlatform(platform);
  const account = query.account && known.length > 0 ? normaliseAccount(query.account) : null;
  const isOurs = account === null || known.some(other => normaliseAccount(other) === account);
  const mayBe = (node: number) =>
    account === null || (isOurs && (accounts.has(node, account) || !accounts.hasAny(node)));
  const counts = (node: number) => account === null || accounts.has(node, account);

  const rows = query.keys.map(key => {
    const found = findEntity(entities, platform, query.level, key, mayBe);
    if (!found) return null;
    const member = board.memberOf.get(found.node);
    const figures = figuresAt(board, member === undefined ? [] : [member]);
    const { lowest, highest, rankDependsOnModel } = spreadAt(board, basis.goal.id, member);
    return {
      ...figures,
      id: entities.id[found.node] || null,
      name: entities.name[found.node],
      matchedBy: found.matchedBy,
      lowest,
      highest,
      rankDependsOnModel,
      spread: Object.fromEntries(goals.map(goal => [goal, spreadAt(board, goal, member)])),
      health: figures.cost > 0 && figures.visits === 0 ? 'cost-without-visits' : null,
    };
  });

  return {
    meta: { ...basis.meta, by: [query.level] },
    platform,
    accounts: known,
    health: isOurs ? [...board.health] : [],
    rows,
    totals:
      query.parentId === undefined
        ? figuresAt(
            board,
            [...board.node.keys()].filter(m => counts(board.node[m])),
          )
        : figuresOfParent(answers, query, platform, query.parentId, goals),
    conservation: board.conservation,
  };
}

function figuresOfParent(
  answers: Answers,
  query: OverlayQuery,
  platform: string,
  parentId: string,
  goals: readonly GoalId[],
): OverlayAnswer['totals'] {
  const { workspace, settings, join } = answers;
  const parent = findParent(join.entities, platform, query.level, parentId);
  if (!parent) return null;
  const basis = resolveBasis(workspace, settings, query, allModelIds(query.model), ['platform', parent.level]);
  // With the same goals: the board that the page above was answered from.
  const board = boardOf(answers, basis, platform, goals);
  const member = board.memberOf.get(parent.node);
  return figuresAt(board, member === undefined ? [] : [member]);
}

/** The figures of some members together. */
function figuresAt({ basis, parts, byModel }: Board, members: readonly number[]) {
  const sum = noParts();
  for (const id of Object.keys(sum) as (keyof typeof sum)[]) for (const m of members) sum[id] += parts[id][m];
  const values: Record<string, number> = {};
  basis.meta.models.forEach((id, model) => {
    values[id] = 0;
    for (const m of members) values[id] += byModel[model][m];
  });
  return figuresOf(sum, basis.currency, basis.goal, values);
}

function spreadAt({ spread }: Board, goal: GoalId, member: number | undefined) {
  const of = spread.get(goal)!;
  if (member === undefined) return { lowest: 0, highest: 0, rankDependsOnModel: false };
  return {
    lowest: of.lowest[member],
    highest: of.highest[member],
    rankDependsOnModel: of.rankDependsOnModel[member] === 1,
  };
}
