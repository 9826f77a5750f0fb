// Salesforce writes one record's id in two lengths. Of 18 characters the last three only say which of the first 15 are
// capitals; the records keep 15.

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The last three characters of the 18: each stands for five of the 15, a bit for each capital. */
function checkOf(id: string): string {
  return [0, 5, 10]
    .map(from => {
      const capitals = [...id.slice(from, from + 5)].map((char, i) => (/[A-Z]/.test(char) ? 2 ** i : 0));
      return letters[capitals.reduce<number>((sum, bit) => sum + bit, 0)];
    })
    .join('');
}

/**
 * What a record may be kept as that is asked for by this key: the key, and where it ends in an id of 18 characters the same
 * with the 15.
 *
 * @example spellingsOf('0065g00000AAAAAAA5') // ['0065g00000AAAAAAA5', '0065g00000AAAAA']
 */
export function spellingsOf(key: string): string[] {
  const [, prefix, id, check] = /^(.*:)?([0-9A-Za-z]{15})([A-Z0-5]{3})$/.exec(key) ?? [];
  return id !== undefined && checkOf(id) === check ? [key, `${prefix ?? ''}${id}`] : [key];
}
