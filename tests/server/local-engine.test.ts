import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestWorkspace, workspaceOf } from '../with-engine.ts';

const events = `visitor_id,ts,event,url,referrer,email,amount,currency,order_id
s1,2026-03-01T10:00:00Z,visit,https://shop.acme.example/sale?x=1,https://acme-blog.example/post,,,,
s1,2026-03-01T11:00:00Z,order,https://shop.acme.example/thanks,,a@b.example,120.50,GBP,o1
s2,2026-03-02T10:00:00Z,visit,https://shop.acme.example/,https://www.google.com/,,,,
`;

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await workspaceOf({ 'events.csv': events });
});
afterEach(() => workspace.close());

test('naming the own sites resolves the sources of what is already in anew, and taking them back does too', async () => {
  const { engine } = workspace;
  const sources = async () => (await engine.report({ by: ['source'] })).rows.map(row => [row.source, row.revenue]);
  expect(await sources()).toEqual([
    ['acme-blog.example', 120.5],
    ['google', 0],
  ]);
  await engine.setSetting('sites', 'acme.example, acme-blog.example');
  expect(await sources()).toEqual([
    ['(direct)', 120.5],
    ['google', 0],
  ]);
  await engine.setSetting('sites', 'none');
  expect((await sources())[0]).toEqual(['acme-blog.example', 120.5]);
});

test('visits are split by landing page for everyone, not only for those who bought', async () => {
  const { engine } = workspace;
  const { rows, totals } = await engine.report({ by: ['landing-page'] });
  expect(rows.map(row => [row['landing-page'], row.visits, row.revenue])).toEqual([
    ['shop.acme.example/sale', 1, 120.5],
    ['shop.acme.example/', 1, 0],
  ]);
  expect(totals.visits).toBe(2);
});
