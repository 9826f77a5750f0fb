// Journeys over a workspace's touch table, whose touch columns are gathered when they are first read: most questions need
// few of them, and a gather walks all over the table.

import type { Journeys } from './journeys.ts';
import { milestoneTouches, withoutLate } from './milestones.ts';
import type { JourneySet, Sources, Touches } from './workspace.ts';

export class GatheredJourneys implements Journeys {
  readonly length: number;
  readonly start: Uint32Array;
  readonly #set: JourneySet;
  readonly #touches: Touches;
  readonly #sources: Sources;
  /** Where the touch columns are picked from, and at which of its positions. */
  readonly #from: GatheredJourneys | null;
  readonly #positions: Uint32Array;

  private constructor(
    start: Uint32Array,
    set: JourneySet,
    touches: Touches,
    sources: Sources,
    from: GatheredJourneys | null,
    positions: Uint32Array,
  ) {
    this.length = start.length - 1;
    this.start = start;
    this.#set = set;
    this.#touches = touches;
    this.#sources = sources;
    this.#from = from;
    this.#positions = positions;
  }

  /** Journey j of conversion j of the set, with all of its touches. */
  static whole(set: JourneySet, touches: Touches, sources: Sources): GatheredJourneys {
    return new GatheredJourneys(set.start, set, touches, sources, null, new Uint32Array(0));
  }

  /** The same conversions with some of the touches: journey j has those at `positions` [start[j], start[j + 1]). */
  some(start: Uint32Array, positions: Uint32Array): GatheredJourneys {
    return new GatheredJourneys(start, this.#set, this.#touches, this.#sources, this, positions);
  }

  /** The same conversions, each with the touch at its position in `picked` and no other; without any at -1. */
  only(picked: Int32Array): GatheredJourneys {
    const start = new Uint32Array(picked.length + 1);
    const positions = new Uint32Array(picked.length);
    let n = 0;
    for (let j = 0; j < picked.length; j++) {
      if (picked[j] >= 0) positions[n++] = picked[j];
      start[j + 1] = n;
    }
    return this.some(start, positions.subarray(0, n));
  }

  /** How many touches they have. */
  get touches(): number {
    return this.start[this.length];
  }

  get touch(): Uint32Array {
    this.#touch ??= this.#from
      ? gather(this.#positions, this.#from.touch, new Uint32Array(this.touches))
      : this.#set.touch;
    return this.#touch;
  }
  #touch: Uint32Array | undefined;

  get time(): Float64Array {
    this.#time ??= this.#from
      ? gather(this.#positions, this.#from.time, new Float64Array(this.touches))
      : (this.#set.time ?? gather(this.touch, this.#touches.time, new Float64Array(this.touches)));
    return this.#time;
  }
  #time: Float64Array | undefined;

  get source(): Uint32Array {
    this.#source ??= this.#from
      ? gather(this.#positions, this.#from.source, new Uint32Array(this.touches))
      : (this.#set.source ?? gather(this.touch, this.#touches.source, new Uint32Array(this.touches)));
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
function gather<T extends Float64Array | Uint32Array>(rows: Uint32Array, column: T, out: T): T {
  for (let i = 0; i < rows.length; i++) out[i] = column[rows[i]];
  return out;
}

/** The flags of each touch, by its source. */
function flagsOf(source: Uint32Array, sourceFlags: Uint8Array): Uint8Array {
  const flags = new Uint8Array(source.length);
  for (let i = 0; i < source.length; i++) flags[i] = sourceFlags[source[i]];
  return flags;
}

function rowsOf(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let j = 0; j < length; j++) rows[j] = j;
  return rows;
}
