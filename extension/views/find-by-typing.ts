// Which of several labels someone means who types its first letters. Typing one letter again and again goes through all
// that begin with it.

const PAUSE_MS = 800;

export interface Typed {
  readonly text: string;
  /** Milliseconds of the event's own clock. */
  readonly at: number;
}

/** What stands typed after one more key; a pause begins anew. */
export const typeOn = (before: Typed, key: string, at: number): Typed => ({
  text: at - before.at > PAUSE_MS ? key : before.text + key,
  at,
});

/** The place of the label meant, from `current` on and around; -1: none. A label's later words count where no first word fits. */
export function findByTyping(labels: readonly string[], typed: string, current: number): number {
  const text = typed.toLowerCase();
  const isOneLetter = [...text].every(letter => letter === text[0]);
  const wanted = isOneLetter ? text[0] : text;
  // One letter moves on; more letters may still mean where we stand.
  const from = isOneLetter ? current + 1 : current;
  const order = labels.map((_, i) => (from + i + labels.length) % labels.length);
  const lower = labels.map(label => label.toLowerCase());
  const first = order.find(i => lower[i].startsWith(wanted));
  return first ?? order.find(i => lower[i].split(/[^a-z0-9]+/).some(word => word.startsWith(wanted))) ?? -1;
}
