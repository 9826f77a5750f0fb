// One line on a terminal that says how far a long piece of work is; nothing at all where stderr is no terminal.

import type { Io } from './io.ts';
import { plain, shorten } from './table.ts';

const barWidth = 24;
const pauseMs = 80;

export interface ProgressBar {
  show(what: string, done: number, total: number): void;
  clear(): void;
}

export function progressBar(io: Io): ProgressBar {
  if (!io.isErrorTerminal) return { show: () => {}, clear: () => {} };
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    show(what, done, total) {
      const now = performance.now();
      if (now - shownAt < pauseMs) return;
      shownAt = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const full = Math.round(share * barWidth);
      const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
      const room = Math.max(10, Math.min(io.width, 200) - bar.length - 3);
      io.err(`\r\u001b[K${bar}  ${shorten(plain(what), room)}`);
    },
    clear() {
      if (shownAt !== Number.NEGATIVE_INFINITY) io.err('\r\u001b[K');
    },
  };
}
