// The conservation law, as a check: what was imported is what rows hold, what none holds, and what is excluded. Each side
// is added up by itself from the conversions; money must meet to the minor unit.

import type { Conservation } from '#shared/schema/answer.ts';
import { type Balance, majorByCurrency } from './balance.ts';
import type { Basis } from './basis.ts';
import { cleanCount, goalValue } from './figures.ts';

/** Credit given out, and credit that fell outside the range. */
interface Given {
  readonly attributed: number;
  readonly outside: number;
}

/**
 * imported = attributed + unattributed + excluded, in the goal's unit and in conversions.
 *
 * @param given the goal's credit: counts, or minor units
 * @param counted how many conversions that credit stands for; null to leave their check out
 */
export function conservationOf(basis: Basis, balance: Balance, given: Given, counted: Given | null): Conservation {
  const isMoney = basis.goal.unit === 'money';
  const share = isMoney ? 'value' : 'count';
  const number = isMoney ? 'valued' : 'count';
  const imported = balance.imported[share];
  const unattributed = balance.unattributed[share];
  const excluded = balance.excluded[share] + given.outside;
  const conversions = {
    imported: balance.imported[number],
    attributed: cleanCount(counted?.attributed ?? 0),
    unattributed: balance.unattributed[number],
    excluded: cleanCount(balance.excluded[number] + (counted?.outside ?? 0)),
  };
  // Shares such as ⅓ don't add up to a whole number in doubles.
  const noise = 1e-6 * Math.max(1, conversions.imported);
  const rest = given.attributed + unattributed + excluded - imported;
  const restCount = conversions.attributed + conversions.unattributed + conversions.excluded - conversions.imported;
  const value = (n: number) => goalValue(basis.goal, n, basis.currency);
  return {
    imported: value(imported),
    attributed: value(given.attributed),
    unattributed: value(unattributed),
    excluded: value(excluded),
    conversions,
    ...(isMoney && balance.unconverted.size > 0 ? { unconverted: majorByCurrency(balance.unconverted) } : {}),
    holds: (isMoney ? rest === 0 : Math.abs(rest) <= noise) && (counted === null || Math.abs(restCount) <= noise),
  };
}
