// What a message of a change says of its record, and when: JSON of field → instant (µs). A field whose path stands in the
// message with nothing in it is said too, as nothing; one whose path isn't there is not spoken of.

import type { Column } from '#shared/formats/format.ts';
import type { Levels } from './levels.ts';
import type { Relation } from './relation.ts';
import { literal } from './sql.ts';

export const saidName = (yieldIndex: number): string => `s${yieldIndex}_said`;

/** Fields that tell which record it is and when it changed. */
const apart = new Set(['id', 'modified']);

/** SQL of what a row of a partial yield says; its fields stand on the level below. */
export function saidSql(
  columns: readonly Column[],
  index: number,
  fields: ReadonlySet<string>,
  levels: Levels,
  relation: Relation,
): string {
  const at = `f${index}_modified`;
  const entries = [...fields]
    .filter(field => !apart.has(field))
    .map(field => {
      // A word that the vocabulary doesn't know says nothing of this field; an empty cell does.
      const emptied = columns
        .filter(column => column.field === field && !column.values)
        .flatMap(({ from }) => from)
        .filter(path => relation.cell(path) !== null)
        .map(
          path => `(json_exists(${relation.raw}, ${literal(jsonPath(path))}) AND ${levels.cell(path, false)} IS NULL)`,
        );
      const isSaid = [`f${index}_${field} IS NOT NULL`, ...new Set(emptied)].join(' OR ');
      return `{'f': ${literal(field)}, 't': CASE WHEN ${isSaid} THEN ${at} END}`;
    });
  const said = `list_filter([${entries.join(', ')}], lambda x: x.t IS NOT NULL)`;
  return `CASE WHEN ${at} IS NOT NULL AND problem IS NULL THEN CAST(to_json(map_from_entries(list_transform(${said}, lambda x: {'k': x.f, 'v': x.t}))) AS VARCHAR) END`;
}

function jsonPath(path: string): string {
  return `$${path
    .split('.')
    .map(step => (/^\d+$/.test(step) ? `[${step}]` : `."${step}"`))
    .join('')}`;
}
