// The one writer of the board. Every open page watches it and asks anew when it changes, so it is written only when
// something did: `seenAt` alone, which moves with every answer, is written once a minute.

import type { Board } from '../state/board.ts';
import { boardItem } from '../state/board.ts';

const seenEveryMs = 60_000;

export class BoardKeeper {
  /** As it stands, which may be newer than what is written. */
  #board: Board | undefined;
  #written: Board | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** From what the worker before this one left. */
  async get(): Promise<Board> {
    if (!this.#board) {
      const found = await boardItem.getValue();
      // Whoever asked at the same time may have been first, and have changed it since.
      this.#board ??= found;
      this.#written ??= found;
    }
    return this.#board;
  }

  async change(part: Partial<Board>): Promise<Board> {
    this.#board = { ...(await this.get()), ...part };
    const board = this.#board;
    const { seenAt: seen, ...rest } = board;
    const { seenAt: seenBefore, ...before } = this.#written!;
    const isSeen = (seen ?? 0) - (seenBefore ?? 0) < seenEveryMs;
    if (isSeen && JSON.stringify(rest) === JSON.stringify(before)) return board;
    this.#written = board;
    this.#last = this.#last.catch(() => {}).then(() => boardItem.setValue(board));
    await this.#last;
    return board;
  }
}
