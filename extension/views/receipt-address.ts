// Where the receipt of one figure is found: the part of the dashboard's address behind '#'. Days are there where the figure
// was shown for other days than the dashboard's own.

import { type DimensionId, dimensions } from '#shared/report/dimensions.ts';

export interface ReceiptPlace {
  by: DimensionId;
  value: string;
  platform?: string;
  /** Civil days, inclusive. */
  range?: { from: string; to: string };
}

export function receiptAddress(
  by: string,
  value: string,
  platform?: unknown,
  range?: { from: string; to: string },
): string {
  const parts = [by, value, ...(platform ? [String(platform)] : [])].map(encodeURIComponent).join('/');
  return `#explain=${parts}${range ? `&from=${range.from}&to=${range.to}` : ''}`;
}

/** Null where the hash names no receipt. */
export function readReceiptAddress(hash: string): ReceiptPlace | null {
  const [first, ...rest] = hash.replace(/^#/, '').split('&');
  if (!first.startsWith('explain=')) return null;
  const [by, value, platform] = first.slice('explain='.length).split('/').map(decode);
  const dimension = dimensions.find(({ id }) => id === by);
  if (!dimension || !value) return null;
  const days = new Map(rest.map(part => part.split('=', 2) as [string, string]));
  const [from, to] = [days.get('from') ?? '', days.get('to') ?? ''];
  return {
    by: dimension.id,
    value,
    ...(platform ? { platform } : {}),
    ...(isDay(from) && isDay(to) ? { range: { from, to } } : {}),
  };
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
