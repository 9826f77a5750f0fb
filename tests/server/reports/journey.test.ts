import { afterEach, expect, test } from 'vitest';
import { prepare } from '#shared/report/index.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { explain } from '../../../server/reports/explain.ts';
import { journey } from '../../../server/reports/journey.ts';
import type { Store } from '../../../server/store/store.ts';
import { type Records, storeOf } from '../journeys/records.ts';

let store: Store | undefined;
afterEach(async () => {
  await store?.close();
  store = undefined;
});

async function open(records: Records, settings: Partial<Settings> = {}) {
  const all = { ...defaultSettings, ...settings };
  store = await storeOf(records);
  return { store, answers: prepare(await buildWorkspace(store, all), all) };
}

const ask = async (records: Records, key: string, settings: Partial<Settings> = {}) => {
  const { store, answers } = await open(records, settings);
  return journey(store, answers, key);
};

/** Ann: Google ad, two emails, a form; her deal was won for £100.00. Bob, a colleague, came by Facebook. */
const acme: Records = {
  events: [
    { at: '2026-03-02 10:00', visitor: 'v1', from: 'ad', url: 'https://shop.example/pricing?x=1' },
    { at: '2026-03-04 10:00', visitor: 'v1', from: 'email' },
    { at: '2026-03-06 10:00', visitor: 'v1', from: 'email' },
    { at: '2026-03-06 10:05', visitor: 'v1', kind: 'form', email: 'ann@acme.com' },
    { at: '2026-03-07 09:00', visitor: 'v2', from: 'facebook' },
    { at: '2026-03-07 09:30', visitor: 'v2', kind: 'form', email: 'bob@acme.com' },
    { at: '2026-03-08 09:00', visitor: 'v9', from: 'organic' },
  ],
  deals: [
    {
      id: '77',
      name: 'Acme licence',
      amount: 100_00,
      created: '2026-03-10 10:00',
      won: '2026-04-01 10:00',
      stage: 'Closed won',
      accountName: 'Acme',
      accountDomain: 'acme.com',
      people: ['*email:ann@acme.com'],
    },
  ],
};

test('colleagues stand in one order, whoever was imported first', async () => {
  const form = (email: string) => ({ at: '2026-03-06 10:00', kind: 'form' as const, from: 'direct' as const, email });
  for (const emails of [
    ['ann@acme.com', 'cat@acme.com', 'bob@acme.com'],
    ['bob@acme.com', 'cat@acme.com', 'ann@acme.com'],
  ]) {
    const opened = await open({ ...acme, events: emails.map(form) }, { dealPeople: 'account' });
    for (const key of ['Acme', 'deal:77']) {
      const { people } = await journey(opened.store, opened.answers, key);
      expect(people.map(person => person.label)).toEqual(['ann@acme.com', 'bob@acme.com', 'cat@acme.com']);
    }
    await opened.store.close();
  }
});

test('a person is told in plain words, with their visits, lead and deal', async () => {
  const answer = await ask(acme, 'Ann@Acme.com');
  expect(answer).toMatchObject({ kind: 'person', label: 'ann@acme.com', currency: 'GBP' });
  expect(answer.summary).toBe(
    'First came from a Google ad ‘Brand’ on 2 March 2026, back twice through email; filled in a form on 6 March. ' +
      'Acme licence: won £100.00 on 1 April.',
  );
  expect(answer.people).toEqual([
    {
      id: 'email:ann@acme.com',
      keys: ['email:ann@acme.com', 'visitor:v1'],
      label: 'ann@acme.com',
      name: null,
      account: 'Acme',
      accountHow: 'domain',
      firstSeen: '2026-03-02T10:00:00Z',
    },
  ]);
  expect(answer.links).toEqual([
    { a: 'visitor:v1', b: 'email:ann@acme.com', how: 'exact email', hard: true, from: 'all.csv:5' },
  ]);
  expect(answer.events.map(e => [e.at.slice(5, 16), e.kind, e.channel, e.isTouch, e.from])).toEqual([
    ['03-02T10:00', 'visit', 'Paid Search', true, 'all.csv:2'],
    ['03-04T10:00', 'visit', 'Email', true, 'all.csv:3'],
    ['03-06T10:00', 'visit', 'Email', true, 'all.csv:4'],
    ['03-06T10:05', 'form', 'Direct', false, 'all.csv:5'],
  ]);
  expect(answer.conversions.map(c => [c.kind, c.label, c.amount, c.state, c.from])).toEqual([
    ['lead', 'ann@acme.com', null, null, 'all.csv:5'],
    ['opportunity', 'Acme licence', 100, 'won', 'all.csv:9'],
    ['won', 'Acme licence', 100, 'won', 'all.csv:9'],
  ]);
});

test('a person’s colleagues are told with their touches, and those on a deal aren’t told twice', async () => {
  const touches = [
    { at: '2026-03-07T09:00:00Z', channel: 'Paid Social', source: 'facebook', campaign: 'Retargeting', keyword: null },
  ];
  const bob = { id: 'email:bob@acme.com', label: 'bob@acme.com', name: null, touches };
  const ann = await ask(acme, 'ann@acme.com');
  expect([ann.others, ann.othersLeftOut]).toEqual([[bob], 0]);
  await store!.close();
  expect((await ask(acme, '77')).others).toEqual([bob]);
  await store!.close();
  expect((await ask(acme, 'acme.com')).others).toEqual([]);
});

test('of a large account the 24 who came first are told, and how many more there are', async () => {
  const events = Array.from({ length: 30 }, (_, i) => ({
    at: `2026-03-01 10:${String(59 - i).padStart(2, '0')}`,
    visitor: `v${i}`,
    kind: 'form' as const,
    email: `p${i}@acme.com`,
  }));
  const { others, othersLeftOut } = await ask({ ...acme, events: [...acme.events!, ...events] }, 'ann@acme.com');
  // Bob and 30 others; the 30 came before Bob, the last of them first.
  expect([others.length, othersLeftOut, others[0].label]).toEqual([24, 7, 'p29@acme.com']);
});

test('each touch of a conversion shows its milestones, place and credit under every model, adding up to the amount', async () => {
  const answer = await ask(acme, '77');
  expect(answer).toMatchObject({ kind: 'deal', label: 'Acme licence' });
  const won = answer.conversions.find(c => c.kind === 'won')!;
  expect(won.touches.map(t => [t.channel, t.from, t.landingPage, t.milestones])).toEqual([
    ['Paid Search', 'all.csv:2', 'shop.example/pricing', ['first']],
    ['Email', 'all.csv:3', null, []],
    // The form came five minutes after the second email: that visit made the lead, and none came after it.
    ['Email', 'all.csv:4', null, ['lead', 'opportunity', 'close', 'last']],
  ]);
  // £100.00 in three equal parts: the first touch gets the odd penny.
  expect(won.touches.map(t => t.value!.linear)).toEqual([33.34, 33.33, 33.33]);
  for (const model of Object.keys(won.touches[0].value!)) {
    const pence = won.touches.reduce((sum, t) => sum + Math.round(t.value![model] * 100), 0);
    expect(pence, model).toBe(10_000);
  }
});

test('an account has all of its people and deals', async () => {
  const answer = await ask(acme, 'acme.com');
  expect(answer).toMatchObject({ kind: 'account', label: 'Acme' });
  expect(answer.people.map(p => p.label)).toEqual(['ann@acme.com', 'bob@acme.com']);
  expect(answer.conversions.map(c => [c.kind, c.label])).toEqual([
    ['lead', 'ann@acme.com'],
    ['lead', 'bob@acme.com'],
    ['opportunity', 'Acme licence'],
    ['won', 'Acme licence'],
  ]);
});

test('with the whole account’s touches a colleague’s deal is theirs too', async () => {
  expect((await ask(acme, 'bob@acme.com')).conversions.map(c => c.kind)).toEqual(['lead']);
  await store!.close();
  const whole = await ask(acme, 'bob@acme.com', { dealPeople: 'account' });
  expect(whole.conversions.map(c => c.kind)).toEqual(['lead', 'opportunity', 'won']);
});

/** Two companies that a CRM calls by one name, each with a person who came another way and a deal that names nobody. */
const namesakes: Records = {
  events: [
    { at: '2026-03-02 10:00', visitor: 'v1', from: 'ad' },
    { at: '2026-03-02 10:05', visitor: 'v1', kind: 'form', email: 'ann@one.example' },
    { at: '2026-03-03 10:00', visitor: 'v2', from: 'facebook' },
    { at: '2026-03-03 10:05', visitor: 'v2', kind: 'form', email: 'bob@two.example' },
  ],
  accounts: [
    { id: '1', system: 'hubspot', name: 'Acme' },
    { id: '2', system: 'hubspot', name: 'Acme' },
  ],
  contacts: [
    { id: '101', email: 'ann@one.example', account: '1' },
    { id: '102', email: 'bob@two.example', account: '2' },
  ],
  deals: [
    { id: 'd1', name: 'First', amount: 100_00, accountId: '1' },
    { id: 'd2', name: 'Second', amount: 200_00, accountId: '2' },
  ].map(deal => ({ ...deal, system: 'hubspot', created: '2026-03-10', won: '2026-04-01' })),
};

test('of two companies of one name each has its own people and deals', async () => {
  const { store, answers } = await open(namesakes);
  const told = async (key: string) => {
    const { people, conversions } = await journey(store, answers, key);
    const won = conversions.filter(({ kind }) => kind === 'won');
    return [
      people.map(({ label }) => label),
      won.map(({ label }) => label),
      won.flatMap(({ touches }) => touches.map(({ channel }) => channel)),
    ];
  };
  for (const key of ['d1', 'ann@one.example', 'account:hubspot:1'])
    expect(await told(key), key).toEqual([['ann@one.example'], ['First'], ['Paid Search']]);
  for (const key of ['d2', 'bob@two.example', 'account:hubspot:2'])
    expect(await told(key), key).toEqual([['bob@two.example'], ['Second'], ['Paid Social']]);
});

test('where only primary people count, a deal’s journey is theirs', async () => {
  const deal = { ...acme.deals![0], people: ['email:ann@acme.com', '*email:bob@acme.com'] };
  const answer = await ask({ ...acme, deals: [deal] }, '77', { dealPeople: 'primary' });
  expect(answer.people.map(({ label }) => label)).toEqual(['bob@acme.com']);
  expect(answer.others.map(({ label }) => label)).toEqual(['ann@acme.com']);
  expect(answer.summary).toContain('Facebook');
});

test('a Salesforce id is found in both of its lengths', async () => {
  const records: Records = {
    ...acme,
    deals: [
      {
        ...acme.deals![0],
        id: '0065g00000AbCdE',
        system: 'salesforce',
        people: ['contact:salesforce:0035g00000ConAA'],
      },
    ],
    contacts: [{ id: '0035g00000ConAA', system: 'salesforce', email: 'ann@acme.com' }],
  };
  const { store, answers } = await open(records);
  // AbCdE: capitals in places 1, 3 and 5 are 1 + 4 + 16 = 21, V. ConAA: 1, 4 and 5, 1 + 8 + 16 = 25, Z.
  for (const key of ['0065g00000AbCdE', '0065g00000AbCdEAAV', 'deal:salesforce:0065g00000AbCdEAAV'])
    expect(await journey(store, answers, key)).toMatchObject({ kind: 'deal', label: 'Acme licence' });
  expect(await journey(store, answers, '0035g00000ConAAAAZ')).toMatchObject({ kind: 'person', label: 'ann@acme.com' });
});

test('a visitor whom nobody knows has visits and no conversion', async () => {
  const answer = await ask(acme, 'v9');
  expect(answer).toMatchObject({ kind: 'person', label: 'v9', conversions: [] });
  expect(answer.summary).toBe('First came from a Google search on 8 March 2026.');
  expect(answer.events.map(e => e.isTouch)).toEqual([true]);
});

test('orders and their refunds are the person’s', async () => {
  const answer = await ask(
    {
      events: [
        { at: '2026-03-02 10:00', visitor: 'v1', from: 'ad' },
        { at: '2026-03-02 11:00', visitor: 'v1', kind: 'order', order: 'o1', amount: 50_00, email: 'ann@acme.com' },
        { at: '2026-03-20 11:00', visitor: 'v1', kind: 'refund', order: 'o1', amount: 20_00 },
      ],
    },
    'visitor:v1',
  );
  expect(answer.conversions.map(c => [c.kind, c.label, c.amount])).toEqual([
    ['order', 'o1', 50],
    ['refund', 'o1', -20],
  ]);
  expect(answer.summary).toBe(
    'First came from a Google ad ‘Brand’ on 2 March 2026. Ordered £50.00 on 2 March. o1: £20.00 given back on 20 March.',
  );
});

test('a won deal without a date says why it earns nobody anything', async () => {
  const answer = await ask({ deals: [{ id: '5', name: 'North', created: '2026-03-01' }] }, 'deal:5');
  expect(answer.conversions.map(c => [c.kind, c.at, c.unattributed])).toEqual([
    ['opportunity', '2026-03-01T00:00:00Z', 'no touch before the conversion'],
    ['won', '', 'won without a date'],
  ]);
  expect(answer.summary).toBe('No visit of theirs is known. North: won £100.00 on a day that is not known.');
});

test('a key that nobody has is said to be unknown', async () => {
  await expect(ask(acme, 'nobody@nowhere.example')).rejects.toThrow('Nobody is known by "nobody@nowhere.example"');
});

test('a receipt names the file and line of every touch', async () => {
  const { store, answers } = await open(acme);
  const receipt = await explain(store, answers, { by: 'channel', value: 'Email', model: 'linear' });
  expect(receipt.conversions).toHaveLength(1);
  expect(receipt.conversions[0]).toMatchObject({
    label: 'Acme licence',
    from: 'all.csv:9',
    // 33.33 + 33.33.
    value: 66.66,
    arithmetic: '£100.00 × (33.3333 % + 33.3333 %) = £66.66 (rounded so that all shares add up to £100.00)',
  });
  expect(receipt.conversions[0].path.map(s => [s.step, s.from, s.isThis])).toEqual([
    ['Paid Search · Brand', 'all.csv:2', false],
    ['Email · Nurture', 'all.csv:3', true],
    ['Email · Nurture', 'all.csv:4', true],
  ]);
});
