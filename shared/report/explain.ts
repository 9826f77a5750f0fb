// The receipt of one row of a report: which conversions its figure comes from, by what arithmetic, along which paths, and
// which files its cost was read from. Its sums are the row's, to the minor unit, because it adds up the same arrays.

import { formatMoney } from '#shared/money.ts';
import type { ExplainQuery } from '#shared/schema/query.ts';
import type { ExplainAnswer } from '#shared/schema/receipt.ts';
import { formatInstant } from '#shared/time.ts';
import { type Basis, resolveBasis } from './basis.ts';
import { topPaths } from './explain-paths.ts';
import { rowsOf, UNATTRIBUTED } from './explain-rows.ts';
import { cleanCount, figuresOf, goalValue, noParts, toMajorMoney } from './figures.ts';
import { compareText } from './names.ts';
import type { Answers } from './prepare.ts';
import { type GroupedReport, reportOn } from './report.ts';
import { campaignName, type MatchedBy } from './spend-join.ts';
import { IN_RANGE } from './tally.ts';

const DEFAULT_TOP = 20;

export interface Explained {
  /** The receipt; the `from` of each path step is '' until whoever holds the events fills it in. */
  readonly answer: ExplainAnswer;
  /** Event keys of the path steps, parallel to `answer.conversions` and their `path`. */
  readonly touchKeys: readonly (readonly bigint[])[];
}

/**
 * Answers a receipt, by a row's value or (for an ad platform's entity) its id; `(unattributed)` lists what no row holds.
 *
 * @throws NotFoundError where no row has the value, UsageError where rows of several platforms have it and none is named.
 */
export function explain(answers: Answers, query: ExplainQuery): ExplainAnswer {
  return explainWithKeys(answers, query).answer;
}

/** `explain`, with the keys of the events behind each path. */
export function explainWithKeys(answers: Answers, query: ExplainQuery): Explained {
  const models = query.model === undefined ? undefined : [query.model];
  const basis = resolveBasis(answers.workspace, answers.settings, query, models, [query.by]);
  const grouped = reportOn(answers, basis);
  const isRest = query.value === UNATTRIBUTED;
  const rows = isRest ? [] : rowsOf(answers, grouped, query);
  const groups = new Set(rows.map(i => grouped.behind[i].group));
  const { currency, goal } = basis;
  const model = basis.models[0];
  const parts = noParts();
  for (const i of rows) {
    for (const key of Object.keys(parts) as (keyof typeof parts)[]) parts[key] += grouped.behind[i].parts[key];
  }
  const value = rows.reduce((sum, i) => sum + grouped.behind[i].byModel[model.id], 0);
  const { reasons: _reasons, ...rest } = grouped.answer.unattributed;
  const figures = isRest ? rest : figuresOf(parts, currency, goal, { [model.id]: value });
  const found = isRest ? unattributed(answers, basis) : conversionsOf(answers, grouped, groups);
  found.sort(
    (a, b) => Math.abs(b.value) - Math.abs(a.value) || b.credit - a.credit || a.at - b.at || compareText(a.id, b.id),
  );
  const listed = found.slice(0, query.top ?? DEFAULT_TOP);
  const more = found.slice(listed.length);
  const told = listed.map(one => receiptOf(answers, grouped, one, groups));
  return {
    answer: {
      meta: basis.meta,
      dimension: query.by,
      value: query.value,
      model: { id: model.id, label: model.label, formula: model.formula, source: model.source },
      figures,
      cost: costOf(answers, grouped, groups),
      conversions: told.map(({ conversion }) => conversion),
      notListed: {
        conversions: more.length,
        value: goalValue(
          goal,
          more.reduce((sum, one) => sum + one.value, 0),
          currency,
        ),
      },
      paths: topPaths(answers, basis, found),
      conservation: grouped.answer.conservation,
    },
    touchKeys: told.map(({ keys }) => keys),
  };
}

interface Found {
  readonly j: number;
  readonly id: string;
  readonly at: number;
  /** Share of the conversion. */
  credit: number;
  /** Minor units, or conversions. */
  value: number;
  reason: string;
}

/** The conversions that the groups have credit of. */
function conversionsOf(answers: Answers, { basis, grouping }: GroupedReport, groups: ReadonlySet<number>): Found[] {
  const { name, journeys, standing, conversions, touchDay } = columns(answers, basis);
  const group = answers.groups(name, basis, grouping, answers.credits.all(name, basis));
  const weights = answers.credits.weights(name, basis, basis.models[0]);
  const isMoney = basis.goal.unit === 'money';
  const money = isMoney ? answers.credits.money(name, basis, basis.models[0]) : weights;
  const isIn = new Uint8Array(grouping.length);
  for (const g of groups) isIn[g] = 1;
  const found: Found[] = [];
  for (let j = 0; j < journeys.length; j++) {
    if (standing[j] !== IN_RANGE) continue;
    let credit = 0;
    let value = 0;
    for (let i = journeys.start[j]; i < journeys.start[j + 1]; i++) {
      if (isIn[group[i]] === 0 || weights[i] === 0 || !isInRange(basis, touchDay, journeys.touch[i])) continue;
      credit += weights[i];
      value += isMoney ? money[i] : weights[i] * conversions.count[j];
    }
    // A closed deal has no share in the pipeline, a refund none in a count.
    if (credit === 0 || (value === 0 && basis.goal.id === 'pipeline') || (!isMoney && conversions.count[j] === 0))
      continue;
    found.push({ j, id: conversions.id[j], at: conversions.bookedAt[j], credit, value, reason: '' });
  }
  return found;
}

function unattributed(answers: Answers, basis: Basis): Found[] {
  const { name, journeys, standing, conversions } = columns(answers, basis);
  const set = answers.set(name);
  const view = answers.credits.view(name, basis);
  const model = basis.models[0];
  const credited = answers.credits.credited(name, basis, model);
  const found: Found[] = [];
  for (let j = 0; j < journeys.length; j++) {
    if (standing[j] !== IN_RANGE || credited[j] === 1) continue;
    const isOutside = set.day[j] < basis.fromDay || set.day[j] > basis.toDay;
    const value = basis.goal.unit === 'money' ? set.splittable[j] : conversions.count[j];
    if (isOutside || (value === 0 && basis.goal.id === 'pipeline')) continue;
    const reason = view.emptyReasons[view.empty[j]] || model.withoutCredit || '';
    found.push({ j, id: conversions.id[j], at: conversions.bookedAt[j], credit: 1, value, reason });
  }
  return found;
}

function columns(answers: Answers, basis: Basis) {
  const name = basis.goal.set;
  return {
    name,
    journeys: answers.credits.view(name, basis).journeys,
    standing: answers.standing(name, basis),
    conversions: answers.set(name).conversions,
    touchDay: basis.dateBasis === 'touch' ? answers.touchDay() : null,
  };
}

function isInRange(basis: Basis, touchDay: Int32Array | null, touch: number): boolean {
  return touchDay === null || (touchDay[touch] >= basis.fromDay && touchDay[touch] <= basis.toDay);
}

function receiptOf(answers: Answers, { basis, grouping }: GroupedReport, one: Found, groups: ReadonlySet<number>) {
  const { name, journeys, conversions, touchDay } = columns(answers, basis);
  const { sources, touches, files } = answers.workspace;
  const { currency, goal, zone } = basis;
  const { j } = one;
  const group = answers.groups(name, basis, grouping, answers.credits.all(name, basis));
  const weights = answers.credits.weights(name, basis, basis.models[0]);
  const money = goal.unit === 'money' ? answers.credits.money(name, basis, basis.models[0]) : null;
  const path: ExplainAnswer['conversions'][number]['path'] = [];
  const keys: bigint[] = [];
  const shares: number[] = [];
  for (let i = journeys.start[j]; i < journeys.start[j + 1]; i++) {
    const s = journeys.source[i];
    const isThis = groups.has(group[i]) && isInRange(basis, touchDay, journeys.touch[i]);
    if (isThis && weights[i] > 0) shares.push(weights[i]);
    path.push({
      at: formatInstant(journeys.time[i], zone),
      step: [sources.channel[s], campaignName(answers.join, s) || sources.source[s]].filter(Boolean).join(' · '),
      credit: cleanCount(weights[i]),
      value: goalValue(goal, money === null ? weights[i] * conversions.count[j] : money[i], currency),
      from: '',
      isThis,
    });
    keys.push(touches.key[journeys.touch[i]]);
  }
  const amount = answers.set(name).splittable[j];
  const conversion: ExplainAnswer['conversions'][number] = {
    id: conversions.id[j],
    label: conversions.label[j],
    kind: conversions.kind[j],
    at: formatInstant(conversions.bookedAt[j], zone),
    amount: toMajorMoney(amount, currency),
    credit: cleanCount(one.credit),
    value: goalValue(goal, one.value, currency),
    from: `${files[conversions.file[j]]}:${conversions.line[j]}`,
    path,
    arithmetic: one.reason || arithmeticOf(answers, basis, one, shares),
  };
  return { conversion, keys };
}

/** '£2,000.00 × 40 % = £800.00', after the exchange where there was one. */
function arithmeticOf(answers: Answers, basis: Basis, one: Found, shares: readonly number[]): string {
  const { currency, goal } = basis;
  const set = answers.set(goal.set);
  const percents = shares.map(percent);
  const share = percents.length === 1 ? percents[0] : `(${percents.join(' + ')})`;
  if (goal.unit !== 'money') return `1 × ${share} = ${cleanCount(one.value)}`;
  const amount = set.splittable[one.j];
  const exact = amount * one.credit;
  // Largest remainder moves less than a minor unit a touch.
  const note =
    Math.abs(exact - one.value) > 1e-6
      ? ` (rounded so that all shares add up to ${formatMoney(amount, currency)})`
      : '';
  const sum = `${formatMoney(amount, currency)} × ${share} = ${formatMoney(one.value, currency)}${note}`;
  const from = set.conversions.currencies[set.conversions.currency[one.j]];
  if (from === '' || from === currency) return sum;
  const rate = answers.rateOf(from, set.day[one.j]);
  return `${formatMoney(set.conversions.amount[one.j], from)} × ${rate} = ${formatMoney(amount, currency)}; ${sum}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))} %`;
}

const bestFirst: readonly MatchedBy[] = ['id', 'name', 'map', 'none'];

function costOf(
  answers: Answers,
  { basis, grouping }: GroupedReport,
  groups: ReadonlySet<number>,
): ExplainAnswer['cost'] {
  const { spend, files } = answers.workspace;
  const { join } = answers;
  const { facts, group } = answers.costFacts(grouping);
  const byFile = new Map<number, { rows: number; cost: number }>();
  const campaigns = new Set<number>();
  let total = 0;
  let rows = 0;
  for (let i = 0; i < facts.length; i++) {
    const row = facts.row[i];
    if (!groups.has(group[i]) || spend.day[row] < basis.fromDay || spend.day[row] > basis.toDay) continue;
    const cost = Number.isNaN(answers.spendCost[row]) ? 0 : facts.sign[i] * answers.spendCost[row];
    const entry = byFile.get(spend.file[row]) ?? { rows: 0, cost: 0 };
    entry.cost += cost;
    total += cost;
    if (facts.sign[i] > 0) {
      entry.rows++;
      rows++;
    }
    byFile.set(spend.file[row], entry);
    const campaign = join.entities.campaign[facts.node[i]];
    if (campaign !== 0) campaigns.add(campaign);
  }
  let matched = bestFirst.length - 1;
  for (let s = 0; s < join.matchedBy.length; s++) {
    if (campaigns.has(join.campaign[s])) matched = Math.min(matched, bestFirst.indexOf(join.matchedBy[s]));
  }
  return {
    total: toMajorMoney(total, basis.currency),
    rows,
    matchedBy: bestFirst[matched],
    files: [...byFile]
      .map(([file, entry]) => ({ file: files[file], rows: entry.rows, cost: toMajorMoney(entry.cost, basis.currency) }))
      .sort((a, b) => compareText(a.file, b.file)),
  };
}
