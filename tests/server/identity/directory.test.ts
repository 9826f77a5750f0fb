import { describe, expect, it } from 'vitest';
import { Directory } from '../../../server/identity/directory.ts';
import { normalisePhone } from '../../../server/identity/phones.ts';
import { journeysOf, type Records, rowOf, storeOf, workspaceOf } from '../journeys/records.ts';

async function withDirectory<T>(records: Records, work: (directory: Directory) => Promise<T>): Promise<T> {
  const store = await storeOf(records);
  try {
    return await work(await Directory.open(store, { region: 'GB' }));
  } finally {
    await store.close();
  }
}

/** Sets of keys that are one person, for the keys asked about. */
async function together(records: Records, keys: readonly string[]): Promise<string[][]> {
  return withDirectory(records, async directory => {
    const groups = new Map<number | null, string[]>();
    for (const key of keys) {
      const person = await directory.findPerson(key);
      groups.set(person, [...(groups.get(person) ?? []), key]);
    }
    return [...groups.values()];
  });
}

describe('phones', () => {
  it('become E.164 by the region', () => {
    expect(normalisePhone('020 7946 0018', 'GB')).toBe('+442079460018');
    expect(normalisePhone('+44 (0)20 7946 0018', 'US')).toBe('+442079460018');
    expect(normalisePhone('(415) 555-0100', 'US')).toBe('+14155550100');
  });

  it('that tell nobody apart are no keys', () => {
    for (const text of [
      'anonymous',
      'withheld',
      '',
      '+266696687',
      '0000000000',
      '1111111111',
      '1234567',
      '12345',
      '44',
    ]) {
      expect(normalisePhone(text, 'GB'), text).toBeNull();
    }
  });
});

describe('people', () => {
  it('are the keys that met, over any number of steps, backwards in time too', async () => {
    const events = [
      { at: '2026-01-01 10:00', visitor: 'v1', from: 'ad' },
      { at: '2026-01-05 10:00', visitor: 'v1', kind: 'form' as const, email: 'ann@acme.com' },
      { at: '2026-01-06 10:00', visitor: 'v2', kind: 'identify' as const, email: 'ann@acme.com', user: 'u1' },
      { at: '2026-01-07 10:00', visitor: 'v3', kind: 'identify' as const, user: 'u1', phone: '020 7946 0018' },
      { at: '2026-01-08 10:00', kind: 'call' as const, phone: '+442079460018' },
    ];
    const keys = ['visitor:v1', 'email:ann@acme.com', 'visitor:v2', 'user:u1', 'visitor:v3', 'phone:020 7946 0018'];
    expect(await together({ events }, keys)).toEqual([keys]);
    expect(journeysOf(await workspaceOf({ events }), 'leads')).toEqual({ 'ann@acme.com': ['ad 01-01 10:00'] });
  });

  it('join CRM contacts by email, merged ids and the id on events', async () => {
    const records: Records = {
      events: [{ at: '2026-01-01 10:00', visitor: 'v1', contact: 'hubspot:7' }],
      contacts: [
        { id: '7', email: 'ann@acme.com', merged: '3; 4' },
        { id: '8', email: 'ann@acme.com' },
        { id: '3', system: 'salesforce', email: 'bob@acme.com' },
      ],
    };
    expect(
      await together(records, [
        'contact:hubspot:7',
        'visitor:v1',
        'contact:hubspot:3',
        'contact:hubspot:4',
        'contact:hubspot:8',
        'contact:salesforce:3',
      ]),
    ).toEqual([
      ['contact:hubspot:7', 'visitor:v1', 'contact:hubspot:3', 'contact:hubspot:4', 'contact:hubspot:8'],
      ['contact:salesforce:3'],
    ]);
  });

  it('are never joined by a withheld number', async () => {
    const records: Records = {
      events: [
        { at: '2026-01-01 10:00', kind: 'call', phone: 'withheld', from: 'ad' },
        { at: '2026-01-02 10:00', kind: 'call', phone: 'withheld', from: 'email' },
      ],
    };
    const workspace = await workspaceOf(records);
    // Two callers, each a lead from what they rang about.
    expect(Object.values(journeysOf(workspace, 'leads'))).toEqual([['ad 01-01 10:00'], ['email 01-02 10:00']]);
  });

  it('are not joined by a switchboard that two of them ring from', async () => {
    const records: Records = {
      contacts: [
        { id: '1', email: 'ann@acme.com', phone: '020 7946 0018' },
        { id: '2', email: 'bob@acme.com', phone: '+44 20 7946 0018' },
        { id: '3', email: 'cyd@acme.com', phone: '020 7946 0099' },
      ],
      events: [{ at: '2026-01-01 10:00', kind: 'call', phone: '02079460099' }],
    };
    expect(
      await together(records, ['ann@acme.com', 'bob@acme.com', '020 7946 0018', 'cyd@acme.com', '020 7946 0099']),
    ).toEqual([['ann@acme.com'], ['bob@acme.com'], ['020 7946 0018'], ['cyd@acme.com', '020 7946 0099']]);
  });

  it('join by hand where the link is hard, and only then', async () => {
    const records: Records = {
      contacts: [
        { id: '1', email: 'ann@acme.com' },
        { id: '2', email: 'bob@acme.com' },
        { id: '3', email: 'cyd@acme.com' },
      ],
      links: [
        { a: 'email:ann@acme.com', b: 'contact:hubspot:2' },
        { a: 'email:ann@acme.com', b: 'email:cyd@acme.com', hard: false },
      ],
    };
    expect(await together(records, ['ann@acme.com', 'bob@acme.com', 'cyd@acme.com'])).toEqual([
      ['ann@acme.com', 'bob@acme.com'],
      ['cyd@acme.com'],
    ]);
  });

  it('unknown are nobody', async () => {
    expect(await together({}, ['nobody@nowhere.com', 'visitor:none'])).toEqual([
      ['nobody@nowhere.com', 'visitor:none'],
    ]);
    await withDirectory({}, async directory => expect(await directory.findPerson('x@y.com')).toBeNull());
  });

  it('are described by their keys, account and first event', async () => {
    await withDirectory(
      {
        events: [
          { at: '2026-01-01 10:00', visitor: 'v1' },
          { at: '2026-01-05 10:00', visitor: 'v1', kind: 'form', email: 'ann@acme.com' },
        ],
      },
      async directory => {
        const person = await directory.findPerson('ANN@acme.com');
        const [facts] = await directory.describe([person!]);
        expect(facts).toMatchObject({
          id: 'email:ann@acme.com',
          label: 'ann@acme.com',
          keys: ['email:ann@acme.com', 'visitor:v1'],
        });
        expect(facts.firstSeen).toBe(Date.UTC(2026, 0, 1, 10));
        expect(directory.accounts.label[facts.account]).toBe('acme.com');
      },
    );
  });

  it('can be found by the visitor id alone, known or not', async () => {
    await withDirectory({ events: [{ at: '2026-01-01 10:00', visitor: 'lone' }] }, async directory => {
      const person = await directory.findPerson('lone');
      expect((await directory.describe([person!]))[0].keys).toEqual(['visitor:lone']);
    });
  });
});

describe('links', () => {
  it('say how they were made, how sure they are, and on which line', async () => {
    await withDirectory(
      {
        events: [
          { at: '2026-01-05 10:00', visitor: 'v1', kind: 'form', email: 'ann@acme.com' },
          { at: '2026-01-06 10:00', visitor: 'v1', kind: 'form', email: 'ann@acme.com', phone: '020 7946 0018' },
        ],
        contacts: [{ id: '7', email: 'ann@acme.com', merged: '3' }],
        links: [{ a: 'email:ann@acme.com', b: 'user:u9' }],
      },
      async directory => {
        const links = await directory.linksOf((await directory.findPerson('ann@acme.com'))!);
        // Lines are counted by the test's own store: 2 and 3 the events, 4 the contact.
        expect(links.map(({ a, b, how, isHard, line }) => [a, b, how, isHard, line])).toEqual([
          ['contact:hubspot:7', 'contact:hubspot:3', 'merge', true, 4],
          ['contact:hubspot:7', 'email:ann@acme.com', 'exact email', true, 4],
          ['email:ann@acme.com', 'user:u9', 'manual', true, 0],
          ['phone:+442079460018', 'email:ann@acme.com', 'phone', false, 3],
          ['visitor:v1', 'email:ann@acme.com', 'exact email', true, 2],
        ]);
      },
    );
  });
});

describe('a device that two people use', () => {
  const records: Records = {
    events: [
      { at: '2026-01-01 10:00', visitor: 'pc', from: 'ad' },
      { at: '2026-01-02 10:00', visitor: 'pc', kind: 'form', email: 'ann@acme.com' },
      { at: '2026-01-03 10:00', visitor: 'pc', from: 'email' },
      { at: '2026-01-04 10:00', visitor: 'pc', kind: 'form', email: 'bob@bolt.com' },
      { at: '2026-01-05 10:00', visitor: 'pc', from: 'organic' },
      { at: '2026-01-06 10:00', visitor: 'pc', kind: 'form', email: 'ann@acme.com', from: 'facebook' },
      { at: '2026-01-07 10:00', visitor: 'pc', from: 'ad2' },
    ],
    deals: [
      { id: 'A', won: '2026-02-01 00:00', people: ['email:ann@acme.com'] },
      { id: 'B', won: '2026-02-01 00:00', people: ['email:bob@bolt.com'] },
    ],
  };

  it('is split where each was identified; what came before the first is the first one’s', async () => {
    const workspace = await workspaceOf(records);
    expect(journeysOf(workspace, 'won')).toEqual({
      A: ['ad 01-01 10:00', 'email 01-03 10:00', 'facebook 01-06 10:00', 'ad2 01-07 10:00'],
      B: ['organic 01-05 10:00'],
    });
    expect(workspace.sets.leads.conversions.length).toBe(2);
  });

  it('is flagged with its people, and its links are soft', async () => {
    await withDirectory(records, async directory => {
      expect(await directory.sharedDevices()).toEqual([
        { visitor: 'pc', people: ['email:ann@acme.com', 'email:bob@bolt.com'] },
      ]);
      const links = await directory.linksOf((await directory.findPerson('bob@bolt.com'))!);
      expect(links).toMatchObject([{ a: 'visitor:pc', b: 'email:bob@bolt.com', how: 'shared device', isHard: false }]);
    });
  });

  it('is none where the two emails meet elsewhere', async () => {
    const more: Records = {
      ...records,
      contacts: [
        { id: '1', email: 'ann@acme.com' },
        { id: '2', email: 'bob@bolt.com', merged: '1' },
      ],
    };
    expect(await together(more, ['ann@acme.com', 'bob@bolt.com', 'visitor:pc'])).toEqual([
      ['ann@acme.com', 'bob@bolt.com', 'visitor:pc'],
    ]);
  });
});

describe('accounts', () => {
  const won = '2026-02-01 00:00';
  const accountOf = async (records: Records, deal: string): Promise<string> => {
    const workspace = await workspaceOf(records);
    const { account } = workspace.sets.won.conversions;
    return account.dict[account.code[rowOf(workspace, 'won', deal)]];
  };

  it('come from the business domain, never from free mail', async () => {
    const records: Records = {
      deals: [
        { id: 'A', won, people: ['email:ann@acme.com'] },
        { id: 'B', won, people: ['email:bob@gmail.com'] },
      ],
    };
    expect(await accountOf(records, 'A')).toBe('acme.com');
    expect(await accountOf(records, 'B')).toBe('');
  });

  it('are the CRM’s own where one claims the domain', async () => {
    const records: Records = {
      deals: [{ id: 'A', won, people: ['email:ann@acme.com'] }],
      accounts: [{ id: '1', name: 'Acme Ltd', domain: 'www.Acme.com' }],
    };
    expect(await accountOf(records, 'A')).toBe('Acme Ltd');
  });

  it('claimed twice in one CRM match neither; by two CRMs they are one', async () => {
    const deals = [{ id: 'A', won, people: ['email:ann@acme.com'] }];
    const twice: Records = {
      deals,
      accounts: [
        { id: '1', name: 'Acme Ltd', domain: 'acme.com' },
        { id: '2', name: 'Acme Inc', domain: 'acme.com' },
      ],
    };
    expect(await accountOf(twice, 'A')).toBe('acme.com');
    await withDirectory(twice, async directory => expect(directory.accounts.disputedDomains).toEqual(['acme.com']));
    const two: Records = {
      deals,
      accounts: [
        { id: '1', name: 'Acme Ltd', domain: 'acme.com' },
        { id: '9', system: 'salesforce', name: 'ACME', domain: 'acme.com' },
      ],
    };
    expect(await accountOf(two, 'A')).toBe('Acme Ltd');
  });

  it('put a contact where the CRM puts it, whatever the email says', async () => {
    const records: Records = {
      deals: [{ id: 'A', won, people: ['contact:hubspot:7'] }],
      contacts: [{ id: '7', email: 'ann@acme.com', account: '5' }],
      accounts: [
        { id: '5', name: 'Bolt' },
        { id: '6', name: 'Acme', domain: 'acme.com' },
      ],
    };
    expect(await accountOf(records, 'A')).toBe('Bolt');
  });

  it('join a name and a domain that only go with each other', async () => {
    const oneToOne: Records = {
      events: [{ at: '2026-01-01 10:00', visitor: 'v', from: 'ad', email: 'cyd@acme.com' }],
      deals: [
        { id: 'A', won, accountName: 'Acme  Ltd', people: ['email:ann@acme.com'] },
        { id: 'B', won, accountName: 'ACME Ltd' },
      ],
    };
    // B has nobody: it takes the account's people, Cyd among them.
    expect(journeysOf(await workspaceOf(oneToOne), 'won')).toEqual({ A: [], B: ['ad 01-01 10:00'] });
    const many: Records = {
      ...oneToOne,
      deals: [...oneToOne.deals!, { id: 'C', won, accountName: 'Other', people: ['email:x@acme.com'] }],
    };
    expect(journeysOf(await workspaceOf(many), 'won').B).toEqual([]);
  });

  it('with three contacts give the deal all three journeys', async () => {
    const workspace = await workspaceOf({
      events: [
        { at: '2026-01-01 10:00', visitor: 'a', from: 'ad', email: 'ann@acme.com' },
        { at: '2026-01-02 10:00', visitor: 'b', from: 'email', email: 'bob@acme.com' },
        { at: '2026-01-03 10:00', visitor: 'c', from: 'organic', email: 'cyd@acme.com' },
      ],
      contacts: [
        { id: '1', email: 'ann@acme.com', created: '2026-01-04 00:00', account: '5' },
        { id: '2', email: 'bob@acme.com', created: '2026-01-02 12:00', account: '5' },
        { id: '3', email: 'cyd@acme.com', created: '2026-01-05 00:00', account: '5' },
      ],
      deals: [
        { id: 'A', system: 'hubspot', won, people: ['contact:hubspot:1', 'contact:hubspot:2', 'contact:hubspot:3'] },
      ],
      accounts: [{ id: '5', name: 'Acme' }],
    });
    expect(journeysOf(workspace, 'won')).toEqual({ A: ['ad 01-01 10:00', 'email 01-02 10:00', 'organic 01-03 10:00'] });
    // The oldest contact made the lead.
    expect(workspace.sets.won.leadAt[0]).toBe(Date.UTC(2026, 0, 2, 12));
  });
});
