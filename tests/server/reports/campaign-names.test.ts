// A campaign has one name, whether a report, a receipt or a journey speaks of it: that which its platform has for it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestWorkspace, workspaceOf } from '../../with-engine.ts';

const site = 'https://shop.example';
const tagged = 'utm_source=google&utm_medium=cpc';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await workspaceOf({
    'events.csv': [
      'visitor_id,ts,event,url,email,order_id,amount,currency',
      // Joined by the campaign's id, by its ad group's id, by name, and not at all.
      `v1,2026-03-01T10:00:00Z,page,${site}/?${tagged}&utm_campaign=tea-pots-uk&gad_campaignid=11&utm_term=tea+pot,,,,`,
      `v1,2026-03-02T10:00:00Z,page,${site}/?${tagged}&hsa_grp=21,,,,`,
      `v1,2026-03-03T10:00:00Z,page,${site}/?${tagged}&utm_campaign=TEA_POTS,,,,`,
      `v1,2026-03-04T10:00:00Z,page,${site}/?utm_source=letter&utm_medium=email&utm_campaign=tea-pots,,,,`,
      `v1,2026-03-05T10:00:00Z,page,${site}/,,,,`,
      `v1,2026-03-05T10:05:00Z,order,${site}/thanks,ann@acme.example,o1,80.00,GBP`,
      `v1,2026-03-06T10:00:00Z,page,${site}/?${tagged}&utm_campaign=tea-pots-uk&gad_campaignid=11,,,,`,
    ].join('\n'),
    'spend.csv': [
      'date,platform,campaign,campaign_id,ad_group,ad_group_id,cost,currency',
      '2026-03-01,google-ads,Tea pots,11,Brown pots,21,10.00,GBP',
    ].join('\n'),
  });
});
afterAll(() => workspace?.close());

const names = ['Tea pots', 'Tea pots', 'Tea pots', 'tea-pots', null];

test('a journey’s visits and touches name it as the report by campaign does, those after the last conversion too', async () => {
  const { events, conversions, summary } = await workspace.engine.journey({ key: 'ann@acme.example' });
  expect(events.filter(event => event.isTouch).map(event => event.campaign)).toEqual([...names, 'Tea pots']);
  const order = conversions.find(conversion => conversion.kind === 'order');
  expect(order?.touches.map(touch => touch.campaign)).toEqual(names);
  // What was searched for stays as the visit says it.
  expect(summary).toMatch(/^First came from a Google ad for ‘tea pot’ on 1 March 2026, /);
  const { rows } = await workspace.engine.report({ by: ['campaign'], models: ['linear'] });
  // £80 over five touches: 3 × £16, £16, and £16 directly.
  expect(rows.map(row => [row.campaign, row.revenue]).sort()).toEqual([
    ['(not set)', 16],
    ['Tea pots', 48],
    ['tea-pots', 16],
  ]);
});

test('a receipt’s steps name it so', async () => {
  const receipt = await workspace.engine.explain({
    by: 'campaign',
    value: 'Tea pots',
    platform: 'google-ads',
    model: 'linear',
  });
  expect(receipt.conversions[0].path.map(({ step }) => step)).toEqual([
    'Paid Search · Tea pots',
    'Paid Search · Tea pots',
    'Paid Search · Tea pots',
    'Email · tea-pots',
    'Direct · (direct)',
  ]);
});
