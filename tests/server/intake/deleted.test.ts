// HubSpot deletes a contact's data for good at the person's wish, and says so: the person is forgotten here too.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { hubspot } from '../../../server/webhooks/hubspot.ts';
import { type Collected, collected, hit } from './collected.ts';

let company: Collected;
afterEach(() => company.close());

const occurredAt = Date.parse('2026-10-05T10:00:00Z');
const told = (...events: object[]) =>
  hubspot
    .lines(Buffer.from(JSON.stringify(events.map(event => ({ objectId: 71, occurredAt, ...event })))), occurredAt)
    .map(({ line }) => line);
const property = (propertyName: string, propertyValue: string, objectId = 71) => ({
  subscriptionType: 'contact.propertyChange',
  objectId,
  propertyName,
  propertyValue,
});

/** Ada (71) in the CRM with a browser of hers, and Bob (72). */
async function open(): Promise<void> {
  company = await collected();
  await company.write(
    hit('2026-10-01T10:00:00Z', { visitor: 'visitor-ada', kind: 'form', email: 'ada@north.example' }),
    hit('2026-10-01T11:00:00Z', { visitor: 'visitor-bob', kind: 'form', email: 'bob@south.example' }),
  );
  await company.writeTo(
    'hubspot-webhook',
    ...told(
      { subscriptionType: 'contact.creation' },
      property('email', 'ada@north.example'),
      property('firstname', 'Ada Augusta'),
      property('email', 'bob@south.example', 72),
      { subscriptionType: 'deal.creation', objectId: 9 },
      {
        subscriptionType: 'deal.associationChange',
        associationType: 'DEAL_TO_CONTACT',
        fromObjectId: 9,
        toObjectId: 71,
      },
    ),
  );
  await company.drain();
}

const emails = async () =>
  (await company.store.all<{ email: string }>('SELECT email FROM contact WHERE email IS NOT NULL')).map(
    row => row.email,
  );
const known = async () =>
  (await company.store.all<{ visitor: string }>("SELECT visitor FROM event WHERE visitor NOT LIKE '~%'")).map(
    row => row.visitor,
  );
const journal = () =>
  ['hits/2026-10-01', 'hubspot-webhook/2026-10-05']
    .map(day => readFileSync(join(company.folder, 'journal', `${day}.ndjson`), 'utf8'))
    .join('');

test('a privacy deletion forgets that contact’s person, and nobody else', async () => {
  await open();
  expect((await emails()).sort()).toEqual(['ada@north.example', 'bob@south.example']);
  expect(journal()).toContain('Ada Augusta');
  await company.writeTo('hubspot-webhook', ...told({ subscriptionType: 'contact.privacyDeletion' }));
  expect(await company.drain()).toMatchObject({ isChanged: true, withdrawn: 1, problems: [] });
  expect(await emails()).toEqual(['bob@south.example']);
  expect(await known()).toEqual(['visitor-bob']);
  for (const word of ['ada@north.example', 'Ada Augusta', 'visitor-ada']) expect(journal()).not.toContain(word);
  // Both hits and the deal are there still, and the deal is still somebody's.
  expect(await company.store.all('SELECT count(*)::INTEGER AS n FROM event')).toEqual([{ n: 2 }]);
  const people = await company.store.all<{ person: string }>('SELECT person FROM deal_person');
  expect(people.map(({ person }) => person.startsWith('user:~'))).toEqual([true]);
  // Once is enough, and a message that comes late brings nobody back.
  expect(await company.drain()).toMatchObject({ isChanged: false, withdrawn: 0 });
  await company.writeTo('hubspot-webhook', ...told(property('email', 'ada@north.example'), property('city', 'Ockham')));
  await company.drain();
  expect(journal()).not.toContain('Ockham');
  expect(await emails()).toEqual(['bob@south.example']);
});

test('of a contact that nobody knows here it is kept for later that it is forgotten', async () => {
  await open();
  await company.writeTo('hubspot-webhook', ...told({ subscriptionType: 'contact.privacyDeletion', objectId: 99 }));
  expect(await company.drain()).toMatchObject({ withdrawn: 1 });
  expect((await emails()).length).toBe(2);
  await company.writeTo('hubspot-webhook', ...told(property('email', 'eve@x.example', 99)));
  await company.drain();
  expect(await emails()).not.toContain('eve@x.example');
});

test.each([
  ['an ordinary deletion', { subscriptionType: 'contact.deletion' }],
  ['a merge', { subscriptionType: 'contact.merge' }],
  ['a privacy deletion of something else', { subscriptionType: 'company.privacyDeletion' }],
])('%s forgets nobody', async (_what, event) => {
  await open();
  await company.writeTo('hubspot-webhook', ...told(event, { subscriptionType: 'contact.creation', objectId: 80 }));
  expect(await company.drain()).toMatchObject({ withdrawn: 0 });
  expect((await emails()).length).toBe(2);
});

test('a line of another channel that says the same forgets nobody', async () => {
  await open();
  const line = {
    ...JSON.parse(hit('2026-10-06T10:00:00Z', { kind: 'custom', name: 'x' })),
    forget: 'contact:hubspot:71',
  };
  await company.write(JSON.stringify(line));
  expect(await company.drain()).toMatchObject({ withdrawn: 0, kept: 1 });
  expect((await emails()).length).toBe(2);
});
