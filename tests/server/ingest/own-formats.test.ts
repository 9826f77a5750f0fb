// What the four formats of our own become, field by field.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { lines, us, workspace } from './ingest.ts';

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

test('events: columns by any name and order become events, unknown ones properties', async () => {
  const answer = await space.add(
    lines(
      'Event-Name,TIMESTAMP,Anonymous ID,landing_page,Referer,utm_source,UTM Medium,campaign,gclid,fbclid,E-mail,Plan,Order ID,Amount,Currency',
      'Page View,2026-03-01T10:00:00Z,v1,https://a.example/x?y=1,https://www.google.com/,Google,cpc,Brand,AbC-1,f_2,,,,,',
      'purchase,2026-03-01T10:05:00+01:00,v1,,,,,,,, Ann@Acme.Example ,Pro,o-1,"1,234.50",gbp',
      'Webinar,2026-03-02 09:00:00,v2,,,,,,,,,,,,',
      ',2026-03-03,v3,,,newsletter,email,,,,,,,,',
    ),
  );
  expect(answer).toMatchObject({
    format: 'events',
    read: 4,
    kept: 4,
    duplicates: 0,
    rejected: 0,
    records: { event: 4 },
  });
  const rows = await space.all(
    'SELECT * EXCLUDE (key, ref) FROM event JOIN event_given USING (key, line) ORDER BY line',
  );
  expect(rows[0]).toMatchObject({
    line: 2,
    kind: kindNumber.page,
    name: 'Page View',
    visitor: 'v1',
    at: us('2026-03-01T10:00:00Z'),
    until: null,
    url: 'https://a.example/x?y=1',
    referrer: 'https://www.google.com/',
    source: 'Google',
    medium: 'cpc',
    campaign: 'Brand',
    click_ids: 'gclid=AbC-1&fbclid=f_2',
    email: null,
    id: null,
    deal_id: null,
    platform: null,
    properties: null,
    amount: null,
  });
  expect(rows[1]).toMatchObject({
    line: 3,
    kind: kindNumber.order,
    at: us('2026-03-01T09:05:00Z'), // the offset in the cell: 10:05 +01:00
    email: 'ann@acme.example',
    order_id: 'o-1',
    amount: 123450,
    currency: 'GBP',
    properties: '{"Plan":"Pro"}',
  });
  expect(rows[2]).toMatchObject({ kind: kindNumber.custom, name: 'Webinar', at: us('2026-03-02T09:00:00Z') });
  // A row without an event is a visit; a day alone is its midnight, up to its last microsecond.
  expect(rows[3]).toMatchObject({
    kind: kindNumber.visit,
    name: null,
    at: us('2026-03-03T00:00:00Z'),
    until: us('2026-03-04T00:00:00Z') - 1,
  });
});

test('events: every distinct source is resolved once and joined back', async () => {
  await space.add(
    lines(
      'visitor_id,ts,url,referrer,source,medium',
      'v1,2026-03-01T10:00:00Z,https://a.example/?gclid=EAIaIQobChMI-one,,,',
      'v2,2026-03-01T11:00:00Z,https://a.example/?gclid=EAIaIQobChMI-two,,,',
      'v3,2026-03-01T12:00:00Z,https://a.example/,https://www.bing.com/,,',
      'v4,2026-03-01T12:00:00Z,https://a.example/,,,',
      'v5,2026-03-01T12:00:00Z,https://a.example/pricing,,,',
    ),
  );
  const rows = await space.all(
    'SELECT visitor, s.id, s.channel, s.source, s.medium FROM event JOIN source_ref USING (ref) JOIN source s ON s.id = source_id ORDER BY visitor',
  );
  expect(rows.map(({ visitor, channel, source, medium }) => [visitor, channel, source, medium])).toEqual([
    ['v1', 'Paid Search', 'google', 'cpc'],
    ['v2', 'Paid Search', 'google', 'cpc'],
    ['v3', 'Organic Search', 'bing', 'organic'],
    ['v4', 'Direct', '(direct)', '(none)'],
    ['v5', 'Direct', '(direct)', '(none)'],
  ]);
  expect(rows[0].id).toBe(rows[1].id);
  // Click-id values play no part: v1 and v2 share a reference, and so do v4 and v5.
  expect(await space.all('SELECT count(DISTINCT ref) AS refs FROM event')).toEqual([{ refs: 3 }]);
});

test('events: times without an offset are in the zone of the file, over the change of clocks too', async () => {
  const text = lines(
    'visitor_id,ts',
    'v1,2026-03-29 00:30:00',
    'v2,2026-03-29 02:30:00',
    'v3,2026-03-29',
    'v4,2026-03-29T12:00:00Z',
  );
  await space.add(text, { zone: 'Europe/London' });
  const rows = await space.all('SELECT "at", "until" FROM event ORDER BY line');
  expect(rows).toEqual([
    { at: us('2026-03-29T00:30:00Z'), until: null }, // before the clocks change: GMT
    { at: us('2026-03-29T01:30:00Z'), until: null }, // after: BST
    { at: us('2026-03-29T00:00:00Z'), until: us('2026-03-29T23:00:00Z') - 1 }, // a day of 23 hours
    { at: us('2026-03-29T12:00:00Z'), until: null },
  ]);
});

test('events: times as seconds, milliseconds, microseconds, serials and words are read', async () => {
  await space.add(
    lines(
      'visitor_id,ts',
      'v1,1772359200',
      'v2,1772359200000',
      'v3,1772359200000000',
      'v4,46082.4166666667', // Excel: day 46082 is 2026-03-01, .41666 is 10:00
      'v5,46082',
      'v6,1 Mar 2026 10:00',
      'v7,"March 1, 2026 10:00 AM"',
      'v8,01.03.2026 10:00',
      'v9,20260301',
      'w1,2026-03-01 10:00:00 +0000',
      'w2,1772359200.5',
    ),
  );
  const ten = us('2026-03-01T10:00:00Z');
  const midnight = us('2026-03-01T00:00:00Z');
  const rows = await space.all('SELECT "at", "until" FROM event ORDER BY visitor');
  expect(rows.map(row => row.at)).toEqual([ten, ten, ten, ten, midnight, ten, ten, ten, midnight, ten, ten + 500_000]);
  expect(rows.map(row => row.until !== null)).toEqual([
    false,
    false,
    false,
    false,
    true,
    false,
    false,
    false,
    true,
    false,
    false,
  ]);
});

test('deals: state from dates and stages, closed_at standing in for won_at', async () => {
  const answer = await space.add(
    lines(
      'deal_id,name,email,contact_ids,account,industry,created_at,opportunity_at,won_at,lost_at,closed_at,stage,pipeline,amount,currency,owner,refunded_at,refund_amount',
      'd1,One,a@acme.example;B@acme.example,hubspot:7;8,Acme Ltd,Retail,2026-01-01,2026-01-05,2026-02-01,,,,Sales,"2,000.00",GBP,Rhys,2026-03-01,500',
      'd2,Two,,,beta.example,,,,,,2026-02-03,Closed Won,,1000,EUR,,,',
      'd3,Three,,,,,,,,2026-02-04,,,,,,,,',
      'd4,Four,,,,,,,,,2026-02-05,closedlost,,,,,,',
      'd5,Five,c@x.example,,,,,,,,,Proposal,,28295,JPY,,,',
    ),
  );
  expect(answer).toMatchObject({
    format: 'deals',
    read: 5,
    kept: 5,
    rejected: 0,
    records: { deal: 5, deal_person: 5 },
  });
  const rows = await space.all('SELECT * FROM deal ORDER BY id');
  expect(rows.map(row => row.state)).toEqual(['won', 'won', 'lost', 'lost', 'open']);
  expect(rows[0]).toMatchObject({
    system: 'own',
    line: 2,
    amount: 200000,
    currency: 'GBP',
    account_name: 'Acme Ltd',
    account_domain: null,
    industry: 'Retail',
    owner: 'Rhys',
    won_at: us('2026-02-01T00:00:00Z'),
    won_until: us('2026-02-02T00:00:00Z') - 1,
    opportunity_at: us('2026-01-05T00:00:00Z'),
    refund_at: us('2026-03-01T00:00:00Z'),
    refund_amount: 50000,
  });
  expect(rows[1]).toMatchObject({ won_at: us('2026-02-03T00:00:00Z'), account_domain: 'beta.example', amount: 100000 });
  expect(rows[3]).toMatchObject({ won_at: null, lost_at: us('2026-02-05T00:00:00Z') });
  expect(rows[4]).toMatchObject({ amount: 28295, currency: 'JPY' }); // yen have no decimals
  expect(
    await space.all('SELECT deal_id, person, is_primary, how, line FROM deal_person ORDER BY deal_id, how, person'),
  ).toEqual([
    { deal_id: 'd1', person: 'contact:hubspot:7', is_primary: true, how: 'contact id', line: 2 },
    { deal_id: 'd1', person: 'contact:own:8', is_primary: false, how: 'contact id', line: 2 },
    { deal_id: 'd1', person: 'email:a@acme.example', is_primary: true, how: 'email', line: 2 },
    { deal_id: 'd1', person: 'email:b@acme.example', is_primary: false, how: 'email', line: 2 },
    { deal_id: 'd5', person: 'email:c@x.example', is_primary: true, how: 'email', line: 6 },
  ]);
});

test('spend: platforms by any name, levels by what is filled, cost in minor units', async () => {
  const answer = await space.add(
    lines(
      'Day;Platform;Campaign;Campaign ID;Ad group;Keyword;Impressions;Clicks;Cost;Currency',
      '2026-03-01;Google Ads;Brand;111;;;10.000;1.000;200,00;GBP',
      '2026-03-01;fb;Retarget;;;;5.000;100;1.234,56;EUR',
      '2026-03-02;Bing;;;;;;;0,5;USD',
      '2026-03-02;google;Brand;111;Shoes;[red shoes];10;1;0,995;BHD',
    ),
  );
  expect(answer).toMatchObject({ format: 'spend', read: 4, kept: 4, rejected: 0 });
  expect(
    await space.all(
      'SELECT platform, CAST(day AS VARCHAR) AS day, level, impressions, clicks, cost, currency, keyword FROM spend ORDER BY line',
    ),
  ).toEqual([
    {
      platform: 'google-ads',
      day: '2026-03-01',
      level: 1,
      impressions: 10000,
      clicks: 1000,
      cost: 20000,
      currency: 'GBP',
      keyword: null,
    },
    {
      platform: 'meta-ads',
      day: '2026-03-01',
      level: 1,
      impressions: 5000,
      clicks: 100,
      cost: 123456,
      currency: 'EUR',
      keyword: null,
    },
    {
      platform: 'microsoft-ads',
      day: '2026-03-02',
      level: 0,
      impressions: null,
      clicks: null,
      cost: 50,
      currency: 'USD',
      keyword: null,
    },
    {
      platform: 'google-ads',
      day: '2026-03-02',
      level: 3,
      impressions: 10,
      clicks: 1,
      cost: 995,
      currency: 'BHD',
      keyword: 'red shoes',
    },
  ]);
});

test('spend: rows that a column nobody reads has split are parts, not versions: none is lost', async () => {
  const answer = await space.add(
    lines(
      'date,platform,campaign,network,ad format,cost',
      '2026-03-01,google,Brand,search,text,10.00',
      '2026-03-01,google,Brand,partners,text,10.00',
      '2026-03-01,google,Brand,partners,image,2.50',
      '2026-03-01,google,Brand,partners,image,2.50', // the same in every cell: a duplicate
    ),
  );
  expect(answer).toMatchObject({ read: 4, kept: 3, duplicates: 1 });
  expect(await space.all('SELECT sum(cost) AS cost FROM spend')).toEqual([{ cost: 2250 }]); // 10.00 + 10.00 + 2.50
});

test('fx: rates stay exact decimal text', async () => {
  const answer = await space.add(
    lines('date,currency,rate', '2026-03-01,EUR,0.8612345678', '2026-03-02,usd,0.790', '2026-03-03,EUR,0'),
  );
  expect(answer).toMatchObject({ format: 'fx', read: 3, kept: 2, rejected: 1 });
  expect(answer.rejects).toEqual([{ line: 4, reason: 'column "rate": "0" is not a rate above zero' }]);
  expect(await space.all('SELECT CAST(day AS VARCHAR) AS day, base, quote, rate FROM fx ORDER BY day')).toEqual([
    { day: '2026-03-01', base: 'EUR', quote: null, rate: '0.8612345678' },
    { day: '2026-03-02', base: 'USD', quote: null, rate: '0.79' },
  ]);
});

test('amounts without a currency take the one of the import, or none', async () => {
  const text = lines('deal_id,won_at,amount', 'd1,2026-03-01,12.5');
  await space.add(text);
  expect(await space.all('SELECT amount, currency FROM deal')).toEqual([{ amount: 1250, currency: null }]);
  const again = await space.add(text, { currency: 'kwd' });
  expect(again.notes).toEqual([
    'This file was imported before with other options: this reading takes the place of that one.',
  ]);
  expect(await space.all('SELECT amount, currency FROM deal')).toEqual([{ amount: 12500, currency: 'KWD' }]); // three decimals
});
