// Holds what one question after another needs of a workspace: views, weights, money splits, groupings and their sums,
// each made when first asked for and kept within a bound. Switching a model or a grouping then adds up arrays that are
// already there. Everything in it follows from workspace and settings alone; make a new one when either changes.

import type { Workspace } from '#shared/journeys/workspace.ts';
import type { Model } from '#shared/models/model.ts';
import type { Settings } from '#shared/settings.ts';
import { daysInZone, NO_DAY } from '#shared/time.ts';
import { type Balance, balanceOf } from './balance.ts';
import { type Basis, workspaceCurrency } from './basis.ts';
import { BoundedCache } from './bounded-cache.ts';
import { type ConversionSet, conversionSet, standings } from './conversion-set.ts';
import { Credits, creditedKey, type KeyedJourneys, modelKey } from './credits.ts';
import { convertAll, type Rates, ratesInto } from './currency.ts';
import type { DimensionId } from './dimensions.ts';
import type { EntityLevel } from './entities.ts';
import type { GoalId } from './goals.ts';
import { Grouping, levelOf, type SetName } from './grouping.ts';
import { compareText } from './names.ts';
import { type SpendFacts, spendFacts } from './spend-facts.ts';
import { joinSpend, type SpendJoin } from './spend-join.ts';
import { addSpans, addSpansByDay, spansOf } from './tally.ts';

/** A goal's credit, group by group. */
export interface Tally {
  /** Counts, or minor units. May be shorter than the grouping: what is missing is 0. */
  readonly groups: Float64Array;
  /** All of `groups` together. */
  readonly attributed: number;
  /** Credit of touches outside the range (touch basis only). */
  readonly outside: number;
}

/** Sums that no model touches. */
export interface CostTally {
  readonly impressions: Float64Array;
  readonly clicks: Float64Array;
  /** Minor units of the answers' currency. */
  readonly cost: Float64Array;
  /** What lies outside the range. */
  readonly outside: { readonly impressions: number; readonly clicks: number; readonly cost: number };
}

export interface VisitTally {
  readonly visits: Float64Array;
  readonly outside: number;
}

const DEFAULT_CACHE_BYTES = 256 * 2 ** 20;

/** See `prepare`. */
export class Answers {
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly currency: string;
  /** Arrays a touch or a spend row: large. */
  readonly #columns: BoundedCache;
  readonly #groupings: BoundedCache;
  /** Sums by group: small, and what makes a question that was asked before cheap. */
  readonly #sums: BoundedCache;
  readonly #rates: Rates;
  /** What the models make of the journeys. */
  readonly credits: Credits;

  constructor(workspace: Workspace, settings: Settings, cacheBytes: number) {
    this.workspace = workspace;
    this.settings = settings;
    this.currency = workspaceCurrency(workspace, settings);
    this.#columns = new BoundedCache(cacheBytes * 0.75);
    this.#groupings = new BoundedCache(cacheBytes * 0.15);
    this.#sums = new BoundedCache(cacheBytes * 0.1);
    this.#rates = ratesInto(this.currency, workspace.fx, settings.fx);
    this.credits = new Credits(workspace, this.#columns, name => this.set(name).splittable);
  }

  // What holds for every question; kept for good.

  get join(): SpendJoin {
    this.#join ??= joinSpend(this.workspace, this.settings.campaignMap);
    return this.#join;
  }
  #join: SpendJoin | undefined;

  set(name: SetName): ConversionSet {
    let set = this.#sets.get(name);
    if (!set) {
      set = conversionSet(this.workspace, name, this.settings.zone, this.currency, this.#rates);
      this.#sets.set(name, set);
    }
    return set;
  }
  readonly #sets = new Map<SetName, ConversionSet>();

  /** Minor units of each spend row in the answers' currency; NaN where there is no rate. */
  get spendCost(): Float64Array {
    const { cost, currency, currencies, day } = this.workspace.spend;
    this.#spendCost ??= convertAll(cost, currency, currencies, day, this.currency, this.#rates);
    return this.#spendCost;
  }
  #spendCost: Float64Array | undefined;

  /** Day of each row of the touch table. */
  readonly touchDay = (): Int32Array => {
    this.#touchDay ??= daysInZone(this.workspace.touches.time, this.settings.zone);
    return this.#touchDay;
  };
  #touchDay: Int32Array | undefined;

  /** The first and last day that anything happened on. */
  get daySpan(): readonly [number, number] {
    if (!this.#daySpan) {
      const { visits, spend } = this.workspace;
      let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      const days = [this.set('leads').day, this.set('opportunities').day, this.set('won').day];
      for (const column of [...days, this.touchDay(), visits.day, spend.day]) {
        for (const day of column) {
          if (day === NO_DAY) continue;
          if (day < first) first = day;
          if (day > last) last = day;
        }
      }
      this.#daySpan = first > last ? [0, -1] : [first, last];
    }
    return this.#daySpan;
  }
  #daySpan: readonly [number, number] | undefined;

  // What depends on the question; kept while there is room.

  facts(level: EntityLevel): SpendFacts {
    const make = () => spendFacts(this.workspace.spend, this.join.spend, level);
    return this.#columns.get(`facts ${level}`, make, facts => facts.length * 9);
  }

  /**
   * The grouping by some dimensions. Its group numbers are its own: whoever asks keeps hold of it for the whole question,
   * for once forgotten it is made anew with other numbers.
   */
  grouping(by: readonly DimensionId[]): Grouping {
    const make = () => new Grouping(this.workspace, this.join, by, this.#serial++, () => this.daySpan);
    return this.#groupings.get(`grouping ${by.join()}`, make, grouping => grouping.byteLength);
  }

  #serial = 0;

  standing(name: SetName, basis: Basis): Uint8Array {
    const make = () => standings(this.set(name), basis.fromDay, basis.toDay, basis.dateBasis === 'touch');
    return this.#sums.get(`standing ${name} ${rangeKey(basis)}`, make, bytesOf);
  }

  balance(name: SetName, basis: Basis, model: Model): Balance {
    const make = () =>
      balanceOf(
        this.set(name),
        this.credits.view(name, basis),
        this.standing(name, basis),
        this.credits.credited(name, basis, model),
        model.withoutCredit ?? 'no touch that the model credits',
        this.currency,
        basis.dateBasis === 'touch' ? basis : null,
      );
    return this.#sums.get(`balance ${creditedKey(name, basis, model)} ${rangeKey(basis)}`, make, () => 2_000);
  }

  /** The group of each touch of a view's journeys, or of those that a model's credit is added up over. */
  groups(name: SetName, basis: Basis, grouping: Grouping, { journeys, key }: KeyedJourneys): Uint32Array {
    const day = basis.dateBasis === 'touch' ? null : this.set(name).day;
    const calendar = grouping.hasCalendar ? basis.dateBasis : '';
    const make = () => grouping.ofTouches(name, journeys, day, this.touchDay);
    return this.#columns.get(`groups ${key} ${calendar} ${grouping.serial}`, make, bytesOf);
  }

  /** A goal's credit by group; `unit: 'valued'` counts the conversions behind a money goal instead. */
  tally(goal: GoalId | 'valued-pipeline', name: SetName, basis: Basis, model: Model, grouping: Grouping): Tally {
    const make = () => this.#tally(goal, name, basis, model, grouping);
    const key = `tally ${goal} ${modelKey(name, basis, model)} ${rangeKey(basis)} ${grouping.serial}`;
    return this.#sums.get(key, make, tally => tally.groups.byteLength + 200);
  }

  #tally(goal: GoalId | 'valued-pipeline', name: SetName, basis: Basis, model: Model, grouping: Grouping): Tally {
    const added = this.credits.journeys(name, basis, model);
    const group = this.groups(name, basis, grouping, added);
    const isMoney = goal === 'revenue' || goal === 'pipeline';
    const credit = this.credits.credit(isMoney ? 'money' : 'weights', name, basis, model);
    const spans = this.#spans(isMoney ? 'money' : goal === 'valued-pipeline' ? 'valued' : 'count', name, basis, added);
    const groups = new Float64Array(grouping.length);
    let outside = 0;
    if (isOpenRange(basis) || basis.dateBasis === 'conversion') addSpans(spans, group, credit, groups);
    else {
      const { fromDay, toDay } = basis;
      outside = addSpansByDay(spans, added.journeys.touch, this.touchDay(), fromDay, toDay, group, credit, groups);
    }
    let attributed = 0;
    for (let g = 0; g < groups.length; g++) attributed += groups[g];
    return { groups, attributed, outside };
  }

  #spans(of: 'money' | 'valued' | 'count', name: SetName, basis: Basis, { journeys, key }: KeyedJourneys): Uint32Array {
    const set = this.set(name);
    const count = of === 'money' ? null : of === 'valued' ? set.valued : set.conversions.count;
    const make = () => spansOf(journeys.start, this.standing(name, basis), count);
    return this.#sums.get(`spans ${of} ${key} ${rangeKey(basis)}`, make, bytesOf);
  }

  costs(basis: Basis, grouping: Grouping): CostTally {
    const key = `costs ${grouping.serial} ${basis.fromDay} ${basis.toDay}`;
    return this.#sums.get(
      key,
      () => this.#costs(basis, grouping),
      tally => tally.cost.byteLength * 3,
    );
  }

  /** The pieces of cost at the grouping's level, and the group of each. */
  costFacts(grouping: Grouping): { facts: SpendFacts; group: Uint32Array } {
    const facts = this.facts(levelOf(grouping.by));
    const make = () => grouping.ofCost(facts);
    return { facts, group: this.#columns.get(`cost-groups ${grouping.serial}`, make, bytesOf) };
  }

  /** The rate an amount of a day was converted at, as text. */
  rateOf(currency: string, day: number): string | null {
    return this.#rates.rateOf(currency, day);
  }

  #costs(basis: Basis, grouping: Grouping): CostTally {
    const { facts, group } = this.costFacts(grouping);
    const { spend } = this.workspace;
    const cost = this.spendCost;
    const n = grouping.length;
    const tally = { impressions: new Float64Array(n), clicks: new Float64Array(n), cost: new Float64Array(n) };
    const outside = { impressions: 0, clicks: 0, cost: 0 };
    const { day, impressions, clicks } = spend;
    for (let i = 0; i < group.length; i++) {
      const row = facts.row[i];
      const sign = facts.sign[i];
      const money = Number.isNaN(cost[row]) ? 0 : sign * cost[row];
      if (day[row] < basis.fromDay || day[row] > basis.toDay) {
        outside.impressions += sign * impressions[row];
        outside.clicks += sign * clicks[row];
        outside.cost += money;
        continue;
      }
      const g = group[i];
      tally.impressions[g] += sign * impressions[row];
      tally.clicks[g] += sign * clicks[row];
      tally.cost[g] += money;
    }
    return { ...tally, outside };
  }

  /** Ad cost in the range that no rate was found for: minor units by currency, and the days. */
  costWithoutRate(basis: Basis): { currency: string; days: Set<number>; cost: number }[] {
    const { spend } = this.workspace;
    const cost = this.spendCost;
    // Nothing had to be converted.
    if (cost === spend.cost) return [];
    const facts = this.facts(levelOf([]));
    const found = new Map<string, { currency: string; days: Set<number>; cost: number }>();
    for (let i = 0; i < facts.length; i++) {
      const row = facts.row[i];
      if (!Number.isNaN(cost[row]) || spend.day[row] < basis.fromDay || spend.day[row] > basis.toDay) continue;
      const currency = spend.currencies[spend.currency[row]];
      const entry = found.get(currency) ?? { currency, days: new Set(), cost: 0 };
      entry.days.add(spend.day[row]);
      entry.cost += facts.sign[i] * spend.cost[row];
      found.set(currency, entry);
    }
    return [...found.values()].sort((a, b) => compareText(a.currency, b.currency));
  }

  visits(basis: Basis, grouping: Grouping): VisitTally {
    const key = `visits ${grouping.serial} ${basis.fromDay} ${basis.toDay}`;
    return this.#sums.get(
      key,
      () => this.#visits(basis, grouping),
      tally => tally.visits.byteLength,
    );
  }

  #visits(basis: Basis, grouping: Grouping): VisitTally {
    const group = this.#columns.get(`visit-groups ${grouping.serial}`, () => grouping.ofVisits(), bytesOf);
    const { day, count } = this.workspace.visits;
    const visits = new Float64Array(grouping.length);
    let outside = 0;
    for (let i = 0; i < group.length; i++) {
      if (day[i] < basis.fromDay || day[i] > basis.toDay) outside += count[i];
      else visits[group[i]] += count[i];
    }
    return { visits, outside };
  }
}

/**
 * Answers over a workspace under its settings. Cheap to make: nothing is worked out before it is asked for.
 *
 * @param cacheBytes about how much may be kept between questions; 256 MiB when left out
 */
export function prepare(workspace: Workspace, settings: Settings, cacheBytes = DEFAULT_CACHE_BYTES): Answers {
  return new Answers(workspace, settings, cacheBytes);
}

const bytesOf = (array: { byteLength: number }) => array.byteLength;
const isOpenRange = ({ fromDay, toDay }: Basis) =>
  fromDay === Number.NEGATIVE_INFINITY && toDay === Number.POSITIVE_INFINITY;
const rangeKey = (basis: Basis) => `${basis.fromDay} ${basis.toDay} ${basis.dateBasis}`;
