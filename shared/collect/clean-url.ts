// Takes out of an address what a form sent by GET, or a mail's link, leaves there: e-mail addresses, passwords, tokens, card
// numbers. It works on the text and not on `URL`, which writes an address anew: all else stays byte for byte, as click ids
// must. Digits within a path are left: there they are an order's or a product's.

import { clickIdOf, clickIdParams } from '#shared/sources/click-ids.ts';
import { plainParameters, taggedParameters } from '#shared/sources/parameters.ts';

const clickIds: ReadonlySet<string> = new Set(clickIdParams);
const campaign: ReadonlySet<string> = new Set(
  [taggedParameters, plainParameters].flatMap(byField => Object.values(byField).flat()),
);

// One character before the @ is enough to tell, and keeps a long text from being searched over and over; after a slash it is a
// page's own name (medium.com/@ann.dev).
const email = /[^\s@<>"(),:;/]@(?:[\p{L}\p{N}-]+\.)+(?:\p{L}{2,}|xn--[a-z0-9-]+)/u;
const wholeEmail = /[^\s@<>"'(),:;/?&=]{1,64}@(?:[\p{L}\p{N}-]+\.)+(?:\p{L}{2,}|xn--[a-z0-9-]+)/gu;

// Words of their own where they are also part of others: discard, compass, caliban.
const secretName =
  /passw|passphrase|passcode|pwd|secret|token|session|sessid|credit_?card|card_?(?:num|no(?![a-z])|holder|code)|(?:^|[^a-z])(?:pass|cards?|cc|cvv2?|cvc2?|iban)(?:$|[^a-z])/;

/** Words run together (`cardNumber`, `userIBAN`) are parted first. */
const isSecretName = (name: string): boolean =>
  secretName.test(name.replace(/([a-z\d])(?=[A-Z])/g, '$1_').toLowerCase()) || secretName.test(name.toLowerCase());

/** An address within a value: its own parameters count too. */
const nestedName = /[?&;#]([^=?&;#]{1,100})=/g;

/** 13 to 19 digits in one, or parted as cards print them. */
const digitRuns = /(?<!\d)(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})(?!\d)/g;

function holdsCardNumber(text: string): boolean {
  for (const [run] of text.matchAll(digitRuns)) if (passesLuhn(run.replace(/\D/g, ''))) return true;
  return false;
}

/** The check digit of payment cards. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return sum % 10 === 0;
}

/** Decoded as often as it was encoded, three times at most; what is no UTF-8 stays encoded. */
function decoded(text: string): string {
  // What most texts are.
  if (!/[+%]/.test(text)) return text;
  let plain = text.replaceAll('+', ' ');
  for (let i = 0; i < 3 && plain.includes('%'); i++) {
    plain = plain.replace(/(?:%[0-9a-f]{2})+/gi, found => {
      try {
        return decodeURIComponent(found);
      } catch {
        return found.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent);
      }
    });
  }
  return plain;
}

const holdsEmail = (plain: string): boolean => plain.includes('@') && email.test(plain);

/** Whether what one part of a query or fragment carries must go. */
function mustGo(name: string, value: string): boolean {
  if (value === '') return false;
  const known = decoded(name).toLowerCase();
  // Values of their platform, which nobody may change.
  if (clickIds.has(known)) return false;
  const plain = decoded(value);
  // A plus is a space, or one in `anna+shop@x.example`: the rest of it tells.
  if (holdsEmail(plain)) return true;
  if (campaign.has(known) || known.startsWith('utm_') || clickIdOf(known)) return false;
  if (isSecretName(decoded(name)) || (plain.length >= 13 && holdsCardNumber(plain))) return true;
  for (const [, nested] of plain.matchAll(nestedName)) if (isSecretName(nested)) return true;
  return false;
}

function cleanParts(query: string): string {
  return query
    .split('&')
    .map(part => {
      const cut = part.indexOf('=');
      const [name, value] = cut === -1 ? ['', part] : [part.slice(0, cut), part.slice(cut + 1)];
      if (holdsEmail(decoded(name))) return '';
      return mustGo(name, value) ? part.slice(0, cut + 1) : part;
    })
    .join('&');
}

function cleanPath(path: string): string {
  if (!/[;@%]/.test(path)) return path;
  return path
    .replace(/;([^=;/]*)=([^;/]*)/g, (part, name: string, value: string) => (mustGo(name, value) ? `;${name}=` : part))
    .split('/')
    .map(segment => (holdsEmail(decoded(segment)) ? '' : segment))
    .join('/');
}

/** A fragment is a mark, a list of parameters (`#access_token=…`), or a whole address (`#/reset?email=…`). */
function cleanFragment(fragment: string): string {
  const cut = fragment.indexOf('?');
  const head = cut === -1 ? fragment : fragment.slice(0, cut);
  const cleaned = head.includes('=') ? cleanParts(head) : cleanPath(head);
  return cut === -1 ? cleaned : `${cleaned}?${cleanParts(fragment.slice(cut + 1))}`;
}

/**
 * The address without personal data in its parameters, fragment and path. Click ids stay as they are, campaign parameters
 * too unless they hold an e-mail address. O(length).
 *
 * @example cleanUrl('https://x.com/a?email=anna%40x.example&gclid=Cj0&q=red') → 'https://x.com/a?email=&gclid=Cj0&q=red'
 */
export function cleanUrl(url: string): string {
  const [, head, path, query = '', fragment = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*|)([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(
    url,
  )!;
  return [
    head.replace(/\/\/.*@/s, '//'),
    cleanPath(path),
    query && `?${cleanParts(query.slice(1))}`,
    fragment && `#${cleanFragment(fragment.slice(1))}`,
  ].join('');
}

/** A text, such as a page's title, without the e-mail addresses in it. */
export const withoutEmails = (text: string): string => (text.includes('@') ? text.replace(wholeEmail, '') : text);
