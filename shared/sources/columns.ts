// The source columns of a row made comparable with a url's tags: cleaned, placeholders and null spellings gone. Files
// write "(direct)" where they mean that there was no source; that is kept apart from a missing cell.

import type { SourceInput } from './source.ts';
import { cleanText, isMissing, isUnexpanded } from './text.ts';
import { unfilledWarning } from './warnings.ts';

export const columnFields = [
  'source',
  'medium',
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'keyword',
  'keywordId',
  'content',
  'term',
  'platform',
] as const;

export type ColumnField = (typeof columnFields)[number];

export interface SourceColumns {
  readonly values: Readonly<Partial<Record<ColumnField, string>>>;
  /** The columns say that there was no source. */
  readonly isDirect: boolean;
  readonly warnings: readonly string[];
}

const direct = /^(?:\(direct\)|direct|\$direct)$/i;
const directMedium = /^(?:|\(none\)|none|\(not set\)|direct|\(direct\))$/i;

/** The columns of a row; missing ones aren't in `values`. Never throws. */
export function readColumns(input: SourceInput): SourceColumns {
  const values: Partial<Record<ColumnField, string>> = {};
  const warnings: string[] = [];
  for (const field of columnFields) {
    const given = input[field];
    if (!given) continue;
    const text = cleanText(given);
    if (text === '') continue;
    if (isUnexpanded(text)) {
      warnings.push(unfilledWarning(`Column ${field}`));
      continue;
    }
    values[field] = text;
  }
  const isDirect = direct.test(values.source ?? '') && directMedium.test(values.medium ?? '');
  if (isDirect) {
    values.source = '';
    values.medium = '';
  }
  for (const field of columnFields) {
    const value = values[field];
    if (value !== undefined && isMissing(value)) delete values[field];
  }
  return { values, isDirect, warnings };
}
