// The currencies of ISO 4217 and how many decimals each has in the standard. Banks' and browsers' own tables differ
// (ICU shows the Iraqi dinar without decimals): the standard's number decides, everywhere.

import { DataError } from '#shared/errors.ts';

// Funds and metals without a minor unit (XAU, XDR, XTS, XXX …) are left out: nothing is sold or spent in them.
const byDecimals: readonly (readonly [number, string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
    COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
    MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
    STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
  // Withdrawn since 2018 and so still met in exports: Netherlands Antilles, Bulgaria, Cuba (convertible), Croatia,
  // Sierra Leone (old), Mauritania (old), São Tomé (old), Venezuela (old), Zimbabwe (old).
  [2, 'ANG BGN CUC HRK SLL MRO STD VEF ZWL'],
];

/** Every known code with its number of decimals, in the order of the alphabet. */
export const currencies: ReadonlyMap<string, number> = new Map(
  byDecimals
    .flatMap(([decimals, codes]) => codes.split(/\s+/).map(code => [code, decimals] as const))
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** Whether `code` is a known currency, in capitals as the standard writes it. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/**
 * How many decimals a currency's minor unit has: GBP 2, JPY 0, KWD 3, CLF 4.
 *
 * @throws DataError for a code that isn't in the list, with the list.
 */
export function decimalsOf(currency: string): number {
  const decimals = currencies.get(currency);
  if (decimals !== undefined) return decimals;
  throw new DataError({
    code: 'currency-unknown',
    what: `Unknown currency "${currency}"`,
    found: currency === '' ? 'an empty code' : `"${currency}"`,
    expected: `an ISO 4217 code: ${[...currencies.keys()].join(', ')}`,
    remedy: 'Write the three capital letters of the currency, or name the file’s currency when importing it.',
  });
}
