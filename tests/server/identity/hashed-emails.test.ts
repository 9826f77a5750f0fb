import { describe, expect, it } from 'vitest';
import { Directory } from '../../../server/identity/directory.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { lines, workspace } from '../ingest/ingest.ts';
import { settings } from '../journeys/records.ts';

// Of test@example.com: SHA-256 as published in the platforms' own documentation and test suites; SHA-1 and MD5 from
// sha1sum and md5sum.
const sha256 = '973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b';
const sha1 = '567159d622ffbb50b11b0efd307be358624a26ee';
const md5 = '55502f40dc8b7c769880b10874abc9d0';

const contact = (email: string, id = '1') =>
  lines('Record ID,Email,Create Date,First Name', `${id},${email},2026-03-05 10:00,Ann`);
const hit = (column: string, cell: string, visitor = 'v1') =>
  lines(
    `visitor_id,ts,url,${column}`,
    `${visitor},2026-03-01T10:00:00Z,https://shop.example/?gclid=Cj0KCQEXAMPLE1,${cell}`,
  );

async function directoryOf<T>(
  files: readonly string[],
  work: (directory: Directory) => Promise<T>,
  links: 'all' | 'hard' = 'all',
): Promise<T> {
  const { store, add, close } = await workspace();
  try {
    for (const file of files) expect(await add(file)).toMatchObject({ rejected: 0 });
    return await work(await Directory.open(store, { region: 'GB', links }));
  } finally {
    await close();
  }
}

describe('a hash in place of an e-mail address', () => {
  it.each([
    ['email', sha256],
    ['email', sha256.toUpperCase()],
    ['hashed_email', sha256],
    ['email_sha256', sha256],
    ['email', sha1],
    ['email_md5', md5],
  ])('in the column %s is the person with that address: %s', async (column, cell) => {
    await directoryOf([hit(column, cell), contact(' Test@Example.com ')], async directory => {
      const person = (await directory.findPerson('visitor:v1'))!;
      expect(await directory.findPerson('test@example.com')).toBe(person);
      expect(await directory.linksOf(person)).toContainEqual(
        expect.objectContaining({
          b: 'email:test@example.com',
          how: 'hashed email',
          isHard: true,
          importId: 1,
          line: 2,
        }),
      );
      const [facts] = await directory.describe([person]);
      expect(facts).toMatchObject({ label: 'test@example.com', id: 'contact:hubspot:1' });
    });
  });

  it('names somebody of its own while nobody has the address, found by the hash and by the address', async () => {
    await directoryOf([hit('email', sha256), contact('other@example.com')], async directory => {
      const person = (await directory.findPerson(sha256))!;
      expect(await directory.findPerson('Test@example.com')).toBe(person);
      expect(await directory.findPerson('other@example.com')).not.toBe(person);
      const [facts] = await directory.describe([person]);
      expect(facts.keys).toEqual([`email:{sha256}${sha256}`, 'visitor:v1']);
      expect(directory.accounts.key).toEqual(['domain:example.com']);
      expect(facts.account).toBe(-1);
    });
  });

  it('is nobody where nothing was hashed', async () => {
    // printf '' | sha256sum, printf '' | md5sum
    const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const files = [
      hit('email', nothing),
      hit('email', 'd41d8cd98f00b204e9800998ecf8427e', 'v2'),
      hit('email', nothing, 'v3'),
    ];
    await directoryOf(files, async directory => {
      const people = await Promise.all(['v1', 'v2', 'v3'].map(visitor => directory.findPerson(`visitor:${visitor}`)));
      expect(new Set(people).size).toBe(3);
      expect(await directory.findPerson(nothing)).toBeNull();
    });
  });

  it('sets a row aside where the cell is of no known length', async () => {
    const { add, close } = await workspace();
    expect(await add(hit('email', sha256.slice(1)))).toMatchObject({ kept: 0, rejected: 1 });
    await close();
  });

  it('splits a device where it is of another address than the one already known there', async () => {
    const both = lines(
      'visitor_id,ts,event,email',
      'v1,2026-03-01T10:00:00Z,form,other@example.com',
      `v1,2026-03-02T10:00:00Z,form,${sha256}`,
      'v2,2026-03-02T10:00:00Z,form,test@example.com',
      `v2,2026-03-03T10:00:00Z,form,${sha256}`,
    );
    await directoryOf([both], async directory => {
      expect(await directory.sharedDevices()).toMatchObject([{ visitor: 'v1' }]);
    });
  });

  it('brings the visit its revenue: the deal of the clear address goes to the hashed visitor’s campaign', async () => {
    const { store, add, close } = await workspace();
    await add(
      lines('visitor_id,ts,source,medium,campaign,hashed_email', `v1,2026-03-01T10:00:00Z,google,cpc,Spring,${sha256}`),
    );
    await add(
      lines('deal_id,email,created_at,won_at,amount,currency', 'd1,test@example.com,2026-03-10,2026-03-20,500,GBP'),
    );
    const { sets, touches, sources } = await buildWorkspace(store, settings);
    expect(Array.from(sets.won.touch, row => sources.campaign[touches.source[row]])).toEqual(['Spring']);
    await close();
  });
});

describe('a Gmail address that was folded before it was hashed', () => {
  // printf 'annlee@gmail.com' | sha256sum
  const hash = '16e202bdcd9646af11faa3a5a3b9c07a6303e9629583246f8208e43c529087de';

  it('is linked softly, by dots and plus alone', async () => {
    const files = [hit('email', hash), contact('Ann.Lee+shop@gmail.com')];
    const isOne = async (directory: Directory) =>
      (await directory.findPerson('visitor:v1')) === (await directory.findPerson('ann.lee+shop@gmail.com'));
    expect(await directoryOf(files, isOne)).toBe(true);
    expect(await directoryOf(files, isOne, 'hard')).toBe(false);
    await directoryOf(files, async directory => {
      const links = await directory.linksOf((await directory.findPerson('visitor:v1'))!);
      expect(links).toContainEqual(expect.objectContaining({ how: 'hashed email, folded', isHard: false }));
    });
  });

  it('is the exact address where there is one, and nobody’s where two fold to it', async () => {
    const two = [contact('ann.lee@gmail.com', '1'), contact('annlee+a@gmail.com', '2')];
    await directoryOf([hit('email', hash), ...two], async directory => {
      const person = await directory.findPerson('visitor:v1');
      expect(await directory.findPerson('ann.lee@gmail.com')).not.toBe(person);
      expect(await directory.findPerson('annlee+a@gmail.com')).not.toBe(person);
    });
    await directoryOf([hit('email', hash), ...two, contact('annlee@gmail.com', '3')], async directory => {
      expect(await directory.findPerson('annlee@gmail.com')).toBe(await directory.findPerson('visitor:v1'));
      expect(await directory.findPerson('ann.lee@gmail.com')).not.toBe(await directory.findPerson('visitor:v1'));
    });
  });

  it('is not folded for other hosts', async () => {
    // printf 'annlee@example.com' | sha256sum
    await directoryOf(
      [
        hit('email', '462f6ec66c33e718aca4c9e37af9f7e814ff17b28ae0ef4c5832e69251fdc659'),
        contact('ann.lee@example.com'),
      ],
      async directory => {
        expect(await directory.findPerson('ann.lee@example.com')).not.toBe(await directory.findPerson('visitor:v1'));
      },
    );
  });
});
