import { afterEach, describe, expect, test } from 'vitest';
import { prepare, report } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { journey } from '../../../server/reports/journey.ts';
import type { Store } from '../../../server/store/store.ts';
import { type Records, storeOf } from '../journeys/records.ts';

let store: Store | undefined;
afterEach(async () => {
  await store?.close();
  store = undefined;
});

async function open(records: Records) {
  store = await storeOf(records);
  return { store, answers: prepare(await buildWorkspace(store, defaultSettings), defaultSettings) };
}

const ask = async (records: Records, key: string) => {
  const { store, answers } = await open(records);
  return journey(store, answers, key);
};

/** Somebody else's visit: tracking began on 1 March. */
const began = { at: '2026-03-01 10:00', visitor: 'v9', from: 'organic' };

describe('a contact that the CRM had before the first visit that is known of', () => {
  test('is unknown before that visit, neither direct nor offline', async () => {
    const answer = await ask(
      {
        contacts: [{ id: '7', email: 'ann@acme.com', created: '2025-01-03 09:00' }],
        events: [
          began,
          { at: '2026-03-02 10:00', visitor: 'v1', from: 'ad' },
          { at: '2026-03-02 10:05', visitor: 'v1', kind: 'form', email: 'ann@acme.com' },
        ],
      },
      'ann@acme.com',
    );
    expect(answer.unknownBefore).toEqual({
      before: '2026-03-02T10:00:00Z',
      since: '2025-01-03T09:00:00Z',
      isTracking: false,
    });
    expect(answer.summary).toBe(
      'Unknown before 2 March 2026: in the CRM since 3 January 2025. First seen coming from a Google ad ‘Brand’ on ' +
        '2 March 2026; filled in a form on 2 March. Became a lead on 3 January 2025.',
    );
  });

  test('and never came since, is unknown before tracking began; so is what became of it', async () => {
    const answer = await ask(
      {
        contacts: [{ id: '7', email: 'ann@acme.com', created: '2025-01-03 09:00' }],
        deals: [{ id: 'd1', name: 'Acme', won: '2025-06-01 10:00', people: ['email:ann@acme.com'] }],
        events: [began],
      },
      'ann@acme.com',
    );
    expect(answer.unknownBefore).toMatchObject({ before: '2026-03-01T00:00:00Z', isTracking: true });
    expect(answer.summary).toBe(
      'Unknown before 1 March 2026, when tracking began: in the CRM since 3 January 2025. Became a lead on 3 January. ' +
        'Acme: won £100.00 on 1 June.',
    );
    expect(answer.conversions.map(({ kind, unattributed }) => [kind, unattributed])).toEqual([
      ['lead', 'before tracking began on 2026-03-01'],
      ['opportunity', 'before tracking began on 2026-03-01'],
      ['won', 'before tracking began on 2026-03-01'],
    ]);
  });

  test('is told as ever where a visit came first', async () => {
    const answer = await ask(
      {
        contacts: [{ id: '7', email: 'ann@acme.com', created: '2026-03-02' }],
        events: [
          { at: '2026-03-02 10:00', visitor: 'v1', from: 'ad' },
          { at: '2026-03-02 10:05', visitor: 'v1', kind: 'form', email: 'ann@acme.com' },
        ],
      },
      'ann@acme.com',
    );
    expect(answer.unknownBefore).toBeUndefined();
    expect(answer.summary).toMatch(/^First came from a Google ad/);
  });
});

describe('what was won without a touch', () => {
  test('says in the report whether tracking had begun', async () => {
    const { answers } = await open({
      events: [began],
      deals: [
        // £40.00 before the first visit of anybody, £60.00 after it.
        { id: 'a', amount: 40_00, won: '2026-02-28 10:00' },
        { id: 'b', amount: 60_00, won: '2026-03-02 10:00' },
      ],
    });
    const { unattributed, rows } = report(answers, { goal: 'revenue', by: ['channel'] });
    expect(unattributed.reasons).toEqual([
      { reason: 'before tracking began on 2026-03-01', conversions: 1, value: 40 },
      { reason: 'no touch before the conversion', conversions: 1, value: 60 },
    ]);
    expect(rows.reduce((sum, row) => sum + (row.revenue ?? 0), 0)).toBe(0);
  });
});

describe('what happened without a visit', () => {
  /** A call, an offline meeting and a contact made in the CRM, of three people, and a deal of each. */
  const records: Records = {
    events: [
      began,
      { at: '2026-03-02 10:00', kind: 'call', phone: '020 7946 0018' },
      { at: '2026-03-03 10:00', kind: 'offline', email: 'bob@acme.com' },
      { at: '2026-03-04 10:00', kind: 'offline', email: 'fay@fair.example', from: 'email' },
    ],
    contacts: [{ id: '7', email: 'cyd@other.example', created: '2026-03-03 11:00' }],
    deals: [
      { id: 'call', won: '2026-03-05 10:00', people: ['phone:020 7946 0018'] },
      { id: 'offline', won: '2026-03-05 10:00', people: ['email:bob@acme.com'] },
      { id: 'crm', won: '2026-03-05 10:00', people: ['contact:hubspot:7'] },
      { id: 'fair', won: '2026-03-05 10:00', people: ['email:fay@fair.example'] },
    ],
  };

  test('is never a direct visit: with a source of its own it is a touch of that, else unattributed', async () => {
    const { answers } = await open(records);
    const { rows, unattributed } = report(answers, { goal: 'revenue', by: ['channel'] });
    expect(rows.filter(row => row.revenue !== 0).map(row => [row.channel, row.revenue])).toEqual([['Email', 100]]);
    expect(unattributed.reasons).toEqual([{ reason: 'no touch before the conversion', conversions: 3, value: 300 }]);
  });

  test('makes its person a lead all the same', async () => {
    const { answers } = await open(records);
    const { totals } = report(answers, { goal: 'leads', by: ['channel'] });
    // The caller and the CRM's contact; what was said off line is a fact, not a lead.
    expect(totals.leads).toBe(2);
  });
});
