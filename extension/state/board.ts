// How things stand between the extension and the companion: written by the background worker only, watched by every page.
// It holds no token and no figures.

import { storage } from 'wxt/utils/storage';
import type { ErrorDetails } from '#shared/errors.ts';

export interface Board {
  /**
   * 'refused': the companion no longer knows our token; 'away': nothing answers on its port; 'blocked': nothing comes back, and
   * the browser withholds access to it.
   */
  connection: 'unpaired' | 'connected' | 'away' | 'refused' | 'blocked';
  port: number;
  workspace: {
    name: string;
    isSample: boolean;
    dataVersion: string;
    currency: string;
    zone: string;
    /** Latest day of events, deals and spend. */
    dataTo: { events: string | null; deals: string | null; spend: string | null };
    /** Epoch ms of the last import. */
    importedAt: number | null;
    /** Another text whenever a setting has changed: the same data then gives other answers. */
    settings?: string;
  } | null;
  /** The journeys kept here, for when the companion is away; null: none. */
  kept: { dataVersion: string; at: number; bytes: number } | null;
  /** Epoch ms of the last time that the companion answered; while it does, right to a minute. */
  seenAt: number | null;
  /** Why the companion can't be asked, while it can't; what is wrong with one question is told to who asked it. */
  trouble: Omit<ErrorDetails, 'cause'> | null;
}

export const unpairedBoard: Board = {
  connection: 'unpaired',
  port: 4517,
  workspace: null,
  kept: null,
  seenAt: null,
  trouble: null,
};

export const boardItem = storage.defineItem<Board>('local:board', { fallback: unpairedBoard, version: 1 });
