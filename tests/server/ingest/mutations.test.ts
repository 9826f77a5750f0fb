// What a bad day does to a file: bytes flipped, rows cut, columns swapped, cells of 100 kB, NULs, an end that is missing.
// Whatever comes of it is an answer: an error of the file that leaves nothing behind, or rows read that are all accounted
// for. Which fixture meets which fate is the same at every
// run, so that a failure can be run again; MUTATIONS=1000 draws more, and anew.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DataError } from '#shared/errors.ts';
import { defaultSettings } from '#shared/settings.ts';
import { importFile } from '../../../server/ingest/import.ts';
import { removeImport } from '../../../server/ingest/publish.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import { recordTables } from '../../../server/store/duckdb/tables.ts';
import type { Store } from '../../../server/store/store.ts';
import { cellsOf, fixtures } from './fixture-files.ts';

const runs = Number(process.env.MUTATIONS ?? 15);
const seed = process.env.MUTATIONS ? undefined : 20_260_101;

let store: Store;
let folder: string;
beforeAll(async () => {
  store = await openStore(':memory:', { threads: 1 });
  folder = mkdtempSync(join(tmpdir(), 'throughline-mutations-'));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

type Mutation = (file: Buffer) => Buffer;

/** A place in a file, as a share of its length. */
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const at = (file: Buffer, share: number): number => Math.floor(share * file.length);
const inserted = (file: Buffer, where: number, bytes: Buffer): Buffer =>
  Buffer.concat([file.subarray(0, where), bytes, file.subarray(where)]);
const lines = (file: Buffer): string[] => file.toString('latin1').split('\n');
const joined = (rows: readonly string[]): Buffer => Buffer.from(rows.join('\n'), 'latin1');

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(
    ([share, mask]): Mutation =>
      file => {
        const flipped = Buffer.from(file);
        if (file.length > 0) flipped[at(file, share)] ^= mask;
        return flipped;
      },
  ),
  fc
    .tuple(
      place,
      fc.constantFrom('\0', '\0\0\0', '"', '\n', '\r', '\uFEFF', '\u001f', '{', ']', ';;;', '\t', "'", '\\'),
    )
    .map(
      ([share, text]): Mutation =>
        file =>
          inserted(file, at(file, share), Buffer.from(text)),
    ),
  fc.tuple(place, fc.constantFrom('x', '"', '9', 'é', '{')).map(
    ([share, letter]): Mutation =>
      file =>
        inserted(file, at(file, share), Buffer.from(letter.repeat(100_000))),
  ),
  place.map(
    (share): Mutation =>
      file =>
        file.subarray(0, at(file, share)),
  ),
  place.map(
    (share): Mutation =>
      file =>
        file.subarray(at(file, share)),
  ),
  place.map(
    (share): Mutation =>
      file => {
        const rows = lines(file);
        rows.splice(Math.floor(share * rows.length), 1);
        return joined(rows);
      },
  ),
  place.map(
    (share): Mutation =>
      file => {
        const rows = lines(file);
        const row = rows[Math.floor(share * rows.length)];
        return joined([...rows, row, row]);
      },
  ),
  // Below the header one row's cells stand in another order.
  fc.tuple(place, fc.constantFrom(',', ';', '\t')).map(
    ([share, delimiter]): Mutation =>
      file => {
        const rows = lines(file);
        const n = Math.floor(share * rows.length);
        rows[n] = rows[n].split(delimiter).reverse().join(delimiter);
        return joined(rows);
      },
  ),
  // The header's cells do.
  fc.constantFrom(',', ';', '\t').map(
    (delimiter): Mutation =>
      file => {
        const [header, ...rows] = lines(file);
        return joined([header.split(delimiter).reverse().join(delimiter), ...rows]);
      },
  ),
);

const damaged = fc.record({
  fixture: fc.constantFrom(...fixtures),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
});

const mutated = (path: string, mutations: readonly Mutation[]): Buffer =>
  mutations.reduce<Buffer>((file, change) => change(file), readFileSync(path));

const everything = async (): Promise<unknown[]> =>
  store.all(
    ['import', 'reject', ...recordTables]
      .map(table => `SELECT '${table}' AS name, count(*) AS n FROM ${table}`)
      .join(' UNION ALL '),
  );

test('a damaged file is an error that leaves nothing, or rows that are all accounted for', async () => {
  const empty = await everything();
  await fc.assert(
    fc.asyncProperty(damaged, async ({ fixture, mutations }) => {
      const path = join(folder, 'damaged');
      writeFileSync(path, mutated(fixture.path, mutations));
      const answer = await importFile(store, { path, name: fixture.name }, { ...defaultSettings, dateOrder: 'dmy' });
      expect(readdirSync(store.temporaryFolder)).toEqual([]);
      if (answer.error) {
        expect(answer.error.what).not.toBe('');
        expect(answer.read).toBe(0);
        expect(await everything()).toEqual(empty);
        return;
      }
      expect(answer.kept + answer.duplicates + answer.rejected).toBe(answer.read);
      expect(answer.rejects).toHaveLength(answer.rejected);
      for (const { line, reason } of answer.rejects) {
        expect(reason).not.toBe('');
        expect(line).toBeGreaterThan(0);
      }
      await store.transaction(() => removeImport(store, answer.import!));
      expect(await everything()).toEqual(empty);
    }),
    { seed, numRuns: runs, endOnFailure: runs > 100 },
  );
});

test('reading a damaged file up to its cells ends in an error of the file, or in rows', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async ({ fixture, mutations }) => {
      const path = join(folder, 'damaged');
      writeFileSync(path, mutated(fixture.path, mutations));
      try {
        const { rows } = await cellsOf(store, path, dirname(fixture.path));
        for (const row of rows) expect(typeof row === 'string' ? row : Object.keys(row).join()).not.toBe('');
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
      }
      expect(readdirSync(store.temporaryFolder)).toEqual([]);
    }),
    { seed, numRuns: runs * 3, endOnFailure: runs > 100 },
  );
});
