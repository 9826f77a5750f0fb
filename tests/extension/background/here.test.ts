import '../fake-browser.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Background, createBackground } from '../../../extension/background/index.ts';
import { Database } from '../../../extension/db/database.ts';
import type { Answered, Messages } from '../../../extension/messages/messages.ts';
import { boardItem } from '../../../extension/state/board.ts';
import { tableNames } from '../../../shared/columns/table-names.ts';
import { TestCompanion } from './with-companion.ts';

type Name = 'overlay' | 'report' | 'compare' | 'paths' | 'heard' | 'explain';
type Question = { [N in Name]: [N, Messages[N]['ask']] }[Name];

const overlayOf = (more: object): Question => [
  'overlay',
  {
    platform: 'google-ads',
    level: 'campaign',
    keys: [{ name: 'Kettles broad' }, { name: 'Kettles phrase' }, { name: 'Descaler exact' }, { name: 'Nobody' }],
    ...more,
  },
];

/** Every kind, on several bases. */
const questions: Question[] = [
  overlayOf({}),
  overlayOf({ model: 'time-decay', goals: ['revenue', 'pipeline', 'leads'] }),
  overlayOf({ model: 'w-shaped', goal: 'leads', dateBasis: 'touch', from: '2026-03-01', to: '2026-06-30' }),
  overlayOf({ platform: 'meta-ads', goal: 'pipeline', lookback: 30, direct: 'ignore' }),
  overlayOf({ level: 'keyword', keys: [] }),
  ['report', {}],
  ['report', { by: ['campaign'], models: ['key-stages', 'linear'], from: '2026-06-01', to: '2026-06-30' }],
  ['report', { by: ['stage', 'source', 'medium'], goal: 'pipeline' }],
  ['report', { by: ['month'], goal: 'won', dateBasis: 'touch', lookback: null }],
  ['compare', { by: ['channel'] }],
  ['compare', { by: ['campaign'], goal: 'opportunities', lookback: 90 }],
  ['paths', {}],
  ['heard', {}],
  ['heard', { by: 'campaign', model: 'linear', goal: 'pipeline', top: 3 }],
  ['report', { by: ['self-reported'], models: ['linear'] }],
  ['paths', { top: 3, by: 'campaign', collapse: true, goal: 'leads' }],
];
const receipts: Question[] = [
  ['explain', { by: 'campaign', value: 'Kettles phrase', model: 'position-based' }],
  ['explain', { by: 'channel', value: '(unattributed)', goal: 'leads', top: 5 }],
];
const record = {
  system: 'hubspot',
  type: 'contact',
  id: '-',
  emails: ['amelia.hart@harrowgatehotels.example'],
} as const;

let companion: TestCompanion;
let db: Database;
let background: Background;
const start = () => createBackground({ db, name: 'Chrome on Linux', hasAccess: async () => true });
const ask = (question: Question): Promise<Answered<never>> =>
  (background.handlers[question[0]] as (what: unknown) => Promise<Answered<never>>)(question[1]);
const keptHere = () => vi.waitFor(async () => expect((await boardItem.getValue()).kept).not.toBeNull(), 20_000);

beforeAll(async () => {
  fakeBrowser.reset();
  companion = await TestCompanion.start();
  db = new Database();
  background = start();
  await background.handlers.pair({ code: await companion.code(), port: companion.port });
  await keptHere();
});
afterAll(async () => {
  await db.delete();
  await companion.close();
});

test('after pairing all tables of the journeys are kept, and the board tells their size', async () => {
  const rows = await db.journeys.toArray();
  const tables = rows.filter(({ name }) => name !== 'about');
  expect(tables.map(({ name }) => name).sort()).toEqual([...tableNames].sort());
  const bytes = tables.reduce((sum, table) => sum + table.bytes.byteLength, 0);
  const { kept, workspace } = await boardItem.getValue();
  expect(kept).toMatchObject({ bytes, dataVersion: workspace!.dataVersion });
});

describe('with the companion away, in a worker that starts from the database alone', () => {
  const fresh = new Map<Question, string>();
  beforeAll(async () => {
    for (const question of [...questions, ...receipts]) {
      const { answer, by } = await ask(question);
      expect(by).toBe('companion');
      fresh.set(question, JSON.stringify(answer));
    }
    await background.handlers.journey({ ...record, emails: [...record.emails] });
    await vi.waitFor(async () => expect((await db.answers.count()) >= receipts.length + 1).toBe(true));
    await new Promise(resolve => setTimeout(resolve, 200));
    // Nothing to fall back on but the journeys.
    await db.answers.filter(({ key }) => !key.startsWith('journey') && !key.includes('(unattributed)')).delete();
    await companion.stop();
    background = start();
  });
  afterAll(() => companion.start());

  test.each(questions)('%s %o is the answer that the companion gave, to the byte', async (...question) => {
    const { answer, by, isStale } = await ask(question as Question);
    expect([by, isStale]).toEqual(['here', true]);
    const before = questions.find(([name, what]) => name === question[0] && what === question[1])!;
    expect(JSON.stringify(answer)).toBe(fresh.get(before));
  });

  test('a receipt is the same but for the file and line of its touches', async () => {
    const { answer, by } = await ask(receipts[0]);
    expect(by).toBe('here');
    const withoutPlaces = JSON.parse(fresh.get(receipts[0])!);
    for (const { path } of withoutPlaces.conversions) for (const step of path) step.from = '';
    expect(JSON.stringify(answer)).toBe(JSON.stringify(withoutPlaces));
  });

  test('a receipt that was seen before keeps file and line', async () => {
    const { answer, by } = await ask(receipts[1]);
    expect(by).toBe('kept');
    expect(answer).toEqual(JSON.parse(fresh.get(receipts[1])!));
  });

  test('models that were never asked for are reckoned too', async () => {
    const { answer, by } = await ask(overlayOf({ model: 'inverse-j' }));
    expect(by).toBe('here');
    expect((answer as { meta: { models: string[] } }).meta.models[0]).toBe('inverse-j');
  });

  test('a journey that was seen before is given, one that was not is not made up', async () => {
    const { handlers } = background;
    const seen = await handlers.journey({ ...record, emails: [...record.emails] });
    expect(seen).toMatchObject({ by: 'kept', isStale: true, matchedBy: { email: record.emails[0] } });
    await expect(handlers.journey({ ...record, emails: [] })).rejects.toMatchObject({
      details: { code: 'companion-away' },
    });
  });

  test('visits by landing page are the companion’s alone: no figure is better than a wrong one', async () => {
    await expect(ask(['report', { by: ['landing-page'] }])).rejects.toMatchObject({
      details: { code: 'companion-away' },
    });
  });

  test('journeys on other identity links than those kept are the companion’s, and the words say so', async () => {
    expect((await ask(['report', { links: 'all' }])).by).toBe('here');
    await expect(ask(['report', { links: 'hard' }])).rejects.toMatchObject({
      details: { code: 'links-elsewhere', what: expect.stringContaining('needs the companion') },
    });
  });

  test('what is wrong with a question is told here as there', async () => {
    await expect(ask(['report', { models: ['no-such-model'] }])).rejects.toMatchObject({
      details: { code: 'model-unknown' },
    });
  });
});

test('settings that are not baked into the tables change without fetching them again', async () => {
  await background.look();
  const fetches = vi.spyOn(globalThis, 'fetch');
  const before = (await db.journeys.get('about'))!.bytes;
  await companion.engine.setSetting('half-life', '14');
  background = start();
  await background.look();
  await vi.waitFor(async () => expect((await db.journeys.get('about'))!.bytes).not.toEqual(before));
  expect(fetches.mock.calls.filter(([url]) => String(url).includes('?table='))).toEqual([]);
  const fresh = await ask(overlayOf({ model: 'time-decay' }));
  fetches.mockRestore();
  await db.answers.clear();
  await companion.stop();
  background = start();
  const here = await ask(overlayOf({ model: 'time-decay' }));
  expect([here.by, JSON.stringify(here.answer)]).toEqual(['here', JSON.stringify(fresh.answer)]);
  await companion.start();
});

test('tables that cannot be read are dropped and fetched anew', async () => {
  await companion.stop();
  await db.journeys.update('won', { bytes: new Uint8Array([1, 2, 3]) });
  await db.answers.clear();
  background = start();
  await expect(ask(overlayOf({}))).rejects.toMatchObject({ details: { code: 'companion-away' } });
  expect(await db.journeys.count()).toBe(0);
  await companion.start();
  await new Promise(resolve => setTimeout(resolve, 0));
  background = start();
  await background.look();
  await vi.waitFor(async () => expect(await db.journeys.count()).toBe(tableNames.length + 1), 20_000);
});

test('a fetch that breaks off leaves the tables as they were', async () => {
  const before = (await db.journeys.toArray()).map(({ name, bytes }) => [name, bytes.byteLength]);
  await companion.import('deals.csv', 'deal_id,name,email,won_at,amount\nd1,North,ada@north.example,2026-02-01,1000\n');
  const real = globalThis.fetch;
  const broken = vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    return String(url).endsWith('table=spend') ? Promise.reject(new TypeError('Failed to fetch')) : real(url, init);
  });
  background = start();
  await background.look();
  await vi.waitFor(
    () => expect(broken.mock.calls.some(([url]) => String(url).endsWith('table=spend'))).toBe(true),
    20_000,
  );
  await vi.waitFor(async () => expect((await boardItem.getValue()).connection).toBe('away'));
  broken.mockRestore();
  expect((await db.journeys.toArray()).map(({ name, bytes }) => [name, bytes.byteLength])).toEqual(before);
  background = start();
  await background.look();
  await vi.waitFor(async () => {
    const { kept, workspace } = await boardItem.getValue();
    expect(kept?.dataVersion).toBe(workspace?.dataVersion);
  }, 20_000);
  expect((await boardItem.getValue()).workspace?.isSample).toBe(false);
});
