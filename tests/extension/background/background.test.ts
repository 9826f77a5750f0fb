import '../fake-browser.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Background, createBackground } from '../../../extension/background/index.ts';
import { Database } from '../../../extension/db/database.ts';
import type { Answered } from '../../../extension/messages/messages.ts';
import { boardItem, unpairedBoard } from '../../../extension/state/board.ts';
import { choicesItem, defaultChoices } from '../../../extension/state/choices.ts';
import { TestCompanion } from './with-companion.ts';

let companion: TestCompanion;
let db: Database;
let background: Background;
let isAccessGiven = true;
const start = () => createBackground({ db, name: 'Chrome on Linux', hasAccess: async () => isAccessGiven });

beforeAll(async () => {
  companion = await TestCompanion.start();
});
afterAll(() => companion.close());

beforeEach(async () => {
  fakeBrowser.reset();
  db = new Database();
  background = start();
});
afterEach(async () => {
  await background.settled();
  await db.delete();
});

const pair = async () => background.handlers.pair({ code: await companion.code(), port: companion.port });

const campaigns = {
  platform: 'google-ads',
  level: 'campaign',
  model: 'last-touch',
  keys: [{ name: 'Kettles phrase' }, { name: 'No such campaign' }],
} as const;
const overlay = () => background.handlers.overlay({ ...campaigns, keys: [...campaigns.keys] });

test('before pairing there is no answer, and the error says how to pair', async () => {
  await expect(overlay()).rejects.toMatchObject({ details: { code: 'unpaired', remedy: /throughline pair/ } });
  expect(await background.handlers.board(null)).toEqual(unpairedBoard);
});

test('a right code pairs: the board tells of the workspace, and the token is in the database alone', async () => {
  const board = await pair();
  expect(board).toMatchObject({
    connection: 'connected',
    port: companion.port,
    workspace: { isSample: true, currency: 'GBP' },
    trouble: null,
  });
  expect(await boardItem.getValue()).toEqual(board);
  const { token } = (await db.secrets.get('companion'))!;
  expect(token).toHaveLength(43);
  expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain(token);
});

test('a wrong code is told in the words of the companion, with the tries that are left', async () => {
  const code = await companion.code();
  const wrong = code === '000000' ? '000001' : '000000';
  await expect(background.handlers.pair({ code: wrong, port: companion.port })).rejects.toMatchObject({
    details: { code: 'pair-wrong', found: '4 tries left' },
  });
  for (let i = 0; i < 4; i++) await background.handlers.pair({ code: wrong, port: companion.port }).catch(() => {});
  await expect(background.handlers.pair({ code, port: companion.port })).rejects.toMatchObject({
    details: { code: 'pair-none' },
  });
  expect((await background.handlers.board(null)).connection).toBe('unpaired');
});

test('digits may be typed in groups; what is no code never leaves the extension', async () => {
  const code = await companion.code();
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  await expect(background.handlers.pair({ code: '12345', port: companion.port })).rejects.toMatchObject({
    details: { code: 'pair-code' },
  });
  expect((await background.handlers.pair({ code: spaced, port: companion.port })).connection).toBe('connected');
});

test('a failed pairing leaves the one before as it was', async () => {
  await pair();
  await background.handlers.pair({ code: '999999', port: 1 }).catch(() => {});
  expect((await overlay()).by).toBe('companion');
});

test('rows come back in the order asked: revenue of a campaign by name, null for one that is unknown', async () => {
  await pair();
  const { answer, by, isStale } = await overlay();
  expect([by, isStale]).toEqual(['companion', false]);
  expect(answer.rows.map(row => row && [row.cost, row.revenue])).toEqual([[200, 1000], null]);
});

test('a worker that was stopped goes on: token, port and board are read again', async () => {
  await pair();
  background = start();
  expect((await overlay()).by).toBe('companion');
  expect((await background.handlers.board(null)).workspace?.isSample).toBe(true);
});

test('unpairing deletes the token and all that was kept', async () => {
  await pair();
  await overlay();
  await vi.waitFor(async () => expect(await db.answers.count()).toBe(1));
  await background.handlers.siteHealth({
    site: 'hubspot',
    url: 'https://app.hubspot.com/contacts/1?email=a',
    at: 1,
    state: 'working',
    detail: '',
  });
  const board = await background.handlers.unpair(null);
  expect(board).toEqual({ ...unpairedBoard, port: companion.port });
  expect([await db.secrets.count(), await db.answers.count(), await db.journeys.count()]).toEqual([0, 0, 0]);
  expect(await background.handlers.siteHealths(null)).toEqual([]);
});

test('an answer that arrives after unpairing is not kept', async () => {
  await pair();
  const late = overlay().catch(() => null);
  await background.handlers.unpair(null);
  await late;
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(await db.answers.count()).toBe(0);
});

test('the same question under way is asked once', async () => {
  await pair();
  const spy = vi.spyOn(globalThis, 'fetch');
  try {
    const [a, b] = await Promise.all([
      background.handlers.report({ by: ['campaign'], models: ['linear'] }),
      background.handlers.report({ models: ['linear'], by: ['campaign'] }),
    ]);
    expect(a).toBe(b);
    expect(spy.mock.calls.filter(([url]) => String(url).endsWith('/v1/report'))).toHaveLength(1);
  } finally {
    spy.mockRestore();
  }
});

test('a question that is wrong is told so, and the connection is none the worse', async () => {
  await pair();
  await expect(background.handlers.report({ models: ['no-such-model'] })).rejects.toMatchObject({
    details: { code: expect.stringMatching(/model/) },
  });
  expect((await background.handlers.board(null)).connection).toBe('connected');
});

test('a record is found by its id, else by the first email that is known, else nobody is', async () => {
  await pair();
  const { handlers } = background;
  const byEmail = await handlers.journey({
    system: 'hubspot',
    type: 'contact',
    id: 'no-such-id',
    emails: ['nobody@nowhere.example', 'amelia.hart@harrowgatehotels.example'],
  });
  expect(byEmail?.matchedBy).toEqual({ email: 'amelia.hart@harrowgatehotels.example' });
  expect(byEmail?.answer.conversions.some(({ amount }) => amount === 12_000)).toBe(true);
  const nobody = await handlers.journey({ system: 'hubspot', type: 'contact', id: 'no-such-id', emails: [] });
  expect(nobody).toBeNull();
});

test('pages that watch the board are not told of answers alone', async () => {
  await pair();
  let told = 0;
  const stop = boardItem.watch(() => told++);
  await overlay();
  await background.handlers.report({});
  stop();
  expect(told).toBe(0);
});

test('with the companion away the earlier answer is given, marked; back again, a fresh one', async () => {
  await pair();
  const fresh = await overlay();
  await background.handlers.paths({ top: 3 });
  await vi.waitFor(async () => expect(await db.answers.count()).toBe(2));
  await companion.stop();
  try {
    background = start();
    const stale: Answered<unknown> = await overlay();
    expect([stale.isStale, stale.by === 'companion']).toEqual([true, false]);
    expect(stale.answer).toEqual(fresh.answer);
    const board = await background.handlers.board(null);
    expect(board).toMatchObject({ connection: 'away', trouble: { code: 'companion-away' } });
    expect(board.workspace?.isSample).toBe(true);
  } finally {
    await companion.start();
  }
  expect(await overlay()).toMatchObject({ by: 'companion', isStale: false });
  await vi.waitFor(async () => expect((await boardItem.getValue()).connection).toBe('connected'));
});

test('a token that the companion no longer knows is told as refused; the last figures stay, marked', async () => {
  await pair();
  await overlay();
  await vi.waitFor(async () => expect(await db.answers.count()).toBe(1));
  await companion.forgetPairings();
  expect((await overlay()).isStale).toBe(true);
  expect(await background.handlers.board(null)).toMatchObject({
    connection: 'refused',
    trouble: { code: 'token-unknown' },
  });
  expect((await pair()).connection).toBe('connected');
});

test('silence without the browser’s leave is told as such, and looked into anew at every look until it ends', async () => {
  const code = await companion.code();
  await companion.stop();
  isAccessGiven = false;
  try {
    await expect(background.handlers.pair({ code, port: companion.port })).rejects.toMatchObject({
      details: { code: 'permission-refused', where: `127.0.0.1:${companion.port}`, remedy: /“Allow”/ },
    });
    expect((await background.handlers.board(null)).connection).toBe('unpaired');
    await companion.start();
    // Leave or no leave: where the companion answers, nothing is amiss.
    await pair();
    await overlay();
    await vi.waitFor(async () => expect(await db.answers.count()).toBe(1));
    await companion.stop();
    expect(await overlay()).toMatchObject({ isStale: true });
    const blocked = { connection: 'blocked', trouble: { code: 'permission-refused' } };
    expect(await background.handlers.board(null)).toMatchObject(blocked);
    isAccessGiven = true;
    // No pause of two seconds here: leave may come at any moment.
    expect(await background.handlers.board(null)).toMatchObject({
      connection: 'away',
      trouble: { code: 'companion-away' },
    });
  } finally {
    isAccessGiven = true;
    await companion.start();
  }
  expect((await overlay()).isStale).toBe(false);
});

const journeysKept = () => vi.waitFor(async () => expect((await boardItem.getValue()).kept).not.toBeNull(), 20_000);

test('forgetting deletes journeys and answers, and the pairing stays', async () => {
  await pair();
  await overlay();
  await journeysKept();
  await background.settled();
  const board = await background.handlers.forget(null);
  expect(board).toMatchObject({ connection: 'connected', kept: null });
  expect([await db.secrets.count(), await db.answers.count(), await db.journeys.count()]).toEqual([1, 0, 0]);
  expect((await overlay()).by).toBe('companion');
});

test('journeys that are not to be kept are deleted, and not fetched again until they are', async () => {
  await pair();
  await journeysKept();
  await choicesItem.setValue({ ...defaultChoices, keepJourneys: false });
  await vi.waitFor(async () => expect((await boardItem.getValue()).kept).toBeNull());
  expect(await db.journeys.count()).toBe(0);
  background = start();
  await background.look();
  await background.settled();
  expect([await db.journeys.count(), (await boardItem.getValue()).kept]).toEqual([0, null]);
  await choicesItem.setValue({ ...defaultChoices, keepJourneys: true });
  await journeysKept();
  expect(await db.journeys.count()).toBeGreaterThan(1);
});

test('a setting that changes changes the board', async () => {
  await pair();
  const before = (await boardItem.getValue()).workspace!.settings;
  await companion.engine.setSetting('lookback', '90d');
  background = start();
  await background.look();
  expect((await boardItem.getValue()).workspace!.settings).not.toBe(before);
  await companion.engine.setSetting('lookback', 'none');
});

// Last: from here on the company is no longer the sample.
test('an import changes the board, so that pages ask again', async () => {
  await pair();
  const before = (await boardItem.getValue()).workspace!;
  expect(before.isSample).toBe(true);
  await companion.import('deals.csv', 'deal_id,name,email,won_at,amount\nd1,North,ada@north.example,2026-02-01,1000\n');
  // The answer stands on the new data: the companion is looked at before its turn.
  await background.handlers.report({});
  await vi.waitFor(async () => {
    const { workspace } = await boardItem.getValue();
    expect(workspace).toMatchObject({ isSample: false });
    expect(workspace!.dataVersion).not.toBe(before.dataVersion);
  });
});

test('the link builder is opened by an address that is good once; with the companion away no tab is', async () => {
  await pair();
  await background.handlers.openLinks(null);
  const opened = (await fakeBrowser.tabs.query({})).map(({ url }: { url?: string }) => url ?? '');
  const url = opened.find((one: string) => one.startsWith(`http://127.0.0.1:${companion.port}/open?`)) ?? '';
  const first = await fetch(url, { redirect: 'manual' });
  expect([first.status, first.headers.get('location')]).toEqual([303, '/links']);
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(403);
  await companion.stop();
  try {
    await expect(background.handlers.openLinks(null)).rejects.toMatchObject({ details: { code: 'companion-away' } });
    expect(await fakeBrowser.tabs.query({})).toHaveLength(opened.length);
  } finally {
    await companion.start();
  }
});
