// What an attribution model is. One file a model, one line in index.ts.

import type { Journeys } from '#shared/journeys/journeys.ts';

interface ModelParams {
  /** Half-life of time-decay in days; greater than 0. */
  halfLifeDays: number;
}

export interface Model {
  /** Also the file name, the name on the command line and in HTTP. Never changes. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'rule' | 'milestone' | 'fitted';
  /** One sentence for a marketer. */
  readonly about: string;
  /** The formula in one line. */
  readonly formula: string;
  /** What happens with 0, 1 and 2 touches, equal times, missing milestones. */
  readonly edges: string;
  /** Where the definition comes from. */
  readonly source: string;
  /** Why a journey that has touches may still get no credit under this model; absent where it always gets some. */
  readonly withoutCredit?: string;
  /**
   * Fills `out`, parallel to the touch columns, with each touch's share of its conversion. The shares of a journey sum
   * to 1 (to float precision), or are all 0 where it has no touch or `withoutCredit` applies. Overwrites all of `out`.
   */
  credit(journeys: Journeys, out: Float64Array, params: ModelParams): void;
  /**
   * Only on a model that gives all of a journey's credit to one touch (see one-touch.ts): fills `out`, one entry a journey,
   * with that touch's position in the touch columns, -1 where none takes the credit. Says the same as `credit`.
   */
  pick?(journeys: Journeys, out: Int32Array): void;
}
