// One finding of the doctor: how bad, what, how often, a few examples, and what to do.

import type { DoctorAnswer } from '#shared/schema/index.ts';

export type Finding = DoctorAnswer['findings'][number];

const mostExamples = 5;

/** Null where there is nothing to find. */
export function finding(
  severity: Finding['severity'],
  code: string,
  what: string,
  examples: readonly string[],
  remedy: string,
  count = examples.length,
): Finding | null {
  return count === 0 ? null : { severity, code, what, count, examples: examples.slice(0, mostExamples), remedy };
}
