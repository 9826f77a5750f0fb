// One table in every form that a spreadsheet, an old system or a broken pipe gives it: the records must not differ, and
// each row must know its physical line.

import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lines, us, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

const header = ['deal_id', 'name', 'won_at', 'amount', 'currency', 'owner'];
const rows = [
  ['d1', 'Müller & Söhne', '2026-03-01', '1234.50', 'EUR', 'Zoë'],
  ['d2', 'Café', '2026-03-02', '99', 'EUR', ''],
  ['d3', 'Plain', '2026-03-03', '0.05', 'EUR', 'Rhys'],
];
const table = (delimiter: string, end: string, body = rows): string =>
  [header, ...body].map(row => row.join(delimiter)).join(end) + end;

/** What the table says, whatever it is written in. */
async function expectTable(firstLine = 2): Promise<void> {
  expect(await space.all('SELECT id, name, won_at, amount, currency, owner, line FROM deal ORDER BY id')).toEqual([
    {
      id: 'd1',
      name: 'Müller & Söhne',
      won_at: us('2026-03-01T00:00:00Z'),
      amount: 123450,
      currency: 'EUR',
      owner: 'Zoë',
      line: firstLine,
    },
    {
      id: 'd2',
      name: 'Café',
      won_at: us('2026-03-02T00:00:00Z'),
      amount: 9900,
      currency: 'EUR',
      owner: null,
      line: firstLine + 1,
    },
    {
      id: 'd3',
      name: 'Plain',
      won_at: us('2026-03-03T00:00:00Z'),
      amount: 5,
      currency: 'EUR',
      owner: 'Rhys',
      line: firstLine + 2,
    },
  ]);
}

const german = (delimiter: string, end: string): string =>
  table(delimiter, end, [
    ['d1', 'Müller & Söhne', '01.03.2026', '1.234,50 €', 'EUR', 'Zoë'],
    ['d2', 'Café', '02.03.2026', '99', 'EUR', ''],
    ['d3', 'Plain', '03.03.2026', '0,05', 'EUR', 'Rhys'],
  ]);

test.each<[string, string | Buffer]>([
  ['as it should be', table(',', '\n')],
  ['without a last line break', table(',', '\n').trimEnd()],
  ['with a byte-order mark', `\uFEFF${table(',', '\n')}`],
  ['with CR LF', table(',', '\r\n')],
  ['with CR alone', table(',', '\r')],
  ['with blank lines at the end', `${table(',', '\n')}\n\n`],
  [
    'in UTF-16 with tabs, as Excel writes it',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table('\t', '\r\n'), 'utf16le')]),
  ],
  ['in UTF-16 without a mark', Buffer.from(table('\t', '\r\n'), 'utf16le')],
  [
    'in big-endian UTF-16',
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(table('\t', '\n'), 'utf16le').swap16()]),
  ],
  ['in Windows-1252', Buffer.from(table(';', '\r\n'), 'latin1')],
  ['with semicolons, decimal commas and dots in dates', german(';', '\r\n')],
  ['with | between', table('|', '\n')],
  ['gzipped', gzipSync(table(',', '\n'))],
  ['with NUL bytes', table(',', '\n').replace('Plain', 'Pl\0ain')],
  ['all quoted', table('","', '"\n"').replace(/^/, '"').replace(/"$/, '')],
  ['with cells in spaces of all kinds', table(' \t,\u00a0', '\n')],
  ['with extra empty cells behind each row', table(',', ',,\n').replace(',,\n', '\n')],
])('a table %s is the same table', async (_, file) => {
  const answer = await space.add(file);
  expect(answer.error).toBeUndefined();
  expect(answer).toMatchObject({ read: 3, kept: 3, rejected: 0, duplicates: 0 });
  await expectTable();
});

test('sep= and a preamble are passed over, lines still counted from the top', async () => {
  await space.add(`sep=;\n${german(';', '\n')}`);
  await expectTable(3);
  await space.close();
  space = await workspace();
  const answer = await space.add(`Deals report\n"1 March 2026 - 31 March 2026"\n\n${table(',', '\n')}`);
  expect(answer).toMatchObject({ read: 3, kept: 3 });
  await expectTable(5);
});

test('a footer and totals are left out and said', async () => {
  const answer = await space.add(
    `${table(',', '\n')}Grand Totals (3 records),,,1333.55,,\n\nDeals by month\nCopyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\n`,
  );
  expect(answer).toMatchObject({ read: 3, kept: 3, rejected: 0 });
  expect(answer.notes).toEqual(['3 total or footer rows left out (line 5, 7, 8).']);
  await expectTable();
});

test('a deal that is called Total is no total, and neither is one that others follow', async () => {
  const answer = await space.add(
    lines(
      'deal_id,name,won_at',
      'Total Fitness,x,2026-03-01',
      'Total,y,2026-03-02',
      'd3,z,2026-03-03',
      'Total Gym,x,2026-03-04',
    ),
  );
  expect(answer).toMatchObject({ read: 4, kept: 4, notes: [] });
});

test('quoted line breaks and blank lines: each row knows the line it starts on', async () => {
  const answer = await space.add(
    lines(
      'deal_id,name,won_at,amount',
      'd1,"two',
      'lines",2026-03-01,10',
      '',
      'd2,"say ""hi"", ok",2026-03-02,20',
      'd3,"a',
      '',
      'b",bad,30',
      'd4,x,2026-03-04,40',
    ),
  );
  expect(answer).toMatchObject({ read: 4, kept: 3, rejected: 1 });
  expect(await space.all('SELECT id, name, line FROM deal ORDER BY id')).toEqual([
    { id: 'd1', name: 'two\nlines', line: 2 },
    { id: 'd2', name: 'say "hi", ok', line: 5 },
    { id: 'd4', name: 'x', line: 9 },
  ]);
  expect(answer.rejects).toEqual([{ line: 6, reason: 'column "won_at": "bad" is not a date or time' }]);
  expect(await space.all('SELECT raw FROM reject')).toEqual([{ raw: 'd3,"a\n\nb",bad,30' }]);
});

test('rows with too few or too many cells are set aside with their line, the rest is kept', async () => {
  const answer = await space.add(
    lines(
      'visitor_id,ts,event',
      'v1,2026-03-01,visit',
      'v2,2026-03-02',
      'v3,2026-03-03,visit,x',
      'v4,2026-03-04,visit',
    ),
  );
  expect(answer).toMatchObject({ read: 4, kept: 2, rejected: 2 });
  expect(answer.rejects).toEqual([
    { line: 3, reason: '2 cells where the header has 3' },
    { line: 4, reason: '4 cells where the header has 3' },
  ]);
  expect(await space.all('SELECT visitor, line FROM event ORDER BY line')).toEqual([
    { visitor: 'v1', line: 2 },
    { visitor: 'v4', line: 5 },
  ]);
});

test('a quote that is never closed costs its own line only', async () => {
  const answer = await space.add(
    lines(
      'visitor_id,ts,event',
      'v1,2026-03-01,visit',
      '"v2,2026-03-02,visit',
      'v3,2026-03-03,visit',
      'v4,2026-03-04,"vis"it',
      'v5,2026-03-05,5" pipe',
    ),
  );
  expect(answer).toMatchObject({ read: 5, kept: 3, rejected: 2 });
  expect(answer.rejects.map(reject => reject.line)).toEqual([3, 5]);
  expect(await space.all('SELECT visitor, line FROM event ORDER BY line')).toEqual([
    { visitor: 'v1', line: 2 },
    { visitor: 'v3', line: 4 },
    { visitor: 'v5', line: 6 },
  ]);
});

test('lines that are not UTF-8 in a file that is are set aside, nothing else', async () => {
  const answer = await space.add(
    Buffer.concat([
      Buffer.from('deal_id,name,won_at\nd1,Müller,2026-03-01\nd2,'),
      Buffer.from('Söhne', 'latin1'),
      Buffer.from(',2026-03-02\nd3,Zoë,2026-03-03\n'),
    ]),
  );
  expect(answer).toMatchObject({ read: 3, kept: 2, rejected: 1 });
  expect(answer.rejects).toEqual([{ line: 3, reason: 'not UTF-8, though the rest of the file is' }]);
  expect(await space.all('SELECT raw FROM reject')).toEqual([{ raw: 'd2,Söhne,2026-03-02' }]);
  expect(await space.all('SELECT name FROM deal ORDER BY id')).toEqual([{ name: 'Müller' }, { name: 'Zoë' }]);
});

test('a cell of 100,000 characters sets its row aside; in a column nobody reads it is kept', async () => {
  const long = 'x'.repeat(100_000);
  const answer = await space.add(
    lines(
      'visitor_id,ts,url',
      'v1,2026-03-01,https://a.example/',
      `v2,2026-03-02,https://a.example/${long}`,
      'v3,2026-03-03,',
    ),
  );
  expect(answer).toMatchObject({ read: 3, kept: 2, rejected: 1 });
  expect(answer.rejects).toEqual([{ line: 3, reason: 'cell 3 holds 100,018 characters, more than 65,536' }]);
  const notes = await space.add(lines('visitor_id,ts,notes', `v9,2026-03-01,${long}`));
  expect(notes).toMatchObject({ read: 1, kept: 1 });
  expect(await space.all("SELECT length(properties) AS length FROM event WHERE visitor = 'v9'")).toEqual([
    { length: 100_012 },
  ]);
});

test('a table of a thousand columns is a table: an unknown column is a property, and a row set aside is as it stood', async () => {
  const names = Array.from({ length: 1_000 }, (_, i) => `p${i}`);
  const row = (id: string, amount: string) => [
    id,
    '2026-03-01',
    amount,
    ...names.map((_, i) => (i % 400 ? '' : `"${i},""`)),
  ];
  const quoted = (cells: string[]) => cells.map(cell => (cell.startsWith('"') ? `${cell}"` : cell)).join(',');
  const answer = await space.add(
    lines(['deal_id', 'won_at', 'amount', ...names].join(','), quoted(row('d1', '5')), quoted(row('d2', 'much'))),
  );
  expect(answer).toMatchObject({ read: 2, kept: 1, rejected: 1 });
  expect(answer.rejects).toEqual([{ line: 3, reason: 'column "amount": "much" is not an amount' }]);
  // Of the columns 0 to 999 every four-hundredth is filled: 0, 400, 800.
  expect(await space.all('SELECT properties FROM deal')).toEqual([
    { properties: '{"p0":"0,\\"","p400":"400,\\"","p800":"800,\\""}' },
  ]);
  expect(await space.all('SELECT raw FROM reject')).toEqual([{ raw: quoted(row('d2', 'much')) }]);
});

test('a line of nine million characters costs itself only', async () => {
  const long = 'x'.repeat(9_000_000);
  const answer = await space.add(lines('visitor_id,ts,url', `v1,2026-03-01,${long}`, 'v2,2026-03-02,'));
  expect(answer).toMatchObject({ read: 2, kept: 1, rejected: 1 });
  expect(answer.rejects).toEqual([{ line: 2, reason: 'cell 3 holds 9,000,000 characters, more than 65,536' }]);
});

test('reordered and unknown columns change nothing but the properties', async () => {
  await space.add(
    lines(
      'colour,owner,amount,won_at,NAME,Deal-ID,currency',
      'red,Zoë,1234.50,2026-03-01,Müller & Söhne,d1,EUR',
      ',,99,2026-03-02,Café,d2,EUR',
      ',Rhys,0.05,2026-03-03,Plain,d3,EUR',
    ),
  );
  await expectTable();
  expect(await space.all('SELECT properties FROM deal ORDER BY id')).toEqual([
    { properties: '{"colour":"red"}' },
    { properties: null },
    { properties: null },
  ]);
});

test('an amount past what is kept to the penny sets its row aside: no report could be made of it', async () => {
  // 2^53 − 1 is 9,007,199,254,740,991.
  const amounts = ['90071992547409.91', '90071992547409.92', '-90071992547409.91', '4111111111111111'];
  const answer = await space.add(
    lines('deal_id,won_at,amount,currency', ...amounts.map((amount, i) => `d${i},2026-03-01,${amount},GBP`)),
  );
  expect(await space.all('SELECT id, amount FROM deal ORDER BY id')).toEqual([
    { id: 'd0', amount: Number.MAX_SAFE_INTEGER },
    { id: 'd2', amount: Number.MIN_SAFE_INTEGER },
  ]);
  expect(answer.rejects).toEqual([
    { line: 3, reason: 'column "amount": "90071992547409.92" is not an amount' },
    { line: 5, reason: 'column "amount": "4111111111111111" is not an amount' },
  ]);
});

test('amounts in all their spellings, by the decimal sign of the column', async () => {
  const amounts = ['£1,234.50', '(12.00)', '-3.999', '1 000.25', 'USD 5', '7%', '1,234,567.8', '', '12,x', 'abc', '--'];
  const answer = await space.add(
    lines('deal_id,won_at,amount,currency', ...amounts.map((amount, i) => `d${10 + i},2026-03-01,"${amount}",GBP`)),
  );
  expect(await space.all('SELECT id, amount FROM deal ORDER BY id')).toEqual([
    { id: 'd10', amount: 123450 },
    { id: 'd11', amount: -1200 },
    { id: 'd12', amount: -400 }, // half away from zero
    { id: 'd13', amount: 100025 },
    { id: 'd14', amount: 500 },
    { id: 'd15', amount: 700 },
    { id: 'd16', amount: 123456780 },
    { id: 'd17', amount: null },
    { id: 'd20', amount: null },
  ]);
  expect(answer.rejects).toEqual([
    { line: 10, reason: 'column "amount": "12,x" is not an amount' },
    { line: 11, reason: 'column "amount": "abc" is not an amount' },
  ]);
});
