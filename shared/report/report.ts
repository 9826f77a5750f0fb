// The report: credited figures and cost, row by row of any grouping, with totals, with what no row holds and why, and
// with the check that all of it together is what was imported.

import type { Parts } from '#shared/metrics/index.ts';
import type { Model } from '#shared/models/model.ts';
import { toMajor } from '#shared/money.ts';
import type { Conservation, Reason, ReportAnswer, ReportRow } from '#shared/schema/answer.ts';
import type { ReportQuery } from '#shared/schema/query.ts';
import { type Balance, majorByCurrency, OUTSIDE, type ReasonShare } from './balance.ts';
import { type Basis, resolveBasis } from './basis.ts';
import { conservationOf } from './conservation.ts';
import { noRateReason } from './currency.ts';
import { dimensions, fieldOf, isCalendar } from './dimensions.ts';
import { cleanCount, figuresOf, goalValue, type MutableParts, noParts } from './figures.ts';
import { goals } from './goals.ts';
import type { Grouping } from './grouping.ts';
import { compareText } from './names.ts';
import type { Answers, CostTally, Tally, VisitTally } from './prepare.ts';

/** The credited figures of a row, and the conversions that each comes from. */
const credited = goals.map(goal => ({ id: goal.id, set: goal.set }));

/**
 * Answers a report. Rows are sorted by the goal's value, then by cost, both falling, then by their names; where the first
 * dimension is a day, week or month, by that before all. Totals are rows and unattributed together.
 *
 * @throws UsageError as `resolveBasis` does.
 * @example by: ['campaign'], three campaigns of £200 that earned £400, £1,000 and £2,000 → roas 10, 5 and 2 in that order
 */
export function report(answers: Answers, query: ReportQuery): ReportAnswer {
  const basis = resolveBasis(answers.workspace, answers.settings, query, query.models, query.by);
  return reportOn(answers, basis).answer;
}

export interface GroupedReport {
  readonly answer: ReportAnswer;
  readonly basis: Basis;
  readonly grouping: Grouping;
  /** What is behind each row, parallel to `answer.rows`. */
  readonly behind: readonly RowBehind[];
}

interface RowBehind {
  /** Its number in the grouping. */
  readonly group: number;
  readonly parts: Parts;
  /** The goal's value by model, minor units or counts. */
  readonly byModel: Readonly<Record<string, number>>;
}

/** Sums group by group on a basis, each of them kept between questions. */
export interface Sums {
  readonly grouping: Grouping;
  readonly costs: CostTally;
  readonly visits: VisitTally;
  /** Of the first model, in the order of `goals`. */
  readonly credited: readonly Tally[];
  /** The goal's, by model. */
  readonly goal: readonly Tally[];
  partsOf(group: number): MutableParts;
}

/** The sums of a basis, over the grouping by its dimensions. */
export function sumsOn(answers: Answers, basis: Basis): Sums {
  const { goal, models } = basis;
  const grouping = answers.grouping(basis.by);
  const costs = answers.costs(basis, grouping);
  const visits = answers.visits(basis, grouping);
  const tallies = credited.map(({ id, set }) => answers.tally(id, set, basis, models[0], grouping));
  return {
    grouping,
    costs,
    visits,
    credited: tallies,
    goal: models.map(model => answers.tally(goal.id, goal.set, basis, model, grouping)),
    partsOf: g => ({
      impressions: costs.impressions[g] ?? 0,
      clicks: costs.clicks[g] ?? 0,
      cost: costs.cost[g] ?? 0,
      visits: visits.visits[g] ?? 0,
      leads: tallies[0].groups[g] ?? 0,
      opportunities: tallies[1].groups[g] ?? 0,
      won: tallies[2].groups[g] ?? 0,
      revenue: tallies[3].groups[g] ?? 0,
      pipeline: tallies[4].groups[g] ?? 0,
    }),
  };
}

/** The check of a basis's sums under every model, in the first one's figures; and the conversions that those stand for. */
export function checkOn(answers: Answers, basis: Basis, sums: Sums): { conservation: Conservation; counted: Tally } {
  const { goal, models } = basis;
  // For a count goal the credit itself is the count.
  const counts = goal.id === 'pipeline' ? 'valued-pipeline' : goal.id === 'revenue' ? 'won' : goal.id;
  const counted = answers.tally(counts, goal.set, basis, models[0], sums.grouping);
  const checks = models.map((model, m) =>
    conservationOf(basis, answers.balance(goal.set, basis, model), sums.goal[m], m === 0 ? counted : null),
  );
  return { conservation: { ...checks[0], holds: checks.every(check => check.holds) }, counted };
}

/** `report` on a basis that is already resolved, with the groups behind its rows. */
export function reportOn(answers: Answers, basis: Basis): GroupedReport {
  const { goal, currency, models } = basis;
  const first = models[0];
  const sums = sumsOn(answers, basis);
  const { grouping, costs, visits, credited: tallies, goal: goalTallies } = sums;
  const rows: (RowBehind & { parts: MutableParts; value: number; names: string[]; row: ReportRow })[] = [];
  for (let g = 0; g < grouping.length; g++) {
    const parts = sums.partsOf(g);
    const byModel = valuesByModel(models, tally => goalTallies[tally].groups[g] ?? 0);
    if (!hasAny(parts) && !Object.values(byModel).some(value => value !== 0)) continue;
    const dimensionFields = fieldsOf(answers, grouping, g);
    rows.push({
      group: g,
      parts,
      byModel,
      value: goalTallies[0].groups[g] ?? 0,
      names: Object.values(dimensionFields),
      row: { ...dimensionFields, ...figuresOf(parts, currency, goal, byModel) },
    });
  }
  const rounded = (value: number) => (goal.unit === 'money' ? value : cleanCount(value));
  const isInTime = isCalendar(basis.meta.by[0]);
  rows.sort(
    (a, b) =>
      (isInTime ? compareText(a.names[0], b.names[0]) : 0) ||
      rounded(b.value) - rounded(a.value) ||
      b.parts.cost - a.parts.cost ||
      compareNames(a.names, b.names),
  );

  const totals = noParts();
  for (const { parts } of rows) addParts(totals, parts);
  const sides = { unattributed: noParts(), excluded: noParts() };
  for (const { id, set } of credited) {
    const balance = answers.balance(set, basis, first);
    const field = id === 'revenue' || id === 'pipeline' ? 'value' : 'count';
    sides.unattributed[id] = balance.unattributed[field];
    sides.excluded[id] = balance.excluded[field] + tallies[goals.findIndex(g => g.id === id)].outside;
    totals[id] += balance.unattributed[field];
  }
  Object.assign(sides.excluded, costs.outside, { visits: visits.outside });

  const balances = models.map(model => answers.balance(goal.set, basis, model));
  const share = goal.unit === 'money' ? 'value' : 'count';
  const byModelOf = (of: (m: number) => number) => valuesByModel(models, of);
  const unattributed = byModelOf(m => balances[m].unattributed[share]);
  const excluded = byModelOf(m => balances[m].excluded[share] + goalTallies[m].outside);
  const total = byModelOf(m => goalTallies[m].attributed + balances[m].unattributed[share]);
  const { conservation, counted } = checkOn(answers, basis, sums);
  const answer: ReportAnswer = {
    meta: basis.meta,
    rows: rows.map(({ row }) => row),
    totals: figuresOf(totals, currency, goal, total),
    unattributed: {
      ...figuresOf(sides.unattributed, currency, goal, unattributed),
      reasons: balances[0].unattributed.reasons.map(reason => reasonOf(basis, reason)).filter(saysSomething),
    },
    excluded: {
      ...figuresOf(sides.excluded, currency, goal, excluded),
      reasons: excludedReasons(answers, basis, balances[0], {
        value: goalTallies[0].outside,
        conversions: counted.outside,
      }),
    },
    conservation,
  };
  return { answer, basis, grouping, behind: rows };
}

function valuesByModel(models: readonly Model[], of: (model: number) => number): Record<string, number> {
  return Object.fromEntries(models.map((model, m) => [model.id, of(m)]));
}

function hasAny(parts: MutableParts): boolean {
  for (const value of Object.values(parts)) if (value !== 0) return true;
  return false;
}

function addParts(to: MutableParts, from: MutableParts): void {
  for (const key of Object.keys(to) as (keyof MutableParts)[]) to[key] += from[key];
}

function compareNames(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareText(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** A row's dimension values under their own names; for an ad platform's entity its platform and ids where known. */
function fieldsOf(answers: Answers, grouping: Grouping, group: number): Record<string, string> {
  const { entities } = answers.join;
  const values = grouping.valuesOf(group);
  const fields: Record<string, string> = {};
  for (let i = 0; i < values.length; i++) fields[fieldOf(grouping.by[i])] = values[i].text;
  for (const { node } of values) {
    if (node === 0) continue;
    if (entities.platform[node] !== '') fields.platform ??= entities.platform[node];
    for (const { id, part: of, idField } of entityFields) {
      const part = entities[of][node];
      if (part === 0) continue;
      // Two keywords of one text differ by their campaign, so the row names that too.
      if (entities.name[part] !== '') fields[id] ??= entities.name[part];
      if (entities.id[part] !== '') fields[idField] ??= entities.id[part];
    }
  }
  return fields;
}

const entityFields = dimensions.flatMap(dimension => {
  if (!('entity' in dimension)) return [];
  const part = ({ campaign: 'campaign', 'ad-group': 'adGroup', ad: 'ad', keyword: 'keyword' } as const)[dimension.id];
  return [{ id: dimension.id, part, idField: dimension.entity.idField }];
});

/** False where the reason concerns none of the goal: a closed deal in a report of the pipeline. */
function saysSomething(reason: Reason): boolean {
  return reason.conversions !== 0 || reason.value !== 0;
}

function reasonOf(basis: Basis, share: ReasonShare): Reason {
  const isMoney = basis.goal.unit === 'money';
  const conversions = isMoney ? share.valued : share.count;
  const value = goalValue(basis.goal, isMoney ? share.value : share.count, basis.currency);
  const amounts = majorByCurrency(share.amounts);
  return {
    reason: share.reason,
    conversions: cleanCount(conversions),
    value: isMoney && share.isUnconverted && share.amounts.size > 0 ? null : value,
    ...(share.amounts.size > 0 ? { amounts } : {}),
  };
}

/** The reasons of a balance, the touches outside the range among them, and ad cost that no rate was found for. */
function excludedReasons(
  answers: Answers,
  basis: Basis,
  balance: Balance,
  outside: { value: number; conversions: number },
): Reason[] {
  const shares = balance.excluded.reasons.map(share => ({ ...share }));
  const isMoney = basis.goal.unit === 'money';
  if (outside.value !== 0 || outside.conversions !== 0) {
    let share = shares.find(s => s.reason === OUTSIDE);
    if (!share) {
      share = { reason: OUTSIDE, count: 0, valued: 0, value: 0, amounts: new Map(), isUnconverted: false };
      shares.push(share);
    }
    share.isUnconverted = false;
    share[isMoney ? 'valued' : 'count'] += outside.conversions;
    if (isMoney) share.value += outside.value;
  }
  const reasons = shares.map(share => reasonOf(basis, share)).filter(saysSomething);
  for (const { currency, days, cost } of answers.costWithoutRate(basis)) {
    reasons.push({
      reason: `ad cost: ${noRateReason(currency, basis.currency, days)}`,
      conversions: 0,
      value: null,
      amounts: { [currency]: toMajor(cost, currency) },
    });
  }
  return reasons.sort((a, b) => compareText(a.reason, b.reason));
}
