// What a metric is: a ratio of summed parts. A metric is worked out from sums each time and never averaged: the ROAS of
// two campaigns is their revenue together over their cost together.

/** The summed figures of a row, a total or any other group; money in minor units of one currency. */
export interface Parts {
  readonly impressions: number;
  readonly clicks: number;
  readonly cost: number;
  readonly visits: number;
  readonly leads: number;
  readonly opportunities: number;
  readonly won: number;
  readonly pipeline: number;
  readonly revenue: number;
}

export interface Metric {
  /** Also the file name (in kebab-case) and the field in answers. Never changes. */
  readonly id: string;
  readonly label: string;
  readonly about: string;
  /** The formula in one line. */
  readonly formula: string;
  /** `ratio`: a bare number (4 means 4 : 1); `percent`: a fraction shown × 100; `money`: minor units, not whole ones. */
  readonly unit: 'ratio' | 'percent' | 'money';
  /** The metric of summed parts; null where there is nothing below the line. */
  of(parts: Parts): number | null;
}

/** above / below, null where below is 0 or no number: never 0, NaN or Infinity in place of an answer. Never -0 either. */
export function ratio(above: number, below: number): number | null {
  return below !== 0 && Number.isFinite(below) && Number.isFinite(above) ? above / below + 0 : null;
}
