// Labels for where there is little room: what they all begin with, up to a slash, is left out, so that pages of one host are
// told apart by their paths.

/** ['a.example/x', 'a.example/y/z'] → ['/x', '/y/z']; labels that share no such beginning stay as they are. */
export function withoutCommonStart(labels: readonly string[]): string[] {
  if (labels.length < 2) return [...labels];
  let common = labels[0];
  for (const label of labels) while (!label.startsWith(common)) common = common.slice(0, -1);
  const end = common.lastIndexOf('/');
  return end <= 0 ? [...labels] : labels.map(label => label.slice(end));
}
