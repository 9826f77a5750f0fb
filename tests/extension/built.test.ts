// What the built content script may not hold: the page's cookies, storage and requests are none of our business. Run after
// `wxt build`, as `npm test` does.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../../.output/chrome-mv3/', import.meta.url);
const scripts = () => readdirSync(new URL('content-scripts/', folder)).filter(name => name.endsWith('.js'));
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

const forbidden = [
  /\bdocument\s*\.\s*cookie\b/,
  /\bcookieStore\b/,
  /\blocalStorage\b/,
  /\bsessionStorage\b/,
  /\bindexedDB\b/,
  /\bcaches\s*\./,
  /\bfetch\s*\(/,
  /\bXMLHttpRequest\b/,
  /\bsendBeacon\b/,
  /\bWebSocket\b/,
  /\bEventSource\b/,
  /\beval\s*\(/,
  /\bnew Function\b/,
  // A request made by an element.
  /createElement\(\s*["'`](?:img|iframe|script|link|form)["'`]/,
];

test('the content script reads no cookie, no storage and no request of the page, and makes none', () => {
  expect(scripts().length).toBeGreaterThan(0);
  const found = scripts().flatMap(name => {
    const code = read(`content-scripts/${name}`);
    return forbidden.flatMap(pattern => {
      const at = code.search(pattern);
      return at < 0 ? [] : [`${name}: ${code.slice(Math.max(0, at - 60), at + 60)}`];
    });
  });
  expect(found).toEqual([]);
});

test('the walk would see such a call', () => {
  expect(forbidden.some(pattern => pattern.test('const c=document.cookie;'))).toBe(true);
  expect(forbidden.some(pattern => pattern.test('await fetch("https://a.example")'))).toBe(true);
});

test('the manifest asks for storage and loopback, and for nothing else', () => {
  const manifest = JSON.parse(read('manifest.json'));
  expect(manifest.permissions).toEqual(['storage']);
  expect(manifest.host_permissions).toEqual(['http://127.0.0.1/*']);
  expect(manifest.content_scripts.map((script: { world?: string }) => script.world ?? 'ISOLATED')).toEqual([
    'ISOLATED',
  ]);
});
