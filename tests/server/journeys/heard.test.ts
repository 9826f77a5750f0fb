// Whose answer a conversion has: files in, the real importer, build and report.

import { expect, test } from 'vitest';
import { workspaceOf } from '../../with-engine.ts';

const events = `visitor_id,ts,event,url,source,medium,campaign,email,How did you hear about us?
v1,2026-01-05T10:00:00Z,visit,https://acme.example/,google,cpc,Brand,,
v1,2026-01-06T10:00:00Z,form,https://acme.example/thanks,,,,ada@north.example,a podcast
v1,2026-01-20T10:00:00Z,form,https://acme.example/demo,,,,ada@north.example,LinkedIn
v2,2026-01-07T10:00:00Z,visit,https://acme.example/,facebook,paid_social,Spring,,
v2,2026-01-08T10:00:00Z,form,https://acme.example/thanks,,,,bob@south.example,Instagram
v3,2026-03-01T10:00:00Z,form,https://acme.example/late,,,,cy@west.example,Google
v4,2026-01-09T10:00:00Z,visit,https://acme.example/,google,organic,,,
v4,2026-01-09T11:00:00Z,form,https://acme.example/thanks,,,,dee@east.example,
`;
const deals = `deal_id,name,email,created_at,won_at,amount,currency,Self-reported source,refund_at,refund_amount
d1,North,ada@north.example,2026-01-10T10:00:00Z,2026-02-01T10:00:00Z,1000.00,GBP,,,
d2,South,bob@south.example,2026-01-11T10:00:00Z,2026-02-02T10:00:00Z,500.50,GBP,a trade show,2026-02-10,100.00
d3,West,cy@west.example,2026-01-12T10:00:00Z,2026-02-03T10:00:00Z,99.50,GBP,,,
d4,East,dee@east.example,2026-01-12T10:00:00Z,2026-02-04T10:00:00Z,10.00,GBP,,,
`;
const contacts = `Record ID,First Name,Email,Lifecycle Stage,Create Date,How did you hear about us?
7,Dee,dee@east.example,customer,2026-01-09 12:00,a friend
8,Bob,bob@south.example,customer,2026-01-09 12:00,Bing
`;

async function answersOf(files: Record<string, string>) {
  const { engine, close } = await workspaceOf(files);
  try {
    const journey = async (key: string) =>
      Object.fromEntries(
        (await engine.journey({ key })).conversions.map(one => [`${one.kind} ${one.label}`, one.heard ?? null]),
      );
    return {
      north: await journey('ada@north.example'),
      south: await journey('bob@south.example'),
      west: await journey('cy@west.example'),
      east: await journey('dee@east.example'),
      heard: await engine.heard({}),
      report: await engine.report({ by: ['channel', 'self-reported'] }),
      leads: await engine.heard({ goal: 'leads' }),
    };
  } finally {
    await close();
  }
}

test('the deal’s own answer, then its people’s contact records, then the earliest said up to the conversion', async () => {
  const { north, south, west, east, heard, report, leads } = await answersOf({
    'events.csv': events,
    'deals.csv': deals,
    'hubspot-contacts.csv': contacts,
  });
  // The first of Ada's two answers, from the form, of the lead and of the deal alike.
  const adas = { answer: 'a podcast', said: ['Podcast'], verdict: 'not measurable', from: 'events.csv:3' };
  expect(north['won North']).toMatchObject({ ...adas, at: expect.stringMatching(/^2026-01-06T10:00:00/) });
  expect(north['lead ada@north.example']).toMatchObject(adas);
  // Bob's deal says itself what his contact and his form say otherwise.
  expect(south['won South']).toMatchObject({ answer: 'a trade show', from: 'deals.csv:3' });
  expect(south['refund South']).toMatchObject({ answer: 'a trade show' });
  expect(south['lead bob@south.example']).toMatchObject({ answer: 'Bing', verdict: 'disagrees' });
  // Cy answered a month after the deal was won: no answer of the deal's, but one of the later lead's.
  expect(west['won West']).toBeNull();
  expect(west['lead cy@west.example']).toMatchObject({ answer: 'Google', verdict: 'not measured' });
  expect(east['won East']).toMatchObject({
    answer: 'a friend',
    verdict: 'not measurable',
    from: 'hubspot-contacts.csv:2',
  });

  // Answered: North 1,000, South 500.50 − 100 given back, East 10; West has none.
  expect(heard.answered).toEqual({ conversions: 3, value: 1_410.5 });
  expect(heard.unanswered).toEqual({ conversions: 1, value: 99.5 });
  expect(heard.conservation.holds).toBe(true);
  expect(heard.rows.map(({ said, measured, value }) => [said, measured, value])).toEqual([
    ['Podcast', 'Paid Search', 1_000],
    ['Event', 'Paid Social', 400.5],
    ['Word of mouth', 'Organic Search', 10],
  ]);
  // A refund is no difference of its own.
  expect(heard.differences.map(({ label }) => label)).toEqual(['North', 'South', 'East']);
  // West has touches of nobody: unattributed, in no row.
  const earning = report.rows.filter(({ revenue }) => revenue !== 0);
  expect(earning.map(row => [row.channel, row['self-reported'], row.revenue])).toEqual([
    ['Paid Search', 'Podcast', 1_000],
    ['Paid Social', 'Event', 400.5],
    ['Organic Search', 'Word of mouth', 10],
  ]);
  expect(report.conservation.holds).toBe(true);
  expect(leads.answered.conversions).toBe(4);
});

test('a survey after the checkout is the answer of the order that it names, and of that order’s refund alone', async () => {
  const { engine, close } = await workspaceOf({
    'events.csv': `visitor_id,ts,event,order_id,amount,currency,email,How did you hear about us?
v1,2026-01-05T10:00:00Z,order,o-1,10.00,GBP,ada@north.example,
v1,2026-01-05T10:02:00Z,survey,o-1,,,ada@north.example,TikTok
v1,2026-01-04T10:00:00Z,order,o-0,7.00,GBP,ada@north.example,
v1,2026-01-09T10:00:00Z,refund,o-1,4.00,GBP,ada@north.example,
`,
  });
  try {
    const { conversions } = await engine.journey({ key: 'ada@north.example' });
    expect(conversions.map(({ kind, label, heard }) => [kind, label, heard?.answer])).toEqual([
      ['order', 'o-0', undefined],
      ['order', 'o-1', 'TikTok'],
      ['refund', 'o-1', 'TikTok'],
    ]);
    // 10.00 − 4.00 answered, 7.00 not.
    expect(await engine.heard({})).toMatchObject({ answered: { conversions: 1, value: 6 }, unanswered: { value: 7 } });
  } finally {
    await close();
  }
});

test('the order of files and rows plays no part', async () => {
  const shuffled = (text: string) => {
    const [header, ...rows] = text.trimEnd().split('\n');
    return `${[header, ...rows.reverse()].join('\n')}\n`;
  };
  const files = { 'events.csv': events, 'deals.csv': deals, 'hubspot-contacts.csv': contacts };
  const before = await answersOf(files);
  const after = await answersOf(
    Object.fromEntries(
      Object.entries(files)
        .reverse()
        .map(([name, text]) => [name, shuffled(text)]),
    ),
  );
  const plain = ({ rows, said, verdicts }: (typeof before)['heard']) => ({ rows, said, verdicts });
  expect(plain(after.heard)).toEqual(plain(before.heard));
  expect(after.report.rows).toEqual(before.report.rows);
});

test('data without any answer has no column of answers', async () => {
  const { engine, close } = await workspaceOf({
    'deals.csv': 'deal_id,email,won_at,amount,currency\nd1,ada@north.example,2026-02-01,10,GBP\n',
  });
  try {
    expect((await engine.heard({})).answered.conversions).toBe(0);
    expect((await engine.report({ by: ['self-reported'] })).conservation.holds).toBe(true);
    expect((await engine.journey({ key: 'd1' })).conversions.every(one => !('heard' in one))).toBe(true);
  } finally {
    await close();
  }
});
