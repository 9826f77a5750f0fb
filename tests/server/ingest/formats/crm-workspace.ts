// Imports several fixtures of one CRM into a data folder, as a user would, and asks the engine what came of it. One euro is
// one pound and the zone is UTC, so that sums can be read off the fixtures. A test file opens each workspace once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Engine } from '../../../../server/engine.ts';
import { openLocalEngine } from '../../../../server/local-engine.ts';

const fixtures = new URL('../../../fixtures/', import.meta.url).pathname;

const open: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of open.splice(0)) await close();
});

export async function crmWorkspace(files: readonly string[]): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-crm-'));
  const engine = await openLocalEngine(join(folder, 'data'));
  open.push(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await engine.setSetting('currency', 'GBP');
  await engine.setSetting('fx.EUR', '1');
  await engine.setSetting('zone', 'UTC');
  const answers = await engine.import({ files: files.map(file => ({ path: join(fixtures, file) })) });
  const failed = answers.filter(({ error }) => error);
  if (failed.length > 0) throw new Error(JSON.stringify(failed.map(({ file, error }) => ({ file, error }))));
  return engine;
}

/** What each value of a dimension is credited with, those credited with nothing left out. */
export async function credited(
  engine: Engine,
  by: 'channel' | 'campaign' | 'source' | 'owner' | 'industry',
  goal: 'revenue' | 'leads' | 'won' = 'revenue',
): Promise<Record<string, number>> {
  const { rows } = await engine.report({ by: [by], goal });
  const entries = rows.map(row => [String(row[by]), Number(row[goal])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== 0));
}
