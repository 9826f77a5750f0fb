// What of the board makes an answer out of date when it changes: which data there is and how it is set, and whether the
// companion is there.

import type { Board } from './board.ts';

export const standingOf = ({ connection, workspace }: Board): string =>
  [connection, workspace?.dataVersion, workspace?.settings].join(' ');
