// Properties that are worked out when they are first read: what a question doesn't need isn't decoded.

/** Defines a property that is computed when first read and is plain from then on. */
export function defineLazy(target: object, name: string, compute: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = compute();
      Object.defineProperty(target, name, { enumerable: true, configurable: true, writable: true, value });
      return value;
    },
  });
}
