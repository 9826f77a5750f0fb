// Columns of an object that lies within a JSON record.

import type { Column } from '../format.ts';

/** The same columns, their paths below `path`: `start_time` → `callrail.start_time`. */
export function within(path: string, columns: readonly Column[]): Column[] {
  const below = (names: readonly string[]): string[] => names.map(name => `${path}.${name}`);
  return columns.map(column => ({
    ...column,
    from: below(column.from),
    ...(column.given && { given: below(column.given) }),
    ...(column.lacking && { lacking: below(column.lacking) }),
  }));
}
