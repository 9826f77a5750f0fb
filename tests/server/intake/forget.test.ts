import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ConnectionError } from '#shared/errors.ts';
import { prepare, report } from '#shared/report/index.ts';
import { importFile } from '../../../server/ingest/import.ts';
import { forget } from '../../../server/intake/forget.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { journey } from '../../../server/reports/journey.ts';
import { type Collected, collected, hit, now } from './collected.ts';

let company: Collected;
afterEach(() => company.close());

const ada = 'visitor-ada-desk';
const adaPhone = 'visitor-ada-phone';
const ad =
  'https://www.acme.example/pricing?utm_source=google&utm_medium=cpc&utm_campaign=Brand&gclid=Cj0KCQabcDEF_123&session=77#frag';

/** Ada on two devices: an ad click, a form, and an order; a contact and a deal of hers. Bob came by an e-mail and ordered. */
async function open(): Promise<void> {
  company = await collected({ currency: 'GBP' });
  await company.write(
    hit('2026-10-01T10:00:00Z', { visitor: ada, url: ad, referrer: 'https://www.google.com/search?q=ada' }),
    hit('2026-10-01T10:05:00Z', { visitor: ada, url: 'https://www.acme.example/demo?token=secret' }),
    hit('2026-10-01T10:06:00Z', {
      visitor: ada,
      kind: 'form',
      name: 'demo',
      email: 'ada@north.example',
      phone: '+44 20 7946 0018',
      properties: { company: 'North of Ada' },
    }),
    hit('2026-10-03T10:00:00Z', {
      visitor: adaPhone,
      url: 'https://www.acme.example/?utm_source=news&utm_medium=email&utm_campaign=Autumn',
    }),
    hit('2026-10-03T10:01:00Z', {
      visitor: adaPhone,
      kind: 'identify',
      email: 'ada@north.example',
      user_id: 'user-ada',
    }),
    hit('2026-10-03T10:02:00Z', {
      visitor: adaPhone,
      kind: 'order',
      order_id: 'A-1',
      amount: '49.90',
      currency: 'GBP',
    }),
    hit('2026-10-04T10:00:00Z', {
      visitor: 'visitor-bob',
      url: 'https://www.acme.example/?utm_source=news&utm_medium=email&utm_campaign=Autumn',
    }),
    hit('2026-10-04T10:02:00Z', {
      visitor: 'visitor-bob',
      kind: 'order',
      order_id: 'B-1',
      amount: '10.00',
      currency: 'GBP',
    }),
  );
  await company.drain();
  await importText('deals.csv', deals);
}

const deals = `deal_id,name,email,created_at,won_at,amount,currency
d1,North,ada@north.example,2026-10-05T10:00:00Z,2026-10-10T10:00:00Z,1000.00,GBP
`;

async function importText(name: string, text: string) {
  const { writeFileSync } = await import('node:fs');
  const path = join(company.folder, name);
  writeFileSync(path, text);
  return importFile(company.store, { path }, company.settings);
}

async function answers() {
  return prepare(await buildWorkspace(company.store, company.settings), company.settings);
}

/** Per channel and campaign: visits, leads, revenue under three models. */
async function sums(): Promise<unknown> {
  const ready = await answers();
  return ['first-touch', 'last-touch', 'linear'].map(model =>
    report(ready, { models: [model], by: ['channel', 'campaign'] }).rows.map(
      ({ channel, campaign, visits, leads, won, revenue }) => ({ channel, campaign, visits, leads, won, revenue }),
    ),
  );
}

/** All text that the database's rows and the journal's files hold. */
async function everything(): Promise<string> {
  const tables = await company.store.all<{ name: string }>('SELECT table_name AS name FROM duckdb_tables()');
  const rows: string[] = [];
  for (const { name } of tables)
    rows.push(JSON.stringify(await company.store.all(`SELECT CAST(t AS VARCHAR) AS t FROM "${name}" t`)));
  const folder = join(company.folder, 'journal', 'hits');
  const files = readdirSync(folder).filter(name => !/^\d{8}\./.test(name));
  return [...rows, ...files.map(name => readFileSync(join(folder, name), 'utf8'))].join('\n');
}

const names = [ada, adaPhone, 'ada@north', '7946', 'user-ada', 'Cj0KCQabcDEF', 'secret', 'North of Ada', 'q=ada'];

test('a forgotten person is nowhere any more, and no sum has moved', async () => {
  await open();
  const before = await sums();
  // Won: two orders and the deal, £49.90 + £10.00 + £1,000.00.
  expect(report(await answers(), {}).totals).toMatchObject({ visits: 3, won: 3, revenue: 1059.9 });
  for (const name of names) expect(await everything(), name).toContain(name);
  const done = await forget(company.store, company.folder, ['ada@north.example'], company.settings, { now });
  // Keys: two browsers, an address, a phone, a user id. Six of the eight events were Ada's, six lines of the journal.
  expect(done).toMatchObject({ people: 1, keys: 5, events: 6, dealPeople: 1, journalLines: 6, files: [] });
  expect(done.before).toEqual({ events: 8, deals: 1, amounts: 105_990, identified: 8, contacts: 0 });
  expect(done.after).toEqual({ events: 8, deals: 1, amounts: 105_990, identified: 2, contacts: 0 });
  const left = await everything();
  for (const name of names) expect(left, name).not.toContain(name);
  expect(left).toContain('visitor-bob');
  expect(await sums()).toEqual(before);
  await expect(journey(company.store, await answers(), 'ada@north.example')).rejects.toThrow();
});

test('a company’s deals keep the touches of people who were known as its own by their address alone', async () => {
  await open();
  // Nobody is named on North Two and South Two: they take their companies' people. Ada is North's by the deal's domain; of
  // South only Cy's deal tells that its people write from south.example, so Dee is one of them.
  await company.write(
    hit('2026-10-05T10:00:00Z', { visitor: 'v-dee', url: 'https://www.acme.example/?utm_source=bing&utm_medium=cpc' }),
    hit('2026-10-05T10:01:00Z', { visitor: 'v-dee', kind: 'form', email: 'dee@south.example' }),
  );
  await company.drain();
  await importText(
    'companies.csv',
    `deal_id,name,account,domain,email,created_at,won_at,amount,currency
n2,North Two,,north.example,,2026-10-06T10:00:00Z,2026-10-11T10:00:00Z,300.00,GBP
s1,South One,South Ltd,,cy@south.example,2026-10-06T10:00:00Z,2026-10-11T10:00:00Z,20.00,GBP
s2,South Two,South Ltd,,,2026-10-06T10:00:00Z,2026-10-11T10:00:00Z,7.00,GBP
`,
  );
  const before = await sums();
  // First touch: Ada's ad has her order of £49.90 and £1,000 + £300, Dee's South Two's £7; s1 is Cy's, who never came.
  const [first] = before as { campaign: string; channel: string; revenue: number }[][];
  expect(first.find(({ campaign }) => campaign === 'Brand')).toMatchObject({ revenue: 1349.9 });
  expect(first.filter(({ channel }) => channel === 'Paid Search').map(({ revenue }) => revenue)).toContain(7);
  for (const key of ['ada@north.example', 'cy@south.example', 'dee@south.example']) {
    await forget(company.store, company.folder, [key], company.settings, { now });
    expect(await sums(), key).toEqual(before);
  }
  const left = await everything();
  for (const name of ['ada@', 'cy@', 'dee@', 'v-dee']) expect(left, name).not.toContain(name);
});

test('importing again what told of a forgotten person changes nothing', async () => {
  await open();
  await importText(
    'contacts.csv',
    `Record ID,First Name,Last Name,Email,Phone Number,Create Date,Last Modified Date
71,Ada,North,ada@north.example,020 7946 0018,2026-10-02 10:00,2026-10-02 10:00
`,
  );
  await importText('extra.csv', 'visitor_id,ts,event,email\n,2026-10-02T10:00:00Z,call,ada@north.example\n');
  const original = readFileSync(join(company.folder, 'journal/hits/2026-10-01.ndjson'), 'utf8');
  const before = await sums();
  const done = await forget(company.store, company.folder, ['ada@north.example'], company.settings, { now });
  expect(done).toMatchObject({ contacts: 1, files: ['contacts.csv', 'extra.csv'] });
  expect(await sums()).toEqual(before);
  const all = async () =>
    JSON.stringify([
      await company.store.all('SELECT CAST(e AS VARCHAR) AS e FROM (SELECT * EXCLUDE row_id FROM event) e ORDER BY 1'),
      await company.store.all('SELECT system, id, email, name FROM contact'),
      await company.store.all('SELECT person FROM deal_person'),
    ]);
  const rows = await all();
  expect(await importText('again.ndjson', original)).toMatchObject({ read: 3, kept: 0, duplicates: 3 });
  expect(await importText('deals-again.csv', `${deals}\n`)).toMatchObject({ kept: 0 });
  await importText('extra-again.csv', 'visitor_id,ts,event,email\n\n,2026-10-02T10:00:00Z,call,ada@north.example\n');
  await importText(
    'contacts-again.csv',
    `Record ID,First Name,Last Name,Email,Phone Number,Create Date,Last Modified Date
71,Ada,South,ada@north.example,020 7946 0018,2026-10-02 10:00,2026-10-09 10:00
`,
  );
  expect(await all()).toBe(rows);
  expect(await sums()).toEqual(before);
});

test('a withdrawal forgets the visitor, and hits of that browser that come late stay nobody’s', async () => {
  await open();
  const before = await sums();
  await company.write(hit('2026-10-06T10:00:00Z', { kind: 'withdraw', consent: 'denied', visitor: ada }));
  expect(await company.drain()).toMatchObject({ withdrawn: 1, kept: 0 });
  expect(await sums()).toEqual(before);
  await company.write(
    hit('2026-10-06T09:00:00Z', { visitor: ada, kind: 'custom', name: 'tel-click', url: `${ad}&x=1` }),
    // Given anew, after the withdrawal, to a browser that starts afresh.
    hit('2026-10-21T09:00:00Z', { visitor: 'visitor-new', kind: 'form', email: 'ada@north.example' }),
  );
  await company.drain();
  const late = await company.store.all(
    `SELECT visitor, email, url, properties FROM event WHERE "at" > ${Date.parse('2026-10-05') * 1000} ORDER BY "at"`,
  );
  expect(late).toEqual([
    {
      visitor: null,
      email: null,
      url: 'https://www.acme.example/pricing?utm_source=google&utm_medium=cpc&utm_campaign=Brand&gclid=1',
      properties: '{"consent":"granted","site":"www.acme.example"}',
    },
    expect.objectContaining({ visitor: 'visitor-new', email: 'ada@north.example' }),
  ]);
  expect(await everything()).not.toContain(ada);
});

test('a store that is built again from the journal has the same sums', async () => {
  await open();
  await forget(company.store, company.folder, ['ada@north.example'], company.settings, { now });
  const visits = async () =>
    report(await answers(), { by: ['channel'] }).rows.map(({ channel, visits }) => ({ channel, visits }));
  const before = await visits();
  await company.store.transaction(async () => {
    for (const table of ['event_row', 'import', 'deal', 'deal_person', 'forgotten', 'identity_link'])
      await company.store.run(`DELETE FROM ${table}`);
  });
  expect(await company.drain()).toMatchObject({ kept: 8, problems: [] });
  expect(await visits()).toEqual(before);
});

const answersOf = async () =>
  (
    await company.store.all<{ heard: string }>(
      'SELECT heard FROM event WHERE heard IS NOT NULL UNION ALL SELECT heard FROM contact WHERE heard IS NOT NULL UNION ALL SELECT heard FROM deal WHERE heard IS NOT NULL ORDER BY 1',
    )
  ).map(({ heard }) => heard);

test('of what a forgotten person answered the ways named stay, so that the sums by self-reported channel do not move', async () => {
  await open();
  await company.write(
    hit('2026-10-02T10:00:00Z', {
      visitor: ada,
      kind: 'form',
      name: 'survey',
      heard: 'my neighbour Zebedee in Hull, and a podcast',
      properties: { message: 'Call me at the old mill' },
    }),
    hit('2026-10-02T11:00:00Z', { visitor: ada, kind: 'custom', name: 'Welcome Ada!' }),
    hit('2026-10-04T10:01:00Z', { visitor: 'visitor-bob', kind: 'form', name: 'survey', heard: 'Google, by chance' }),
  );
  await company.drain();
  await importText(
    'contacts.csv',
    `Record ID,First Name,Last Name,Email,Create Date,Last Modified Date,How did you hear about us?
71,Ada,Byron,ada@north.example,2026-10-02 10:00,2026-10-02 10:00,Zebedee on the radio
`,
  );
  await importText(
    'more-deals.csv',
    `deal_id,name,email,created_at,won_at,amount,currency,heard
d2,Byron of Hull: engine,ada@north.example,2026-10-06T10:00:00Z,2026-10-11T10:00:00Z,500.00,GBP,Zebedee told me
d3,Cards,ada@north.example,2026-10-07T10:00:00Z,2026-10-12T10:00:00Z,70.00,GBP,
`,
  );
  const bySaid = async () =>
    report(await answers(), { by: ['self-reported'] }).rows.map(row => [row['self-reported'], row.won, row.revenue]);
  const before = await bySaid();
  // d2 by its own answer; A-1, d1 and d3 by the contact's; Bob's order came by his.
  expect(before).toEqual(
    expect.arrayContaining([
      ['Word of mouth', 1, 500],
      ['Radio', 3, 49.9 + 1000 + 70],
      ['Search', 1, 10],
    ]),
  );
  expect(await everything()).toMatch(/Zebedee[\s\S]*old mill|old mill[\s\S]*Zebedee/);
  await forget(company.store, company.folder, ['ada@north.example'], company.settings, { now });
  expect(await bySaid()).toEqual(before);
  expect(await answersOf()).toEqual(['Google, by chance', 'Podcast + Word of mouth', 'Radio', 'Word of mouth']);
  const left = await everything();
  for (const word of ['Zebedee', 'old mill', 'Welcome Ada', 'Byron']) expect(left, word).not.toContain(word);
  const deals = await company.store.all('SELECT id, name FROM deal ORDER BY id');
  // North is no word of hers.
  expect(deals).toEqual([
    { id: 'd1', name: 'North' },
    { id: 'd2', name: null },
    { id: 'd3', name: 'Cards' },
  ]);
  // The CRM's file tells it once more.
  await importText(
    'contacts-again.csv',
    `Record ID,First Name,Last Name,Email,Create Date,Last Modified Date,How did you hear about us?
71,Ada,Byron,ada@north.example,2026-10-02 10:00,2026-10-09 10:00,Zebedee on the radio
`,
  );
  expect(await everything()).not.toContain('Zebedee');
  expect(await bySaid()).toEqual(before);
});

test('an answer shorter than the way it names never makes a line of the journal longer', async () => {
  company = await collected();
  await company.write(
    hit('2026-10-02T10:00:00Z', { visitor: 'v-123456', kind: 'form', heard: 'tv', url: 'https://a.example/' }),
  );
  await company.drain();
  const path = join(company.folder, 'journal/hits/2026-10-02.ndjson');
  const size = readFileSync(path).length;
  await forget(company.store, company.folder, ['v-123456'], company.settings, { now });
  expect(readFileSync(path)).toHaveLength(size);
  expect(readFileSync(path, 'utf8')).not.toContain('v-123456');
  expect(await answersOf()).toEqual(['TV']);
});

test('where there is no room to write the file anew, it is said that they are forgotten all the same', async () => {
  await open();
  const { run } = company.store;
  company.store.run = async (sql, params) => {
    if (sql === 'CHECKPOINT') throw new ConnectionError({ code: 'disk-full', what: 'The disk is full.' });
    return run(sql, params);
  };
  const asked = forget(company.store, company.folder, ['email:ada@north.example'], company.settings, { now });
  await expect(asked).rejects.toThrow('They are forgotten, but');
  expect(await company.store.all("SELECT 1 AS yes FROM event WHERE email = 'ada@north.example'")).toEqual([]);
});
