import { expect, test } from 'vitest';
import { importFixture, instant } from './import-fixture.ts';
import { journeyOf } from './journey-of.ts';

const events = 'SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY line';
const form = 2;
const chat = 4;
const custom = 10;
const ada = 'ada.byron@analytical.example';

test("reads Intercom's conversations: one chat of its many messages, none of what the company began", async () => {
  const { answer, all } = await importFixture('intercom-conversations/conversations.csv', { zone: 'America/New_York' });
  expect(answer).toMatchObject({ format: 'intercom-conversations', read: 3, kept: 2, duplicates: 1, rejected: 0 });
  const rows = await all(events);
  expect(rows).toMatchObject([
    { id: '9001', kind: chat, email: ada, user_id: 'u-1' },
    { id: '9002', kind: custom, email: 'bela@homes.example' },
  ]);
  expect(instant(rows[0].at)).toBe('2026-03-02T10:15:00.000Z'); // UTC
});

test("reads Intercom's contacts; utm attributes are a form at the sign-up", async () => {
  const { answer, all } = await importFixture('intercom-contacts/users.csv');
  expect(answer).toMatchObject({ format: 'intercom-contacts', read: 2, kept: 2, rejected: 0 });
  expect(await all('SELECT id, email, name FROM contact ORDER BY id')).toEqual([
    { id: '5f2c0a8e1d7b4a66', email: ada, name: 'Ada Byron' },
    { id: '5f2c0a8e1d7b4a67', email: 'bela@homes.example', name: 'Bela Kovacs' },
  ]);
  expect(await all(events)).toMatchObject([{ kind: form, source: 'google', medium: 'cpc', campaign: 'Brand' }]);
});

test('Intercom contacts and conversations meet in one person; the chat is a touch of its page’s source', async () => {
  const { keys, conversions } = await journeyOf(
    ['intercom-contacts/users.csv', 'intercom-conversations/conversations.csv'],
    ada,
  );
  expect(keys).toEqual(['contact:intercom:5f2c0a8e1d7b4a66', `email:${ada}`, 'user:u-1']);
  expect(conversions).toEqual([`lead ${ada}: Paid Search google / cpc (Brand)`]);
});

test("reads LiveChat's chats, of visitors without an address too", async () => {
  const { answer, all } = await importFixture('livechat-chats/chats.csv', { zone: 'Europe/London' });
  expect(answer).toMatchObject({ format: 'livechat-chats', read: 2, kept: 2, rejected: 0 });
  expect(await all(events)).toMatchObject([
    { id: 'PWJ8Y4THAV', kind: chat, email: ada, referrer: 'https://www.google.com/' },
    { id: 'Q1Z0000002', kind: chat, email: null },
  ]);
  // The page's gclid beats the referrer, which alone would be organic.
  expect((await journeyOf(['livechat-chats/chats.csv'], ada)).conversions).toEqual([
    `lead ${ada}: Paid Search google / cpc`,
  ]);
});

test("reads Drift's conversations by the last page that the person came in by, and its contacts", async () => {
  const { answer, all } = await importFixture('drift-conversations/conversations.csv');
  expect(answer).toMatchObject({ format: 'drift-conversations', read: 2, kept: 2, rejected: 0 });
  expect(await all(events)).toMatchObject([
    { id: '77001', kind: chat, email: ada, contact_id: 'drift:3300', source: 'linkedin', campaign: 'Builders' },
    { id: '77002', source: null },
  ]);
  const contacts = await importFixture('drift-conversations/contacts.csv');
  expect(await contacts.all(events)).toMatchObject([{ kind: chat, email: 'cara@dunn.example', source: 'newsletter' }]);
  const { conversions } = await journeyOf(['drift-conversations/conversations.csv'], ada);
  expect(conversions).toEqual([`lead ${ada}: Paid Social linkedin / paid_social (Builders)`]);
});
