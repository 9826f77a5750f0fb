// The replica CRM's records are the sample's own: the engine must find a journey where the page has a record.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { crmRecords } from '../../../server/replica/crm/records.ts';
import { type CompanionApp, openCompanionApp } from '../routes/companion-app.ts';

let companion: CompanionApp;
beforeAll(async () => {
  companion = await openCompanionApp();
});
afterAll(() => companion.close());

const contacts = crmRecords().filter(({ type }) => type === '0-1');

test('contacts, companies and deals of the two long stories, and the contact that the exports lack', () => {
  expect(crmRecords().map(({ type, id, title }) => `${type} ${id} ${title}`)).toEqual([
    '0-1 501 Amelia Hart',
    '0-1 502 Noor Rahman',
    '0-1 503 Gareth Pugh',
    '0-1 504 Ines Moreau',
    '0-2 7001 Harrowgate Hotels',
    '0-2 7002 Larkspur Holiday Parks',
    '0-3 9001 Harrowgate Hotels – kettles for 14 houses',
    '0-3 9002 Larkspur Holiday Parks – site kitchens',
    '0-3 9003 Trade counter',
    '0-1 610 Penhallow Spa',
  ]);
});

test.each(contacts.map(({ email, title }) => [title, email as string]))(
  '%s is known by email',
  async (_title, email) => {
    expect((await companion.engine.journey({ key: email })).people).toHaveLength(1);
  },
);

test('deals are known by id, with the people that the page shows beside them', async () => {
  for (const { id, related } of crmRecords().filter(({ type }) => type === '0-3')) {
    const shown = related
      .filter(({ type }) => type === '0-1')
      .map(other => contacts.find(c => c.id === other.id)?.email);
    const { people } = await companion.engine.journey({ key: id });
    expect(people.map(({ label }) => label).sort()).toEqual(shown.sort());
  }
});

test('every record beside another is there, and is beside it in turn', () => {
  const records = crmRecords();
  for (const { type, id, related } of records) {
    for (const other of related) {
      const back = records.find(record => record.type === other.type && record.id === other.id);
      expect(back?.related).toContainEqual({ type, id });
    }
  }
});
