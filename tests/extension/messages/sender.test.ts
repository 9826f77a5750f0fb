import '../fake-browser.ts';
import { expect, test } from 'vitest';
import type { MessageName } from '../../../extension/messages/messages.ts';
import { type Here, mayAsk } from '../../../extension/messages/sender.ts';

const here: Here = { id: 'ours', base: 'chrome-extension://ours/', isPaired: true, port: 4517, isSample: true };
const from = (url: string, more: object = {}) => ({ id: 'ours', url, frameId: 0, ...more });
const site = 'https://app.hubspot.com/contacts/1/record/0-1/2';
const replica = 'http://127.0.0.1:4517/replica/app.hubspot.com/contacts/1/record/0-1/2';

const names: MessageName[] = [
  'board',
  'pair',
  'unpair',
  'overlay',
  'report',
  'compare',
  'paths',
  'heard',
  'explain',
  'journey',
  'siteHealth',
  'siteHealths',
  'openLinks',
];
const allowed = (sender: object, now = here) => names.filter(name => mayAsk(sender, name, now));

test("the extension's own pages may ask everything, in a tab too", () => {
  expect(allowed(from('chrome-extension://ours/popup.html'))).toEqual(names);
});

test('a content script on a site may ask for answers, and may neither pair, unpair, see the other sites nor open links', () => {
  expect(allowed(from(site))).toEqual(
    names.filter(name => !['pair', 'unpair', 'siteHealths', 'openLinks'].includes(name)),
  );
});

test('nobody else is answered', () => {
  expect(allowed({ ...from(site), id: 'another' })).toEqual([]);
  expect(allowed(from('chrome-extension://another/popup.html'))).toEqual([]);
  expect(allowed(from('https://app.hubspot.com.evil.example/contacts/1'))).toEqual([]);
  expect(allowed(from('https://evil.example/?https://app.hubspot.com/'))).toEqual([]);
  expect(allowed(from('http://app.hubspot.com/contacts/1'))).toEqual([]);
  expect(allowed(from(site, { frameId: 7 }))).toEqual([]);
  expect(allowed({ id: 'ours' })).toEqual([]);
});

test("a replica page is answered while the workspace is the sample, and from the companion's own port only", () => {
  expect(mayAsk(from(replica), 'overlay', here)).toBe(true);
  expect(mayAsk(from(replica), 'pair', here)).toBe(false);
  expect(mayAsk(from(replica), 'overlay', { ...here, isSample: false })).toBe(false);
  expect(mayAsk(from(replica.replace('4517', '8080')), 'overlay', here)).toBe(false);
  expect(mayAsk(from('http://127.0.0.1:4517/docs'), 'overlay', here)).toBe(false);
});

test('before pairing a replica page is heard, so that it can be told to pair', () => {
  expect(mayAsk(from(replica), 'overlay', { ...here, isPaired: false, isSample: false })).toBe(true);
  expect(mayAsk(from(replica), 'pair', { ...here, isPaired: false, isSample: false })).toBe(false);
});
