import { expect, test } from 'vitest';
import { linkCounts, linkWords } from '../../../extension/panel/links.ts';

const mail = { a: 'visitor:v-81', b: 'email:ann@acme.example', how: 'exact email', hard: true, from: 'events.csv:3' };
const phone = { a: 'phone:+441632960001', b: 'contact:hubspot:7', how: 'phone', hard: false, from: 'contacts.csv:2' };

test('a link says how it was made and between what', () => {
  expect(linkWords(mail)).toBe('exact email: visitor v-81, email ann@acme.example');
  expect(linkWords(phone)).toBe('phone: phone +441632960001, contact hubspot:7');
});

test('soft links are counted as what may be wrong', () => {
  expect([linkCounts([mail]), linkCounts([mail, phone]), linkCounts([phone, phone])]).toEqual([
    '1',
    '2, one may be wrong',
    '2, 2 may be wrong',
  ]);
});
