import { describe, expect, it } from 'vitest';
import { type EventRow, journeysOf, nameOf, type Records, workspaceOf } from './records.ts';

const deals = [{ id: 'A', won: '2026-02-01 00:00', people: ['visitor:v'] }];
const page = (at: string, from?: string, more: Partial<EventRow> = {}): EventRow => ({
  at: `2026-01-${at}`,
  visitor: 'v',
  kind: 'page',
  from,
  ...more,
});

/** The touches that page views and the like make. */
async function touches(events: EventRow[]): Promise<string[]> {
  return journeysOf(await workspaceOf({ events, deals }), 'won').A;
}

/** Everyone's touches as counted: source and day of January 2026 → count. */
async function visits(records: Records, zone = 'UTC'): Promise<Record<string, number>> {
  const workspace = await workspaceOf(records, { zone });
  const answer: Record<string, number> = {};
  for (let i = 0; i < workspace.visits.length; i++) {
    const day = new Date(workspace.visits.day[i] * 86_400_000).toISOString().slice(5, 10);
    answer[`${nameOf(workspace, workspace.visits.source[i])} ${day}`] = workspace.visits.count[i];
  }
  return answer;
}

describe('page views', () => {
  it('within 30 minutes of the last are one session, whose first row is the touch', async () => {
    expect(await touches([page('01 10:00', 'ad'), page('01 10:20'), page('01 10:50'), page('01 11:20')])).toEqual([
      'ad 01-01 10:00',
    ]);
  });

  it('after more than 30 minutes begin a new session', async () => {
    // 30 minutes to the second still belong to the session.
    expect(await touches([page('01 10:00:00', 'ad'), page('01 10:30:00'), page('01 11:00:01')])).toEqual([
      'ad 01-01 10:00',
      'direct 01-01 11:00',
    ]);
  });

  it('with another source begin a new session; with the same, or none, they don’t', async () => {
    expect(
      await touches([
        page('01 10:00', 'ad'),
        page('01 10:05', 'ad'),
        page('01 10:10'),
        page('01 10:15', 'email'),
        page('01 10:20', 'ad'),
      ]),
    ).toEqual(['ad 01-01 10:00', 'email 01-01 10:15', 'ad 01-01 10:20']);
  });

  it('run on over midnight', async () => {
    expect(await touches([page('01 23:50', 'ad'), page('02 00:05')])).toEqual(['ad 01-01 23:50']);
  });

  it('of a vendor’s session are its session, however long; its first source is the touch', async () => {
    expect(
      await touches([
        page('01 10:00', undefined, { session: 's1' }),
        page('01 11:30', 'ad', { session: 's1' }),
        page('01 11:35', 'email', { session: 's1' }),
        page('01 11:40', 'email', { session: 's2' }),
      ]),
    ).toEqual(['ad 01-01 11:30', 'email 01-01 11:40']);
  });

  it('from an own site or a payment page keep the session, and are no touch later on', async () => {
    expect(await touches([page('01 10:00', 'ad'), page('01 10:10', 'own'), page('01 12:00', 'own')])).toEqual([
      'ad 01-01 10:00',
    ]);
  });

  it('from an own site are a direct touch where nothing came before', async () => {
    expect(await touches([page('01 10:00', 'own'), page('02 10:00', 'own'), page('03 10:00', 'ad')])).toEqual([
      'direct 01-01 10:00',
      'ad 01-03 10:00',
    ]);
  });

  it('of two visitors are two sessions, even of one person', async () => {
    expect(
      await touches([
        page('01 10:00', 'ad', { email: 'a@acme.com' }),
        page('01 10:05', 'ad', { visitor: 'w', email: 'a@acme.com' }),
      ]),
    ).toEqual(['ad 01-01 10:00', 'ad 01-01 10:05']);
  });
});

describe('a form, call or order', () => {
  it('is the same touch inside a session of its own source, another one elsewhere', async () => {
    expect(
      await touches([
        page('01 10:00', 'ad'),
        { at: '2026-01-01 10:05', visitor: 'v', kind: 'form', from: 'ad' },
        { at: '2026-01-01 10:06', visitor: 'v', kind: 'form', from: 'email' },
        { at: '2026-01-01 12:00', visitor: 'v', kind: 'order', from: 'ad' },
        { at: '2026-01-01 10:07', visitor: 'v', kind: 'call', from: 'ad' },
      ]),
    ).toEqual(['ad 01-01 10:00', 'email 01-01 10:06', 'ad 01-01 10:07', 'ad 01-01 12:00']);
  });

  it('is no touch inside a vendor’s session, and gives its source to one that has none', async () => {
    const form = (at: string, from: string, session: string): EventRow => ({
      at: `2026-01-${at}`,
      visitor: 'v',
      kind: 'form',
      from,
      session,
    });
    expect(
      await touches([
        page('01 10:00', 'ad', { session: 's1' }),
        form('01 10:05', 'email', 's1'),
        page('02 10:00', undefined, { session: 's2' }),
        form('02 10:05', 'email', 's2'),
        form('03 10:00', 'ad', 's3'),
      ]),
    ).toEqual(['ad 01-01 10:00', 'email 01-02 10:05', 'ad 01-03 10:00']);
  });

  it('without a source of its own is no touch', async () => {
    expect(await touches([page('01 10:00', 'ad'), { at: '2026-01-03 10:00', visitor: 'v', kind: 'form' }])).toEqual([
      'ad 01-01 10:00',
    ]);
  });
});

describe('a visit row', () => {
  it('is a touch as it stands', async () => {
    const visit = (at: string, from?: string): EventRow => ({ at, visitor: 'v', from });
    expect(
      await touches([visit('2026-01-01 10:00', 'ad'), visit('2026-01-01 10:01', 'ad'), visit('2026-01-01 10:02')]),
    ).toEqual(['ad 01-01 10:00', 'ad 01-01 10:01', 'direct 01-01 10:02']);
  });

  it('that continues an earlier visit is none, wherever the earlier one was', async () => {
    expect(
      await touches([
        { at: '2026-01-01 10:00', visitor: 'w', from: 'ad', email: 'a@acme.com' },
        { at: '2026-01-01 10:01', visitor: 'v', from: 'own', email: 'a@acme.com' },
      ]),
    ).toEqual(['ad 01-01 10:00']);
  });
});

describe('visits', () => {
  it('count the touches of everyone, converters or not', async () => {
    const events: EventRow[] = [
      { at: '2026-01-01 10:00', visitor: 'x', from: 'ad' },
      { at: '2026-01-01 11:00', visitor: 'y', from: 'ad' },
      { at: '2026-01-02 11:00', visitor: 'y', from: 'own' },
      { at: '2026-01-02 12:00', visitor: 'z', from: 'own' },
      { at: '2026-01-03 10:00', visitor: 'z', kind: 'page', from: 'email' },
      { at: '2026-01-03 10:01', visitor: 'z', kind: 'page' },
      { at: '2026-01-03 10:02', visitor: 'z', kind: 'form', from: 'email' },
      { at: '2026-01-03 10:03', visitor: 'z', kind: 'refund', from: 'email' },
    ];
    // y's own-site visit continues the ad; z's has nothing before it and is direct; the form lies in the email session.
    expect(await visits({ events })).toEqual({ 'ad 01-01': 2, 'direct 01-02': 1, 'email 01-03': 1 });
  });

  it('are counted on the days of the workspace zone', async () => {
    const events: EventRow[] = [
      // New York is five hours behind in winter, four from 8 March 2026, 02:00 local = 07:00 UTC.
      { at: '2026-01-02 04:59', visitor: 'x', from: 'ad' },
      { at: '2026-01-02 05:00', visitor: 'x', from: 'ad' },
      { at: '2026-03-08 04:59', visitor: 'x', from: 'ad' },
      { at: '2026-03-09 03:59', visitor: 'x', from: 'ad' },
      { at: '2026-03-09 04:00', visitor: 'x', from: 'ad', kind: 'page' },
    ];
    expect(await visits({ events }, 'America/New_York')).toEqual({
      'ad 01-01': 1,
      'ad 01-02': 1,
      'ad 03-07': 1,
      'ad 03-08': 1,
      'ad 03-09': 1,
    });
  });
});
