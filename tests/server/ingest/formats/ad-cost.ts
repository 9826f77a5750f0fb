// Imports ad reports into an engine of their own and asks for its report: what a format gives as people see it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { openLocalEngine } from '../../../../server/local-engine.ts';
import { importFixture } from './import-fixture.ts';

const fixtures = new URL('../../../fixtures/', import.meta.url).pathname;

/** Rows of a report by a dimension, with the money in major units of the reports' commonest currency. */
export async function costBy(
  by: 'campaign' | 'ad-group' | 'ad' | 'keyword',
  ...paths: string[]
): Promise<{ name: unknown; platform: unknown; campaignId: unknown; clicks: unknown; cost: unknown }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-cost-'));
  const engine = await openLocalEngine(join(folder, 'data'));
  try {
    await engine.import({ files: paths.map(path => ({ path: isAbsolute(path) ? path : join(fixtures, path) })) });
    const { rows } = await engine.report({ by: [by] });
    return rows.map(row => ({
      name: row[by],
      platform: row.platform,
      campaignId: row.campaignId,
      clicks: row.clicks,
      cost: row.cost,
    }));
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The spend rows of a fixture by day, with what the import said. */
export async function spendOf(path: string) {
  const { answer, all } = await importFixture(path);
  const rows = await all(
    `SELECT day::VARCHAR AS day, platform, account, campaign, campaign_id, ad_group, ad_group_id, ad, ad_id, keyword, keyword_id,
       match_type, segment, level, impressions, clicks, cost, currency, claimed_conversions, claimed_value FROM spend ORDER BY line`,
  );
  return { answer, rows };
}
