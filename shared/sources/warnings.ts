// Warnings about a source that more than one reader acts on: the words are written here and looked for here.

const UNFILLED = 'holds a placeholder that was never filled in';

/** The warning that `what` (a parameter, a column) holds `{campaignid}`, `{{ad.id}}` or the like as it stands. */
export function unfilledWarning(what: string): string {
  return `${what} ${UNFILLED}; it counts as missing.`;
}

/** True for a warning of `unfilledWarning`, and for any text that has one in it. */
export function isUnfilledWarning(text: string): boolean {
  return text.includes(UNFILLED);
}
