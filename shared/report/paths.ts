// The commonest paths to a conversion: the steps in order, how many conversions took them, what those brought and how
// long they took. No model plays a part: a path has the whole conversion. Steps are never joined to one text, since a
// campaign's name may hold any separator.

import { collapseRepeats } from '#shared/journeys/transforms.ts';
import type { PathsAnswer } from '#shared/schema/answer.ts';
import type { PathsQuery } from '#shared/schema/query.ts';
import { DAY_MS } from '#shared/time.ts';
import { balanceOf } from './balance.ts';
import { type Basis, resolveBasis } from './basis.ts';
import { conservationOf } from './conservation.ts';
import { Combinations, sourceCodes } from './dimension-codes.ts';
import { toMajorMoney } from './figures.ts';
import { compareText } from './names.ts';
import type { Answers } from './prepare.ts';
import { IN_RANGE } from './tally.ts';

const DEFAULT_TOP = 20;

interface Path {
  readonly steps: readonly string[];
  conversions: number;
  value: number;
  days: number[];
}

/**
 * The commonest paths, by conversions, then by revenue, then by steps. On the touch basis a conversion is in range when
 * its first touch is. `revenue` is the goal's money: the pipeline for goals `pipeline` and `opportunities`.
 *
 * @throws UsageError as `resolveBasis` does.
 * @example Email → Email → Ads and Email → Ads are one path with `collapse: true`, two without
 */
export function paths(answers: Answers, query: PathsQuery): PathsAnswer {
  const by = query.by ?? 'channel';
  const isCollapsed = query.collapse ?? false;
  const basis = resolveBasis(answers.workspace, answers.settings, query, undefined, [by]);
  const found = collect(answers, basis, isCollapsed);
  const all = [...found.paths.values()].sort(
    (a, b) => b.conversions - a.conversions || b.value - a.value || compareSteps(a.steps, b.steps),
  );
  const listed = all.slice(0, query.top ?? DEFAULT_TOP);
  const rest = all.slice(listed.length);
  const money = (minor: number) => toMajorMoney(minor, basis.currency);
  const sum = (list: readonly Path[]) => ({
    paths: list.length,
    conversions: list.reduce((n, path) => n + path.conversions, 0),
    revenue: money(list.reduce((n, path) => n + path.value, 0)),
  });
  const totals = sum(all);
  return {
    meta: { ...basis.meta, models: [] },
    by,
    collapsed: isCollapsed,
    rows: listed.map(path => ({
      path: [...path.steps],
      conversions: path.conversions,
      revenue: money(path.value),
      share: totals.conversions === 0 ? 0 : path.conversions / totals.conversions,
      medianDaysToClose: median(path.days),
    })),
    others: sum(rest),
    totals,
    conservation: found.conservation,
  };
}

function collect(answers: Answers, basis: Basis, isCollapsed: boolean) {
  const name = basis.goal.set;
  const set = answers.set(name);
  const view = answers.credits.view(name, basis);
  const { start, source, time, touch } = view.journeys;
  const standing = answers.standing(name, basis);
  const combinations = new Combinations(basis.by);
  const code = sourceCodes(answers.workspace, answers.join, combinations);
  const isTouchBasis = basis.dateBasis === 'touch';
  const touchDay = isTouchBasis ? answers.touchDay() : null;
  const isMoney = basis.goal.unit === 'money';
  // A trie: a path is the number of its last node, so that no text is built a conversion.
  const children = new Map<number, number>();
  const paths = new Map<number, Path>();
  const credited = new Uint8Array(set.conversions.length);
  const given = { attributed: 0, outside: 0 };
  const counted = { attributed: 0, outside: 0 };
  let nodes = 1;
  let steps = new Uint32Array(64);
  for (let j = 0; j < set.conversions.length; j++) {
    const length = start[j + 1] - start[j];
    if (standing[j] !== IN_RANGE || length === 0) continue;
    credited[j] = 1;
    const value = set.splittable[j];
    const counts = isMoney ? set.valued[j] : set.conversions.count[j];
    const firstDay = touchDay === null ? basis.fromDay : touchDay[touch[start[j]]];
    const side = firstDay >= basis.fromDay && firstDay <= basis.toDay ? 'attributed' : 'outside';
    given[side] += isMoney ? value : counts;
    counted[side] += counts;
    if (side === 'outside' || (isMoney && counts === 0 && value === 0)) continue;
    if (length > steps.length) steps = new Uint32Array(length * 2);
    for (let i = 0; i < length; i++) steps[i] = code[source[start[j] + i]];
    const kept = isCollapsed ? collapseRepeats.apply(steps, length) : length;
    let node = 0;
    for (let i = 0; i < kept; i++) {
      const key = node * combinations.length + steps[i];
      let next = children.get(key);
      if (next === undefined) {
        next = nodes++;
        children.set(key, next);
      }
      node = next;
    }
    let path = paths.get(node);
    if (!path) {
      const texts = Array.from(steps.subarray(0, kept), step => combinations.values[step][0].text);
      path = { steps: texts, conversions: 0, value: 0, days: [] };
      paths.set(node, path);
    }
    path.conversions += counts;
    path.value += value;
    if (counts > 0) path.days.push(Math.max(0, set.journeys.at[j] - time[start[j]]) / DAY_MS);
  }
  const range = isTouchBasis ? basis : null;
  const balance = balanceOf(set, view, standing, credited, '', basis.currency, range);
  return { paths, conservation: conservationOf(basis, balance, given, counted) };
}

function compareSteps(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareText(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  const middle = sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return Math.round(middle * 1e6) / 1e6;
}
