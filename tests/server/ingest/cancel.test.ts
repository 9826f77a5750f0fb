// An import that is stopped leaves nothing, whatever it was doing.

import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#shared/settings.ts';
import { WorkerEngine } from '../../../server/companion/worker-engine.ts';
import type { Engine } from '../../../server/engine.ts';
import { importFile } from '../../../server/ingest/import.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { LocalImports } from '../../../server/local-imports.ts';
import { MappingStore } from '../../../server/mappings.ts';
import { Mutex } from '../../../server/mutex.ts';
import { SettingsStore } from '../../../server/settings.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import { lines } from './ingest.ts';

let folder: string;
let engine: Engine | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-cancel-'));
});
afterEach(async () => {
  await engine?.close();
  await rm(folder, { recursive: true, force: true });
});

const rows = 100_000;

async function files(): Promise<{ small: string; plain: string; awkward: string }> {
  const header = 'visitor_id,ts,event,url';
  let many = `${header}\n`;
  for (let i = 0; i < rows; i++) {
    const second = String(i % 60).padStart(2, '0');
    many += `v${i % 50_000},2026-03-01 10:00:${second},visit,https://a.example/${i}\n`;
  }
  const put = async (name: string, text: string | Buffer) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  return {
    small: await put('small.csv', lines(header, 'v1,2026-03-01 10:00:00,visit,https://a.example/')),
    plain: await put('plain.csv', many),
    // UTF-16 is written anew first.
    awkward: await put('awkward.csv', Buffer.from(`\ufeff${many}`, 'utf16le')),
  };
}

async function stored(): Promise<unknown> {
  await engine?.close();
  const store = await openStore(join(folder, 'data'));
  try {
    return await store.all(
      `SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM source_ref) AS refs, (SELECT list(file) FROM import) AS files,
              (SELECT count(*) FROM reject) AS rejects, (SELECT value FROM meta WHERE key = 'data_version') AS version`,
    );
  } finally {
    await store.close();
  }
}

const steps = ['looking', 'straightening', 'reading', 'publishing'] as const;
const cases = steps.flatMap(step =>
  (['plain', 'awkward'] as const)
    .filter(name => name === 'awkward' || step !== 'straightening')
    .map(name => [step, name] as const),
);

test.each(cases)(
  'stopped while %s the %s file, the store is as before, and the file goes in the next time',
  async (step, name) => {
    const paths = await files();
    engine = await openLocalEngine(join(folder, 'data'));
    await engine.import({ files: [{ path: paths.small }] });
    const before = await engine.status();
    const stop = new AbortController();
    const answer = await engine.import(
      { files: [{ path: paths[name] }, { path: paths.small }] },
      progress => {
        // Of reading nothing is said for a while: it begins when all has been looked at.
        if (step === 'reading' && progress.bytesDone === progress.bytesTotal) setTimeout(() => stop.abort(), 20);
        if (progress.step === step) stop.abort();
      },
      stop.signal,
    );
    expect(answer.map(file => file.error?.code)).toEqual(['import-cancelled', 'import-not-tried']);
    expect(await engine.status()).toEqual(before);
    expect(await readdir(join(folder, 'data', 'tmp'))).toEqual([]);
    const [again] = await engine.import({ files: [{ path: paths[name] }] });
    expect([again.error, again.kept]).toEqual([undefined, rows]);
  },
);

test('what an import that was stopped leaves in the database is nothing', async () => {
  const paths = await files();
  engine = await openLocalEngine(join(folder, 'data'));
  await engine.import({ files: [{ path: paths.small }] });
  const before = await stored();
  engine = await openLocalEngine(join(folder, 'data'));
  const stop = new AbortController();
  await engine.import({ files: [{ path: paths.plain }] }, p => p.step === 'publishing' && stop.abort(), stop.signal);
  expect(await stored()).toEqual(before);
});

test('stopped when it is in already, it is said to be in, with the rows that were set aside', async () => {
  const path = join(folder, 'deals.csv');
  await writeFile(path, lines('deal_id,amount', 'D1,100', 'D2,much'));
  const store = await openStore(join(folder, 'data'));
  const stop = new AbortController();
  const { run } = store;
  let isMarked = false;
  store.run = async (sql, params) => {
    const changed = await run(sql, params);
    isMarked ||= sql.includes('published_at = $now');
    if (isMarked && sql === 'COMMIT') stop.abort();
    return changed;
  };
  try {
    const answer = await importFile(store, { path, signal: stop.signal }, defaultSettings);
    expect(stop.signal.aborted).toBe(true);
    expect([answer.kept, answer.rejects.map(one => one.line)]).toEqual([1, [3]]);
  } finally {
    await store.close();
  }
});

test('a folder stopped after one of its files: that one is in, and no more is', async () => {
  await mkdir(join(folder, 'exports'));
  for (const name of ['a', 'b'])
    await writeFile(join(folder, 'exports', `${name}.csv`), lines('deal_id,amount', `D-${name},100`));
  const store = await openStore(join(folder, 'data'));
  const stop = new AbortController();
  const imports = new LocalImports({
    store,
    settings: new SettingsStore(join(folder, 'data')),
    mappings: new MappingStore(join(folder, 'data')),
    turns: new Mutex(),
    onChanged: async () => stop.abort(),
  });
  try {
    const paths = ['exports', 'exports/b.csv'].map(name => ({ path: join(folder, name) }));
    const answer = await imports.import({ files: paths }, undefined, stop.signal);
    expect(answer.map(({ file, kept, error }) => [file, kept, error?.what])).toEqual([
      ['exports/a.csv', 1, undefined],
      ['exports', 0, 'Cancelled: no more of this was taken in.'],
      ['b.csv', 0, 'Not tried, since the file before could not be taken in.'],
    ]);
    expect(await store.all('SELECT id FROM deal')).toHaveLength(1);
  } finally {
    await store.close();
  }
});

test('through the thread of the companion too', async () => {
  const paths = await files();
  engine = await WorkerEngine.open(join(folder, 'data'));
  const stop = new AbortController();
  const [answer] = await engine.import({ files: [{ path: paths.plain }] }, () => stop.abort(), stop.signal);
  expect(answer.error?.code).toBe('import-cancelled');
  expect((await engine.status()).workspace.sample).toBe(true);
});
