// How two headers are compared: without regard to case, spaces of any kind, `_`, `-`, the form of an apostrophe and a byte-order mark. Dots and
// brackets stay, so 'Impr.' is not 'Impr' and 'metrics.clicks' is not 'metrics_clicks'.

import { isCurrency } from '#shared/currencies.ts';
import type { Column, Format } from './format.ts';

/**
 * The form of a header (or JSON path) by which headers are compared.
 *
 * Cost O(n). Never throws; a header of nothing but spaces gives ''.
 *
 * @example headerKey('\uFEFFCampaign ID') === headerKey('campaign_id') // 'campaignid'
 */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\s_\-\uFEFF\u200B]+/g, '')
    .replaceAll('’', "'")
    .toLowerCase();
}

/**
 * The currency that a header names in brackets at its end; null where it names none.
 *
 * @example headerCurrency('Amount spent (EUR)') // 'EUR'
 * @example headerCurrency('Start Date (in UTC)') // null
 */
export function headerCurrency(header: string): string | null {
  const code = /\(([A-Za-z]{3})\)\s*$/.exec(header.normalize('NFKC'))?.[1].toUpperCase();
  return code !== undefined && isCurrency(code) ? code : null;
}

/**
 * All forms by which a header is found: its own, and where it names a currency the one with `(*)` in its place.
 *
 * @example headerKeys('Amount spent (EUR)') // ['amountspent(eur)', 'amountspent(*)']
 */
export function headerKeys(header: string): string[] {
  const key = headerKey(header);
  return headerCurrency(header) === null ? [key] : [key, key.replace(/\([a-z]{3}\)$/, '(*)')];
}

/**
 * The format with each `*word*` in a column's `from` replaced by the headers of this file that hold the word (compared as
 * headers are), in the file's order. A format without such names comes back as it is.
 *
 * Cost O(names × headers). Never throws; a word that no header holds leaves nothing in its place.
 *
 * @example `from: ['Email', '*email*']` with the headers Name, Your email → `from: ['Email', 'Your email']`
 */
export function withHeaders<T extends Format>(format: T, headers: readonly string[]): T {
  const isPattern = (name: string): boolean => name.length > 2 && name.startsWith('*') && name.endsWith('*');
  if (!format.yields.some(one => one.columns.some(({ from }) => from.some(isPattern)))) return format;
  const named = (name: string): readonly string[] => {
    if (!isPattern(name)) return [name];
    const word = headerKey(name.slice(1, -1));
    return headers.filter(header => headerKey(header).includes(word));
  };
  const filled = (column: Column): Column => ({ ...column, from: [...new Set(column.from.flatMap(named))] });
  return { ...format, yields: format.yields.map(one => ({ ...one, columns: one.columns.map(filled) })) };
}
