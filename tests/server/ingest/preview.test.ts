// The import doctor: everything that is known of a file before it is stored, and nothing stored.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FilePreview, ImportRequest } from '#shared/schema/index.ts';
import type { Engine } from '../../../server/engine.ts';
import { openLocalEngine } from '../../../server/local-engine.ts';
import { lines } from './ingest.ts';

let folder: string;
let engine: Engine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-preview-'));
  engine = await openLocalEngine(join(folder, 'data'));
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function put(name: string, text: string | Buffer): Promise<{ path: string }> {
  const path = join(folder, name);
  await writeFile(path, text);
  return { path };
}

async function look(name: string, text: string | Buffer, options: Partial<ImportRequest> = {}): Promise<FilePreview> {
  const [preview] = await engine.preview({ files: [await put(name, text)], ...options });
  return preview;
}

const visits = lines(
  'visitor_id,ts,event,url,email',
  'v1,2026-03-01 10:00:00,visit,https://acme.example/?utm_source=google&utm_medium=cpc&utm_campaign=Brand,',
  'v1,2026-03-01 10:05:00,form,https://acme.example/contact,ann@example.org',
  'v2,2026-03-02 11:00:00,visit,https://acme.example/?utm_source=google&utm_medium=cpc&utm_campaign=Generic,',
);
const spend = lines(
  'date,platform,campaign,clicks,cost,currency',
  '2026-03-01,google,Brand,10,"1,200.50",EUR',
  '2026-03-01,google,Shoes,5,80.00,EUR',
);

test('says the format and why, columns, rows as they would be stored, currency, zone, dates and decimals', async () => {
  const preview = await look('cost.csv', spend);
  expect(preview.format).toEqual({
    id: 'spend',
    label: 'Spend (our own)',
    by: 'content',
    line: 1,
    headers: ['date', 'cost'],
  });
  expect(
    preview.columns.map(({ column, fields }) => [column, fields.map(one => `${one.record}.${one.field} ${one.as}`)]),
  ).toEqual([
    ['date', ['spend.day day']],
    ['platform', ['spend.platform platform']],
    ['campaign', ['spend.campaign text']],
    ['clicks', ['spend.clicks count']],
    ['cost', ['spend.cost money']],
    ['currency', ['spend.currency currency']],
  ]);
  expect(preview.sample[0]).toEqual({
    line: 2,
    records: [
      {
        record: 'spend',
        fields: {
          day: '2026-03-01',
          platform: 'google-ads',
          campaign: 'Brand',
          clicks: 10,
          cost: '1200.50',
          currency: 'EUR',
        },
      },
    ],
  });
  expect([preview.rows, preview.looked, preview.rejected]).toEqual([{ count: 2, isEstimate: false }, 2, 0]);
  expect(preview.currency).toEqual({ codes: ['EUR'], from: 'the file' });
  expect([preview.decimal, preview.dateOrder.isAmbiguous, preview.error]).toEqual(['.', false, undefined]);
});

test('shows ten rows and no more, and counts all', async () => {
  const rows = Array.from({ length: 2_500 }, (_, i) => `v${i},2026-03-01 10:00:00,visit`);
  const preview = await look('many.csv', lines('visitor_id,ts,event', ...rows));
  expect([preview.sample.length, preview.looked, preview.rows]).toEqual([
    10,
    1_000,
    { count: 2_500, isEstimate: false },
  ]);
  expect(preview.sample.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('columns that are not understood are named as such', async () => {
  const preview = await look('visits.csv', lines('visitor_id,ts,Mood', 'v1,2026-03-01 10:00:00,good'));
  expect(preview.columns.at(-1)).toEqual({ column: 'Mood', example: 'good', fields: [] });
  expect(preview.keepsUnknown).toBe(true);
});

test('rows that would be set aside come with line and reason', async () => {
  const preview = await look('visits.csv', `${visits}v3,not a time,visit,,\n`);
  expect(preview.rejected).toBe(1);
  expect(preview.rejects[0].line).toBe(5);
  expect(preview.rejects[0].reason).toContain('not a time');
});

test('rows of other lengths and cells without end are told by line, as the import sets them aside', async () => {
  const long = 'x'.repeat(100_000);
  const ragged = lines(
    'deal_id,amount,won_at',
    'd1,5,2026-03-01',
    'd2,5',
    `d3,${long},2026-03-01`,
    'd4,5,2026-03-01,more',
  );
  const preview = await look('ragged.csv', ragged);
  expect(preview.error).toBeUndefined();
  expect([preview.looked, preview.sample.length]).toEqual([4, 1]);
  expect(preview.rejects).toEqual([
    { line: 3, reason: '2 cells where the header has 3' },
    { line: 4, reason: 'cell 2 holds 100,000 characters, more than 65,536' },
    { line: 5, reason: '4 cells where the header has 3' },
  ]);
});

test('JSON that breaks off is an error of the file, as the import has it', async () => {
  const view = { event: '$pageview', distinct_id: 'v1', properties: {}, timestamp: '2026-03-01T10:00:00Z' };
  const file = await put('views.json', JSON.stringify([view, view]).slice(0, -20));
  const [preview] = await engine.preview({ files: [file] });
  const [taken] = await engine.import({ files: [file] });
  expect(preview.error?.code).toBe('json-broken');
  expect(preview.error).toEqual(taken.error);
});

test('nothing is stored: not a byte of the database changes, and the sample stays', async () => {
  await engine.import({ files: [await put('visits.csv', visits)] });
  const data = join(folder, 'data');
  const state = async () => {
    const names = (await readdir(data)).filter(name => name.startsWith('throughline.duckdb')).sort();
    const hashes = await Promise.all(
      names.map(
        async name =>
          `${name} ${createHash('sha256')
            .update(await readFile(join(data, name)))
            .digest('hex')}`,
      ),
    );
    return { hashes, status: await engine.status(), left: await readdir(join(data, 'tmp')) };
  };
  const before = await state();
  await look('cost.csv', spend);
  await look('utf16.csv', Buffer.from(`\ufeff${spend}`, 'utf16le'));
  await look('broken.csv', 'no,table\n');
  await look('sheet.csv', lines('Vorgang Nr;Honorar', 'A-1;12,00'), {
    format: 'deals',
    map: { deal_id: 'Vorgang Nr' },
  });
  expect(await state()).toEqual(before);
  expect(existsSync(join(data, 'mappings.json'))).toBe(false);
});

test('joins expected: campaigns of the cost that visits name, and of the visits that costs name', async () => {
  await engine.import({ files: [await put('visits.csv', visits)] });
  // Of Brand and Shoes, visits name Brand.
  const cost = await look('cost.csv', spend);
  expect(cost.joins).toEqual([
    { what: 'campaigns that visits already stored name', matched: 1, of: 2, unmatched: ['Shoes'] },
  ]);
  await engine.import({ files: [await put('cost.csv', spend)] });
  // Of Brand and Generic, costs name Brand. The one email is in no CRM yet.
  const again = await look('more-visits.csv', `${visits}v9,2026-03-09 10:00:00,visit,,\n`);
  expect(again.joins.map(({ matched, of }) => [matched, of])).toEqual([
    [1, 2],
    [0, 1],
  ]);
});

test('joins expected: deals whose people are known', async () => {
  await engine.import({ files: [await put('visits.csv', visits)] });
  const deals = lines(
    'deal_id,name,amount,stage,email',
    '1,Ann,100,won,ann@example.org',
    '2,Bob,100,open,bob@example.org',
    '3,Eve,5,open,',
  );
  expect((await look('deals.csv', deals)).joins).toEqual([
    { what: 'deals with people that are known already', matched: 1, of: 3, unmatched: ['Bob', 'Eve'] },
  ]);
});

const ambiguous = lines('visitor_id,ts,event', 'v1,03/04/2026 10:00,visit', 'v2,05/06/2026 11:00,visit');

test('dates that could be read both ways are shown as such, and an option decides them', async () => {
  const open = await look('visits.csv', ambiguous);
  expect(open.dateOrder).toEqual({ order: null, isAmbiguous: true, from: null });
  expect(open.error?.code).toBe('date-order');
  expect(open.sample).toHaveLength(2);
  const decided = await look('visits.csv', ambiguous, { dateOrder: 'mdy' });
  expect([decided.error, decided.dateOrder.from]).toEqual([undefined, 'the option date-order']);
  // 4 March, not 3 April.
  expect(decided.sample[0].records[0].fields.at).toBe('2026-03-04T10:00:00.000Z');
  const [taken] = await engine.import({ files: [{ path: join(folder, 'visits.csv') }], dateOrder: 'mdy' });
  expect([taken.error, taken.kept]).toEqual([undefined, 2]);
});

test('an unknown table comes with what mapping it by hand starts from', async () => {
  const preview = await look('sheet.csv', lines('Vorgang Nr;Mandant;Honorar', 'A-1;Blumen Berg;1.200,50'));
  expect([preview.format, preview.error?.code]).toEqual([null, 'format-unknown']);
  expect(preview.byHand?.headers[2]).toEqual({ name: 'Honorar', examples: ['1.200,50'] });
  expect(preview.byHand?.nearest).toBe('deals');
  expect(preview.byHand?.formats.find(({ id }) => id === 'deals')?.map).toEqual({
    deal_id: 'Vorgang Nr',
    account: 'Mandant',
    amount: 'Honorar',
  });
});

test('a file that was imported before says so', async () => {
  await engine.import({ files: [await put('visits.csv', visits)] });
  expect((await look('other-name.csv', visits)).notes.join()).toContain('imported before');
  expect((await look('other.csv', visits.replace('v2', 'v3'))).notes).toEqual([]);
});

test('a missing file is an answer, not a failure', async () => {
  const [preview] = await engine.preview({ files: [{ path: join(folder, 'none.csv') }] });
  expect(preview.error?.code).toBe('file-missing');
});
