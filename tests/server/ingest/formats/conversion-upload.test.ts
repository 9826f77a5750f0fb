import { expect, test } from 'vitest';
import { prepare, report } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { buildWorkspace } from '../../../../server/journeys/build.ts';
import { lines, workspace } from '../ingest.ts';
import { importFixture, instant } from './import-fixture.ts';

const events = 'SELECT * FROM event JOIN event_given USING (key, import_id, line) ORDER BY line';
const offline = 7;
const order = 8;

test("reads Google's template on the clock that its first line names; an offset in the cell counts before it", async () => {
  const { answer, all } = await importFixture('conversion-upload/google-clicks.csv', { zone: 'America/New_York' });
  expect(answer).toMatchObject({ format: 'conversion-upload', read: 3, kept: 3, rejected: 0 });
  expect(answer.notes.join(' ')).toContain('Europe/Berlin');
  const rows = await all(events);
  expect(rows.map(row => [row.kind, row.order_id, row.amount, row.currency, row.click_ids])).toEqual([
    [order, 'INV-1', 150000, 'EUR', 'gclid=Cj0KCQjwFIXTURE08'],
    [order, 'INV-2', 9900, 'EUR', 'gclid=Cj0KCQjwFIXTURE09'],
    [offline, null, null, null, 'gclid=Cj0KCQjwFIXTURE10'],
  ]);
  // Berlin in March is an hour ahead of UTC.
  expect(rows.slice(0, 2).map(row => instant(row.at))).toEqual([
    '2026-03-05T14:00:00.000Z',
    '2026-03-06T14:00:00.000Z',
  ]);
});

test("reads Microsoft's template, whose zone is an offset of half an hour", async () => {
  const { answer, all } = await importFixture('conversion-upload/microsoft-clicks.csv');
  expect(answer).toMatchObject({ format: 'conversion-upload', read: 1, kept: 1 });
  const [row] = await all(events);
  expect(row).toMatchObject({ kind: order, amount: 25000, click_ids: 'msclkid=0123456789abcdef0123456789abcdef' });
  expect(instant(row.at)).toBe('2026-03-25T09:30:00.000Z'); // 15:00 − 5:30
});

test('refuses a zone that nobody knows, and says how to write one', async () => {
  const { add, close } = await workspace();
  const answer = await add(
    lines(
      'Parameters:TimeZone=Middle Earth',
      'Google Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency',
      'Cj0KCQjwFIXTURE08,Sale,2026-03-05 15:00:00,10,EUR',
    ).replace('Middle Earth', 'Middle/Earth'),
  );
  expect(answer.error).toMatchObject({ code: 'zone-unknown' });
  expect(answer.error?.remedy).toContain('Europe/London');
  await close();
});

// v1 came by the click of the upload, v2 opened the copied address later; v3 has nothing to do with it.
const visits = lines(
  'visitor_id,ts,event,url,source,medium,campaign,gclid,email',
  'v1,2026-03-01T10:00:00Z,visit,https://shop.example/?gclid=Cj0KCQjwCLICK000001&utm_campaign=Alpha,,,,,',
  'v1,2026-03-02T10:00:00Z,visit,https://shop.example/,newsletter,email,Beta,,',
  'v2,2026-03-03T10:00:00Z,visit,https://shop.example/?gclid=Cj0KCQjwCLICK000001&utm_campaign=Alpha,,,,,',
  'v3,2026-03-03T10:00:00Z,visit,https://shop.example/,bing,cpc,Gamma,Cj0KCQjwCLICK000003,',
);
const upload = (...rows: string[]) =>
  lines('Google Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency,Order ID', ...rows);

async function journeys(...files: string[]) {
  const { store, add, close } = await workspace();
  try {
    for (const file of files) expect((await add(file)).error).toBeUndefined();
    const answers = prepare(await buildWorkspace(store, defaultSettings), defaultSettings);
    const { rows, totals } = report(answers, { goal: 'revenue', by: ['campaign'], models: ['linear'] });
    return {
      campaigns: Object.fromEntries(rows.filter(row => row.revenue !== 0).map(row => [row.campaign, row.revenue])),
      won: totals.won,
      leads: answers.workspace.sets.leads.conversions.label,
    };
  } finally {
    await close();
  }
}

const sale = upload('Cj0KCQjwCLICK000001,Closed deal,2026-03-05 15:00:00,100.00,GBP,INV-1');

test('an uploaded conversion belongs to the visitor who carried the click first, and is no touch beside that visit', async () => {
  // Linear over v1's two visits: £50 each. A touch of the upload's own would make it three.
  const expected = { campaigns: { Alpha: 50, Beta: 50 }, won: 1, leads: [] };
  expect(await journeys(visits, sale)).toEqual(expected);
  expect(await journeys(sale, visits)).toEqual(expected);
});

test('without a visit that carried it, the click itself is the touch', async () => {
  expect(await journeys(sale)).toEqual({ campaigns: { '(not set)': 100 }, won: 1, leads: [] });
});

test('a form service’s response joins its e-mail address to the visitor by the click', async () => {
  const response = lines(
    '#,Your email,gclid,Response Type,Start Date (UTC),Submit Date (UTC),Network ID',
    'tok1,ada@acme.example,Cj0KCQjwCLICK000001,completed,2026-03-04 09:00:00,2026-03-04 09:05:00,ab12',
  );
  const order = lines(
    'event,ts,email,order_id,amount,currency',
    'order,2026-03-06T10:00:00Z,ada@acme.example,O-1,60.00,GBP',
  );
  // v1's two visits are Ada's: £30 each.
  expect(await journeys(visits, response, order)).toEqual({
    campaigns: { Alpha: 30, Beta: 30 },
    won: 1,
    leads: ['ada@acme.example'],
  });
});

test('an id that many people share says nothing of the visitor', async () => {
  const shared = lines(
    'visitor_id,ts,event,url',
    'v1,2026-03-01T10:00:00Z,visit,https://shop.example/?gbraid=0AAAAAexample0001&utm_campaign=Alpha',
  );
  const bought = lines(
    'GBRAID,Google Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency',
    '0AAAAAexample0001,,Closed deal,2026-03-05 15:00:00,100.00,GBP',
  );
  // The sale stands for itself: a paid click of no known campaign.
  expect(await journeys(shared, bought)).toEqual({ campaigns: { '(not set)': 100 }, won: 1, leads: [] });
});
