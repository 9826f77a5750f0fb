// What is known of a column's texts before it is read.

/** Whether every text is of the pattern: false where the texts aren't known, or there is none. */
export function areAll(texts: readonly string[] | null, pattern: RegExp): boolean {
  return texts !== null && texts.length > 0 && texts.every(text => pattern.test(text));
}
