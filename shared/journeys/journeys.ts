// The columnar journeys that every model runs over. Journey j owns the touches [start[j], start[j + 1]), in order of
// instant and then of event key. A reader's usual mistake: a journey here already ends at its conversion and already
// starts at its lookback window; touches outside are not in the arrays at all.

/** The touch came straight: no source, no referrer, no click id. */
export const FLAG_DIRECT = 1;
/** The touch's channel is a paid one. */
export const FLAG_PAID = 2;
/** A placeholder in the touch's link ({campaignid} …) was never filled in by the ad platform. */
export const FLAG_UNFILLED = 4;

export interface Journeys {
  /** Number of journeys (= conversions). */
  readonly length: number;
  /** Offsets into the touch columns; `length + 1` long, `start[0] = 0`. */
  readonly start: Uint32Array;

  // One entry a touch.
  /** Instant, epoch ms UTC (fractions keep the microseconds). */
  readonly time: Float64Array;
  /** Row in the workspace's source dictionary. */
  readonly source: Uint32Array;
  /** FLAG_DIRECT | FLAG_PAID | FLAG_UNFILLED. */
  readonly flags: Uint8Array;
  /** Row in the workspace's touch table (context and event key live there). */
  readonly touch: Uint32Array;

  // One entry a journey.
  /** Row in this goal's conversion table. */
  readonly conversion: Uint32Array;
  /** The conversion's instant, epoch ms UTC: ages and windows count from here. */
  readonly at: Float64Array;
  /** Milestone instants, epoch ms UTC; NaN where the journey lacks the milestone (or reached it after the conversion). */
  readonly leadAt: Float64Array;
  readonly opportunityAt: Float64Array;
  readonly closeAt: Float64Array;
  /**
   * Milestone touches as positions in the touch columns: the last touch at or before the milestone's instant, else the
   * journey's first touch; -1 where the milestone is lacking or the journey has no touch.
   */
  readonly leadTouch: Int32Array;
  readonly opportunityTouch: Int32Array;
  readonly closeTouch: Int32Array;
}
