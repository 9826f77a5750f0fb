// Pairing by the page's address, as the companion does when it opens the browser itself.

import { type ReadonlySignal, signal } from '@preact/signals';
import { type Trouble, troubleOf } from './answer.ts';

/** Null where the address has no code of six digits. The port is null where it has none that is one. */
export function codeInAddress(search: string): { code: string; port: number | null } | null {
  const asked = new URLSearchParams(search);
  const code = asked.get('code') ?? '';
  if (!/^\d{6}$/.test(code)) return null;
  const port = Number(asked.get('port') ?? Number.NaN);
  return { code, port: Number.isInteger(port) && port >= 1 && port <= 65535 ? port : null };
}

export function autoPair(
  given: ReturnType<typeof codeInAddress>,
  usualPort: number,
  pair: (code: string, port: number) => Promise<void>,
): ReadonlySignal<'busy' | 'paired' | Trouble | null> {
  const state = signal<'busy' | 'paired' | Trouble | null>(given ? 'busy' : null);
  if (!given) return state;
  pair(given.code, given.port ?? usualPort).then(
    () => {
      state.value = 'paired';
    },
    error => {
      state.value = troubleOf(error);
    },
  );
  return state;
}
