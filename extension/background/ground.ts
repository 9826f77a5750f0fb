// What an answer stands on, in one text: the data, and the settings it is read with. Equal grounds give equal answers.

import type { Settings } from '#shared/settings.ts';
import { canonicalJson } from '../db/canonical-json.ts';
import type { Board } from '../state/board.ts';

export const groundOf = (dataVersion = '', settingsMark = '') => `${dataVersion} ${settingsMark}`;

export const groundOfBoard = ({ workspace }: Board) => groundOf(workspace?.dataVersion, workspace?.settings);

/** Tells two settings apart without telling them to every page that sees the board: FNV-1a of their JSON. */
export function settingsMark(settings: Settings): string {
  const text = canonicalJson(settings);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
