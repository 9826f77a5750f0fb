// What the models make of a workspace's journeys: views of them, each touch's share and money. A reader's usual mistake:
// an array of shares or money is only good until the next model is asked for, which may overwrite it.

import type { GatheredJourneys } from '#shared/journeys/gathered.ts';
import { type Tracking, trackingOf } from '#shared/journeys/tracking.ts';
import { type View, viewJourneys } from '#shared/journeys/view.ts';
import type { Workspace } from '#shared/journeys/workspace.ts';
import type { Model } from '#shared/models/model.ts';
import type { Basis } from './basis.ts';
import type { BoundedCache } from './bounded-cache.ts';
import { CreditSlot } from './credit-slot.ts';
import type { SetName } from './grouping.ts';
import { creditedJourneys, splitValues, wholeValues } from './tally.ts';

/** Journeys, with a key that tells them from others of the workspace. */
export interface KeyedJourneys {
  readonly journeys: GatheredJourneys;
  readonly key: string;
}

export class Credits {
  readonly #workspace: Workspace;
  /** Arrays a touch: large. */
  readonly #columns: BoundedCache;
  readonly #valuesOf: (name: SetName) => Float64Array;
  readonly #slots = new Map<string, CreditSlot>();

  /** `valuesOf` gives the minor units of each conversion of a set. */
  constructor(workspace: Workspace, columns: BoundedCache, valuesOf: (name: SetName) => Float64Array) {
    this.#workspace = workspace;
    this.#columns = columns;
    this.#valuesOf = valuesOf;
  }

  view(name: SetName, basis: Basis): View {
    this.#tracking ??= { is: trackingOf(this.#workspace) };
    const { lookback: lookbackDays, direct, links } = basis;
    const options = { lookbackDays, direct, links, tracking: this.#tracking.is };
    const { sets, touches, sources } = this.#workspace;
    const make = () => viewJourneys(sets[name], touches, sources, options);
    return this.#columns.get(`view ${viewKey(name, basis)}`, make, view => view.journeys.touches * 17);
  }

  #tracking: { readonly is: Tracking | null } | undefined;

  /** Each touch's share of its conversion, over the view. */
  weights(name: SetName, basis: Basis, model: Model): Float64Array {
    const { journeys } = this.view(name, basis);
    return this.#perModel('weights', name, basis, model, journeys.touches, out => {
      model.credit(journeys, out, { halfLifeDays: basis.halfLifeDays });
    });
  }

  /** Each touch's minor units of its conversion's value, over the view: whole, and adding up to it. */
  money(name: SetName, basis: Basis, model: Model): Float64Array {
    const { start, touches } = this.view(name, basis).journeys;
    return this.#perModel('money', name, basis, model, touches, out => {
      out.fill(0);
      splitValues(this.#valuesOf(name), start, this.weights(name, basis, model), out);
    });
  }

  /** The view's journeys. */
  all(name: SetName, basis: Basis): KeyedJourneys {
    return { journeys: this.view(name, basis).journeys, key: viewKey(name, basis) };
  }

  /**
   * The journeys that a model's credit is added up over: the view's, or, where the model gives all to one touch, journeys
   * of that touch alone, which take no weighing and no splitting.
   */
  journeys(name: SetName, basis: Basis, model: Model): KeyedJourneys {
    const { pick } = model;
    if (!pick) return this.all(name, basis);
    const { journeys } = this.view(name, basis);
    const key = modelKey(name, basis, model);
    const make = () => {
      const picked = new Int32Array(journeys.length);
      pick(journeys, picked);
      return journeys.only(picked);
    };
    return { journeys: this.#columns.get(`picked ${key}`, make, ({ length }) => length * 12), key };
  }

  /** What `journeys` of the model have to be added up: shares, or minor units. */
  credit(unit: 'weights' | 'money', name: SetName, basis: Basis, model: Model): Float64Array {
    if (!model.pick) return unit === 'money' ? this.money(name, basis, model) : this.weights(name, basis, model);
    const { start, touches } = this.journeys(name, basis, model).journeys;
    if (unit === 'weights') return this.#slot('ones', String(touches), touches, out => out.fill(1));
    return this.#slot(`whole ${name}`, modelKey(name, basis, model), touches, out => {
      wholeValues(this.#valuesOf(name), start, out);
    });
  }

  /** 1 for each journey that the model credits. */
  credited(name: SetName, basis: Basis, model: Model): Uint8Array {
    const make = () => {
      const view = this.view(name, basis);
      if (model.withoutCredit === undefined) return view.empty.map(reason => (reason === 0 ? 1 : 0));
      if (model.pick) return hasTouch(this.journeys(name, basis, model).journeys.start);
      return creditedJourneys(view.journeys.start, this.weights(name, basis, model));
    };
    return this.#columns.get(`credited ${creditedKey(name, basis, model)}`, make, bytes => bytes.length);
  }

  /**
   * An array a touch. Where several models are compared the goal's are kept, since all are wanted again for the next range
   * or grouping; otherwise it lies in a slot, where the next model overwrites it.
   */
  #perModel(
    what: 'weights' | 'money',
    name: SetName,
    basis: Basis,
    model: Model,
    length: number,
    fill: (out: Float64Array) => void,
  ): Float64Array {
    const key = `${what} ${modelKey(name, basis, model)}`;
    const kept = this.#columns.peek<Float64Array>(key);
    if (kept) return kept;
    const isGoals = name === basis.goal.set && (what === 'money') === (basis.goal.unit === 'money');
    if (!isGoals || basis.models.length === 1) return this.#slot(`${what} ${name}`, key, length, fill);
    const make = () => {
      const out = new Float64Array(length);
      fill(out);
      return out;
    };
    return this.#columns.get(key, make, ({ byteLength }) => byteLength);
  }

  #slot(name: string, key: string, length: number, fill: (out: Float64Array) => void): Float64Array {
    const slot = this.#slots.get(name) ?? new CreditSlot();
    this.#slots.set(name, slot);
    return slot.get(key, length, fill);
  }
}

function hasTouch(start: Uint32Array): Uint8Array {
  const out = new Uint8Array(start.length - 1);
  for (let j = 0; j < out.length; j++) out[j] = start[j + 1] - start[j];
  return out;
}

const viewKey = (name: SetName, basis: Basis) => `${name} ${basis.lookback} ${basis.direct}`;

/** Tells what hangs on a model's credit, beside the range and the grouping. */
export const modelKey = (name: SetName, basis: Basis, model: Model) =>
  `${viewKey(name, basis)} ${model.id} ${basis.halfLifeDays}`;

/** The same for what hangs on which journeys have credit: models that always give it leave the same ones without any. */
export const creditedKey = (name: SetName, basis: Basis, model: Model) =>
  model.withoutCredit === undefined ? viewKey(name, basis) : modelKey(name, basis, model);
