import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '#shared/journeys/workspace.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { type DealRow, type EventRow, journeysOf, type Records, settings, storeOf, workspaceOf } from './records.ts';

/** A workspace without line numbers: they say where a row stood, which a shuffle changes. */
function content(workspace: Workspace): unknown {
  const without = (set: Workspace['sets']['won']) => ({ ...set, conversions: { ...set.conversions, line: null } });
  const { leads, opportunities, won } = workspace.sets;
  return {
    ...workspace,
    sets: { leads: without(leads), opportunities: without(opportunities), won: without(won) },
    spend: { ...workspace.spend, line: null },
  };
}

/** Small worlds with many ties, shared keys and every kind of row. */
const hour = fc.integer({ min: 0, max: 12 }).map(h => `2026-01-0${1 + (h >> 2)} 1${h & 3}:00`);
const event: fc.Arbitrary<EventRow> = fc.record(
  {
    at: hour,
    kind: fc.constantFrom('visit', 'page', 'form', 'identify', 'order', 'refund', 'call'),
    from: fc.constantFrom('ad', 'email', 'organic', 'own', 'direct'),
    visitor: fc.constantFrom('v1', 'v2', 'v3'),
    email: fc.constantFrom('a@acme.com', 'b@acme.com', 'c@bolt.com'),
    phone: fc.constantFrom('020 7946 0018', '+442079460018', 'withheld'),
    user: fc.constantFrom('u1', 'u2'),
    id: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5', 'e6'),
    session: fc.constantFrom('s1', 's2'),
    order: fc.constantFrom('o1', 'o2'),
    amount: fc.constantFrom(1000, 2000),
    url: fc.constantFrom('https://a.com/x?y=1', 'https://a.com'),
  },
  { requiredKeys: ['at', 'kind', 'from'] },
);
const deal: fc.Arbitrary<DealRow> = fc.record(
  {
    id: fc.constantFrom('D1', 'D2', 'D3'),
    state: fc.constantFrom('open', 'won', 'lost'),
    created: hour,
    won: hour,
    people: fc.uniqueArray(fc.constantFrom('email:a@acme.com', '*email:b@acme.com', 'visitor:v3', 'user:u2'), {
      maxLength: 3,
    }),
    accountName: fc.constantFrom('Acme', 'Bolt'),
  },
  { requiredKeys: ['id', 'state'] },
);
const world = fc.record({
  // An event's key is its content here: equal rows would be one row after an import.
  events: fc.uniqueArray(event, { maxLength: 14, selector: row => JSON.stringify(row, Object.keys(row).sort()) }),
  deals: fc.uniqueArray(deal, { maxLength: 3, selector: row => row.id }),
});

describe('a build', () => {
  it('gives the same columns in whatever order the rows came', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.infiniteStream(fc.nat()), async (records, numbers) => {
        const shuffle = <T>(rows: readonly T[]): T[] =>
          rows
            .map(row => ({ row, by: numbers.next().value! }))
            .sort((a, b) => a.by - b.by)
            .map(({ row }) => row);
        const shuffled = {
          events: shuffle(records.events),
          deals: shuffle(records.deals).map(row => ({ ...row, people: row.people && shuffle(row.people) })),
        };
        expect(content(await workspaceOf(shuffled))).toEqual(content(await workspaceOf(records)));
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('gives the same columns twice from one store', async () => {
    const store = await storeOf({
      events: [{ at: '2026-01-01 10:00', visitor: 'v', from: 'ad', email: 'a@acme.com' }],
      deals: [{ id: 'D', won: '2026-01-02 00:00', people: ['email:a@acme.com'] }],
    });
    expect(await buildWorkspace(store, settings)).toEqual(await buildWorkspace(store, settings));
    await store.close();
  });

  it('leaves earlier conversions as they were when later events come', async () => {
    const early: Records = {
      events: [
        { at: '2026-01-01 10:00', visitor: 'v', from: 'ad' },
        { at: '2026-01-02 10:00', visitor: 'v', kind: 'order', order: 'O1', amount: 1 },
        { at: '2026-01-03 10:00', visitor: 'v', kind: 'form', email: 'a@acme.com' },
      ],
      deals: [{ id: 'D1', won: '2026-01-10 00:00', people: ['email:a@acme.com'] }],
    };
    const later: Records = {
      events: [
        ...early.events!,
        { at: '2026-01-11 10:00', visitor: 'v', from: 'facebook' },
        { at: '2026-01-12 10:00', visitor: 'v', kind: 'order', order: 'O2', amount: 1 },
        { at: '2026-01-13 10:00', visitor: 'v', kind: 'order', order: 'O1', amount: 1 },
      ],
      deals: [...early.deals!, { id: 'D2', won: '2026-01-20 00:00', people: ['email:a@acme.com'] }],
    };
    const before = journeysOf(await workspaceOf(early), 'won');
    const after = journeysOf(await workspaceOf(later), 'won');
    expect(before).toEqual({ O1: ['ad 01-01 10:00'], D1: ['ad 01-01 10:00'] });
    expect(after).toMatchObject(before);
    expect(after.D2).toEqual(['ad 01-01 10:00', 'facebook 01-11 10:00']);
  });

  it('orders touches of one instant by the vendor’s event id, those without one after them', async () => {
    const at = '2026-01-01 10:00';
    const records: Records = {
      events: [
        { at, visitor: 'v', from: 'facebook', email: 'a@acme.com' },
        { at, visitor: 'v', from: 'email', id: 'b' },
        { at, visitor: 'w', from: 'organic', id: 'c', email: 'b@acme.com' },
        { at, visitor: 'v', from: 'ad', id: 'a' },
      ],
      deals: [{ id: 'D', won: '2026-01-10 00:00', people: ['email:a@acme.com', 'email:b@acme.com'] }],
    };
    expect(journeysOf(await workspaceOf(records), 'won').D.map(text => text.split(' ')[0])).toEqual([
      'ad',
      'email',
      'organic',
      'facebook',
    ]);
  });

  it('of nothing is empty', async () => {
    const workspace = await workspaceOf({});
    expect([
      workspace.touches.length,
      workspace.sources.length,
      workspace.visits.length,
      workspace.spend.length,
    ]).toEqual([0, 0, 0, 0]);
    for (const set of Object.values(workspace.sets))
      expect([set.conversions.length, set.start.length, set.touch.length]).toEqual([0, 1, 0]);
    expect(workspace.commonCurrency).toBe('');
  });

  it('holds up against page views of lone visitors by the thousand', async () => {
    const store = await storeOf({});
    await store.run(`INSERT INTO event_row BY NAME SELECT 1 AS import_id, i AS line, hash(i) AS key, 'v' || (i % 1000) AS visitor,
      (i * 60000000)::BIGINT AS "at", 1::UTINYINT AS kind, 100 AS ref FROM range(10000) t(i)`);
    const { visits } = await buildWorkspace(store, settings);
    await store.close();
    // Each visitor comes by every 1000 minutes, always a session of its own.
    expect(visits.count.reduce((sum, count) => sum + count, 0)).toBe(10_000);
  });
});
