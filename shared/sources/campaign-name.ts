// The form in which campaign names are compared. Two platforms' names may be equal in it; the platform is compared too.

/**
 * A campaign name for comparison: Unicode compatibility form, lower case, each run of space _ - + . / | as one space.
 * Empty stays empty; idempotent.
 *
 * @example normaliseCampaignName('UK_Brand - Search|2026') // 'uk brand search 2026'
 */
export function normaliseCampaignName(text: string): string {
  // Lower-casing can undo the compatibility form (and the other way round), so both run twice.
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFKC').toLowerCase();
  return folded.replace(/[\s_\-+./|]+/g, ' ').trim();
}
