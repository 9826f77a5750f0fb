import { describe, expect, it } from 'vitest';
import { Directory } from '../../../server/identity/directory.ts';
import { lines, workspace } from '../ingest/ingest.ts';

const gclid = 'Cj0KCQjwCLICK000001';
const visits = lines(
  'visitor_id,ts,event,url,gclid,email',
  `v1,2026-03-01T10:00:00Z,visit,https://shop.example/?gclid=${gclid},,`,
  `v2,2026-03-03T10:00:00Z,visit,https://shop.example/?gclid=${gclid},,`,
  'v3,2026-03-03T10:00:00Z,visit,https://shop.example/,Cj0KCQjwCLICK000003,',
);
const form = (id: string, email: string, click: string) =>
  lines(
    '#,Your email,gclid,Start Date (UTC),Submit Date (UTC),Network ID',
    `${id},${email},${click},2026-03-04 09:00:00,2026-03-04 09:05:00,ab12`,
  );

async function directoryOf<T>(files: readonly string[], work: (directory: Directory) => Promise<T>): Promise<T> {
  const { store, add, close } = await workspace();
  try {
    for (const file of files) expect((await add(file)).error).toBeUndefined();
    return await work(await Directory.open(store, { region: 'GB' }));
  } finally {
    await close();
  }
}

describe('a fact that names a click and no visitor', () => {
  it('belongs to the visitor who carried it first, in the address or in a column of its own', async () => {
    const files = [
      visits,
      form('t1', 'ada@acme.example', gclid),
      form('t2', 'bela@acme.example', 'Cj0KCQjwCLICK000003'),
    ];
    await directoryOf(files, async directory => {
      const whose = (key: string) => directory.findPerson(key);
      expect(await whose('visitor:v1')).toBe(await whose('email:ada@acme.example'));
      expect(await whose('visitor:v2')).not.toBe(await whose('email:ada@acme.example'));
      expect(await whose('visitor:v3')).toBe(await whose('email:bela@acme.example'));
    });
  });

  it('is linked by the click, and says so', async () => {
    await directoryOf([form('t1', 'ada@acme.example', gclid), visits], async directory => {
      const person = (await directory.findPerson('visitor:v1'))!;
      expect(await directory.linksOf(person)).toMatchObject([
        { a: 'visitor:v1', b: 'email:ada@acme.example', how: 'click id', isHard: true },
      ]);
    });
  });

  it('counts upper and lower case apart: a click id is exact', async () => {
    await directoryOf([visits, form('t1', 'ada@acme.example', gclid.toLowerCase())], async directory => {
      expect(await directory.findPerson('visitor:v1')).not.toBe(await directory.findPerson('email:ada@acme.example'));
    });
  });

  it('leaves a click that two people name with neither: the visitor is a shared device', async () => {
    const files = [visits, form('t1', 'ada@acme.example', gclid), form('t2', 'bela@acme.example', gclid)];
    await directoryOf(files, async directory => {
      const [ada, bela] = [
        await directory.findPerson('email:ada@acme.example'),
        await directory.findPerson('email:bela@acme.example'),
      ];
      expect(ada).not.toBe(bela);
      expect(await directory.sharedDevices()).toMatchObject([{ visitor: 'v1' }]);
    });
  });
});
