// Whether a file was imported before. Its hash decides; where no import has even its size, nobody waits for the hash: it is
// then worked out beside the load (tally.ts).

import { describeError } from '#shared/errors.ts';
import type { Format } from '#shared/formats/format.ts';
import type { Store } from '../store/store.ts';
import type { Tally } from './tally.ts';

export interface EarlierReading {
  readonly id: number;
  readonly sha256: string;
  readonly rows_read: number;
  readonly rejected: number;
  readonly options: string;
  readonly version: number;
}

/** The published imports of this very file under this format. */
export async function earlierReadings(
  store: Store,
  bytes: number,
  format: Format,
  counted: Promise<Tally>,
): Promise<EarlierReading[]> {
  const alike = await store.all<EarlierReading & Record<string, unknown>>(
    `SELECT id, sha256, rows_read, rejected, options, format_version AS version FROM import
     WHERE bytes = $bytes AND format = $format AND published_at IS NOT NULL`,
    { bytes: BigInt(bytes), format: format.id },
  );
  if (alike.length === 0) return [];
  const { sha256 } = await counted;
  return alike.filter(row => row.sha256 === sha256);
}

/** The options that an import's reading hangs on, as it kept them. */
export function wantedOf(options: string): string {
  try {
    return JSON.stringify((JSON.parse(options) as { wanted?: unknown }).wanted);
  } catch {
    return describeError('unreadable options');
  }
}
