// Rows as CSV text, instants as the exports write them.

export type Cell = string | number | null | undefined;

/** RFC 4180 with LF; a missing value is an empty cell. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows]
    .map(row => row.map(cellText).join(','))
    .join('\n')
    .concat('\n');
}

function cellText(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** '2026-02-02' or '2026-02-02T09:14', UTC, as epoch ms. */
export const utc = (text: string): number => Date.parse(text.length === 10 ? text : `${text}Z`);

/** '2026-02-02T09:14:00Z' */
export const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** '2026-02-02' */
export const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** '2026-02-02 09:14', as HubSpot writes it: no seconds, no zone. */
export const hubspotTime = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** Pence as pounds with two decimals. */
export const major = (minor: number): string => (minor / 100).toFixed(2);

/** 25881 as '25,881', the way ad reports write whole numbers. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
