// Merges and splits by hand over hand-made records: who is one, whose touches a deal has, and that undoing leaves no trace.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityRequest } from '#shared/schema/index.ts';
import { planChange, record } from '../../../server/identity/decide.ts';
import { Directory } from '../../../server/identity/directory.ts';
import { readManual } from '../../../server/identity/manual.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { dataVersion } from '../../../server/store/data-version.ts';
import type { Store } from '../../../server/store/store.ts';
import { type EventRow, journeysOf, type Records, settings, storeOf } from '../journeys/records.ts';

interface World {
  store: Store;
  /** Decides, as the command does; answers the id. */
  decide(request: IdentityRequest): Promise<number>;
  undo(id: number): Promise<void>;
  /** The sets of keys that are one person. */
  together(keys: readonly string[]): Promise<string[][]>;
  won(): Promise<Record<string, string[]>>;
}

async function inWorld(records: Records, work: (world: World) => Promise<void>): Promise<void> {
  const store = await storeOf(records);
  const decide = async (request: IdentityRequest): Promise<number> => {
    const plan = await planChange(store, await Directory.open(store, settings), request, Date.UTC(2026, 2, 1));
    await record(store, plan);
    return plan.change.id;
  };
  try {
    await work({
      store,
      decide,
      undo: async id => void (await decide({ action: 'undo', id })),
      together: async keys => {
        const directory = await Directory.open(store, settings);
        const groups = new Map<number | null, string[]>();
        for (const key of keys) {
          const person = await directory.findPerson(key);
          groups.set(person, [...(groups.get(person) ?? []), key]);
        }
        return [...groups.values()];
      },
      won: async () => journeysOf(await buildWorkspace(store, settings), 'won'),
    });
  } finally {
    await store.close();
  }
}

const merge = (...keys: string[]): IdentityRequest => ({ action: 'merge', keys });
const split = (key: string, apartFrom?: string): IdentityRequest => ({
  action: 'split',
  keys: [key],
  ...(apartFrom && { apartFrom }),
});

/** Ann came by an ad on her own laptop, by e-mail on her phone; someone signed in as u1 under both addresses. */
const ann: Records = {
  events: [
    { at: '2026-01-01 10:00', visitor: 'laptop', from: 'ad' },
    { at: '2026-01-02 10:00', visitor: 'laptop', kind: 'form', email: 'ann@acme.com' },
    { at: '2026-01-03 10:00', visitor: 'mobile', from: 'email' },
    { at: '2026-01-04 10:00', visitor: 'mobile', kind: 'form', email: 'a.smith@mail.com' },
    { at: '2026-01-05 10:00', visitor: 'tv', from: 'facebook' },
  ],
  deals: [
    { id: 'D', won: '2026-02-01 00:00', people: ['email:ann@acme.com'] },
    { id: 'E', won: '2026-02-01 00:00', people: ['email:a.smith@mail.com'] },
  ],
};
const signedIn: Records = {
  ...ann,
  events: [
    ...ann.events!,
    { at: '2026-01-06 10:00', kind: 'identify', user: 'u1', email: 'ann@acme.com' },
    { at: '2026-01-07 10:00', kind: 'identify', user: 'u1', email: 'a.smith@mail.com' },
  ],
};
const keys = ['ann@acme.com', 'a.smith@mail.com', 'visitor:laptop', 'visitor:mobile', 'visitor:tv'];
const ad = 'ad 01-01 10:00';
const email = 'email 01-03 10:00';
const facebook = 'facebook 01-05 10:00';

/** Ann's user id met her e-mail on a device alone that Bob uses later; it has a device of its own. */
const sharedPc: Records = {
  events: [
    { at: '2026-01-01 10:00', visitor: 'pc', kind: 'form', email: 'ann@acme.com' },
    { at: '2026-01-02 10:00', visitor: 'pc', kind: 'identify', user: 'u1' },
    { at: '2026-01-03 10:00', visitor: 'mobile', from: 'email', user: 'u1' },
    { at: '2026-01-06 10:00', visitor: 'pc', kind: 'form', email: 'bob@bolt.com' },
  ],
  deals: [{ id: 'D', won: '2026-02-01 00:00', people: ['email:ann@acme.com'] }],
};

describe('on a device that somebody else uses later', () => {
  it('a split of two who met on it alone holds, and is taken back', () =>
    inWorld(sharedPc, async ({ decide, undo, won }) => {
      expect(await won()).toEqual({ D: [email] });
      const id = await decide(split('user:u1', 'ann@acme.com'));
      expect(await won()).toEqual({ D: [] });
      await undo(id);
      expect(await won()).toEqual({ D: [email] });
    }));

  it('nobody is joined to whom the device was split from', () =>
    inWorld({ ...sharedPc, events: sharedPc.events!.slice(0, 3) }, async ({ store, decide, won }) => {
      await decide(split('visitor:pc', 'ann@acme.com'));
      expect(await won()).toEqual({ D: [] });
      const directory = await Directory.open(store, settings);
      expect(await directory.findPerson('user:u1')).not.toBe(await directory.findPerson('ann@acme.com'));
    }));

  it('a merge by hand of both people leaves nothing to tell apart', () =>
    inWorld(sharedPc, async ({ decide, together }) => {
      await decide(merge('ann@acme.com', 'bob@bolt.com'));
      const all = ['ann@acme.com', 'bob@bolt.com', 'user:u1', 'visitor:pc', 'visitor:mobile'];
      expect(await together(all)).toEqual([all]);
    }));
});

describe('a merge', () => {
  it('makes one person of two, a device that nothing was known of too', () =>
    inWorld(ann, async ({ decide, together, won }) => {
      expect(await won()).toEqual({ D: [ad], E: [email] });
      await decide(merge('ann@acme.com', 'A.Smith@mail.com', 'visitor:tv'));
      expect(await together(keys)).toEqual([keys]);
      expect(await won()).toEqual({ D: [ad, email, facebook], E: [ad, email, facebook] });
    }));

  it('gives a shared device to one of its people, but for the rows that name the other', () =>
    inWorld(
      {
        events: [
          { at: '2026-01-01 10:00', visitor: 'pc', from: 'ad' },
          { at: '2026-01-02 10:00', visitor: 'pc', kind: 'form', email: 'ann@acme.com' },
          { at: '2026-01-03 10:00', visitor: 'pc', kind: 'form', email: 'bob@bolt.com', from: 'email' },
          { at: '2026-01-04 10:00', visitor: 'pc', from: 'facebook' },
        ],
        deals: [
          { id: 'A', won: '2026-02-01 00:00', people: ['email:ann@acme.com'] },
          { id: 'B', won: '2026-02-01 00:00', people: ['email:bob@bolt.com'] },
        ],
      },
      async ({ decide, won }) => {
        expect(await won()).toEqual({ A: [ad], B: ['email 01-03 10:00', 'facebook 01-04 10:00'] });
        await decide(merge('visitor:pc', 'ann@acme.com'));
        expect(await won()).toEqual({ A: [ad, 'facebook 01-04 10:00'], B: ['email 01-03 10:00'] });
      },
    ));

  it('of duplicates of one contact counts their touches once and them as one lead', () =>
    inWorld(
      {
        events: [
          { at: '2026-01-01 10:00', visitor: 'v', from: 'ad' },
          { at: '2026-01-02 10:00', visitor: 'v', kind: 'form', email: 'ann@acme.com' },
        ],
        contacts: [
          { id: '1', email: 'ann@acme.com', created: '2026-01-03 10:00' },
          { id: '2', created: '2026-01-04 10:00' },
          { id: '3', email: 'ann@acme.com', created: '2026-01-05 10:00' },
        ],
        deals: [
          {
            id: 'D',
            won: '2026-02-01 00:00',
            people: ['contact:hubspot:1', 'contact:hubspot:2', 'contact:hubspot:3', 'email:ann@acme.com'],
          },
        ],
      },
      async ({ store, decide }) => {
        const leads = async () => {
          const workspace = await buildWorkspace(store, settings);
          return [workspace.sets.leads.conversions.length, journeysOf(workspace, 'won').D];
        };
        // Contacts 1 and 3 are one by their e-mail; contact 2 has nothing to be known by: a lead of its own.
        expect(await leads()).toEqual([2, [ad]]);
        await decide(merge('contact:hubspot:1', 'contact:hubspot:2'));
        expect(await leads()).toEqual([1, [ad]]);
      },
    ));

  it('is refused of one key, and of keys that nobody has', () =>
    inWorld(ann, async ({ decide }) => {
      await expect(decide(merge('ann@acme.com', 'ANN@acme.com'))).rejects.toMatchObject({ code: 'identity-merge' });
      await expect(decide(merge('ann@acme.com', 'nobody@x.com'))).rejects.toMatchObject({ code: 'identity-unknown' });
    }));
});

describe('a split', () => {
  it('of a device takes its visits away; rows that name somebody stay theirs', () =>
    inWorld(
      {
        ...ann,
        events: [
          ...ann.events!,
          { at: '2026-01-08 10:00', visitor: 'laptop', kind: 'form', email: 'ann@acme.com', from: 'organic' },
        ],
      },
      async ({ decide, together, won }) => {
        await decide(split('visitor:laptop'));
        expect(await together(keys.slice(0, 3))).toEqual([['ann@acme.com'], ['a.smith@mail.com'], ['visitor:laptop']]);
        expect(await won()).toEqual({ D: ['organic 01-08 10:00'], E: [email] });
      },
    ));

  it('of an e-mail takes the devices that only it was seen on along', () =>
    inWorld(signedIn, async ({ decide, together, won }) => {
      expect(await won()).toEqual({ D: [ad, email], E: [ad, email] });
      await decide(split('a.smith@mail.com'));
      expect(await together(keys)).toEqual([
        ['ann@acme.com', 'visitor:laptop'],
        ['a.smith@mail.com', 'visitor:mobile'],
        ['visitor:tv'],
      ]);
      expect(await won()).toEqual({ D: [ad], E: [email] });
    }));

  it('from one key keeps what isn’t tied to that key some other way', () =>
    inWorld(
      {
        contacts: [
          { id: '1', email: 'ann@acme.com' },
          { id: '2', email: 'ann@acme.com' },
        ],
        events: [
          { at: '2026-01-01 10:00', kind: 'form', contact: 'hubspot:2', user: 'u2' },
          { at: '2026-01-01 11:00', kind: 'form', email: 'ann@acme.com', user: 'u1' },
        ],
      },
      async ({ decide, together }) => {
        // Contact 2 hangs on Ann's e-mail, and user u2 on contact 2 alone.
        await decide(split('contact:hubspot:2', 'contact:hubspot:1'));
        expect(
          await together(['contact:hubspot:1', 'ann@acme.com', 'user:u1', 'contact:hubspot:2', 'user:u2']),
        ).toEqual([
          ['contact:hubspot:1', 'ann@acme.com', 'user:u1'],
          ['contact:hubspot:2', 'user:u2'],
        ]);
      },
    ));

  it('is never undone by what the records say: e-mail, merge in the CRM, device, phone', () =>
    inWorld(
      {
        contacts: [
          { id: '1', email: 'ann@acme.com', phone: '020 7946 0018', merged: '2' },
          { id: '2', email: 'ann@acme.com', phone: '020 7946 0018' },
        ],
        events: [
          { at: '2026-01-01 10:00', visitor: 'v', kind: 'form', contact: 'hubspot:1' },
          { at: '2026-01-02 10:00', visitor: 'v', kind: 'form', contact: 'hubspot:2' },
          // A chain over contacts that have neither e-mail nor user id of their own.
          { at: '2026-01-03 10:00', visitor: 'w', kind: 'form', contact: 'hubspot:3' },
          { at: '2026-01-03 11:00', visitor: 'w', kind: 'form', contact: 'hubspot:2' },
          { at: '2026-01-04 10:00', visitor: 'x', kind: 'form', contact: 'hubspot:3' },
          { at: '2026-01-04 11:00', visitor: 'x', kind: 'form', contact: 'hubspot:1' },
        ],
      },
      async ({ decide, together }) => {
        await decide(split('contact:hubspot:2'));
        const groups = await together(['contact:hubspot:1', 'contact:hubspot:2', 'ann@acme.com']);
        expect(groups).toEqual([['contact:hubspot:1', 'ann@acme.com'], ['contact:hubspot:2']]);
      },
    ));

  it('is weaker than a later merge and stronger than an earlier one', () =>
    inWorld(signedIn, async ({ decide, undo, together }) => {
      const pair = keys.slice(0, 2);
      const earlier = await decide(merge('ann@acme.com', 'a.smith@mail.com'));
      const cut = await decide(split('a.smith@mail.com'));
      expect(await together(pair)).toEqual([[pair[0]], [pair[1]]]);
      const later = await decide(merge('visitor:mobile', 'visitor:laptop'));
      expect(await together(pair)).toEqual([pair]);
      await undo(later);
      expect(await together(pair)).toEqual([[pair[0]], [pair[1]]]);
      await undo(earlier);
      expect(await together(pair)).toEqual([[pair[0]], [pair[1]]]);
      await undo(cut);
      expect(await together(pair)).toEqual([pair]);
    }));

  it('leaves the key free to join others than those it was split from', () =>
    inWorld(signedIn, async ({ decide, together }) => {
      await decide(split('a.smith@mail.com'));
      await decide(merge('a.smith@mail.com', 'visitor:tv'));
      expect(await together(keys)).toEqual([
        ['ann@acme.com', 'visitor:laptop'],
        ['a.smith@mail.com', 'visitor:mobile', 'visitor:tv'],
      ]);
    }));

  it('is told in the links, as are merges', () =>
    inWorld(signedIn, async ({ store, decide }) => {
      await decide(split('a.smith@mail.com'));
      await decide(merge('a.smith@mail.com', 'visitor:tv'));
      const directory = await Directory.open(store, settings);
      const links = await directory.linksOf((await directory.findPerson('a.smith@mail.com'))!);
      expect(links.map(({ a, b, how, isHard }) => [a, b, how, isHard])).toEqual([
        ['email:a.smith@mail.com', 'visitor:tv', 'manual', true],
        ['email:a.smith@mail.com', 'user:u1', 'split by hand', false],
        ['visitor:mobile', 'email:a.smith@mail.com', 'exact email', true],
      ]);
    }));

  it('is refused where there is nothing to split', () =>
    inWorld(ann, async ({ decide }) => {
      await expect(decide(split('visitor:tv'))).rejects.toMatchObject({ code: 'identity-split' });
      await expect(decide(split('ann@acme.com', 'a.smith@mail.com'))).rejects.toMatchObject({ code: 'identity-split' });
    }));
});

describe('undo', () => {
  it('says what can be undone where it is asked for something else', () =>
    inWorld(ann, async ({ decide, undo }) => {
      await expect(undo(1)).rejects.toMatchObject({ code: 'identity-undo' });
      const id = await decide(merge('ann@acme.com', 'a.smith@mail.com'));
      await undo(id);
      await expect(undo(id)).rejects.toThrow('Change 1 is undone already.');
      await expect(decide({ action: 'undo' })).rejects.toThrow('There is nothing to undo.');
    }));

  const hour = fc.integer({ min: 0, max: 9 }).map(h => `2026-01-0${1 + (h >> 2)} 1${h & 3}:00`);
  const event: fc.Arbitrary<EventRow> = fc.record(
    {
      at: hour,
      kind: fc.constantFrom('visit', 'form', 'identify', 'order', 'call'),
      from: fc.constantFrom('ad', 'email', 'organic', 'direct'),
      visitor: fc.constantFrom('v1', 'v2', 'v3'),
      email: fc.constantFrom('a@acme.com', 'b@acme.com', 'c@bolt.com'),
      phone: fc.constantFrom('020 7946 0018', '020 7946 0099'),
      user: fc.constantFrom('u1', 'u2'),
      contact: fc.constantFrom('hubspot:1', 'hubspot:2', 'hubspot:3'),
      order: fc.constantFrom('o1', 'o2'),
      amount: fc.constantFrom(1000, 2000),
    },
    { requiredKeys: ['at', 'kind', 'from'] },
  );
  const known = ['v1', 'v2', 'v3'].map(v => `visitor:${v}`);
  known.push('email:a@acme.com', 'email:b@acme.com', 'user:u1', 'user:u2', 'contact:hubspot:1', 'contact:hubspot:2');
  const step = fc.record({
    action: fc.constantFrom('merge', 'split', 'split'),
    keys: fc.uniqueArray(fc.constantFrom(...known), { minLength: 2, maxLength: 3 }),
    isFrom: fc.boolean(),
  });

  it('leaves no trace, in whatever order; splits hold while they stand; the order of rows plays no part', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(event, {
          minLength: 4,
          maxLength: 12,
          selector: row => JSON.stringify(row, Object.keys(row).sort()),
        }),
        fc.array(step, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        async (events, steps, numbers) => {
          const done: IdentityRequest[] = [];
          const partitions: string[] = [];
          const partition = async ({ together }: World) =>
            JSON.stringify((await together(known)).map(group => [...group].sort()).sort());
          await inWorld({ events }, async world => {
            const { store, decide, undo, together } = world;
            const before = await buildWorkspace(store, settings);
            const ids: number[] = [];
            for (const {
              action,
              keys: [first, second, ...rest],
              isFrom,
            } of steps) {
              const request =
                action === 'merge' ? merge(first, second, ...rest) : split(first, isFrom ? second : undefined);
              try {
                ids.push(await decide(request));
                done.push(request);
              } catch (error) {
                // Nobody has the key, or there is nothing to split.
                if (!(error as { code?: string }).code?.startsWith('identity-')) throw error;
                continue;
              }
              const now = await together(known);
              const groupOf = (key: string) => now.find(group => group.includes(key));
              if (action === 'merge') expect(new Set([first, second, ...rest].map(groupOf)).size).toBe(1);
              else if (isFrom) expect(groupOf(first)).not.toBe(groupOf(second));
            }
            for (const { key, apart } of (await readManual(store)).splits)
              for (const other of apart) expect(await together([key, other])).toHaveLength(2);
            partitions.push(await partition(world));
            for (const id of ids.sort(() => (numbers.next().value! % 3) - 1)) await undo(id);
            expect(await buildWorkspace(store, settings)).toEqual(before);
            expect(await dataVersion(store)).toBe(before.version);
          });
          await inWorld({ events: [...events].reverse() }, async world => {
            for (const request of done) await world.decide(request);
            partitions.push(await partition(world));
          });
          expect(partitions[1]).toBe(partitions[0]);
        },
      ),
      { numRuns: 8 },
    );
  }, 240_000);
});

describe('the data version', () => {
  it('changes with what is decided and comes back with undoing it', () =>
    inWorld(ann, async ({ store, decide, undo }) => {
      const versions = [await dataVersion(store)];
      const first = await decide(merge('ann@acme.com', 'visitor:tv'));
      versions.push(await dataVersion(store));
      await undo(first);
      versions.push(await dataVersion(store));
      await decide(merge('ann@acme.com', 'visitor:tv'));
      versions.push(await dataVersion(store));
      expect(versions[1]).not.toBe(versions[0]);
      expect(versions.slice(2)).toEqual(versions.slice(0, 2));
    }));
});
