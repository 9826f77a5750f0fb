import { expect, test } from 'vitest';
import { explain, overlay, prepare } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { buildWorkspace, email, facebook, google, type WorkspaceSpec } from './workspace-builder.ts';

const open = (spec: WorkspaceSpec) => prepare(buildWorkspace(spec), defaultSettings);

const brand = google('Brand', { campaignId: '7' });
const deal = (id: string, amount: number, ...touches: object[]) => ({
  id,
  at: '2026-03-20',
  amount,
  touches: touches.map((source, i) => [`2026-03-0${i + 1}`, source] as const),
});

test('a receipt tells the three commonest paths behind the row, with what the row got along each', () => {
  const answers = open({
    deals: [
      deal('a', 10_000, brand, email()),
      deal('b', 2_000, brand, email()),
      deal('c', 90_000, email(), brand),
      deal('d', 4_000, brand),
      deal('e', 3_000, brand, facebook('x'), brand),
      deal('f', 50_000, facebook('x')),
    ],
  });
  const asked = { by: 'campaign', value: '7', platform: 'google-ads', model: 'linear' } as const;
  const { paths, figures } = explain(answers, asked);
  expect(figures.revenue).toBe(50 + 10 + 450 + 40 + 20);
  // Half of £100 and of £20, half of £900, all of £40; the fourth way (two thirds of £30) has no room.
  expect(paths).toEqual([
    { path: ['Paid Search', 'Email'], conversions: 2, value: 60 },
    { path: ['Email', 'Paid Search'], conversions: 1, value: 450 },
    { path: ['Paid Search'], conversions: 1, value: 40 },
  ]);
  // Listing fewer conversions changes nothing.
  expect(explain(answers, { ...asked, top: 1 }).paths).toEqual(paths);
});

test('a refund takes its money off a path and adds no conversion to it', () => {
  const sale = deal('a', 10_000, brand);
  const answers = open({ deals: [sale, { id: 'r', refundOf: 'a', at: '2026-03-25', amount: -4_000 }] });
  expect(explain(answers, { by: 'campaign', value: 'Brand' }).paths).toEqual([
    { path: ['Paid Search'], conversions: 1, value: 60 },
  ]);
});

test('what is unattributed for want of a touch has no path', () => {
  expect(explain(open({ deals: [deal('a', 10_000)] }), { by: 'campaign', value: '(unattributed)' }).paths).toEqual([]);
});

test('a campaign that is known and has nothing in the range has a receipt of nothing', () => {
  const answers = open({ deals: [deal('a', 10_000, brand)] });
  const asked = { by: 'campaign', from: '2027-01-01' } as const;
  const receipt = explain(answers, { ...asked, value: '7', platform: 'google-ads' });
  expect(receipt).toMatchObject({ figures: { revenue: 0, cost: 0 }, conversions: [], paths: [] });
  expect(receipt.conservation.holds).toBe(true);
  expect(explain(answers, { ...asked, value: 'Brand', platform: 'Google Ads' }).figures.revenue).toBe(0);
  expect(() => explain(answers, { ...asked, value: '8', platform: 'google-ads' })).toThrow('No row of campaign');
});

const crm = (adGroupId: string) =>
  google('Brand', { campaignId: '7', adGroupId, adGroup: `Group ${adGroupId}`, keyword: 'crm software' });

test('a keyword’s receipt is that of its ad group, as its cell is', () => {
  const answers = open({ deals: [deal('a', 10_000, crm('1')), deal('b', 500, crm('2'))] });
  const asked = { by: 'keyword', value: '[crm software]', platform: 'google-ads' } as const;
  for (const [parentId, revenue] of [
    ['1', 100],
    ['2', 5],
  ] as const) {
    expect(explain(answers, { ...asked, parentId }).figures.revenue).toBe(revenue);
    const keys = [{ name: '[crm software]', parentId }];
    expect(overlay(answers, { platform: 'google-ads', level: 'keyword', keys }).rows[0]!.revenue).toBe(revenue);
  }
  expect(explain(answers, { ...asked, value: 'crm software' }).figures.revenue).toBe(105);
  expect(() => explain(answers, { ...asked, value: 'crm software', parentId: '3' })).toThrow('No row of keyword');
});
