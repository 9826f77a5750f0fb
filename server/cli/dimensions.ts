// Names and values of dimensions as they are printed.

import { dimensions } from '#shared/report/dimensions.ts';

export function dimensionLabel(id: string): string {
  return dimensions.find(d => d.id === id)?.label ?? id;
}

/** A missing value is the answer's own '(not set)'; what a row doesn't have at all is empty. */
export function dimensionText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
