// Lines are counted by the order in which rows arrive, so no plan of an import may lose that order: a join does, and an
// insert that isn't DuckDB's batch insert.

import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formats } from '#shared/formats/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { importFile } from '../../../server/ingest/import.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import type { Store } from '../../../server/store/store.ts';

const fixtures = new URL('../../fixtures/', import.meta.url).pathname;
let store: Store;
beforeAll(async () => {
  store = await openStore(':memory:', { threads: 2 });
});
afterAll(() => store.close());

/** Ends an import at the statement that was asked about. */
const seen = new Error('the plan is seen');

test.each(formats.filter(({ aggregate }) => !aggregate).map(({ id }) => id))(
  'loading %s keeps the order of rows',
  async id => {
    const plans: string[] = [];
    const run = store.run;
    store.run = async (sql, params) => {
      if (
        /^(INSERT INTO (event_row|contact|account|deal|spend|fx|stage_change|deal_person|click|subscription|ad_name) \(|CREATE TEMP TABLE staged)/.test(
          sql,
        ) &&
        !/staged\b.*WHERE/.test(sql)
      ) {
        // As a file of any size is read: of a small one less is optimised.
        await run("SET disabled_optimizers = 'in_clause'");
        const [plan] = await store.all<{ explain_value: string }>(`EXPLAIN (FORMAT json) ${sql}`);
        plans.push(plan.explain_value);
        throw seen;
      }
      return run(sql, params);
    };
    const [file] = readdirSync(`${fixtures}${id}`, { withFileTypes: true }).filter(entry => entry.isFile());
    await expect(importFile(store, { path: `${fixtures}${id}/${file.name}` }, defaultSettings)).rejects.toBe(seen);
    store.run = run;
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      expect(plan).not.toContain('JOIN');
      expect(plan).toMatch(/BATCH_(INSERT|CREATE)/);
    }
  },
);
