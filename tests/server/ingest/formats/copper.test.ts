import { expect, test } from 'vitest';
import { crmWorkspace } from './crm-workspace.ts';
import { importFixture, instant } from './import-fixture.ts';

test('reads opportunities: American dates, abandoned is lost', async () => {
  const { answer, all } = await importFixture('copper-opportunities/opportunities.csv');
  expect(answer).toMatchObject({ format: 'copper-opportunities', read: 2, kept: 2 });
  const rows = await all('SELECT * FROM deal ORDER BY id');
  expect(rows).toMatchObject([
    { id: '7100001', state: 'won', amount: 1250050, currency: 'EUR', account_id: '6100001', owner: 'Rhys Owner' },
    { id: '7100002', state: 'lost', amount: 400000, currency: 'GBP' },
  ]);
  expect(instant(rows[0].won_at)).toBe('2026-03-25T00:00:00.000Z');
  // "2/1/2026" alone could be either; the file's other dates are American.
  expect(instant(rows[0].created_at)).toBe('2026-02-01T00:00:00.000Z');
});

test('the primary contact of an opportunity is the person of that id', async () => {
  const engine = await crmWorkspace(['copper-opportunities/opportunities.csv', 'copper-people/people.csv']);
  const { people } = await engine.journey({ key: 'deal:copper:7100001' });
  expect(people).toMatchObject([{ label: 'ada@analytical.example', name: 'Ada Byron', account: 'Analytical Engines' }]);
});
