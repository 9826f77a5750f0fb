// Lists of headers put together from several: two languages may have one word, and a join reads no column twice.

import { headerKey } from '../header.ts';

/** The names in their order, of those that are one header the first. */
export function once(...names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter(name => {
    const key = headerKey(name);
    return !seen.has(key) && seen.add(key);
  });
}
