// How things stand with the companion, as a signal. Only the background worker writes it; a page asks it to look anew when
// the page opens.

import { type ReadonlySignal, signal } from '@preact/signals';
import { type Board, boardItem } from './board.ts';

export interface LiveBoard {
  readonly board: ReadonlySignal<Board>;
  stop(): void;
}

export async function liveBoard(): Promise<LiveBoard> {
  const board = signal(await boardItem.getValue());
  const stop = boardItem.watch(value => {
    board.value = value;
  });
  return { board, stop };
}
