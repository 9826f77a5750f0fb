// Which rows of a report a receipt is asked for: by the value that they show, by an ad platform's id, or by what an overlay
// knows of an ad or keyword, its parent's id.

import { NotFoundError, UsageError } from '#shared/errors.ts';
import type { ExplainQuery, OverlayQuery } from '#shared/schema/query.ts';
import { platformFromText } from '#shared/sources/platforms.ts';
import { plural } from '#shared/words.ts';
import { dimensions, fieldOf } from './dimensions.ts';
import { NOT_SET } from './names.ts';
import { findEntity } from './overlay-find.ts';
import type { Answers } from './prepare.ts';
import type { GroupedReport } from './report.ts';

/** The row that no dimension value has: what no touch was credited with. */
export const UNATTRIBUTED = '(unattributed)';

/**
 * Which rows of the report have the value; none where an entity is known and has nothing on this basis.
 *
 * @throws NotFoundError, UsageError as `explain` does
 */
export function rowsOf(answers: Answers, grouped: GroupedReport, query: ExplainQuery): number[] {
  const { answer } = grouped;
  const { by, value, parentId } = query;
  const platform = query.platform === undefined ? undefined : platformFromText(query.platform);
  const dimension = dimensions.find(d => d.id === by)!;
  const idField = 'entity' in dimension ? dimension.entity.idField : null;
  const has = (field: string, wanted: string) =>
    answer.rows.flatMap((row, i) => {
      const isWanted =
        row[field] === wanted && (platform === undefined || by === 'platform' || row.platform === platform);
      return isWanted ? [i] : [];
    });
  // Under a parent, and with nothing to show, the entity itself is looked for, as an overlay does.
  const entity =
    idField === null || platform === undefined
      ? null
      : (find(answers, platform, by as OverlayLevel, { id: value, parentId }) ??
        find(answers, platform, by as OverlayLevel, { name: value, parentId }));
  if (entity && parentId) return rowsOfEntity(grouped, entity.node);
  // Another parent's rows of the name aren't what was asked for.
  const isElsewhere = parentId !== undefined && platform !== undefined && idField !== null;
  let rows = isElsewhere ? [] : has(fieldOf(by), value);
  if (rows.length === 0 && idField !== null && !isElsewhere) rows = has(idField, value);
  if (rows.length === 0 && entity) return [];
  if (rows.length === 0) {
    const known = answer.rows.slice(0, 5).map(row => `"${row[fieldOf(by)]}"`);
    throw new NotFoundError({
      code: 'row-unknown',
      what: `No row of ${by} is called "${value}"${platform ? ` on ${platform}` : ''}`,
      where: `the report by ${by} on this basis (${plural(answer.rows.length, 'row')})`,
      found: known.length > 0 ? `${known.join(', ')}${answer.rows.length > 5 ? ' …' : ''}` : 'no rows',
      expected: `a value of ${by} as the report shows it, ${NOT_SET}, or ${UNATTRIBUTED}`,
      remedy: `Run throughline report --by ${by} and take the name from there.`,
    });
  }
  const platforms = new Set(rows.map(i => String(answer.rows[i].platform ?? '')));
  if (platforms.size > 1) {
    throw new UsageError({
      code: 'row-ambiguous',
      what: `${rows.length} rows of ${by} are called "${value}"`,
      found: [...platforms].map(p => p || 'no platform').join(', '),
      expected: 'one platform',
      remedy: 'Say which with --platform, or give the id instead of the name.',
    });
  }
  return rows;
}

type OverlayLevel = OverlayQuery['level'];

function find(answers: Answers, platform: string, level: OverlayLevel, key: OverlayQuery['keys'][number]) {
  return findEntity(answers.join.entities, platform, level, key, () => true);
}

function rowsOfEntity({ behind, grouping }: GroupedReport, node: number): number[] {
  return behind.flatMap(({ group }, i) => (grouping.valuesOf(group)[0].node === node ? [i] : []));
}
