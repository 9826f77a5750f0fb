// Now, for ages that are shown: it moves on every half minute, while the page is open.

import { type ReadonlySignal, signal } from '@preact/signals';

export function clock(everyMs = 30_000): ReadonlySignal<number> {
  const now = signal(Date.now());
  setInterval(() => {
    now.value = Date.now();
  }, everyMs);
  return now;
}
