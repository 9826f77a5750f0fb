// Backwards stitching: who is known late gets what came before, once; nobody loses it again to the next who is known on the
// same device, and nothing that comes later moves the credit of what was earned before.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { models } from '#shared/models/index.ts';
import { explain, prepare, report } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { type EventRow, journeysOf, type Records, workspaceOf } from '../journeys/records.ts';

const before: EventRow[] = [
  { at: '2026-01-01 10:00', visitor: 'pc', from: 'ad' },
  { at: '2026-01-02 10:00', visitor: 'pc', from: 'email' },
  { at: '2026-01-03 10:00', visitor: 'pc', kind: 'form', email: 'ann@acme.com' },
  { at: '2026-01-04 10:00', visitor: 'pc', from: 'organic' },
];
const deals: Records['deals'] = [
  { id: 'A', won: '2026-01-05 00:00', amount: 100_01, people: ['email:ann@acme.com'] },
  { id: 'B', won: '2026-03-01 00:00', people: ['email:bob@bolt.com'] },
];
const ofAnn = ['ad 01-01 10:00', 'email 01-02 10:00', 'organic 01-04 10:00'];

describe('a person known late', () => {
  it('gets the earlier visits, and those of other devices as they become known', async () => {
    const events: EventRow[] = [
      ...before,
      { at: '2025-12-24 10:00', visitor: 'mobile', from: 'facebook' },
      { at: '2026-01-20 10:00', visitor: 'mobile', kind: 'identify', email: 'ann@acme.com' },
    ];
    expect(journeysOf(await workspaceOf({ events: before, deals }), 'won').A).toEqual(ofAnn);
    // The visit of 24 December came before the deal, whenever it became known whose it was.
    expect(journeysOf(await workspaceOf({ events, deals }), 'won').A).toEqual(['facebook 12-24 10:00', ...ofAnn]);
  });

  it('keeps them when somebody else is known on the same device', async () => {
    const events: EventRow[] = [
      ...before,
      { at: '2026-01-10 10:00', visitor: 'pc', kind: 'form', email: 'bob@bolt.com' },
      { at: '2026-01-11 10:00', visitor: 'pc', from: 'facebook' },
    ];
    expect(journeysOf(await workspaceOf({ events, deals }), 'won')).toEqual({ A: ofAnn, B: ['facebook 01-11 10:00'] });
  });

  it('gets nothing twice, however often they are known', async () => {
    const again = ['2026-01-03 11:00', '2026-01-03 12:00', '2026-01-04 11:00'].map(
      (at): EventRow => ({ at, visitor: 'pc', kind: 'identify', email: 'ann@acme.com' }),
    );
    const workspace = await workspaceOf({ events: [...before, ...again], deals });
    expect(journeysOf(workspace, 'won').A).toEqual(ofAnn);
    expect(workspace.sets.leads.conversions.length).toBe(1);
  });
});

/** Ann's user id and CRM contact were only ever seen on her device, never beside her e-mail; each has a device of its own. */
const met: EventRow[] = [
  ...before,
  { at: '2026-01-03 12:00', visitor: 'pc', kind: 'identify', user: 'u1' },
  { at: '2026-01-02 09:00', visitor: 'mobile', from: 'facebook' },
  { at: '2026-01-04 11:00', visitor: 'mobile', kind: 'identify', user: 'u1' },
  { at: '2026-01-04 12:00', visitor: 'pc', kind: 'form', contact: 'hubspot:7' },
  { at: '2026-01-04 13:00', visitor: 'tablet', from: 'ad2' },
  { at: '2026-01-04 14:00', visitor: 'tablet', kind: 'form', contact: 'hubspot:7', phone: '020 7946 0018' },
];
const metByAnn = [
  'ad 01-01 10:00',
  'facebook 01-02 09:00',
  'email 01-02 10:00',
  'organic 01-04 10:00',
  'ad2 01-04 13:00',
];
const bobOnPc: EventRow = { at: '2026-01-10 10:00', visitor: 'pc', kind: 'form', email: 'bob@bolt.com' };

describe('keys that met through one device alone', () => {
  it('stay one person when somebody else is known on it', async () => {
    expect(journeysOf(await workspaceOf({ events: met, deals }), 'won').A).toEqual(metByAnn);
    expect(journeysOf(await workspaceOf({ events: [...met, bobOnPc], deals }), 'won')).toEqual({ A: metByAnn, B: [] });
  });

  it('are told by time, whatever order the rows came in', async () => {
    const events = [...met, bobOnPc].reverse();
    expect(journeysOf(await workspaceOf({ events, deals }), 'won')).toEqual({ A: metByAnn, B: [] });
  });

  it('join whoever was known last, and whoever was known before stays who they were', async () => {
    const events: EventRow[] = [
      ...met,
      bobOnPc,
      { at: '2026-01-11 10:00', visitor: 'pc', kind: 'identify', user: 'u1' },
      { at: '2026-01-12 10:00', visitor: 'pc', kind: 'form', contact: 'hubspot:9' },
      { at: '2026-01-12 11:00', visitor: 'nine', from: 'ad', contact: 'hubspot:9' },
      { at: '2026-01-13 10:00', visitor: 'pc', kind: 'form', email: 'bob@bolt.com' },
      { at: '2026-01-14 10:00', visitor: 'pc', kind: 'identify', user: 'u2' },
      { at: '2026-01-14 11:00', visitor: 'two', from: 'email', user: 'u2' },
    ];
    const late = deals.map(deal => ({ ...deal, won: '2026-03-01 00:00' }));
    // u1 is Ann's already, so hubspot:9 after it is hers; u2 comes after Bob.
    expect(journeysOf(await workspaceOf({ events, deals: late }), 'won')).toEqual({
      A: [...metByAnn, 'ad 01-12 11:00'],
      B: ['email 01-14 11:00'],
    });
  });

  it('of which two have a user id each are two people', async () => {
    const events: EventRow[] = [
      { at: '2026-01-01 10:00', visitor: 'pc', kind: 'identify', user: 'u1' },
      { at: '2026-01-02 10:00', visitor: 'pc', kind: 'identify', user: 'u2' },
      { at: '2026-01-03 10:00', visitor: 'pc', kind: 'form', email: 'ann@acme.com' },
      { at: '2026-01-01 09:00', visitor: 'one', from: 'ad', user: 'u1' },
      { at: '2026-01-01 09:00', visitor: 'two', from: 'email', user: 'u2' },
    ];
    expect(journeysOf(await workspaceOf({ events, deals }), 'won').A).toEqual(['email 01-01 09:00']);
  });

  it('stay apart by hard links only: what one shared device says is soft', async () => {
    const events = [...met, bobOnPc];
    expect(journeysOf(await workspaceOf({ events, deals }, { links: 'hard' }), 'won').A).toEqual([]);
  });

  it('keep a phone that was left on the device without a name', async () => {
    const events: EventRow[] = [
      ...before,
      { at: '2026-01-04 11:00', visitor: 'pc', kind: 'form', phone: '020 7946 0019' },
      { at: '2026-01-04 12:00', kind: 'call', phone: '020 7946 0019', from: 'facebook' },
    ];
    const journey = [...ofAnn, 'facebook 01-04 12:00'];
    expect(journeysOf(await workspaceOf({ events, deals }), 'won').A).toEqual(journey);
    expect(journeysOf(await workspaceOf({ events: [...events, bobOnPc], deals }), 'won').A).toEqual(journey);
  });
});

/** Who a later row names. None says of Ann's user id, contact or e-mail that it is somebody else's: that would be news of her. */
const names: Partial<EventRow>[] = [
  {},
  { email: 'bob@bolt.com' },
  { email: 'cyd@bolt.com' },
  { user: 'u2' },
  { user: 'u3' },
  { email: 'bob@bolt.com', user: 'u2' },
  { email: 'cyd@bolt.com', user: 'u2' },
  { contact: 'hubspot:8' },
  { email: 'bob@bolt.com', contact: 'hubspot:8' },
  { user: 'u3', contact: 'hubspot:8', phone: '020 7946 0099' },
  { phone: '020 7946 0099' },
  { email: 'ann@acme.com' },
  { user: 'u1' },
  { contact: 'hubspot:7' },
];

/** What comes after the deal was won, on any device, by anybody. */
const later: fc.Arbitrary<EventRow> = fc
  .record(
    {
      at: fc.integer({ min: 6, max: 28 }).map(day => `2026-01-${String(day).padStart(2, '0')} 10:00`),
      kind: fc.constantFrom('visit', 'page', 'form', 'identify', 'order'),
      from: fc.constantFrom('ad', 'facebook', 'own', 'direct'),
      visitor: fc.constantFrom('pc', 'pc', 'mobile', 'tablet', 'other'),
      amount: fc.constantFrom(1000, 2000),
      who: fc.constantFrom(...names),
    },
    { requiredKeys: ['at', 'kind', 'from', 'visitor', 'who'] },
  )
  .map(({ who, ...row }) => ({ ...row, ...who }));

it('nothing later moves the credit of an earlier conversion, under any model', async () => {
  const receipts = async (events: EventRow[]) => {
    const answers = prepare(await workspaceOf({ events, deals }), defaultSettings);
    const { rows } = report(answers, { by: ['channel'], to: '2026-01-05', models: models.map(({ id }) => id) });
    const credit = rows
      .map(row => [row.channel, row.byModel])
      .filter(([, by]) => Object.values(by as object).some(Boolean));
    const { conversions } = explain(answers, {
      by: 'channel',
      value: 'Paid Search',
      model: 'linear',
      to: '2026-01-05',
    });
    return JSON.stringify([credit, conversions.map(({ id, path }) => [id, path.map(step => [step.at, step.credit])])]);
  };
  const once = await receipts(met);
  // Two of five touches by the linear model: 20.01 with the odd penny and 20.00.
  expect(once).toContain('"linear":40.01');
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(later, { maxLength: 8, selector: row => JSON.stringify(row, Object.keys(row).sort()) }),
      async more => {
        expect(await receipts([...met, ...more])).toBe(once);
      },
    ),
    { numRuns: 20 },
  );
}, 240_000);
