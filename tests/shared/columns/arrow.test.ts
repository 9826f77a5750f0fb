import { tableFromIPC } from '@uwdata/flechette';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeWorkspace, encodeTable } from '#shared/columns/arrow.ts';
import { type TableName, tableNames } from '#shared/columns/table-names.ts';
import type { Workspace } from '#shared/journeys/workspace.ts';
import { compare, explain, overlay, paths, prepare, report } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { query, workspace } from '../report/any-workspace.ts';
import { buildWorkspace, email, google, type WorkspaceSpec } from '../report/workspace-builder.ts';

const settings = { ...defaultSettings, fx: { EUR: '0.9' } };

function encode(from: Workspace): Record<TableName, Uint8Array> {
  return Object.fromEntries(tableNames.map(name => [name, encodeTable(from, name)])) as Record<TableName, Uint8Array>;
}

const small: WorkspaceSpec = {
  deals: [
    {
      id: 'Zoë & Søn 🫖',
      at: '2026-03-11',
      amount: 10_000,
      owner: 'Ann',
      touches: [
        ['2026-03-01', google('Brand', { campaignId: '7', landingPage: '/pricing' })],
        ['2026-03-09T12:00:00.123Z', email('\uFEFFÉté')],
      ],
    },
    { id: 'b', at: '2026-03-12', amount: -0, currency: 'EUR' },
  ],
  leads: [{ id: 'l', at: '2026-03-02', touches: [['2026-03-01', google('Brand')]] }],
  spend: [{ platform: 'google-ads', account: '1', day: '2026-03-01', campaignId: '7', cost: 2_000, currency: 'USD' }],
  fx: [{ day: '2026-02-01', base: 'EUR', quote: 'GBP', rate: '0.8571' }],
};

test('every answer over the decoded tables is the original’s to the byte', () => {
  fc.assert(
    fc.property(workspace, query, (spec, asked) => {
      const original = buildWorkspace(spec);
      const [here, there] = [original, decodeWorkspace(encode(original))].map(of => prepare(of, settings));
      const { models, by, ...basis } = asked;
      const same = (answer: (answers: typeof here) => unknown) =>
        expect(JSON.stringify(answer(there))).toBe(JSON.stringify(answer(here)));
      same(answers => report(answers, asked));
      same(answers => compare(answers, { ...basis, by }));
      same(answers => paths(answers, { ...basis, by: 'campaign' }));
      const keys = [{ id: '7' }, { name: 'Brand' }];
      same(answers => overlay(answers, { ...basis, platform: 'google-ads', level: 'campaign', keys }));
      for (const row of report(here, { ...basis, models: [models[0]], by: ['source'] }).rows) {
        same(answers => explain(answers, { ...basis, model: models[0], by: 'source', value: String(row.source) }));
      }
    }),
    { seed: 3, numRuns: 150 },
  );
});

describe('what is decoded', () => {
  const original = buildWorkspace(small);
  const decoded = decodeWorkspace(encode(original));

  test('is what was encoded, but for the keys of events', () => {
    const { key: _, ...touches } = original.touches;
    expect(decoded).toEqual({ ...original, touches: { ...touches, key: new BigUint64Array(0) } });
    // toEqual takes NaN for NaN, but 0 for -0.
    expect(Object.is(decoded.sets.won.conversions.amount[1], -0)).toBe(true);
  });

  test('keeps letters outside ASCII, a leading U+FEFF among them', () => {
    expect(decoded.sets.won.conversions.label).toEqual(['Zoë & Søn 🫖', 'b']);
    expect(decoded.sources.campaign).toContain('\uFEFFÉté');
  });

  test('looks into the bytes that came', () => {
    const tables = encode(original);
    const { touches, sets } = decodeWorkspace(tables);
    expect(touches.time.buffer).toBe(tables.touches.buffer);
    expect(touches.source.buffer).toBe(tables.touches.buffer);
    expect(sets.won.touch.buffer).toBe(tables.won.buffer);
    expect(sets.won.start.buffer).toBe(tables.won.buffer);
    expect(sets.won.conversions.owner.code.buffer).toBe(tables.won.buffer);
  });

  test('is the same from bytes that begin anywhere', () => {
    const shifted = Object.fromEntries(
      Object.entries(encode(original)).map(([name, bytes]) => {
        const room = new Uint8Array(bytes.length + 3);
        room.set(bytes, 3);
        return [name, room.subarray(3)];
      }),
    );
    expect(decodeWorkspace(shifted)).toEqual(decoded);
  });

  test('keeps the end of the day of conversions whose time of day isn’t known, where there is one', () => {
    expect(decoded.sets.won.until).toBeUndefined();
    const until = Float64Array.of(5, 6);
    const won = { ...original.sets.won, until };
    const again = decodeWorkspace(encode({ ...original, sets: { ...original.sets, won } }));
    expect(again.sets.won.until).toEqual(until);
  });

  test('may be of nothing at all', () => {
    const empty = buildWorkspace({});
    expect(decodeWorkspace(encode(empty))).toEqual({
      ...empty,
      touches: { ...empty.touches, key: new BigUint64Array(0) },
    });
  });
});

test('any reader of Arrow can read the tables', () => {
  const tables = encode(buildWorkspace(small));
  const won = tableFromIPC(tables.won);
  expect(won.numRows).toBe(2);
  expect(won.getChild('label')!.toArray()).toEqual(['Zoë & Søn 🫖', 'b']);
  expect(won.getChild('owner')!.toArray()).toEqual(['Ann', '']);
  expect(won.getChild('currency')!.toArray()).toEqual(['', 'EUR']);
  expect([...won.getChild('touches')!.at(0)]).toEqual([1, 2]);
  expect([...won.getChild('touches')!.at(1)]).toEqual([]);
  expect(tableFromIPC(tables.sources).getChild('channel')!.toArray()).toContain('Paid Search');
  expect(tableFromIPC(tables.spend).getChild('day')!.toArray()).toEqual(Int32Array.of(20_513));
});

test('a touch takes 16 bytes, and 4 in each journey it is part of', () => {
  const n = 50_000;
  const original = buildWorkspace({});
  const column = { source: new Uint32Array(n), context: new Uint32Array(n), time: new Float64Array(n) };
  const touches = { length: n, ...column, key: new BigUint64Array(n) };
  const { byteLength } = encodeTable({ ...original, touches }, 'touches');
  expect(byteLength - 16 * n).toBeLessThan(2_000);
});

describe('tables that don’t belong together are refused', () => {
  const tables = encode(buildWorkspace(small));
  const codeOf = (given: Partial<Record<TableName, Uint8Array>>) => {
    try {
      decodeWorkspace(given);
    } catch (error) {
      return (error as { code: string }).code;
    }
    return 'none';
  };

  test('one is missing', () => {
    expect(codeOf({ ...tables, fx: undefined })).toBe('journeys-unreadable');
  });

  test('one is cut short, or no Arrow', () => {
    expect(codeOf({ ...tables, won: tables.won.slice(0, 300) })).toBe('journeys-unreadable');
    expect(codeOf({ ...tables, won: new TextEncoder().encode('{"error":1}') })).toBe('journeys-unreadable');
  });

  test('one is of other data', () => {
    const newer = encodeTable({ ...buildWorkspace(small), version: 'newer' }, 'won');
    expect(codeOf({ ...tables, won: newer })).toBe('journeys-mixed');
  });
});
