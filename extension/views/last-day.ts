// The latest day that there is data of; today where nothing is known.

import type { Board } from '../state/board.ts';

export function lastDayOf({ workspace }: Pick<Board, 'workspace'>, now: number): string {
  const days = Object.values(workspace?.dataTo ?? {}).filter(day => day !== null);
  return days.sort().at(-1)?.slice(0, 10) ?? new Date(now).toISOString().slice(0, 10);
}
