// Hashes in place of e-mail addresses, told by their length in hex: kept as `{sha256}973dfe46…`, so that nobody takes one
// for an address. The hash of nothing is nobody's.

import { createHash } from 'node:crypto';
import { isOneOf } from './sql.ts';

export const hashAlgorithms = [
  { name: 'sha256', length: 64 },
  { name: 'sha1', length: 40 },
  { name: 'md5', length: 32 },
] as const;

/** Hashes of what stands in the cell of somebody without an address. */
const nobodys = ['', ' ', 'null', 'undefined', 'none', 'nan', 'n/a'].flatMap(text =>
  hashAlgorithms.map(({ name }) => createHash(name).update(text).digest('hex')),
);

/** SQL: the hash as it is kept, NULL where the cell is none. */
export function emailHashSql(cell: string): string {
  const arms = hashAlgorithms.map(({ name, length }) => `WHEN ${length} THEN '{${name}}' || lower(${cell})`);
  return `CASE WHEN regexp_full_match(${cell}, '[0-9a-fA-F]{32,64}') AND NOT ${isNobodysSql(cell)} THEN CASE strlen(${cell}) ${arms.join(' ')} END END`;
}

/** SQL: whether the cell is the hash of nothing. */
export function isNobodysSql(cell: string): string {
  return `(strlen(${cell}) IN (${hashAlgorithms.map(({ length }) => length).join(', ')}) AND ${isOneOf(`lower(${cell})`, nobodys)})`;
}
