import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanUrl, withoutEmails } from '#shared/collect/clean-url.ts';
import { clickIdParams } from '#shared/sources/click-ids.ts';

const page = 'https://www.acme.example/contact';
/** The card number that every payment provider gives for tests, and one digit off it. */
const card = '4111111111111111';

test.each([
  ['an e-mail address', '?email=anna%40x.example&a=1', '?email=&a=1'],
  ['unencoded, with a plus, under any name', '?who=anna+shop@x.example#top', '?who=#top'],
  ['encoded twice', '?who=anna%2540x.example', '?who='],
  ['within another value', '?next=%2Fa%3Femail%3Danna%40x.example', '?next='],
  ['without a name', '?anna%40x.example&b=2', '?&b=2'],
  ['as a name', '?anna@x.example=1&b=2', '?&b=2'],
  ['of an international domain', '?m=anna%40b%C3%BCcher.example', '?m='],
  ['in a campaign parameter', '?utm_content=anna%40x.example&utm_source=news', '?utm_content=&utm_source=news'],
  ['a password', '?password=hunter2&pass=1&userPwd=x', '?password=&pass=&userPwd='],
  ['a card and its code', '?cardNumber=1&cc=2&cvv=3&card%5Bcode%5D=4', '?cardNumber=&cc=&cvv=&card%5Bcode%5D='],
  ['a bank account', '?iban=DE89370400440532013000&userIBAN=x', '?iban=&userIBAN='],
  [
    'tokens, secrets, sessions',
    '?access_token=a&clientSecret=b&PHPSESSID=c',
    '?access_token=&clientSecret=&PHPSESSID=',
  ],
  ['a token in an address in a value', '?next=%2Freset%3Ftoken%3Dabc', '?next='],
  ['a session in the path', '/cart;jsessionid=1A2B?x=1', '/cart;jsessionid=?x=1'],
  ['an address in the path', '/unsubscribe/anna%40x.example/now', '/unsubscribe//now'],
  ['a card number under any name', `?q=${card}`, '?q='],
  ['as it is printed', '?q=4111+1111+1111+1111&r=4111-1111-1111-1111', '?q=&r='],
  ['a fragment of parameters', '#access_token=abc&state=7', '#access_token=&state=7'],
  ['a fragment that is an address', '#/reset/anna@x.example?token=abc&a=1', '#/reset/?token=&a=1'],
])('%s goes', (_what, sent, kept) => {
  expect(cleanUrl(page + sent)).toBe(page + kept);
});

test('who is named before the host goes', () => {
  expect(cleanUrl('https://anna:pw@x.example@www.acme.example/a@b?c')).toBe('https://www.acme.example/a@b?c');
});

test.each([
  ['one digit off a card number', '?q=4111111111111112'],
  ['twelve and twenty digits', '?a=411111111111&b=41111111111111111111'],
  ['campaign ids, though they pass as card numbers', `?utm_id=${card}&campaignid=${card}&utm_session_id=${card}`],
  ['click ids, whatever is in them', `?gclid=a%40b.example@c&wbraid=${card}&_kx=a.b@c.de`],
  ['a mail tool’s own mark, though called a token', '?sfmc_token=abc&mkt_tok=eyJ&pi_session=1'],
  ['words that only hold such a word', '?discard=1&postcard=2&compass=3&caliban=4&accent=5'],
  ['an at that makes no address', '?handle=@acme&see=x.example/@ann.dev&at=a@b&map=@51.5,-0.12'],
  ['what is no proper encoding', '?a=%zz&b=%&c=%E0%A4&d=100%25&&=&e'],
  ['an order in the path', `/orders/${card}`],
])('%s stay', (_what, sent) => {
  expect(cleanUrl(page + sent)).toBe(page + sent);
});

test('any address without such values comes out byte for byte', () => {
  // No @ in any encoding, no run of 13 digits, and none of the words: letters from which they can't be written.
  const value = fc.string({
    unit: fc.constantFrom(...'bxyz79-._~!*,:/%+', '%20', '%C3%BC', '%zz', 'ü', '😀'),
    maxLength: 12,
  });
  const name = fc.oneof(value, fc.constantFrom(...clickIdParams, 'utm_source', 'utm_campaign', 'campaignid', 'ref'));
  const parts = fc.array(
    fc.oneof(
      fc.tuple(name, value).map(pair => pair.join('=')),
      value,
    ),
    { maxLength: 6 },
  );
  const url = fc
    .tuple(fc.constantFrom('https://', 'http://', ''), value, parts, fc.boolean(), parts, fc.boolean())
    .map(
      ([scheme, path, query, hasQuery, fragment, hasFragment]) =>
        `${scheme}${scheme && 'xyz.example'}/${path}${hasQuery ? `?${query.join('&')}` : ''}${hasFragment ? `#${fragment.join('&')}` : ''}`,
    );
  fc.assert(
    fc.property(url, text => {
      expect(cleanUrl(text)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test('an e-mail address under any name goes, and cleaning twice is cleaning once', () => {
  fc.assert(
    fc.property(
      fc.emailAddress().filter(one => !one.includes('/@')),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      (address, url) => {
        const [base] = url.split('#');
        const sent = `${base}${base.includes('?') ? '&' : '?'}who=${encodeURIComponent(address)}`;
        const kept = cleanUrl(sent);
        expect(kept.endsWith('who=')).toBe(true);
        expect(cleanUrl(kept)).toBe(kept);
      },
    ),
  );
});

test('a long address that seems to hold one all over is looked at once', () => {
  const long = `${page}?q=${'a@b.'.repeat(20_000)}`;
  const before = performance.now();
  cleanUrl(long);
  cleanUrl(`${page}?${'a'.repeat(100_000)}`);
  // Looked at from every place anew it would take minutes.
  expect(performance.now() - before).toBeLessThan(20_000);
});

test('a title loses the addresses in it and nothing else', () => {
  expect(withoutEmails('Thanks, anna.b@x.example! – Acme @ home')).toBe('Thanks, ! – Acme @ home');
});
