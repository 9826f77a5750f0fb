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

/** What comes after the deal was won, on any device, by anybody. */
const later: fc.Arbitrary<EventRow> = fc.record(
  {
    at: fc.integer({ min: 6, max: 28 }).map(day => `2026-01-${String(day).padStart(2, '0')} 10:00`),
    kind: fc.constantFrom('visit', 'page', 'form', 'identify', 'order'),
    from: fc.constantFrom('ad', 'facebook', 'own', 'direct'),
    visitor: fc.constantFrom('pc', 'other'),
    email: fc.constantFrom('bob@bolt.com', 'cyd@bolt.com'),
    amount: fc.constantFrom(1000, 2000),
  },
  { requiredKeys: ['at', 'kind', 'from', 'visitor'] },
);

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
  const once = await receipts(before);
  // A third of £100.01 by the linear model: 33.34, the odd pennies to the first.
  expect(once).toContain('"linear":33.34');
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(later, { maxLength: 8, selector: row => JSON.stringify(row, Object.keys(row).sort()) }),
      async more => {
        expect(await receipts([...before, ...more])).toBe(once);
      },
    ),
    { numRuns: 20 },
  );
}, 240_000);
