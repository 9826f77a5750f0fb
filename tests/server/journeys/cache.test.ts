import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheName, readCache, writeCache } from '../../../server/journeys/cache.ts';
import { loadWorkspace } from '../../../server/journeys/load.ts';
import { settings, storeOf, workspaceOf } from './records.ts';

const records = {
  events: [{ at: '2026-01-01 10:00', visitor: 'v', from: 'ad', email: 'zoë@acme.com', url: 'https://a.com/straße' }],
  deals: [{ id: 'D', name: 'Zürich – Süd', won: '2026-01-02 00:00', people: ['email:zoë@acme.com'] }],
};

describe('the cache file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-cache-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives back the workspace that was written, and leaves nothing else behind', async () => {
    const workspace = await workspaceOf(records);
    writeCache(folder, workspace, settings);
    expect(readCache(folder, workspace.version, settings)).toEqual(workspace);
    expect(readdirSync(folder)).toEqual([cacheName()]);
  });

  it('is as if it weren’t there for other data or other build settings', async () => {
    const workspace = await workspaceOf(records);
    writeCache(folder, workspace, settings);
    expect(readCache(folder, 'other', settings)).toBeNull();
    for (const other of [
      { zone: 'Europe/London' },
      { dealPeople: 'primary' as const },
      { region: 'DE' },
      { sites: ['a.com'] },
      { domainMap: { 'acme.de': 'acme.com' } },
    ]) {
      expect(readCache(folder, workspace.version, { ...settings, ...other })).toBeNull();
    }
  });

  it('is as if it weren’t there when damaged or cut short', async () => {
    const workspace = await workspaceOf(records);
    expect(readCache(folder, workspace.version, settings)).toBeNull();
    writeCache(folder, workspace, settings);
    const path = join(folder, cacheName());
    const whole = readFileSync(path);
    for (const length of [0, 10, 100, whole.length - 9]) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      expect(readCache(folder, workspace.version, settings), `${length} bytes`).toBeNull();
    }
  });

  it('is used by the next load and replaced when the data changed', async () => {
    const store = Object.assign(await storeOf(records), { folder });
    const first = await loadWorkspace(store, settings);
    expect(existsSync(join(folder, cacheName()))).toBe(true);
    expect(await loadWorkspace(store, settings)).toEqual(first);
    await store.run(`UPDATE deal SET version = version + 1, name = 'Other'`);
    const second = await loadWorkspace(store, settings, { isSample: true });
    expect(second.sets.won.conversions.label).toEqual(['Other']);
    expect(second.isSample).toBe(true);
    await store.close();
  });
});
