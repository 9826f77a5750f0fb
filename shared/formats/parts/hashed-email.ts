// Columns that hold a hash of the e-mail address instead of it, by the names that ad platforms and warehouses give them.

import type { Column } from '../format.ts';

/** Headers of such columns. */
export const hashedEmailHeaders = [
  'hashed_email',
  'hashed_email_address',
  'email_hash',
  'email_hashed',
  'email_sha256',
  'sha256_email',
  'sha256_email_address',
  'email_sha1',
  'sha1_email',
  'email_md5',
  'md5_email',
] as const;

/** Declared after the column of the address itself, which goes before. */
export const hashedEmail: Column = { field: 'email', from: hashedEmailHeaders, as: 'email-hash' };
