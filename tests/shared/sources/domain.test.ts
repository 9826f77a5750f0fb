import { describe, expect, it } from 'vitest';
import { hostOf, isSameSite, siteOf, withoutWww } from '#shared/sources/domain.ts';

describe('hostOf', () => {
  it.each([
    ['https://user:pw@Shop.X.com:8080/a?b#c', 'shop.x.com'],
    ['http://x.com', 'x.com'],
    ['x.com/path', 'x.com'],
    ['x.com:8080/path', 'x.com'],
    ['//x.com/path', 'x.com'],
    ['www.x.com.', 'www.x.com'],
    ['https://x.com?u=a@b.com', 'x.com'],
    ['android-app://com.google.android.gm/', 'com.google.android.gm'],
    ['http://localhost:3000/', 'localhost'],
    ['http://[::1]:80/', '[::1]'],
    ['http://192.168.0.1/', '192.168.0.1'],
    ['https://bücher.de/', 'xn--bcher-kva.de'],
    ['$direct', ''],
    ['(direct)', ''],
    ['google', ''],
    ['about:blank', ''],
    ['data:text/html,hi', ''],
    ['chrome-extension://abcdef/page.html', ''],
    ['mailto:a@b.com', ''],
    ['', ''],
  ])('of %s is "%s"', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });
});

describe('one site', () => {
  it('holds both ways between a domain and its subdomain', () => {
    expect(isSameSite('shop.x.com', 'x.com')).toBe(true);
    expect(isSameSite('x.com', 'shop.x.com')).toBe(true);
    expect(isSameSite('a.x.co.uk', 'b.x.co.uk')).toBe(true);
  });

  it('is never judged by the end or the middle of the text', () => {
    expect(isSameSite('netflix.com', 'x.com')).toBe(false);
    expect(isSameSite('x.com', 'netflix.com')).toBe(false);
    expect(isSameSite('x.com.evil.org', 'x.com')).toBe(false);
    expect(isSameSite('a.co.uk', 'b.co.uk')).toBe(false);
  });

  it('keeps customers of one host apart', () => {
    expect(isSameSite('a.github.io', 'b.github.io')).toBe(false);
    expect(isSameSite('a.myshopify.com', 'b.myshopify.com')).toBe(false);
  });

  it('is the host itself for addresses without a domain', () => {
    expect(siteOf('localhost')).toBe('localhost');
    expect(isSameSite('192.168.0.1', '192.168.0.1')).toBe(true);
    expect(isSameSite('192.168.0.1', '192.168.0.2')).toBe(false);
    expect(isSameSite('', '')).toBe(false);
  });
});

describe('withoutWww', () => {
  it('takes a leading www off, and only where a domain remains', () => {
    expect(withoutWww('www.acme.com')).toBe('acme.com');
    expect(withoutWww('www.com')).toBe('www.com');
    expect(withoutWww('wwwacme.com')).toBe('wwwacme.com');
  });
});
