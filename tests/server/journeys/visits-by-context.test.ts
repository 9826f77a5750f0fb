import { describe, expect, it } from 'vitest';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { buildVisitsByContext } from '../../../server/journeys/visits-by-context.ts';
import { type EventRow, nameOf, settings, storeOf } from './records.ts';

describe('visits by context', () => {
  const events: EventRow[] = [
    {
      at: '2026-01-01 10:00',
      visitor: 'v',
      from: 'ad',
      url: 'https://A.com/x?gclid=1',
      device: 'mobile',
      email: 'a@acme.com',
    },
    { at: '2026-01-01 11:00', visitor: 'w', from: 'ad', url: 'https://a.com/x?gclid=2', device: 'mobile' },
    { at: '2026-01-01 12:00', visitor: 'x', from: 'ad', url: 'https://a.com/y' },
    { at: '2026-01-02 12:00', visitor: 'x', from: 'own', url: 'https://a.com/z' },
    { at: '2026-01-02 13:00', visitor: 'p', from: 'email', kind: 'page', url: 'https://a.com', country: 'GB' },
    { at: '2026-01-02 13:01', visitor: 'p', kind: 'page', url: 'https://a.com/next', country: 'GB' },
  ];
  const deals = [{ id: 'D', won: '2026-02-01 00:00', people: ['email:a@acme.com'] }];

  it('split the same visits by landing page, device and country', async () => {
    const store = await storeOf({ events, deals });
    const workspace = await buildWorkspace(store, settings);
    const split = await buildVisitsByContext(store, settings, workspace);
    await store.close();
    const { visits, contexts } = split;
    const cells = Array.from({ length: visits.length }, (_, i) => {
      const c = visits.context[i];
      return [
        nameOf(split, visits.source[i]),
        visits.day[i] - 20_454,
        contexts.landingPage[c],
        contexts.device[c],
        contexts.country[c],
        visits.count[i],
      ];
    });
    // x's visit from the own site continues the one before: no touch. Day 20454 is 2026-01-01.
    expect(cells.sort()).toEqual([
      ['ad', 0, 'a.com/x', 'mobile', '', 2],
      ['ad', 0, 'a.com/y', '', '', 1],
      ['email', 1, 'a.com/', '', 'GB', 1],
    ]);
    const sum = (counts: Uint32Array) => counts.reduce((a, b) => a + b, 0);
    expect(sum(visits.count)).toBe(sum(workspace.visits.count));
    // Touches still point at the contexts that they had.
    expect(contexts.landingPage.slice(0, workspace.contexts.length)).toEqual(workspace.contexts.landingPage);
    expect(contexts.landingPage[split.touches.context[0]]).toBe('a.com/x');
  });
});
