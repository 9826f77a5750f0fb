// Journeys on hard links only: what a phone, a shared device, a company's name or domain said is left out, money that loses
// its journey is unattributed with the reason, and nothing is lost.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { models } from '#shared/models/index.ts';
import { prepare, report } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { type EventRow, journeysOf, type Records, settings, storeOf, workspaceOf } from '../journeys/records.ts';

const wonBy = async (records: Records, links: 'all' | 'hard') =>
  journeysOf(await workspaceOf(records, { links }), 'won');
const won = '2026-02-01 00:00';

describe('with hard links only', () => {
  it('an e-mail, a user id, a CRM id and a merge in the CRM still join', async () => {
    const records: Records = {
      events: [
        { at: '2026-01-01 10:00', visitor: 'v1', from: 'ad' },
        { at: '2026-01-02 10:00', visitor: 'v1', kind: 'form', email: 'ann@acme.com' },
        { at: '2026-01-03 10:00', visitor: 'v2', from: 'email', user: 'u1' },
        { at: '2026-01-04 10:00', kind: 'identify', user: 'u1', contact: 'hubspot:7' },
      ],
      contacts: [{ id: '8', email: 'ann@acme.com', merged: '7' }],
      deals: [{ id: 'D', won, people: ['contact:hubspot:8'] }],
    };
    const both = ['ad 01-01 10:00', 'email 01-03 10:00'];
    expect(await wonBy(records, 'hard')).toEqual({ D: both });
    expect(await wonBy(records, 'all')).toEqual({ D: both });
  });

  it('a phone joins nobody', async () => {
    const records: Records = {
      events: [
        { at: '2026-01-01 10:00', visitor: 'v', from: 'ad' },
        { at: '2026-01-02 10:00', visitor: 'v', kind: 'form', phone: '020 7946 0018' },
      ],
      contacts: [{ id: '7', email: 'ann@acme.com', phone: '+44 20 7946 0018' }],
      deals: [{ id: 'D', won, people: ['contact:hubspot:7'] }],
    };
    expect(await wonBy(records, 'all')).toEqual({ D: ['ad 01-01 10:00'] });
    expect(await wonBy(records, 'hard')).toEqual({ D: [] });
  });

  it('what names nobody on a shared device is nobody’s', async () => {
    const records: Records = {
      events: [
        { at: '2026-01-01 10:00', visitor: 'pc', from: 'ad' },
        { at: '2026-01-02 10:00', visitor: 'pc', kind: 'form', email: 'ann@acme.com', from: 'organic' },
        { at: '2026-01-03 10:00', visitor: 'pc', kind: 'form', email: 'bob@bolt.com' },
        { at: '2026-01-04 10:00', visitor: 'pc', from: 'email' },
      ],
      deals: [
        { id: 'A', won, people: ['email:ann@acme.com'] },
        { id: 'B', won, people: ['email:bob@bolt.com'] },
      ],
    };
    expect(await wonBy(records, 'all')).toEqual({
      A: ['ad 01-01 10:00', 'organic 01-02 10:00'],
      B: ['email 01-04 10:00'],
    });
    expect(await wonBy(records, 'hard')).toEqual({ A: ['organic 01-02 10:00'], B: [] });
  });

  it('a deal without people has those whom the CRM puts in its account, not those of its name or domain', async () => {
    const records: Records = {
      events: [
        { at: '2026-01-01 10:00', visitor: 'a', from: 'ad', email: 'ann@acme.com' },
        { at: '2026-01-02 10:00', visitor: 'b', from: 'email', email: 'bob@gmail.com' },
      ],
      contacts: [{ id: '7', email: 'bob@gmail.com', account: '1' }],
      accounts: [{ id: '1', name: 'Acme', domain: 'acme.com' }],
      deals: [{ id: 'D', system: 'hubspot', won, accountId: '1' }],
    };
    expect(await wonBy(records, 'all')).toEqual({ D: ['ad 01-01 10:00', 'email 01-02 10:00'] });
    expect(await wonBy(records, 'hard')).toEqual({ D: ['email 01-02 10:00'] });
  });

  it('money that lost its journey is unattributed, with the reason', async () => {
    const records: Records = {
      events: [{ at: '2026-01-01 10:00', visitor: 'v', from: 'ad', phone: '020 7946 0018' }],
      contacts: [{ id: '7', email: 'ann@acme.com', phone: '020 7946 0018' }],
      deals: [{ id: 'D', won, amount: 12_34, people: ['contact:hubspot:7'] }],
    };
    const answer = async (links: 'all' | 'hard') =>
      report(prepare(await workspaceOf(records, { links }), { ...defaultSettings, links }), { by: ['channel'] });
    const all = await answer('all');
    expect([all.meta.links, all.unattributed.revenue]).toEqual(['all', 0]);
    const hard = await answer('hard');
    expect([hard.meta.links, hard.unattributed.revenue]).toEqual(['hard', 12.34]);
    expect(hard.unattributed.reasons).toMatchObject([
      { reason: 'no touch before the conversion, by hard links only', conversions: 1, value: 12.34 },
    ]);
  });
});

/** Small worlds full of phones, shared devices and ties. */
const event: fc.Arbitrary<EventRow> = fc.record(
  {
    at: fc.integer({ min: 1, max: 9 }).map(day => `2026-01-0${day} 10:00`),
    kind: fc.constantFrom('visit', 'form', 'identify', 'order', 'call'),
    from: fc.constantFrom('ad', 'email', 'facebook', 'direct'),
    visitor: fc.constantFrom('v1', 'v2', 'v3'),
    email: fc.constantFrom('a@acme.com', 'b@acme.com', 'c@bolt.com'),
    phone: fc.constantFrom('020 7946 0018', '020 7946 0099'),
    user: fc.constantFrom('u1', 'u2'),
    amount: fc.constantFrom(1001, 2000),
  },
  { requiredKeys: ['at', 'kind', 'from'] },
);

it('under every model nothing is lost, and every journey is part of the one by all links or another’s', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(event, {
        minLength: 3,
        maxLength: 14,
        selector: row => JSON.stringify(row, Object.keys(row).sort()),
      }),
      async events => {
        const store = await storeOf({
          events,
          deals: [
            { id: 'D', won: '2026-01-08 00:00', amount: 999_99, people: ['email:a@acme.com'] },
            { id: 'E', won: '2026-01-09 00:00', amount: 1, people: ['email:b@acme.com'] },
          ],
        });
        try {
          const of = async (links: 'all' | 'hard') =>
            prepare(await buildWorkspace(store, { ...settings, links }), { ...defaultSettings, links });
          const [all, hard] = [await of('all'), await of('hard')];
          for (const { id } of models) {
            const [was, is] = [all, hard].map(answers => report(answers, { models: [id], by: ['channel'] }));
            expect([was.conservation.holds, is.conservation.holds]).toEqual([true, true]);
            expect(is.totals.revenue).toBe(was.totals.revenue);
          }
          // A named deal's touches by hard links are among those by all of them.
          const [wide, narrow] = [all, hard].map(answers => journeysOf(answers.workspace, 'won'));
          for (const deal of ['D', 'E']) expect(wide[deal]).toEqual(expect.arrayContaining(narrow[deal]));
        } finally {
          await store.close();
        }
      },
    ),
    { numRuns: 8 },
  );
}, 240_000);
