// People who were met, called or written to: they come in as events with a source of their own, and count as touches like
// any click. The example is the README's; the figures are reckoned by hand beside them.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../server/engine.ts';
import { openLocalEngine } from '../../server/local-engine.ts';

let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-offline-'));
  engine = await openLocalEngine(join(folder, 'data'));
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const offline = /cat > met\.csv <<END\n([\s\S]*?)\nEND/.exec(readme)?.[1] ?? '';
  const files = {
    'met.csv': `${offline}\n`,
    // Ann's later visit by a mail, after the fair; Cem's by the flyer's QR code.
    'visits.csv': `visitor_id,ts,event,url,email
v1,2026-03-09T09:00:00Z,visit,https://acme.example/?utm_source=newsletter&utm_medium=email&utm_campaign=march,
v1,2026-03-09T09:05:00Z,identify,https://acme.example/,ann@north.example
v3,2026-03-10T09:00:00Z,visit,https://acme.example/?utm_source=flyer-may&utm_medium=qr&utm_campaign=spring,
v3,2026-03-10T09:05:00Z,form,https://acme.example/,cem@east.example
`,
    'deals.csv': `deal_id,name,email,created_at,won_at,amount,currency
1,North,ann@north.example,2026-03-10,2026-04-01,1000.00,GBP
2,South,bob@south.example,2026-03-12,2026-04-01,500.00,GBP
3,East,cem@east.example,2026-03-12,2026-04-01,250.00,GBP
`,
  };
  const paths = [];
  for (const [name, text] of Object.entries(files)) {
    paths.push({ path: join(folder, name) });
    await writeFile(join(folder, name), text);
  }
  const answer = await engine.import({ files: paths });
  expect(answer.map(({ file, rejected, error }) => [file, rejected, error?.what])).toEqual(
    Object.keys(files).map(name => [name, 0, undefined]),
  );
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const revenueBy = async (by: 'channel' | 'campaign', model: string) =>
  Object.fromEntries(
    (await engine.report({ goal: 'revenue', models: [model], by: [by] })).rows
      .filter(({ revenue }) => revenue > 0)
      .map(row => [row[by], row.revenue]),
  );

test('someone met at a fair has the fair as first touch; a flyer’s QR code is Offline too', async () => {
  // First: Ann the fair (1,000), Bob the letter (500; his call has no source), Cem the flyer (250): all offline, 1,750.
  expect(await revenueBy('channel', 'first-touch')).toEqual({ Offline: 1750 });
  expect(await revenueBy('campaign', 'first-touch')).toEqual({ 'fair-2026': 1000, 'spring-letter': 500, spring: 250 });
});

test('what came last online has the last touch', async () => {
  // Ann's last is the mail (1,000); Bob and Cem have no later touch with a source: 500 + 250 stay offline.
  expect(await revenueBy('channel', 'last-touch')).toEqual({ Email: 1000, Offline: 750 });
});

test('a meeting and a call are told in the journey, and make a lead', async () => {
  const ann = await engine.journey({ key: 'ann@north.example' });
  expect(ann.events.map(({ kind, channel, isTouch }) => [kind, channel, isTouch]).slice(0, 2)).toEqual([
    ['offline', 'Offline', true],
    ['visit', 'Email', true],
  ]);
  const bob = await engine.journey({ key: 'bob@south.example' });
  expect(bob.events.map(({ kind }) => kind)).toEqual(['offline', 'call', 'booking']);
});
