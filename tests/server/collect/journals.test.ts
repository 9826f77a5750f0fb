import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journals } from '../../../server/collect/journals.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-journals-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a channel is one journal however often it is asked for, and is listed by its name', async () => {
  const journals = await Journals.open(folder);
  expect(await journals.ids()).toEqual([]);
  const [one, two] = await Promise.all([journals.channel('hits'), journals.channel('hits')]);
  expect(one).toBe(two);
  await journals.channel('callrail-calls');
  expect(await journals.ids()).toEqual(['callrail-calls', 'hits']);
  await journals.close();
  expect((await readdir(join(folder, 'journal'))).sort()).toEqual(['callrail-calls', 'hits']);
});

test('a name that could lead out of the folder is none', async () => {
  const journals = await Journals.open(folder);
  for (const id of ['..', '../hits', 'Hits', '', '.x', 'a/b'])
    expect(() => journals.channel(id)).toThrow('no name for a channel');
  await journals.close();
});

test('another process that lives owns them; a dead one no longer does', async () => {
  const other = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { Journals } from ${JSON.stringify(new URL('../../../server/collect/journals.ts', import.meta.url).href)};
     await Journals.open(${JSON.stringify(folder)});
     console.log('open');
     setInterval(() => {}, 1000);`,
  ]);
  await once(other.stdout, 'data');
  await expect(Journals.open(folder)).rejects.toMatchObject({
    code: 'journal-in-use',
    details: { found: `process ${other.pid}` },
  });
  other.kill('SIGKILL');
  await once(other, 'exit');
  await (await Journals.open(folder)).close();
});

test.runIf(process.platform === 'linux')(
  'a process that only has the number of the dead one owns nothing',
  async () => {
    await (await Journals.open(folder)).close();
    await writeFile(join(folder, 'journal', 'owner.json'), JSON.stringify({ pid: 1, started: '987654321987' }));
    await (await Journals.open(folder)).close();
  },
);
