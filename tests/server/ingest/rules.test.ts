// The rules that hold for every table: how numbers and dates are written, what a spreadsheet spoils, what totals say.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { lines, us, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

async function amounts(delimiter: string, cells: readonly string[]): Promise<unknown[]> {
  const rows = cells.map((cell, i) => [`d${10 + i}`, '2026-03-01', `"${cell}"`, 'EUR'].join(delimiter));
  await space.add(lines(['deal_id', 'won_at', 'amount', 'currency'].join(delimiter), ...rows));
  return (await space.all('SELECT amount FROM deal ORDER BY id')).map(row => row.amount);
}

test.each<[string, string, string[], number[]]>([
  ['a decimal comma', ';', ['1.234,56', '12,5 €', '(12,00)', '−3,5', '1.247'], [123456, 1250, -1200, -350, 124700]],
  [
    'spaces of all kinds',
    ';',
    ['1 234,56', '1\u00a0234,56', '1\u202f234\u202f567,8', 'EUR\u00a01,5'],
    [123456, 123456, 123456780, 150],
  ],
  ['apostrophes', ',', ["1'234.56", '1’234.50', 'CHF 1’234.50'], [123456, 123450, 123450]],
  ['signs and brackets', ',', ['(12.00)', '3.5-', '-3.5', '$-3.50', '12.5%'], [-1200, -350, -350, -350, 1250]],
  ['one separator in doubt: what another cell says', ',', ['1,247', '8651.95'], [124700, 865195]],
  ['one separator in doubt: what the delimiter says', ';', ['1.247', '2.500'], [124700, 250000]],
])('an amount with %s', async (_, delimiter, cells, expected) => {
  expect(await amounts(delimiter, cells)).toEqual(expected);
});

const spend = (...rows: string[]) => lines('date\tplatform\tcampaign\timpressions\tclicks\tcost', ...rows);

test('a whole number in groups of three has no decimals, whatever sign parts them', async () => {
  await space.add(spend('2026-03-01\tgoogle\ta\t1.247\t12\t5', '2026-03-02\tgoogle\ta\t2.000\t3\t5'));
  expect(await space.all('SELECT impressions, clicks FROM spend ORDER BY day')).toEqual([
    { impressions: 1247, clicks: 12 },
    { impressions: 2000, clicks: 3 },
  ]);
});

test('a bound is no value and no fault', async () => {
  const answer = await space.add(spend('2026-03-01\tgoogle\ta\t< 10\t> 5\t1.50'));
  expect(answer).toMatchObject({ read: 1, kept: 1, rejected: 0 });
  expect(await space.all('SELECT impressions, clicks, cost FROM spend')).toEqual([
    { impressions: null, clicks: null, cost: 150 },
  ]);
});

const sameInstant = [
  [
    '8 jul 2025',
    '8. Juli 2025',
    '8 juil. 2025',
    '8 lug 2025',
    'Jul 8, 2025',
    '8 de julio de 2025',
    '2025年7月8日',
    '45846',
  ],
  ['8 jul 2025 14:05', '8 de julho de 2025, 14:05:00', '08.07.2025, 14:05', '08.07.25 14:05', '2025-07-08T14:05Z'],
  ['2025-07-08T16:05+02:00', 'Tue, 8 Jul 2025 14:05:00 GMT', '8 Jul 2025 16:05:00 +0200', '45846.586805556'],
  ['1751983500', '1751983500000', '1751983500000000', '1751983500000000000'],
];

test.each(sameInstant.map((cells, i) => [cells, i === 0 ? '2025-07-08T00:00:00Z' : '2025-07-08T14:05:00Z'] as const))(
  '%j are one instant',
  async (cells, expected) => {
    const answer = await space.add(lines('deal_id;won_at', ...cells.map((cell, i) => `d${i};${cell}`)));
    expect(answer.rejects).toEqual([]);
    expect(await space.all('SELECT DISTINCT won_at FROM deal')).toEqual([{ won_at: us(expected) }]);
  },
);

test('a day may come as a serial number, or as seconds since 1970 and their parts', async () => {
  await space.add(
    lines('date;platform;cost', ...['45846', '1751983500', '1751983500000'].map(day => `${day};google;1`)),
  );
  expect(await space.all('SELECT DISTINCT CAST(day AS VARCHAR) AS day FROM spend')).toEqual([{ day: '2025-07-08' }]);
});

test('ids that a spreadsheet has rounded are refused, with what to do instead', async () => {
  const answer = await space.add(
    lines(
      'date,platform,campaign_id,cost',
      '2026-03-01,google,1.20213E+17,5',
      '2026-03-02,google,"1,2E+17",5',
      '2026-03-01,google,120213000000000123,5',
    ),
  );
  expect(answer).toMatchObject({ kept: 1, rejected: 2 });
  expect(answer.notes).toEqual([
    '2 rows have an id in "campaign_id" that a spreadsheet has rounded (1.20213E+17): its digits are lost. Export the file again and import it as it comes, without opening and saving it in a spreadsheet.',
  ]);
});

/** Said with every such report. */
const ownNote = "Days are days in the ad account's own time zone.";

const report = (...totals: string[]): string =>
  lines(
    'Campaign report',
    '"1 March 2026 - 2 March 2026"',
    'Day,Campaign,Currency code,Impr.,Clicks,Cost',
    '2026-03-01,A,EUR,"1,000",10,12.34',
    '2026-03-02,A,EUR,200,2,0.66',
    ...totals,
  );

test('totals that say what the rows add up to are left in silence, one of several being enough', async () => {
  // 1,000 + 200 = 1,200 impressions, 10 + 2 = 12 clicks, 12.34 + 0.66 = 13.00.
  const answer = await space.add(report('Total: Search, ,,900,9,12.34', 'Total: Account,,,"1,200",12,13.00'));
  expect(answer).toMatchObject({ kept: 2, rejected: 0 });
  expect(answer.notes).toEqual(['2 total or footer rows left out (line 6, 7).', ownNote]);
});

test('totals that say otherwise are told, by what measure and how much', async () => {
  const answer = await space.add(report('Total: Account,,,"1,300",12,15.50'));
  // 1,300 − 1,200 = 100; 15.50 − 13.00 = 2.50.
  expect(answer.notes).toEqual([
    '1 total or footer row left out (line 6).',
    ownNote,
    'The total on line 6 ("Total: Account") says impressions 1,300; the rows add up to 1,200, 100 less.',
    'The total on line 6 ("Total: Account") says cost 15.50; the rows add up to 13, 2.50 less.',
  ]);
  expect(await space.all('SELECT findings FROM import')).toEqual([{ findings: JSON.stringify(answer.notes.slice(2)) }]);
});

test('a count of rows in a footer is compared too', async () => {
  const rows = lines('deal_id,won_at,amount', 'd1,2026-03-01,10', 'd2,2026-03-02,20');
  expect((await space.add(`${rows}Grand Totals (2 records),,30\n`)).notes).toHaveLength(1);
  const answer = await space.add(`${rows}Grand Totals (3 records),,30\n`);
  expect(answer.notes[1]).toBe('The total on line 4 counts 3 rows; there are 2.');
});
