// Labels for where there is little room: what they all begin with, up to a slash, is left out, so that pages of one host are
// told apart by their paths; and of what is still too wide, the beginning stays.

/** ['a.example/x', 'a.example/y/z'] → ['/x', '/y/z']; labels that share no such beginning stay as they are. */
export function withoutCommonStart(labels: readonly string[]): string[] {
  if (labels.length < 2) return [...labels];
  let common = labels[0];
  for (const label of labels) while (!label.startsWith(common)) common = common.slice(0, -1);
  const end = common.lastIndexOf('/');
  return end <= 0 ? [...labels] : labels.map(label => label.slice(end));
}

const graphemes = new Intl.Segmenter();

/**
 * As much of the beginning as fits, with '…' after it: 'Kettles…'. It is isolated, so that the dots of a name that is
 * written from right to left stand at its left.
 */
export function shortenTo(widthPx: number, label: string, widthOf: (text: string) => number): string {
  if (widthOf(label) <= widthPx) return label;
  const ends = [...graphemes.segment(label)].map(({ index }) => index);
  let [fits, tooMany] = [0, ends.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (widthOf(`${label.slice(0, ends[middle])}…`) <= widthPx) fits = middle;
    else tooMany = middle;
  }
  return `\u2068${label.slice(0, ends[fits])}…\u2069`;
}
