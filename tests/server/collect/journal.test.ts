import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { appendFile, mkdtemp, open, readFile, rm, stat, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from '../../../server/collect/journal.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'throughline-journal-')), 'hits');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const start = { segment: 1, offset: 0 };
const pathOf = (number: number) => join(folder, `${String(number).padStart(8, '0')}.ndjson`);

test('keeps lines in the order they were given, and only the owner may read them', async () => {
  const journal = await Journal.open(folder);
  await Promise.all([journal.append(['{"a":1}', '{"a":2}']), journal.append(['{"a":3}']), journal.append([])]);
  expect(await readFile(pathOf(1), 'utf8')).toBe('{"a":1}\n{"a":2}\n{"a":3}\n');
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(pathOf(1))).mode & 0o777).toBe(0o600);
  await journal.close();
});

test('acknowledges a line only once it is written and flushed, and those that came meanwhile with the next flush', async () => {
  const journal = await Journal.open(folder);
  const handle = await open(pathOf(1));
  const prototype = Object.getPrototypeOf(handle) as { datasync(): Promise<void> };
  await handle.close();
  const flushed: string[] = [];
  const original = prototype.datasync;
  prototype.datasync = async function (this: typeof handle) {
    await original.call(this);
    flushed.push(readFileSync(pathOf(1), 'utf8'));
  };
  try {
    const seen = await Promise.all(['a', 'b', 'c'].map(line => journal.append([line]).then(() => flushed.at(-1))));
    // Given at once, the three go together.
    expect(seen).toEqual(['a\nb\nc\n', 'a\nb\nc\n', 'a\nb\nc\n']);
    expect(flushed).toHaveLength(1);
  } finally {
    prototype.datasync = original;
    await journal.close();
  }
});

test('reads whole lines from a place on, as many as fit, and one at least', async () => {
  const journal = await Journal.open(folder);
  // Four bytes a line in the first segment: "é" is two.
  await journal.append(['é1', 'é2', 'é3']);
  await journal.seal();
  await journal.append(['é4']);
  expect(await journal.read(start, 9)).toEqual({ text: 'é1\né2\n', next: { segment: 1, offset: 8 } });
  expect(await journal.read({ segment: 1, offset: 8 }, 1)).toEqual({ text: 'é3\n', next: { segment: 1, offset: 12 } });
  expect(await journal.read({ segment: 1, offset: 12 }, 100)).toEqual({
    text: 'é4\n',
    next: { segment: 2, offset: 4 },
  });
  expect(await journal.read({ segment: 2, offset: 4 }, 100)).toEqual({ text: '', next: { segment: 2, offset: 4 } });
  await journal.close();
});

test('a place where no line starts is refused', async () => {
  const journal = await Journal.open(folder);
  await journal.append(['abc', 'def']);
  for (const place of [
    { segment: 1, offset: 2 },
    { segment: 1, offset: 9 },
    { segment: 2, offset: 0 },
  ])
    await expect(journal.read(place, 100)).rejects.toMatchObject({ code: 'journal-cursor' });
  await journal.close();
});

test('sealing starts a new segment only where the open one holds anything', async () => {
  const journal = await Journal.open(folder);
  await journal.seal();
  expect(await journal.segments()).toEqual([{ number: 1, path: pathOf(1), bytes: 0, isSealed: false }]);
  await journal.append(['abc']);
  await journal.seal();
  await journal.seal();
  expect(await journal.segments()).toEqual([
    { number: 1, path: pathOf(1), bytes: 4, isSealed: true },
    { number: 2, path: pathOf(2), bytes: 0, isSealed: false },
  ]);
  await journal.close();
});

test('sealing has its turn while lines keep coming', async () => {
  const journal = await Journal.open(folder);
  let isSealed = false;
  const come = async () => {
    while (!isSealed) await journal.append(['abc']);
  };
  const coming = [come(), come(), come()];
  await journal.append(['first']);
  await journal.seal();
  isSealed = true;
  await Promise.all(coming);
  expect((await journal.segments()).length).toBe(2);
  await journal.close();
});

test('a segment that is full is followed by the next, with no line parted', async () => {
  const journal = await Journal.open(folder);
  // 16 MiB hold three lines of 5 MB.
  const line = 'x'.repeat(5_000_000);
  for (let i = 0; i < 4; i++) await journal.append([line]);
  expect((await journal.segments()).map(({ bytes }) => bytes)).toEqual([15_000_003, 5_000_001]);
  await journal.close();
});

test('what is removed is passed over by whoever had not read it, and the open segment stays', async () => {
  const journal = await Journal.open(folder);
  for (const line of ['a', 'b', 'c']) {
    await journal.append([line]);
    await journal.seal();
  }
  await journal.remove(1);
  expect(await journal.read(start, 100)).toEqual({ text: 'b\n', next: { segment: 2, offset: 2 } });
  await journal.remove(2);
  expect(await journal.read({ segment: 1, offset: 2 }, 100)).toEqual({ text: 'c\n', next: { segment: 3, offset: 2 } });
  await expect(journal.remove(4)).rejects.toThrow('segment 4 is open');
  await journal.close();
});

test('opened again it goes on where it ended; a torn last line is cut off', async () => {
  const first = await Journal.open(folder);
  await first.append(['{"a":1}']);
  await first.seal();
  await first.append(['{"a":2}']);
  await first.close();
  await appendFile(pathOf(2), '{"a":3');
  const second = await Journal.open(folder);
  await second.append(['{"a":4}']);
  expect((await second.read(start, 100)).text).toBe('{"a":1}\n');
  expect((await second.read({ segment: 2, offset: 0 }, 100)).text).toBe('{"a":2}\n{"a":4}\n');
  await second.close();
});

test('zeros that a power cut left in place of data are cut off, with all behind them', async () => {
  await (await Journal.open(folder)).close();
  await writeFile(pathOf(1), `{"a":1}\n{"a":2}\n{"a"${'\0'.repeat(100)}\n{"a":9}\n`);
  const journal = await Journal.open(folder);
  expect((await journal.read(start, 1_000)).text).toBe('{"a":1}\n{"a":2}\n');
  await journal.close();
});

test('a line that is empty or holds a line break is refused', async () => {
  const journal = await Journal.open(folder);
  expect(() => journal.append(['a\nb'])).toThrow('line break');
  expect(() => journal.append([''])).toThrow('empty');
  expect((await journal.segments())[0].bytes).toBe(0);
  await journal.close();
});

test('closing keeps what was given before, and takes no more', async () => {
  const journal = await Journal.open(folder);
  const kept = journal.append(['a']);
  const closed = journal.close();
  await kept;
  await closed;
  await expect(journal.append(['b'])).rejects.toMatchObject({ code: 'journal-closed' });
  expect(await readFile(pathOf(1), 'utf8')).toBe('a\n');
});

// /dev/full answers every write with ENOSPC: a real full disk, as far as the journal can see.
test.runIf(process.platform === 'linux')('a full disk is an error with its remedy; afterwards it goes on', async () => {
  const before = await Journal.open(folder);
  await before.append(['a']);
  await before.seal();
  await before.close();
  await unlink(pathOf(2));
  await symlink('/dev/full', pathOf(2));
  const journal = await Journal.open(folder);
  const results = await Promise.allSettled([journal.append(['b']), journal.append(['c'])]);
  for (const result of results)
    expect(result).toMatchObject({
      status: 'rejected',
      reason: { code: 'disk-full', details: { found: expect.stringContaining('ENOSPC') } },
    });
  expect((await journal.segments()).map(({ bytes }) => bytes)).toEqual([2, 0]);
  await journal.close();
  await unlink(pathOf(2));
  const after = await Journal.open(folder);
  await after.append(['d']);
  expect((await after.read({ segment: 1, offset: 2 }, 100)).text).toBe('d\n');
  await after.close();
});

// A limit on the size of files stops a write halfway, as a disk does that gets full in the middle of it.
test.runIf(process.platform === 'linux')(
  'a write that is stopped halfway leaves nothing of what was refused',
  async () => {
    const script = `import { Journal } from ${JSON.stringify(new URL('../../../server/collect/journal.ts', import.meta.url).href)};
    process.on('SIGXFSZ', () => {});
    const journal = await Journal.open(${JSON.stringify(folder)});
    let kept = 0;
    for (const size of [5000, 5000, 3000]) await journal.append(['x'.repeat(size - 1)]).then(() => { kept += size }, () => {});
    await journal.close();
    console.log(kept);`;
    // 8 blocks of 1024 bytes: the first line fits, the second doesn't, the third does again.
    const output = execFileSync(
      'bash',
      ['-c', 'ulimit -f 8; exec "$0" --input-type=module -e "$1"', process.execPath, script],
      { encoding: 'utf8' },
    );
    expect(output.trim()).toBe('8000');
    const text = await readFile(pathOf(1), 'utf8');
    expect(text.split('\n').map(line => line.length)).toEqual([4_999, 2_999, 0]);
  },
);
