// What an overlay needs of one platform on one basis, entity by entity, as columns: made once a basis, so that scrolling,
// sorting and switching pages take look-ups. A reader's usual mistake: member 0 is what the platform has beside its
// entities (cost of no campaign, visits that name none); it counts in the totals and has no place among the others.

import type { Model } from '#shared/models/model.ts';
import type { Conservation } from '#shared/schema/answer.ts';
import { type Basis, findGoal } from './basis.ts';
import { BoundedCache } from './bounded-cache.ts';
import { goalValue, type MutableParts, noParts } from './figures.ts';
import type { GoalId } from './goals.ts';
import type { Grouping } from './grouping.ts';
import { type Health, healthOf } from './overlay-health.ts';
import type { Answers } from './prepare.ts';
import { ranksOf } from './ranks.ts';
import { checkOn, sumsOn } from './report.ts';

/** Parallel to the members, in the goal's major units. */
interface GoalSpread {
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly rankDependsOnModel: Uint8Array;
}

export interface Board {
  readonly basis: Basis;
  /** The entity of each member; 0 at member 0. */
  readonly node: readonly number[];
  readonly memberOf: ReadonlyMap<number, number>;
  readonly parts: Readonly<Record<keyof MutableParts, Float64Array>>;
  /** The goal's value, minor units or counts: a column a model. */
  readonly byModel: readonly Float64Array[];
  readonly spread: ReadonlyMap<GoalId, GoalSpread>;
  readonly health: readonly Health[];
  readonly conservation: Conservation;
}

const KEPT_BYTES = 32 * 2 ** 20;

const kept = new WeakMap<Answers, BoundedCache>();

/** The board of a platform on a basis (by platform and the level asked for), with the spread of the goals named. */
export function boardOf(answers: Answers, basis: Basis, platform: string, goals: readonly GoalId[]): Board {
  let cache = kept.get(answers);
  if (!cache) {
    cache = new BoundedCache(KEPT_BYTES);
    kept.set(answers, cache);
  }
  const wanted = [...new Set([basis.goal.id, ...goals])];
  const key = JSON.stringify([basis.meta, platform, wanted]);
  return cache.get(
    key,
    () => makeBoard(answers, basis, platform, wanted),
    ({ node, byModel }) => node.length * (200 + 8 * byModel.length + 17 * wanted.length) + 2_000,
  );
}

function makeBoard(answers: Answers, basis: Basis, platform: string, goals: readonly GoalId[]): Board {
  const sums = sumsOn(answers, basis);
  const valuesOf = goals.map(goal => {
    const own: Basis = { ...basis, goal: findGoal(goal) };
    // One model at a time, so that no array a touch is kept for each of them.
    const tallyOf = (model: Model) =>
      answers.tally(goal, own.goal.set, { ...own, models: [model] }, model, sums.grouping);
    return { basis: own, tallies: goal === basis.goal.id ? sums.goal : own.models.map(tallyOf) };
  });
  // Only now: groups are met as touches are placed.
  const { node, member } = membersOf(sums.grouping, platform);
  const column = (groups: Float64Array) => {
    const out = new Float64Array(node.length);
    for (let g = 0; g < member.length && g < groups.length; g++) if (member[g] >= 0) out[member[g]] += groups[g];
    return out;
  };
  const parts = Object.fromEntries(Object.keys(noParts()).map(id => [id, new Float64Array(node.length)])) as Record<
    keyof MutableParts,
    Float64Array
  >;
  for (let g = 0; g < member.length; g++) {
    if (member[g] < 0) continue;
    const own = sums.partsOf(g);
    for (const id of Object.keys(own) as (keyof MutableParts)[]) parts[id][member[g]] += own[id];
  }
  const spread = valuesOf.map(({ basis: own, tallies }) => {
    const columns = tallies.map(({ groups }) => column(groups).map(value => goalValue(own.goal, value, own.currency)));
    return [own.goal.id, spreadOf(columns, node.length)] as const;
  });
  return {
    basis,
    node,
    memberOf: new Map(node.map((entity, m) => [entity, m])),
    parts,
    byModel: sums.goal.map(({ groups }) => column(groups)),
    spread: new Map(spread),
    health: healthOf(answers, basis, platform),
    conservation: checkOn(answers, basis, sums).conservation,
  };
}

/** The platform's entities that the grouping has met, and the member that each group belongs to; -1: another platform's. */
function membersOf(grouping: Grouping, platform: string) {
  const node = [0];
  const member = new Int32Array(grouping.length).fill(-1);
  const known = new Map([[0, 0]]);
  for (let g = 0; g < member.length; g++) {
    const [{ text }, value] = grouping.valuesOf(g);
    if (text !== platform) continue;
    let m = known.get(value.node);
    if (m === undefined) {
      m = node.push(value.node) - 1;
      known.set(value.node, m);
    }
    member[g] = m;
  }
  return { node, member };
}

/** Over columns of one value a member, a column a model. Places are counted without member 0. */
function spreadOf(columns: readonly Float64Array[], length: number): GoalSpread {
  const lowest = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  const rankDependsOnModel = new Uint8Array(length);
  let first: Uint32Array | null = null;
  for (const values of columns) {
    for (let m = 0; m < length; m++) {
      if (values[m] < lowest[m]) lowest[m] = values[m];
      if (values[m] > highest[m]) highest[m] = values[m];
    }
    const ranks = ranksOf(values.subarray(1));
    first ??= ranks;
    for (let m = 1; m < length; m++) if (ranks[m - 1] !== first[m - 1]) rankDependsOnModel[m] = 1;
  }
  // What has nothing under any model has no place to lose.
  for (let m = 0; m < length; m++) if (lowest[m] === 0 && highest[m] === 0) rankDependsOnModel[m] = 0;
  return { lowest, highest, rankDependsOnModel };
}
