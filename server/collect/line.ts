// A journal line that every reader of JSON takes. A text that was cut in the middle of a letter of two UTF-16 units (a page's
// title, after an emoji's first half) is legal in JavaScript's JSON and refused by others: its whole hit would be lost.

/** The line with U+FFFD in place of each half letter. */
export function wellFormed(line: string): string {
  // Half letters are all that JSON.stringify writes so.
  if (!line.includes('\\ud')) return line;
  return line.replace(/\\(?:ud[89a-f][0-9a-f]{2}|.)/g, found => (found.length === 6 ? '\ufffd' : found));
}
