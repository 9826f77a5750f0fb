// How names are compared and shown: campaigns are the same where only case and separators differ. A reader's usual
// mistake: the normalised form is for comparing, never for showing.

/** What stands for a missing dimension value. */
export const NOT_SET = '(not set)';

/**
 * A name as it is compared: NFKC, lower case, runs of space `_ - + . / |` one space, none at the ends.
 *
 * @example normaliseName('Spring_Sale | UK') // 'spring sale uk'
 */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-+./|]+/g, ' ')
    .trim();
}

/** A keyword as it is compared: as a name, without the marks of its match type (`[exact]`, `"phrase"`). */
export function normaliseKeyword(keyword: string): string {
  return normaliseName(keyword.replace(/[[\]"]/g, ' '));
}

/** The slug of an unknown platform's name, as spend rows of it carry: `Capterra Ads` is `capterra-ads`. */
export function slug(text: string): string {
  return normaliseName(text).replaceAll(' ', '-');
}

/** Order by code units: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
