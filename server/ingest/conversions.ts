// The named conversions as SQL: from the SQL of a cleaned cell (trimmed, null spellings gone) to the SQL of a value. A
// cell that isn't empty and gives no value is unreadable: its row is set aside with `fault` as the reason.

import { currencies } from '#shared/currencies.ts';
import type { Conversion } from '#shared/formats/format.ts';
import { kinds } from '#shared/journeys/kinds.ts';
import { emailHashSql, isNobodysSql } from './email-hash.ts';
import { type DateOrder, daySql, instantBounds, instantSql } from './instants.ts';
import { areAll } from './known-texts.ts';
import { boundSql, type DecimalSign, decimalSql, minorFactorSql, minorSql } from './numbers.ts';
import { isOneOf, latinLetters, literal, lookUp } from './sql.ts';

/** What a conversion may need to know about its column and row. */
export interface ConversionContext {
  readonly zone: string;
  readonly order: DateOrder;
  readonly sign: DecimalSign;
  /** SQL of the row's currency code; null where no column and no option gives one. */
  readonly currency: string | null;
  /** The format's own system, before ids of contacts that name none. */
  readonly system: string;
  /**
   * Every text of the column, where the file is small enough to know them all; else null. Forms that none of them has need
   * no SQL: planning it takes longer than reading such a file.
   */
  readonly texts: readonly string[] | null;
  /** Platform texts of the file → platform id. */
  readonly platforms: ReadonlyMap<string, string>;
}

export interface Converted {
  readonly value: string;
  /** In words, after the cell: 'is not an amount'. Null: every text is readable. */
  readonly fault: string | null;
  /** A value outside of these is a fault too. */
  readonly bounds?: readonly [number, number];
  /** SQL of whether the cell says nothing after all: then it is no fault to have no value. */
  readonly isNothing?: string;
}

/** The fault of an id that a spreadsheet has damaged. */
export const roundedId = 'is an id that a spreadsheet has rounded';

/** Minor units that are kept exactly; what is more (an account's or a card's number) is no amount. */
const moneyBounds = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;

/** Numbers that a spreadsheet has rounded: 1.20213E+17. */
const damagedId = (cell: string): string =>
  `(contains(${cell}, '+') AND regexp_full_match(${cell}, '[0-9]+([.,][0-9]+)?[eE][+][0-9]+'))`;

// The usual ones first: an arm is only tried on rows that no arm before it took.
const currencyArms = [...new Set(['GBP', 'EUR', 'USD', ...currencies.keys()])].map(
  code => [code, literal(code)] as const,
);
const currencySigns = [
  ['€', "'EUR'"],
  ['£', "'GBP'"],
  ['US$', "'USD'"],
] as const;
/** Signs beside an amount that stand for one currency; a bare $, ¥ or kr is several countries'. Longer ones first. */
const amountSigns = [
  ['US$', 'USD'],
  ['CA$', 'CAD'],
  ['AU$', 'AUD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['R$', 'BRL'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₺', 'TRY'],
  ['₪', 'ILS'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
] as const;
const yes = ['true', '1', 'yes', 'y', 't', 'ja', 'wahr', 'oui', 'si', 'sí'];
const no = ['false', '0', 'no', 'n', 'f', 'nein', 'falsch', 'non'];
const list = (cell: string, marks: string): string =>
  `list_filter(list_transform(string_split_regex(${cell}, ${literal(marks)}), lambda x: trim(x)), lambda x: x <> '')`;

const first = (cell: string): string => `lower(trim(regexp_extract(${cell}, '^[^;,]*')))`;

const numeric: ReadonlySet<Conversion> = new Set(['money', 'micros', 'minor', 'count', 'number', 'percent']);

/** The entries of a vocabulary that the texts name; all of them where there is none, or the texts aren't known. */
function reached<T extends readonly [string, string]>(
  entries: readonly T[],
  texts: readonly string[] | null,
): readonly T[] {
  const found = new Set(texts?.map(text => text.toUpperCase()));
  const named = entries.filter(([key]) => found.has(key));
  return named.length === 0 ? entries : named;
}

/** The SQL of `as` over a cleaned cell. */
export function convert(as: Conversion, cell: string, context: ConversionContext): Converted {
  const converted = reading(as, cell, context);
  return numeric.has(as) ? { ...converted, isNothing: boundSql(cell) } : converted;
}

function reading(as: Conversion, cell: string, context: ConversionContext): Converted {
  switch (as) {
    case 'text':
    case 'url':
      return { value: cell, fault: null };
    case 'id':
      return {
        value: `CASE WHEN ${damagedId(cell)} THEN NULL ELSE ${cell} END`,
        fault: roundedId,
      };
    case 'phone':
      return {
        value: `CASE WHEN ${damagedId(cell)} OR NOT regexp_matches(${cell}, '[0-9]') THEN NULL ELSE ${cell} END`,
        fault: 'is not a phone number',
      };
    case 'email': {
      const fault = 'is not an e-mail address';
      const address = `WHEN regexp_full_match(${cell}, '[^@\\s]+@[^@\\s]+') THEN lower(${cell})`;
      if (areAll(context.texts, /^[^@\s]+@[^@\s]+$/)) return { value: `CASE ${address} END`, fault };
      return { value: `CASE ${address} ELSE ${emailHashSql(cell)} END`, fault, isNothing: isNobodysSql(cell) };
    }
    case 'email-hash':
      return { value: emailHashSql(cell), fault: null };
    case 'first-email':
      return {
        value: `CASE WHEN regexp_full_match(${first(cell)}, '[^@\\s]+@[^@\\s]+') THEN ${first(cell)} END`,
        fault: 'does not begin with an e-mail address',
      };
    case 'email-if-any':
      return {
        value: `CASE WHEN regexp_full_match(${cell}, '[^@\\s]+@[^@\\s]+[.][^@\\s.]+') THEN lower(${cell}) END`,
        fault: null,
      };
    case 'location': {
      // An address that has its query already needs none; else the last part is the query, unless it begins as a path.
      const whole = `regexp_replace(${cell}, '\\n[?]?([^/?\\n][^\\n]*)$', '?\\1')`;
      return {
        value: `CASE WHEN NOT contains(${cell}, chr(10)) THEN ${cell}
          WHEN contains(split_part(${cell}, chr(10), 1), '?') THEN split_part(${cell}, chr(10), 1)
          ELSE nullif(replace(${whole}, chr(10), ''), '') END`,
        fault: null,
      };
    }
    case 'someEmail':
      return {
        value: `CASE WHEN regexp_full_match(${cell}, '[^@\\s]+@[^@\\s]+[.][^@\\s]+') THEN lower(${cell}) END`,
        fault: null,
      };
    case 'somePhone':
      return {
        value: `CASE WHEN regexp_full_match(${cell}, '[+]?[0-9 ()./-]{7,24}') AND strlen(regexp_replace(${cell}, '[^0-9]', '', 'g')) >= 7 THEN ${cell} END`,
        fault: null,
      };
    case 'gaClient':
      return { value: `nullif(regexp_extract(${cell}, '(?:^|[.])([0-9]{4,}[.][0-9]{9,})$', 1), '')`, fault: null };
    case 'emails': {
      const parts = list(`lower(${cell})`, '[;,]');
      return {
        value: `CASE WHEN len(list_filter(${parts}, lambda x: NOT regexp_full_match(x, '[^@\\s]+@[^@\\s]+'))) = 0 THEN ${parts} END`,
        fault: 'is not a list of e-mail addresses',
      };
    }
    case 'ids': {
      const parts = list(cell, ';');
      return {
        value: `CASE WHEN ${damagedId(cell)} THEN NULL ELSE ${parts} END`,
        fault: roundedId,
      };
    }
    case 'contact':
      return {
        value: `CASE WHEN ${damagedId(cell)} THEN NULL WHEN contains(${cell}, ':') THEN ${cell} ELSE ${literal(`${context.system}:`)} || ${cell} END`,
        fault: roundedId,
      };
    case 'contacts':
      return {
        value: `CASE WHEN ${damagedId(cell)} THEN NULL ELSE list_transform(${list(cell, '[;,]')},
          lambda x: CASE WHEN contains(x, ':') THEN x ELSE ${literal(`${context.system}:`)} || x END) END`,
        fault: roundedId,
      };
    case 'first':
      return { value: `nullif(trim(split_part(${cell}, ';', 1)), '')`, fault: null };
    case 'id15':
      return {
        value: `CASE WHEN ${damagedId(cell)} THEN NULL WHEN strlen(${cell}) = 18 THEN left(${cell}, 15) ELSE ${cell} END`,
        fault: roundedId,
      };
    case 'resource':
      return {
        value: `CASE WHEN ${damagedId(cell)} THEN NULL ELSE nullif(regexp_extract(${cell}, '[^:/~]*$'), '') END`,
        fault: roundedId,
      };
    case 'keyword':
      return {
        value: `nullif(trim(regexp_replace(regexp_replace(${cell}, '^["\\[]+|["\\]]+$', '', 'g'), '(^|\\s)[+]', '\\1', 'g')), '')`,
        fault: null,
      };
    case 'domain':
      return {
        value: `nullif(regexp_extract(lower(${cell}), '^(?:[a-z]+://)?(?:www[.])?([^/:?#@\\s]+[.][^/:?#@\\s.]+)[.]?(?:[/:?#].*)?$', 1), '')`,
        fault: null,
      };
    case 'platform': {
      const arms = [...context.platforms].map(([text, id]) => [text, literal(id)] as const);
      return { value: arms.length > 0 ? lookUp(cell, arms, 'NULL') : cell, fault: 'is not a platform' };
    }
    case 'instant':
      return {
        value: instantSql(cell, context.zone, context.order, context.texts),
        fault: 'is not a date or time',
        bounds: instantBounds,
      };
    case 'day':
      return { value: daySql(cell, context.order, context.texts), fault: 'is not a day' };
    case 'money':
      return { value: money(decimal(cell, context), context), fault: 'is not an amount', bounds: moneyBounds };
    case 'product-list': {
      // A product's fourth part is the price of all its pieces; a list without one, of a product view, is no amount.
      const prices = `list_transform(string_split(${cell}, ','), lambda x: try_cast(split_part(x, ';', 4) AS DECIMAL(28, 9)))`;
      // Eleven digits before the point stay within the bounds in any currency; a larger sum is no amount.
      return { value: money(`try_cast(list_sum(${prices}) AS DECIMAL(20, 9))`, context), fault: null };
    }
    case 'micros':
      return {
        value: money(`(${decimal(cell, context)}) * CAST(0.000001 AS DECIMAL(7, 6))`, context),
        fault: 'is not an amount in millionths',
        bounds: moneyBounds,
      };
    case 'minor': {
      const number = decimal(cell, context);
      return {
        value: `try_cast(round(${number}, 0) AS BIGINT)`,
        fault: 'is not an amount in minor units',
        bounds: moneyBounds,
      };
    }
    case 'count': {
      const number = decimal(cell, context);
      return {
        value: `CASE WHEN ${number} = round(${number}, 0) THEN try_cast(${number} AS BIGINT) END`,
        fault: 'is not a whole number',
      };
    }
    case 'number':
      return { value: `CAST(${decimal(cell, context)} AS DOUBLE)`, fault: 'is not a number' };
    case 'percent':
      return {
        value: `CAST(${decimal(cell, context)} AS DOUBLE) / (CASE WHEN suffix(${cell}, '%') THEN 100 ELSE 1 END)`,
        fault: 'is not a percentage',
      };
    case 'rate': {
      const rate = decimal(cell, context, 18);
      return {
        value: `CASE WHEN ${rate} > 0 THEN rtrim(rtrim(CAST(${rate} AS VARCHAR), '0'), '.') END`,
        fault: 'is not a rate above zero',
      };
    }
    case 'currency':
      return {
        value: lookUp(`upper(${cell})`, reached([...currencyArms, ...currencySigns], context.texts), 'NULL'),
        fault: 'is not a currency code',
      };
    case 'amount-currency': {
      const code = `upper(regexp_extract(${cell}, '(?:^|[^${latinLetters}])([A-Za-z]{3})(?:[^${latinLetters}]|$)', 1))`;
      const signs = amountSigns.map(([sign, is]) => `WHEN contains(${cell}, ${literal(sign)}) THEN ${literal(is)}`);
      return { value: `coalesce(${lookUp(code, currencyArms, 'NULL')}, CASE ${signs.join(' ')} END)`, fault: null };
    }
    case 'boolean':
      return {
        value: `CASE WHEN ${isOneOf(`lower(${cell})`, yes)} THEN true WHEN ${isOneOf(`lower(${cell})`, no)} THEN false END`,
        fault: 'is neither true nor false',
      };
    case 'kind':
      return {
        value: lookUp(
          cell,
          kinds.map(kind => [kind, literal(kind)] as const),
          'NULL',
        ),
        fault: 'is not a kind of event',
      };
  }
}

const decimal = (cell: string, { sign, texts }: ConversionContext, scale?: 18): string =>
  decimalSql(cell, sign, texts, scale);

function money(decimal: string, context: ConversionContext): string {
  return minorSql(decimal, minorFactorSql(context.currency));
}
