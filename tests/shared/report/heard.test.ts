import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeWorkspace, encodeTable } from '#shared/columns/arrow.ts';
import { type TableName, tableNames } from '#shared/columns/table-names.ts';
import { heard } from '#shared/report/heard.ts';
import { prepare } from '#shared/report/prepare.ts';
import { report } from '#shared/report/report.ts';
import { defaultSettings } from '#shared/settings.ts';
import { query, workspace } from './any-workspace.ts';
import { buildWorkspace, direct, email, facebook, google, organic, type WorkspaceSpec } from './workspace-builder.ts';

const ask = (spec: WorkspaceSpec) => prepare(buildWorkspace(spec), { ...defaultSettings, fx: { EUR: '0.9' } });

/** Five deals of £100, £200, £300, £400 and £500; the first four with an answer. */
const five = ask({
  deals: [
    { id: 'a', at: '2026-03-01', amount: 100_00, heard: 'Google', touches: [['2026-02-01', google('Brand')]] },
    {
      id: 'b',
      at: '2026-03-02',
      amount: 200_00,
      heard: 'googled you',
      touches: [
        ['2026-02-01', organic],
        ['2026-02-02', email('Tips')],
      ],
    },
    { id: 'c', at: '2026-03-03', amount: 300_00, heard: 'a podcast', touches: [['2026-02-01', google('Brand')]] },
    { id: 'd', at: '2026-03-04', amount: 400_00, heard: 'Facebook' },
    { id: 'e', at: '2026-03-05', amount: 500_00, touches: [['2026-02-01', facebook('Spring')]] },
  ],
});

test('what they said × what was measured, with the verdict, adds up to the conversions with an answer', () => {
  const answer = heard(five, {});
  expect(answer.rows).toEqual([
    { said: 'Social', measured: '(unattributed)', verdict: 'not measured', conversions: 1, value: 400 },
    { said: 'Podcast', measured: 'Paid Search', verdict: 'not measurable', conversions: 1, value: 300 },
    { said: 'Search', measured: 'Email', verdict: 'disagrees', conversions: 1, value: 200 },
    { said: 'Search', measured: 'Paid Search', verdict: 'agrees', conversions: 1, value: 100 },
  ]);
  // 100 + 200 + 300 + 400 = 1,000 of 1,500; four of five.
  expect(answer.answered).toEqual({ conversions: 4, value: 1_000 });
  expect(answer.unanswered).toEqual({ conversions: 1, value: 500 });
  expect(answer.all).toEqual({ conversions: 5, value: 1_500 });
  expect(answer.said).toEqual([
    { said: 'Social', conversions: 1, value: 400 },
    { said: 'Search', conversions: 2, value: 300 },
    { said: 'Podcast', conversions: 1, value: 300 },
  ]);
  expect(answer.verdicts.map(({ verdict, conversions, share }) => [verdict, conversions, share])).toEqual([
    ['agrees', 1, 0.25],
    ['disagrees', 1, 0.25],
    ['not measurable', 1, 0.25],
    ['not measured', 1, 0.25],
  ]);
  expect(answer.conservation).toEqual({
    imported: { conversions: 5, value: 1_500 },
    answered: { conversions: 4, value: 1_000 },
    unanswered: { conversions: 1, value: 500 },
    excluded: { conversions: 0, value: 0 },
    holds: true,
  });
});

test('the differences are listed by money, with the answer word for word and the path', () => {
  const { differences, differencesNotListed } = heard(five, { top: 1 });
  expect(differencesNotListed).toBe(1);
  expect(differences).toEqual([
    {
      id: 'deal:c',
      label: 'c',
      kind: 'deal',
      at: '2026-03-03T00:00:00Z',
      amount: 300,
      answer: 'a podcast',
      said: 'Podcast',
      answerFrom: 'deals.csv:4',
      verdict: 'not measurable',
      path: ['Paid Search'],
      credited: [{ measured: 'Paid Search', share: 1 }],
      conversions: 1,
      value: 300,
      isInPath: false,
      from: 'deals.csv:4',
    },
  ]);
  const [, search] = heard(five, {}).differences;
  expect(search).toMatchObject({
    id: 'deal:b',
    answer: 'googled you',
    verdict: 'disagrees',
    path: ['Organic Search', 'Email'],
    isInPath: true, // they did search; last-touch credits the email
  });
});

test('a model that shares a conversion out agrees in part: linear gives half of £200 to each of two touches', () => {
  const answer = heard(five, { model: 'linear' });
  const ofSearch = answer.rows.filter(row => row.said === 'Search');
  expect(ofSearch.map(({ measured, verdict, conversions, value }) => [measured, verdict, conversions, value])).toEqual([
    ['Paid Search', 'agrees', 1, 100],
    ['Email', 'disagrees', 0.5, 100],
    ['Organic Search', 'agrees', 0.5, 100],
  ]);
});

test('by campaign the verdict stays that of the touch behind it', () => {
  const answer = heard(five, { by: 'campaign' });
  expect(answer.rows.map(({ said, measured, verdict }) => [said, measured, verdict])).toEqual([
    ['Social', '(unattributed)', 'not measured'],
    ['Podcast', 'Brand', 'not measurable'],
    ['Search', 'Tips', 'disagrees'],
    ['Search', 'Brand', 'agrees'],
  ]);
});

test('who does not know contradicts nothing, and a direct visit says nothing', () => {
  const answers = ask({
    deals: [
      { id: 'a', at: '2026-03-01', amount: 100, heard: 'not sure', touches: [['2026-02-01', google('Brand')]] },
      { id: 'b', at: '2026-03-01', amount: 100, heard: 'Google', touches: [['2026-02-01', direct]] },
    ],
  });
  const answer = heard(answers, {});
  expect(answer.differences).toEqual([]);
  expect(answer.rows.map(({ said, verdict }) => [said, verdict])).toEqual([
    ['Search', 'not measured'],
    ['Unknown', 'not measurable'],
  ]);
});

test('where nobody was asked everything is unanswered', () => {
  const answer = heard(ask({ deals: [{ id: 'a', at: '2026-03-01', amount: 100 }] }), {});
  expect(answer).toMatchObject({
    rows: [],
    said: [],
    answered: { conversions: 0, value: 0 },
    unanswered: { conversions: 1, value: 1 },
    conservation: { holds: true },
  });
  expect(answer.verdicts.map(({ share }) => share)).toEqual([null, null, null, null]);
});

test('self-reported is a dimension: its rows hold the money of what each answer says', () => {
  const { rows, conservation } = report(five, { by: ['self-reported'] });
  // Without a touch the £400 of the fourth deal is unattributed, in no row.
  expect(rows.map(row => [row['self-reported'], row.revenue])).toEqual([
    ['(not set)', 500],
    ['Podcast', 300],
    ['Search', 300],
  ]);
  expect(conservation.holds).toBe(true);
  const crossed = report(five, { by: ['channel', 'self-reported'] });
  expect(crossed.rows.map(row => [row.channel, row['self-reported'], row.revenue])).toContainEqual([
    'Email',
    'Search',
    200,
  ]);
});

test('the law: whatever the data, model, range and goal, cells and parts add up; decoded tables answer the same', () => {
  fc.assert(
    fc.property(workspace, query, fc.constantFrom('channel', 'campaign'), (spec, asked, by) => {
      const original = buildWorkspace(spec);
      const settings = { ...defaultSettings, fx: { EUR: '0.9' } };
      const { models, by: _by, ...basis } = asked;
      const question = { ...basis, model: models[0], by: by as 'channel' | 'campaign' };
      const answer = heard(prepare(original, settings), question);
      expect(answer.conservation.holds).toBe(true);
      const pence = (value: number) => Math.round(value * 100);
      const sum = (list: readonly { value: number }[]) => list.reduce((all, { value }) => all + pence(value), 0);
      const count = (list: readonly { conversions: number }[]) =>
        list.reduce((n, { conversions }) => n + conversions, 0);
      for (const list of [answer.rows, answer.said, answer.verdicts]) {
        expect(sum(list)).toBe(pence(answer.answered.value));
        expect(count(list)).toBeCloseTo(answer.answered.conversions, 6);
      }
      const { imported, answered, unanswered, excluded } = answer.conservation;
      expect(sum([answered, unanswered, excluded])).toBe(pence(imported.value));
      const tables = tableNames.map(name => [name, encodeTable(original, name)]);
      const decoded = decodeWorkspace(Object.fromEntries(tables) as Record<TableName, Uint8Array>);
      expect(JSON.stringify(heard(prepare(decoded, settings), question))).toBe(JSON.stringify(answer));
    }),
    { numRuns: 200 },
  );
});
