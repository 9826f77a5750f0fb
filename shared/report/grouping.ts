// Which group of a report each touch, each visit count and each piece of cost belongs to, for any list of dimensions.
// Group numbers are in order of first meeting and mean nothing: rows are sorted by what they hold.

import type { Journeys } from '#shared/journeys/journeys.ts';
import type { Workspace } from '#shared/journeys/workspace.ts';
import {
  Combinations,
  contextCodes,
  conversionCodes,
  DayCodes,
  type DimensionValue,
  sourceCodes,
  spendCodes,
} from './dimension-codes.ts';
import { type Dimension, type DimensionId, dimensions } from './dimensions.ts';
import { AD, AD_GROUP, CAMPAIGN, type EntityLevel, KEYWORD } from './entities.ts';
import { GroupIndex } from './group-index.ts';
import type { SpendFacts } from './spend-facts.ts';
import type { SpendJoin } from './spend-join.ts';

export type SetName = 'leads' | 'opportunities' | 'won';

const setNames: readonly SetName[] = ['leads', 'opportunities', 'won'];

/** How deep a grouping looks into the ad platforms' entities: what the cost is taken at. */
export function levelOf(by: readonly DimensionId[]): EntityLevel {
  if (by.includes('keyword')) return KEYWORD;
  if (by.includes('ad')) return AD;
  return by.includes('ad-group') ? AD_GROUP : CAMPAIGN;
}

function carrierOf(id: DimensionId): Dimension['of'] {
  return dimensions.find(d => d.id === id)!.of;
}

/** A list of dimensions over one workspace and join, ready to say what belongs where. */
export class Grouping {
  readonly by: readonly DimensionId[];
  /** Tells this grouping's numbers from another's of the same dimensions. */
  readonly serial: number;
  readonly hasCalendar: boolean;
  readonly #workspace: Workspace;
  readonly #combinations: Record<Dimension['of'], Combinations>;
  /** Where each dimension's value is found among a group's parts. */
  readonly #places: readonly { combinations: Combinations; part: number; position: number }[];
  readonly #index: GroupIndex;
  readonly #ofSource: Uint32Array;
  readonly #ofSpend: Uint32Array;
  readonly #ofContext: Uint32Array;
  readonly #ofConversion: Record<SetName, Uint32Array>;
  readonly #days: DayCodes;

  /** `daySpan` gives the first and last of all days: of every day that a conversion, touch, visit or spend row has. */
  constructor(
    workspace: Workspace,
    join: SpendJoin,
    by: readonly DimensionId[],
    serial: number,
    daySpan: () => readonly [number, number],
  ) {
    this.by = by;
    this.serial = serial;
    this.#workspace = workspace;
    const of = (carrier: Dimension['of']) => new Combinations(by.filter(id => carrierOf(id) === carrier));
    this.#combinations = {
      source: of('source'),
      context: of('context'),
      conversion: of('conversion'),
      calendar: of('calendar'),
    };
    const { source, context, conversion, calendar } = this.#combinations;
    const parts = ['source', 'context', 'conversion', 'calendar'] as const;
    this.#places = by.map(id => {
      const carrier = carrierOf(id);
      const combinations = this.#combinations[carrier];
      return { combinations, part: parts.indexOf(carrier), position: combinations.by.indexOf(id) };
    });
    this.hasCalendar = calendar.by.length > 0;
    this.#ofSource = sourceCodes(workspace, join, source);
    this.#ofSpend = spendCodes(workspace, join, source);
    this.#ofContext = contextCodes(workspace, context);
    this.#ofConversion = Object.fromEntries(
      setNames.map(name => [name, conversionCodes(workspace.sets[name].conversions, conversion)]),
    ) as Record<SetName, Uint32Array>;
    this.#days = this.hasCalendar ? new DayCodes(...daySpan(), calendar) : new DayCodes(0, -1, calendar);
    this.#index = new GroupIndex(source.length, context.length, conversion.length, calendar.length);
  }

  /** Groups met so far; grows as touches, visits and cost are placed. */
  get length(): number {
    return this.#index.length;
  }

  /** About what it takes in memory. */
  get byteLength(): number {
    const { leads, opportunities, won } = this.#ofConversion;
    return leads.byteLength + opportunities.byteLength + won.byteLength + this.#index.byteLength + 1_000_000;
  }

  /** The group's values, in the order of `by`. */
  valuesOf(group: number): DimensionValue[] {
    const parts = this.#index.partsOf(group);
    return this.#places.map(({ combinations, part, position }) => combinations.values[parts[part]][position]);
  }

  /**
   * The group of every touch of a view.
   *
   * @param conversionDay day of each conversion; null to take each touch's own
   * @param touchDay day of each row of the touch table; read only without `conversionDay`
   */
  ofTouches(
    set: SetName,
    journeys: Journeys,
    conversionDay: Int32Array | null,
    touchDay: () => Int32Array,
  ): Uint32Array {
    const { context, conversion } = this.#combinations;
    const ofSource = this.#ofSource;
    const { source } = journeys;
    if (context.length === 1 && conversion.length === 1 && !this.hasCalendar)
      return this.#throughCodes(ofSource, source);
    const out = new Uint32Array(source.length);
    const { length, start, touch, conversion: conversions } = journeys;
    const contexts = this.#workspace.touches.context;
    const ofConversion = this.#ofConversion[set];
    const days = this.hasCalendar && conversionDay === null ? touchDay() : null;
    for (let j = 0; j < length; j++) {
      const v = ofConversion.length === 0 ? 0 : ofConversion[conversions[j]];
      const bookedOn = this.hasCalendar && conversionDay !== null ? this.#days.of(conversionDay[j]) : 0;
      for (let i = start[j]; i < start[j + 1]; i++) {
        const d = days === null ? bookedOn : this.#days.of(days[touch[i]]);
        out[i] = this.#index.group(ofSource[source[i]], this.#ofContext[contexts[touch[i]]], v, d);
      }
    }
    return out;
  }

  /** The group of every visit count; conversion dimensions are '(not set)'. */
  ofVisits(): Uint32Array {
    const { source, context, day } = this.#workspace.visits;
    if (this.#combinations.context.length === 1 && !this.hasCalendar) return this.#throughCodes(this.#ofSource, source);
    const out = new Uint32Array(source.length);
    for (let i = 0; i < out.length; i++) {
      const c = this.#ofContext[context[i]] ?? 0;
      out[i] = this.#index.group(this.#ofSource[source[i]], c, 0, this.#days.of(day[i]));
    }
    return out;
  }

  /** The group of every piece of cost; context and conversion dimensions are '(not set)'. */
  ofCost({ node, row }: SpendFacts): Uint32Array {
    if (!this.hasCalendar) return this.#throughCodes(this.#ofSpend, node);
    const { day } = this.#workspace.spend;
    const out = new Uint32Array(node.length);
    for (let i = 0; i < out.length; i++) {
      out[i] = this.#index.group(this.#ofSpend[node[i]], 0, 0, this.#days.of(day[row[i]]));
    }
    return out;
  }

  /** Where only the code of a source or an entity decides: the groups of the codes, looked up row by row. */
  #throughCodes(codes: Uint32Array, rows: Uint32Array): Uint32Array {
    const groups = codes.map(code => this.#index.group(code, 0, 0, 0));
    const out = new Uint32Array(rows.length);
    for (let i = 0; i < out.length; i++) out[i] = groups[rows[i]];
    return out;
  }
}
