// Columns for click ids that a tracker writes beside the address: one for each parameter, its value byte-exact. An id that
// also stands in the address does no harm: both say the same.

import type { Column } from '../format.ts';

const parameters = [
  'gclid',
  'gbraid',
  'wbraid',
  'gclsrc',
  'dclid',
  'gad_source',
  'gad_campaignid',
  'msclkid',
  'fbclid',
  'ttclid',
  'li_fat_id',
  'twclid',
  'rdt_cid',
  'sccid',
  'qclid',
  'yclid',
  'epik',
  'irclid',
  'igshid',
  'srsltid',
  'mc_cid',
] as const;

/** `headers`: how the file calls a parameter's column; `more`: what else holds for all of these columns. */
export function clickIdColumns(
  headers: (parameter: string) => readonly string[] = name => [name],
  more: Pick<Column, 'given' | 'lacking' | 'only'> = {},
): Column[] {
  return parameters.map(name => ({
    field: 'click_ids',
    from: headers(name),
    as: 'text',
    prefix: `${name}=`,
    ...more,
  }));
}
