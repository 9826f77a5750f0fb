// One line on a terminal that says how far a long piece of work is, how fast it goes and how long it still takes; nothing at
// all where stderr is no terminal.

import { createPace, paceText } from '#shared/pace.ts';
import type { Io } from './io.ts';
import { plain, shorten } from './table.ts';

const barWidth = 24;
const pauseMs = 80;

export interface ProgressBar {
  /** `done` and `total` in bytes. */
  show(what: string, done: number, total: number): void;
  clear(): void;
}

/** `now`: milliseconds of a clock that only goes forward. */
export function progressBar(io: Io, now: () => number = () => performance.now()): ProgressBar {
  if (!io.isErrorTerminal) return { show: () => {}, clear: () => {} };
  const paceOf = createPace();
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    show(what, done, total) {
      const at = now();
      const pace = paceOf(what, done, total, at);
      if (at - shownAt < pauseMs) return;
      shownAt = at;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const full = Math.round(share * barWidth);
      const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
      const words = paceText(pace);
      const line = `${plain(what)}${words && share < 1 ? ` · ${words}` : ''}`;
      const room = Math.max(10, Math.min(io.width, 200) - bar.length - 3);
      // The rate is what the eye looks for: where there is no room for all, the file's name gives way.
      const fits = line.length <= room || !words ? line : words;
      io.err(`\r\u001b[K${bar}  ${shorten(fits, room)}`);
    },
    clear() {
      if (shownAt !== Number.NEGATIVE_INFINITY) io.err('\r\u001b[K');
    },
  };
}
