import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildLink } from '#shared/links/build-link.ts';
import { readTags } from '#shared/sources/utm.ts';

const tags = { source: 'newsletter', medium: 'email', campaign: 'spring-sale' };
const made = (url: string) => buildLink({ url, ...tags })?.link;
const written = 'utm_source=newsletter&utm_medium=email&utm_campaign=spring-sale';

describe('the tags', () => {
  test.each([
    ['https://acme.com', `https://acme.com?${written}`],
    ['https://acme.com/a?', `https://acme.com/a?${written}`],
    ['https://acme.com/a?b=1&c', `https://acme.com/a?b=1&c&${written}`],
    ['https://acme.com/a#top', `https://acme.com/a?${written}#top`],
    ['https://acme.com/a?b=%20x+y%2F#/route', `https://acme.com/a?b=%20x+y%2F&${written}#/route`],
    ['https://acme.com/a?b=1?c=2', `https://acme.com/a?b=1?c=2&${written}`],
    [' https://acme.com/a ', `https://acme.com/a?${written}`],
  ])('go behind the query and before the fragment of %s, and the rest stays as it is', (url, expected) => {
    expect(made(url)).toBe(expected);
  });

  test('stand in one order, whatever is given, and are escaped', () => {
    const link = buildLink({
      url: 'https://a.com',
      content: 'é & b',
      term: 'red shoes',
      campaignId: '12',
      ...tags,
    })?.link;
    expect(link).toBe(`https://a.com?${written}&utm_id=12&utm_term=red%20shoes&utm_content=%C3%A9%20%26%20b`);
  });

  test('an address in other letters is written as browsers send it', () => {
    expect(made('https://bücher.example/straße')).toBe(`https://xn--bcher-kva.example/stra%C3%9Fe?${written}`);
  });

  test('what is no http address makes no link', () => {
    for (const url of [
      '',
      'acme.com',
      'javascript:alert(1)',
      'mailto:a@b.c',
      'ftp://acme.com',
      'https://',
      'http://a b',
    ])
      expect(made(url), url).toBeUndefined();
  });

  test('read back, they are what was given', () => {
    const value = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).map(text => text.trim());
    fc.assert(
      fc.property(value, value, (source, campaign) => {
        const link = buildLink({
          url: 'https://a.com/?x=1#y',
          source: `s${source}`,
          medium: 'email',
          campaign: `c${campaign}`,
        });
        // What reading tidies up (control characters, runs of space, escapes within escapes) is no matter of writing.
        fc.pre(!/[\p{Cc}%]|\s\s|[{[]|__|[^\S ]/u.test(source + campaign));
        const { tagged } = readTags(link?.link ?? '');
        expect([tagged.source, tagged.campaign]).toEqual([`s${source}`, `c${campaign}`]);
      }),
    );
  });
});

describe('what gives way', () => {
  test('old tags of any tracker, in the query and in the fragment', () => {
    const built = buildLink({
      url: 'https://a.com/?utm_source=x&UTM_Content=y&keep=1&mtm_campaign=z#/r?utm_term=t&tab=2',
      ...tags,
    });
    expect(built?.link).toBe(`https://a.com/?keep=1&${written}#/r?tab=2`);
    expect(built?.replaced).toEqual(['utm_source', 'utm_content', 'mtm_campaign', 'utm_term']);
  });

  test('a fragment of nothing but tags goes wholly', () => {
    expect(made('https://a.com/#utm_source=x')).toBe(`https://a.com/?${written}`);
    expect(made('https://a.com/#/r?utm_source=x')).toBe(`https://a.com/?${written}#/r`);
  });

  test('click ids of the click that the address was copied from; an affiliate’s mark stays', () => {
    const built = buildLink({ url: 'https://a.com/?gclid=abc&fbclid=d&mc_eid=p&aff_id=7&irclickid=9', ...tags });
    expect(built?.link).toBe(`https://a.com/?aff_id=7&irclickid=9&${written}`);
    expect(built?.clickIds).toEqual(['gclid', 'fbclid', 'mc_eid']);
  });

  test('made from a link that it made, it is the same link', () => {
    const once = made('https://a.com/?b=1#c') as string;
    expect(made(once)).toBe(once);
  });
});
