// The page must never hear of us: whatever the browser calls us by goes through `guard`. A page may have replaced or taken
// away anything we use; then that part is silent, and the rest goes on.

export const guard =
  <A extends unknown[], R>(work: (...given: A) => R) =>
  (...given: A): R | undefined => {
    try {
      return work(...given);
    } catch {
      // Nothing to tell anybody.
    }
  };

/** Each of them, whatever becomes of the others. */
export const run = (...parts: (() => unknown)[]): void => {
  for (const part of parts) guard(part)();
};

/** On the window and in the capture phase: the page can't stop what it doesn't see first. */
export const on = (type: string, work: (event: never) => void): void =>
  addEventListener(type, guard(work) as EventListener, true);

/** 128 random bits in digits. */
export const random = (): string => crypto.getRandomValues(new Uint32Array(4)).join('');
