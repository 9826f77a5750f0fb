import { describe, expect, it } from 'vitest';
import { Directory } from '../../../server/identity/directory.ts';
import { type DomainMap, readDomainMap } from '../../../server/identity/domains.ts';
import { type Records, rowOf, storeOf, workspaceOf } from '../journeys/records.ts';

/** Account keys of these people, by their addresses; null for none. */
async function accountsOf(records: Records, emails: readonly string[], domainMap: DomainMap = {}) {
  const store = await storeOf(records);
  try {
    const directory = await Directory.open(store, { region: 'GB', domainMap });
    const people = await Promise.all(emails.map(email => directory.findPerson(email)));
    const facts = await directory.describe(people.map(person => person!));
    return {
      accounts: facts.map(({ account }) => (account < 0 ? null : directory.accounts.key[account])),
      disputed: directory.accounts.disputedDomains,
    };
  } finally {
    await store.close();
  }
}

const contacts = (...emails: string[]) => emails.map((email, i) => ({ id: String(i + 1), email }));

describe('the domains of addresses', () => {
  it('make several people one account', async () => {
    const emails = ['ann@acme.com', 'bob@acme.com'];
    expect((await accountsOf({ contacts: contacts(...emails) }, emails)).accounts).toEqual([
      'domain:acme.com',
      'domain:acme.com',
    ]);
  });

  it('of subdomains and of other countries are other companies until the setting says otherwise', async () => {
    const emails = ['ann@acme.com', 'bob@acme.de', 'cyd@mail.acme.com', 'dan@acme.co.uk'];
    const own = emails.map(email => `domain:${email.split('@')[1]}`);
    expect((await accountsOf({ contacts: contacts(...emails) }, emails)).accounts).toEqual(own);
    const map = { 'acme.de': 'acme.com', 'mail.acme.com': 'acme.com' };
    expect((await accountsOf({ contacts: contacts(...emails) }, emails, map)).accounts).toEqual([
      'domain:acme.com',
      'domain:acme.com',
      'domain:acme.com',
      'domain:acme.co.uk',
    ]);
  });

  it('of free mail never make an account, not even by the setting', async () => {
    const emails = ['ann@gmail.com', 'bob@web.de', 'cyd@acme.com'];
    const { accounts } = await accountsOf({ contacts: contacts(...emails) }, emails, { 'acme.com': 'gmail.com' });
    expect(accounts).toEqual([null, null, null]);
  });

  it('that the setting maps to none make no account, whoever claims them', async () => {
    const records = {
      contacts: contacts('ann@agency.com'),
      accounts: [{ id: '1', name: 'Agency', domain: 'agency.com' }],
      deals: [{ id: 'd1', people: ['email:ann@agency.com'], won: '2026-03-01 10:00' }],
    };
    expect((await accountsOf(records, ['ann@agency.com'])).accounts).toEqual(['account:hubspot:1']);
    expect((await accountsOf(records, ['ann@agency.com'], { 'agency.com': 'none' })).accounts).toEqual([null]);
  });

  it('that two accounts of one CRM claim belong to neither; two domains that are one company’s join its accounts', async () => {
    const twice = {
      contacts: contacts('ann@acme.com'),
      accounts: [
        { id: '1', name: 'Acme', domain: 'acme.com' },
        { id: '2', name: 'Acme again', domain: 'https://www.acme.com/' },
      ],
    };
    expect(await accountsOf(twice, ['ann@acme.com'])).toEqual({
      accounts: ['domain:acme.com'],
      disputed: ['acme.com'],
    });
    const apart = {
      contacts: contacts('ann@acme.com', 'bob@acme.de'),
      accounts: [
        { id: '1', name: 'Acme', domain: 'acme.com' },
        { id: '2', name: 'Acme GmbH', domain: 'acme.de' },
      ],
    };
    const emails = ['ann@acme.com', 'bob@acme.de'];
    expect((await accountsOf(apart, emails)).accounts).toEqual(['account:hubspot:1', 'account:hubspot:2']);
    expect(await accountsOf(apart, emails, { 'acme.de': 'acme.com' })).toEqual({
      accounts: ['account:hubspot:1', 'account:hubspot:1'],
      disputed: [],
    });
  });

  it('count on a deal as the setting says, so that it finds its people', async () => {
    const records: Records = {
      events: [{ at: '2026-03-01 10:00', visitor: 'v1', kind: 'form', email: 'ann@acme.com', from: 'ad' }],
      deals: [{ id: 'd1', accountDomain: 'acme.de', won: '2026-03-05 10:00' }],
    };
    const touches = async (domainMap: DomainMap): Promise<number> => {
      const workspace = await workspaceOf(records, { domainMap });
      const { start } = workspace.sets.won;
      const row = rowOf(workspace, 'won', 'deal:deals:d1');
      return start[row + 1] - start[row];
    };
    expect(await touches({})).toBe(0);
    expect(await touches({ 'acme.de': 'acme.com' })).toBe(1);
  });
});

describe('a person’s account', () => {
  it('says how it was told: by the CRM, by the company’s name, by the domain', async () => {
    const store = await storeOf({
      accounts: [{ id: '5', name: 'Acme', domain: 'acme.com' }],
      contacts: [
        { id: '1', email: 'ann@other.example', account: '5' },
        { id: '2', email: 'bob@another.example', accountName: 'ACME' },
        { id: '3', email: 'cyd@acme.com' },
        { id: '4', email: 'dan@gmail.com' },
      ],
    });
    const { accounts, ...directory } = await Directory.open(store, { region: 'GB' }).then(found => ({
      accounts: found.accounts,
      find: (email: string) => found.findPerson(email),
    }));
    const people = await Promise.all(
      ['ann@other.example', 'bob@another.example', 'cyd@acme.com', 'dan@gmail.com'].map(directory.find),
    );
    expect(people.map(person => [accounts.ofPerson(person!), accounts.howOf(person!)])).toEqual([
      [0, 'CRM id'],
      [0, 'company name'],
      [0, 'domain'],
      [-1, null],
    ]);
    await store.close();
  });
});

describe('the setting domain-map', () => {
  it('is followed to its end', () => {
    const map = { 'a.example': 'b.example', 'b.example': 'c.example', 'x.example': 'y.example', 'y.example': 'none' };
    expect(Object.fromEntries(readDomainMap(map))).toEqual({
      'a.example': 'c.example',
      'b.example': 'c.example',
      'x.example': null,
      'y.example': null,
    });
  });

  it('that runs in a circle makes one company of it', () => {
    const map = { 'a.example': 'b.example', 'b.example': 'a.example', 'c.example': 'a.example' };
    expect(Object.fromEntries(readDomainMap(map))).toEqual({ 'a.example': 'b.example', 'c.example': 'b.example' });
  });
});
