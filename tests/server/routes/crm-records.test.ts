// The sample company's CRM records, asked for as the panel beside a record asks.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JourneyAnswer } from '#shared/schema/index.ts';
import { type CompanionApp, openCompanionApp } from './companion-app.ts';

let app: CompanionApp;
beforeAll(async () => {
  app = await openCompanionApp();
});
afterAll(() => app?.close());

async function record(type: string, id: string): Promise<JourneyAnswer> {
  return (await app.ask('GET', `/v1/journeys?system=hubspot&type=${type}&id=${id}`)).json();
}

test('a contact’s record has the person, what they did and what it became', async () => {
  const amelia = await record('contact', '501');
  expect(amelia.people.map(({ name, label }) => [name, label])).toEqual([
    ['Amelia Hart', 'amelia.hart@harrowgatehotels.example'],
  ]);
  const touches = amelia.events.filter(event => event.isTouch);
  expect(touches.map(({ channel, campaign }) => [channel, campaign])).toEqual([
    ['Paid Search', 'Commercial kettles'],
    ['Email', 'ebook-follow-up'],
    ['Organic Search', null],
    ['Paid Social', 'Retargeting'],
  ]);
  expect(amelia.events.map(event => event.kind)).toContain('booking');
  expect(amelia.conversions.at(-1)).toMatchObject({ kind: 'won', id: 'deal:hubspot:9001', amount: 12_000 });
});

test('a contact’s record names the others on the account, each with a lane of their own', async () => {
  const noor = await record('contact', '502');
  expect(noor.others.map(({ name, touches }) => [name, touches.length])).toEqual([
    ['Gareth Pugh', 1],
    ['Ines Moreau', 2],
  ]);
  expect(noor.othersLeftOut).toBe(0);
});

test('a deal’s record shares its amount over the touches of all its people, to the penny under every model', async () => {
  const deal = await record('deal', '9002');
  expect(deal.people.map(({ name }) => name)).toEqual(['Noor Rahman', 'Gareth Pugh', 'Ines Moreau']);
  expect(new Set(deal.events.map(({ person }) => person))).toEqual(new Set(deal.people.map(({ label }) => label)));
  const won = deal.conversions.find(({ kind }) => kind === 'won')!;
  expect(won.touches.map(({ milestones }) => milestones)).toEqual([
    ['first', 'lead'],
    [],
    [],
    ['opportunity', 'close', 'last'],
  ]);
  expect(won.touches.map(({ value }) => value!.linear)).toEqual([4650, 4650, 4650, 4650]);
  for (const model of Object.keys(won.touches[0].value!)) {
    const pence = won.touches.map(({ value }) => Math.round(value![model] * 100));
    expect([model, pence.reduce((sum, p) => sum + p, 0)]).toEqual([model, 1_860_000]);
  }
});

test('a company’s record is that of its people and deals', async () => {
  const company = await record('account', '7002');
  expect(company).toMatchObject({ kind: 'account', label: 'Larkspur Holiday Parks' });
  expect(company.people).toHaveLength(3);
  expect(company.conversions.map(({ kind }) => kind)).toEqual(['lead', 'lead', 'lead', 'opportunity', 'won']);
});
