import { describe, expect, it } from 'vitest';
import { journeysOf, rowOf, when, workspaceOf } from './records.ts';

describe('the journey from a Google ad to a won deal', () => {
  // One person on two devices, known by an e-book form on one and by a booking on the other.
  const records = {
    events: [
      {
        at: '2026-01-05 09:00',
        visitor: 'v1',
        from: 'ad',
        url: 'https://WWW.Example.com/ebook?gclid=x#top',
        device: 'desktop',
        country: 'GB',
      },
      { at: '2026-01-05 09:05', visitor: 'v1', kind: 'form' as const, email: 'ann@acme.com' },
      { at: '2026-01-07 08:00', visitor: 'v1', from: 'email', url: 'https://www.example.com/ebook' },
      { at: '2026-01-28 10:00', visitor: 'v1', from: 'organic' },
      { at: '2026-01-30 20:00', visitor: 'v2', from: 'facebook', url: 'https://www.example.com' },
      { at: '2026-01-30 20:10', visitor: 'v2', kind: 'booking' as const, email: 'ann@acme.com' },
      { at: '2026-03-02 12:00', visitor: 'v2', from: 'direct' },
    ],
    deals: [
      {
        id: 'D1',
        name: 'Acme',
        created: '2026-02-02 09:00',
        won: '2026-03-01 15:00',
        amount: 2_000_00,
        people: ['*email:ann@acme.com'],
        owner: 'Olga',
      },
    ],
  };

  it('holds every touch up to the win, over both devices, and none after it', async () => {
    const workspace = await workspaceOf(records);
    expect(journeysOf(workspace, 'won')).toEqual({
      Acme: ['ad 01-05 09:00', 'email 01-07 08:00', 'organic 01-28 10:00', 'facebook 01-30 20:00'],
    });
  });

  it('sets lead, opportunity and close milestones', async () => {
    const { sets } = await workspaceOf(records);
    expect([sets.won.leadAt, sets.won.opportunityAt, sets.won.closeAt].map(column => when(column[0]))).toEqual([
      '01-05 09:05',
      '02-02 09:00',
      '03-01 15:00',
    ]);
    // Won came after the opportunity: no close milestone there.
    expect(
      [sets.opportunities.leadAt, sets.opportunities.opportunityAt, sets.opportunities.closeAt].map(column =>
        when(column[0]),
      ),
    ).toEqual(['01-05 09:05', '02-02 09:00', '']);
  });

  it('makes one lead of the person, at the first contact fact', async () => {
    const workspace = await workspaceOf(records);
    expect(journeysOf(workspace, 'leads')).toEqual({ 'ann@acme.com': ['ad 01-05 09:00'] });
    const { conversions } = workspace.sets.leads;
    expect([...conversions.id]).toEqual(['person:email:ann@acme.com']);
    expect(conversions.account.dict[conversions.account.code[0]]).toBe('acme.com');
    expect(workspace.files[conversions.file[0]]).toBe('all.csv');
  });

  it('takes landing pages as host and path without the query, up to the last conversion', async () => {
    const { touches, contexts } = await workspaceOf(records);
    expect(Array.from(touches.context, row => contexts.landingPage[row])).toEqual([
      'www.example.com/ebook',
      'www.example.com/ebook',
      '',
      'www.example.com/',
    ]);
    expect(contexts.device[touches.context[0]]).toBe('desktop');
    expect(contexts.country[touches.context[0]]).toBe('GB');
  });

  it('carries what the deal says', async () => {
    const { sets } = await workspaceOf(records);
    const { conversions } = sets.won;
    expect(conversions.id[0]).toBe('deal:deals:D1');
    expect(conversions.amount[0]).toBe(2_000_00);
    expect(conversions.currencies[conversions.currency[0]]).toBe('GBP');
    expect(conversions.owner.dict[conversions.owner.code[0]]).toBe('Olga');
    expect(conversions.line[0]).toBeGreaterThan(1);
  });
});

describe('deals', () => {
  const visits = [
    { at: '2026-01-01 10:00', visitor: 'va', from: 'ad', email: 'ann@acme.com' },
    { at: '2026-01-02 10:00', visitor: 'vb', from: 'email', email: 'bob@acme.com' },
    { at: '2026-01-03 10:00', visitor: 'vc', from: 'organic', email: 'cyd@acme.com' },
    { at: '2026-01-04 10:00', visitor: 'va', from: 'facebook' },
  ];
  const deal = {
    id: 'D1',
    name: 'Acme',
    won: '2026-02-01 00:00',
    people: ['email:ann@acme.com', '*email:bob@acme.com'],
  };

  it('merges the touches of the people on the deal, by instant', async () => {
    const workspace = await workspaceOf({ events: visits, deals: [deal] });
    expect(journeysOf(workspace, 'won').Acme).toEqual(['ad 01-01 10:00', 'email 01-02 10:00', 'facebook 01-04 10:00']);
  });

  it('takes the primary person only, when set so', async () => {
    const workspace = await workspaceOf({ events: visits, deals: [deal] }, { dealPeople: 'primary' });
    expect(journeysOf(workspace, 'won').Acme).toEqual(['email 01-02 10:00']);
  });

  it('takes the whole account, when set so', async () => {
    const workspace = await workspaceOf({ events: visits, deals: [deal] }, { dealPeople: 'account' });
    expect(journeysOf(workspace, 'won').Acme).toEqual([
      'ad 01-01 10:00',
      'email 01-02 10:00',
      'organic 01-03 10:00',
      'facebook 01-04 10:00',
    ]);
  });

  it('falls back to the account where nobody is on the deal', async () => {
    const workspace = await workspaceOf({
      events: visits,
      deals: [{ ...deal, people: [], accountDomain: 'https://www.acme.com/' }],
    });
    expect(journeysOf(workspace, 'won').Acme).toHaveLength(4);
  });

  it('finds people through an event that names the deal', async () => {
    const workspace = await workspaceOf({
      events: [...visits, { at: '2026-01-20 10:00', kind: 'offline' as const, email: 'cyd@acme.com', deal: 'D1' }],
      deals: [{ ...deal, people: [] }],
    });
    expect(journeysOf(workspace, 'won').Acme).toEqual(['organic 01-03 10:00']);
  });

  it('counts a touch at the instant of the win, and none a second later', async () => {
    const workspace = await workspaceOf({
      events: [
        { at: '2026-02-01 00:00:00', visitor: 'va', from: 'ad', email: 'ann@acme.com' },
        { at: '2026-02-01 00:00:01', visitor: 'va', from: 'email' },
      ],
      deals: [deal],
    });
    expect(journeysOf(workspace, 'won').Acme).toEqual(['ad 02-01 00:00']);
  });

  it('takes the touches of the whole day where only the day of the win is known', async () => {
    const workspace = await workspaceOf({
      events: [
        { at: '2026-02-01 18:00', visitor: 'va', from: 'ad', email: 'ann@acme.com' },
        { at: '2026-02-02 00:00', visitor: 'va', from: 'email' },
      ],
      deals: [{ ...deal, won: '2026-02-01' }],
    });
    expect(journeysOf(workspace, 'won').Acme).toEqual(['ad 02-01 18:00']);
    expect(when(workspace.sets.won.at[0])).toBe('02-01 00:00');
    expect(when(workspace.sets.won.closeAt[0])).toBe('02-01 23:59');
  });

  it('believes stage history before the close date', async () => {
    const workspace = await workspaceOf({
      deals: [{ ...deal, won: '2026-02-20' }],
      stages: [
        { deal: 'D1', at: '2026-01-10 09:00', stage: 'Proposal', state: 'open' },
        { deal: 'D1', at: '2026-02-18 16:30', stage: 'Won', state: 'won' },
        { deal: 'D1', at: '2026-02-19 16:30', stage: 'Won again', state: 'won' },
      ],
    });
    expect(when(workspace.sets.won.at[0])).toBe('02-18 16:30');
    expect(when(workspace.sets.opportunities.at[0])).toBe('01-10 09:00');
  });

  it('excludes a won deal without a date, with the reason, and keeps its amount', async () => {
    const { sets } = await workspaceOf({ deals: [{ id: 'D2', amount: 500, created: '2026-01-01 00:00' }] });
    const { conversions } = sets.won;
    expect(conversions.excluded.dict[conversions.excluded.code[0]]).toBe('won without a date');
    expect(conversions.amount[0]).toBe(500);
    expect(sets.won.at[0]).toBeNaN();
  });

  it('counts a won deal without an opportunity date at its win, without the milestone', async () => {
    const { sets } = await workspaceOf({ deals: [deal] });
    expect(when(sets.opportunities.at[0])).toBe('02-01 00:00');
    expect(sets.opportunities.opportunityAt[0]).toBeNaN();
    expect(sets.won.opportunityAt[0]).toBeNaN();
  });

  it('leaves a milestone out that came after the conversion', async () => {
    const { sets } = await workspaceOf({ deals: [{ ...deal, opportunity: '2026-02-05 00:00' }] });
    expect(sets.won.opportunityAt[0]).toBeNaN();
  });

  it('puts open deals in the pipeline and not among the won', async () => {
    const { sets } = await workspaceOf({
      deals: [{ ...deal, state: 'open', won: undefined, created: '2026-01-05 00:00', amount: 28_295_00 }],
    });
    expect(sets.won.conversions.length).toBe(0);
    expect(sets.opportunities.conversions.isOpen[0]).toBe(1);
    expect(sets.opportunities.conversions.amount[0]).toBe(28_295_00);
  });

  it('takes the industry of the account where the deal has none', async () => {
    const { sets } = await workspaceOf({
      deals: [{ ...deal, accountId: '9', system: 'hubspot' }],
      accounts: [{ id: '9', name: 'Acme Ltd', domain: 'acme.com', industry: 'Retail' }],
    });
    const { industry, account } = sets.won.conversions;
    expect(industry.dict[industry.code[0]]).toBe('Retail');
    expect(account.dict[account.code[0]]).toBe('Acme Ltd');
  });
});

describe('refunds', () => {
  const deal = { id: 'D1', name: 'Acme', won: '2026-02-01 00:00', amount: 1_000_00, people: ['email:ann@acme.com'] };
  const visit = { at: '2026-01-01 10:00', visitor: 'va', from: 'ad', email: 'ann@acme.com' };

  it('are negative money on the journey of the original, booked on their own day, and no win', async () => {
    const workspace = await workspaceOf({
      events: [visit, { at: '2026-02-10 10:00', visitor: 'va', from: 'facebook' }],
      deals: [{ ...deal, refund: '2026-03-01 00:00', refundAmount: 250_00 }],
    });
    const { sets } = workspace;
    const row = rowOf(workspace, 'won', 'refund:deal:deals:D1');
    expect(sets.won.conversions.amount[row]).toBe(-250_00);
    expect(sets.won.conversions.count[row]).toBe(0);
    expect(when(sets.won.conversions.bookedAt[row])).toBe('03-01 00:00');
    expect(when(sets.won.at[row])).toBe('02-01 00:00');
    expect(journeysOf(workspace, 'won')['refund:deal:deals:D1']).toEqual(['ad 01-01 10:00']);
  });

  it('of an order find it by order id; without an amount they give it all back', async () => {
    const workspace = await workspaceOf({
      events: [
        visit,
        { at: '2026-01-02 10:00', visitor: 'va', kind: 'order', order: 'O-1', amount: 80_00, currency: 'EUR' },
        { at: '2026-01-05 10:00', visitor: 'zz', kind: 'refund', order: 'O-1' },
      ],
    });
    const { conversions, at } = workspace.sets.won;
    expect(Array.from(conversions.amount)).toEqual([80_00, -80_00]);
    expect(Array.from(conversions.currency, c => conversions.currencies[c])).toEqual(['EUR', 'EUR']);
    expect(at[1]).toBe(at[0]);
    expect(workspace.sets.won.start).toEqual(Uint32Array.of(0, 1, 2));
  });

  it('without a known original have a journey of their own', async () => {
    const workspace = await workspaceOf({
      events: [
        visit,
        { at: '2026-01-05 10:00', visitor: 'va', kind: 'refund', order: 'lost', amount: 5_00, currency: 'GBP' },
      ],
    });
    const { conversions } = workspace.sets.won;
    expect([conversions.length, conversions.amount[0], conversions.count[0]]).toEqual([1, -5_00, 0]);
    expect(workspace.sets.won.touch).toHaveLength(1);
  });
});

describe('orders', () => {
  it('of one order id are one, the earliest', async () => {
    const workspace = await workspaceOf({
      events: [
        { at: '2026-01-01 10:00', visitor: 'v', from: 'ad' },
        { at: '2026-01-01 10:09', visitor: 'v', kind: 'order', order: 'A', amount: 30_00, currency: 'GBP' },
        { at: '2026-01-01 10:05', visitor: 'v', kind: 'order', order: 'A', amount: 30_00, currency: 'GBP' },
        { at: '2026-01-02 10:00', visitor: 'v', kind: 'order', amount: 10_00, currency: 'GBP' },
        { at: '2026-01-03 10:00', visitor: 'v', kind: 'order', amount: 10_00, currency: 'GBP' },
      ],
    });
    const { conversions, at } = workspace.sets.won;
    // A once, and two that have no id and are therefore two.
    expect(Array.from(conversions.amount)).toEqual([30_00, 10_00, 10_00]);
    expect(when(at[0])).toBe('01-01 10:05');
    expect(workspace.sets.opportunities.conversions.length).toBe(0);
  });

  it('without anyone known stay, with an empty journey', async () => {
    const workspace = await workspaceOf({ events: [{ at: '2026-01-01 10:00', kind: 'order', order: 'A', amount: 1 }] });
    expect(workspace.sets.won.conversions.length).toBe(1);
    expect(workspace.sets.won.touch).toHaveLength(0);
  });
});

describe('spend', () => {
  it('comes in order of day with its own texts', async () => {
    const { spend, commonCurrency } = await workspaceOf({
      spend: [
        { day: '2026-01-02', platform: 'google-ads', campaign: 'Brand', cost: 20_00, clicks: 5, currency: 'USD' },
        { day: '2026-01-01', platform: 'meta-ads', campaign: 'Retargeting', cost: 10_00, currency: 'USD' },
      ],
    });
    // 2026-01-01 is day 20454: 56 years and 14 leap days, 56 × 365 + 14.
    expect(Array.from(spend.day)).toEqual([20454, 20455]);
    expect(Array.from(spend.campaign.code, c => spend.campaign.dict[c])).toEqual(['Retargeting', 'Brand']);
    expect(Array.from(spend.cost)).toEqual([10_00, 20_00]);
    expect(Array.from(spend.clicks)).toEqual([0, 5]);
    expect(commonCurrency).toBe('USD');
  });
});
