// What a page is about, in the words of its address: `/guides/hard-water/e-book` is the e-book's. Addresses that say nothing
// (ids, home pages) give nothing.

/** Path parts that every site has after a form, and that say nothing of it. */
const empty = new Set(
  'thank-you thanks thankyou thank success confirmation confirmed complete done submitted booked index home form forms'.split(
    ' ',
  ),
);

/**
 * The last telling part of a URL's path, in words: `https://x.example/contact/thank-you` → 'contact'. '' where there is none.
 *
 * @example pageWords('https://x.example/guides/hard_water.html?utm_source=a') // 'hard water'
 */
export function pageWords(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/, '');
  const parts = path
    .split('/')
    .map(part => part.replace(/\.(?:html?|php|aspx?)$/i, '').toLowerCase())
    // An id is none of anybody's words.
    .filter(part => part !== '' && part.length <= 32 && !/\d{3}|%/.test(part) && !empty.has(part));
  return (parts.at(-1) ?? '').replaceAll(/(?<=[a-z]{2})[-_](?=[a-z]{2})|_/g, ' ').trim();
}
