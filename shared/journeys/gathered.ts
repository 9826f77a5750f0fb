// Journeys over a workspace's touch table, whose touch columns are gathered when they are first read: most questions need
// few of them, and a gather walks all over the table.

import type { Journeys } from './journeys.ts';
import { milestoneTouches, withoutLate } from './milestones.ts';
import type { JourneySet, Sources, Touches } from './workspace.ts';

export class GatheredJourneys implements Journeys {
  readonly length: number;
  readonly start: Uint32Array;
  readonly touch: Uint32Array;
  readonly #set: JourneySet;
  readonly #touches: Touches;
  readonly #sources: Sources;

  /** Journey j of conversion j of the set, with its touches [start[j], start[j + 1]) of `touch`. */
  constructor(start: Uint32Array, touch: Uint32Array, set: JourneySet, touches: Touches, sources: Sources) {
    this.length = start.length - 1;
    this.start = start;
    this.touch = touch;
    this.#set = set;
    this.#touches = touches;
    this.#sources = sources;
  }

  /** The same conversions, each with the touch at its position in `picked` and no other; without any at -1. */
  only(picked: Int32Array): GatheredJourneys {
    const start = new Uint32Array(picked.length + 1);
    const touch = new Uint32Array(picked.length);
    let n = 0;
    for (let j = 0; j < picked.length; j++) {
      if (picked[j] >= 0) touch[n++] = this.touch[picked[j]];
      start[j + 1] = n;
    }
    return new GatheredJourneys(start, touch.subarray(0, n), this.#set, this.#touches, this.#sources);
  }

  get time(): Float64Array {
    this.#time ??= gather(this.touch, this.#touches.time, new Float64Array(this.touch.length));
    return this.#time;
  }
  #time: Float64Array | undefined;

  get source(): Uint32Array {
    this.#source ??= gather(this.touch, this.#touches.source, new Uint32Array(this.touch.length));
    return this.#source;
  }
  #source: Uint32Array | undefined;

  get flags(): Uint8Array {
    this.#flags ??= flagsOf(this.source, this.#sources.flags);
    return this.#flags;
  }
  #flags: Uint8Array | undefined;

  get conversion(): Uint32Array {
    this.#conversion ??= rowsOf(this.length);
    return this.#conversion;
  }
  #conversion: Uint32Array | undefined;

  get at(): Float64Array {
    return this.#set.at;
  }

  get leadAt(): Float64Array {
    this.#leadAt ??= withoutLate(this.#set.leadAt, this.#until);
    return this.#leadAt;
  }
  #leadAt: Float64Array | undefined;

  get opportunityAt(): Float64Array {
    this.#opportunityAt ??= withoutLate(this.#set.opportunityAt, this.#until);
    return this.#opportunityAt;
  }
  #opportunityAt: Float64Array | undefined;

  get closeAt(): Float64Array {
    this.#closeAt ??= withoutLate(this.#set.closeAt, this.#until);
    return this.#closeAt;
  }
  #closeAt: Float64Array | undefined;

  get leadTouch(): Int32Array {
    this.#leadTouch ??= milestoneTouches(this.time, this.start, this.leadAt, this.#until);
    return this.#leadTouch;
  }
  #leadTouch: Int32Array | undefined;

  get opportunityTouch(): Int32Array {
    this.#opportunityTouch ??= milestoneTouches(this.time, this.start, this.opportunityAt, this.#until);
    return this.#opportunityTouch;
  }
  #opportunityTouch: Int32Array | undefined;

  get closeTouch(): Int32Array {
    this.#closeTouch ??= milestoneTouches(this.time, this.start, this.closeAt, this.#until);
    return this.#closeTouch;
  }
  #closeTouch: Int32Array | undefined;

  get #until(): Float64Array {
    return this.#set.until ?? this.#set.at;
  }
}

/** `column` at each of the rows. */
export function gather<T extends Float64Array | Uint32Array>(rows: Uint32Array, column: T, out: T): T {
  for (let i = 0; i < rows.length; i++) out[i] = column[rows[i]];
  return out;
}

/** The flags of each touch, by its source. */
export function flagsOf(source: Uint32Array, sourceFlags: Uint8Array): Uint8Array {
  const flags = new Uint8Array(source.length);
  for (let i = 0; i < source.length; i++) flags[i] = sourceFlags[source[i]];
  return flags;
}

function rowsOf(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let j = 0; j < length; j++) rows[j] = j;
  return rows;
}
