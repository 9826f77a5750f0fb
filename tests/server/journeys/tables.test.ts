// The sample company's journeys over the wire: what is reckoned from them is what the engine answers.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeWorkspace } from '#shared/columns/arrow.ts';
import { type TableName, tableNames } from '#shared/columns/table-names.ts';
import { models } from '#shared/models/index.ts';
import { type Answers, compare, explain, overlay, paths, prepare, report } from '#shared/report/index.ts';
import type { ExplainAnswer } from '#shared/schema/index.ts';
import { type CompanionApp, openCompanionApp } from '../routes/companion-app.ts';

let app: CompanionApp;
let answers: Answers;

const table = (name: string, headers = {}) => app.ask('GET', `/v1/journeys.arrow?table=${name}`, undefined, headers);

async function fetchTables(): Promise<Record<TableName, Uint8Array>> {
  const tables = await Promise.all(tableNames.map(async name => [name, (await table(name)).rawPayload] as const));
  return Object.fromEntries(tables) as unknown as Record<TableName, Uint8Array>;
}

beforeAll(async () => {
  app = await openCompanionApp();
  answers = prepare(decodeWorkspace(await fetchTables()), await app.engine.settings());
});
afterAll(() => app?.close());

const json = JSON.stringify;
const everyModel = models.map(model => model.id);

test.each(['campaign', 'channel', 'month'] as const)('reports by %s are the engine’s, under every model', async by => {
  for (const goal of ['revenue', 'leads', 'pipeline'] as const) {
    for (const first of everyModel) {
      const query = { goal, by: [by], models: [first] };
      expect(json(report(answers, query))).toBe(json(await app.engine.report(query)));
    }
    const query = { goal, by: [by] };
    expect(json(compare(answers, query))).toBe(json(await app.engine.compare(query)));
  }
});

test.each(['google-ads', 'meta-ads', 'linkedin-ads', 'microsoft-ads'])(
  'the overlay of %s is the engine’s',
  async platform => {
    const query = {
      platform,
      level: 'campaign' as const,
      goals: ['revenue' as const, 'leads' as const],
      from: '2026-03-01',
      to: '2026-08-31',
      keys: [{ id: '21000000004' }, { name: 'Commercial kettles' }, { name: 'Spring awareness' }],
    };
    expect(json(overlay(answers, query))).toBe(json(await app.engine.overlay(query)));
  },
);

test('paths are the engine’s', async () => {
  for (const by of ['channel', 'campaign'] as const) {
    const query = { by, top: 1_000, collapse: true };
    expect(json(paths(answers, query))).toBe(json(await app.engine.paths(query)));
  }
});

test('receipts are the engine’s, but for file and line of each touch, which only the events have', async () => {
  const withoutPlaces = (answer: ExplainAnswer) =>
    json(answer, (key, value) =>
      key === 'path' && Array.isArray(value) ? value.map(step => ({ ...step, from: '' })) : value,
    );
  for (const value of ['Commercial kettles', 'Brand', 'Kettles Ireland']) {
    const query = { by: 'campaign' as const, value, platform: 'google-ads', model: 'linear', top: 5 };
    expect(withoutPlaces(explain(answers, query))).toBe(withoutPlaces(await app.engine.explain(query)));
  }
});

test('without a table named there is the list of them', async () => {
  const listed = (await app.ask('GET', '/v1/journeys.arrow')).json();
  const { dataVersion } = (await app.engine.status()).workspace;
  expect(listed).toEqual({ tag: expect.stringMatching(/^[0-9a-f]{16}$/), dataVersion, tables: [...tableNames] });
});

test('a table says what it is, and is not sent again to whoever has it', async () => {
  const reply = await table('won');
  const { tag, dataVersion } = (await app.ask('GET', '/v1/journeys.arrow')).json();
  expect(reply.statusCode).toBe(200);
  expect(reply.headers).toMatchObject({
    'content-type': 'application/vnd.apache.arrow.stream',
    etag: `"${tag}"`,
    'x-throughline-data-version': dataVersion,
  });
  const again = await table('won', { 'if-none-match': reply.headers.etag });
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
  expect((await table('won', { 'if-none-match': '"other"' })).statusCode).toBe(200);
});

test('the tag changes with the settings that the tables hang on, and with no other', async () => {
  const tag = async () => (await app.ask('GET', '/v1/journeys.arrow')).json().tag;
  const before = await tag();
  await app.engine.setSetting('lookback', '90d');
  expect(await tag()).toBe(before);
  await app.engine.setSetting('deal-people', 'account');
  const byAccount = await tag();
  expect(byAccount).not.toBe(before);
  await app.engine.setSetting('domain-map', 'acme.de=acme.com');
  expect(await tag()).not.toBe(byAccount);
});

test('a table that there isn’t is refused, and so is anyone without a token', async () => {
  expect((await table('events')).statusCode).toBe(400);
  expect((await table('won', { authorization: '' })).statusCode).toBe(401);
});
