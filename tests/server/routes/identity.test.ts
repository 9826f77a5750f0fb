// /v1/identity: anybody paired may look and try, only this machine's command line may change.

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSmallCompany } from '../small-company.ts';
import { asCommandLine, type CompanionApp, openCompanionApp } from './companion-app.ts';

let companion: CompanionApp;
let asExtension: Record<string, string>;
beforeAll(async () => {
  companion = await openCompanionApp();
  const files = await writeSmallCompany(join(companion.folder, 'exports'));
  await companion.engine.import({ files: Object.values(files).map(path => ({ path })) });
  const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
  const { code } = (await companion.ask('POST', '/v1/pair/code', {})).json();
  const { token } = (
    await companion.app.inject({
      method: 'POST',
      url: '/v1/pair',
      headers: { host: asCommandLine.host, origin },
      payload: { code },
    })
  ).json();
  asExtension = { authorization: `Bearer ${token}`, origin };
});
afterAll(() => companion.close());

const merge = { action: 'merge', keys: ['ada@north.example', 'bob@south.example'] };

test('the extension may look and see what a change would move, and may change nothing', async () => {
  expect((await companion.ask('GET', '/v1/identity', undefined, asExtension)).json()).toEqual([]);
  const shown = await companion.ask('GET', '/v1/identity/keys/ada%40north.example', undefined, asExtension);
  expect(shown.json()).toMatchObject({
    key: 'email:ada@north.example',
    keys: ['email:ada@north.example', 'visitor:v1'],
  });
  expect(shown.json().links).toEqual([
    { a: 'visitor:v1', b: 'email:ada@north.example', how: 'exact email', hard: true, from: 'events.csv:3' },
  ]);
  const preview = await companion.ask('POST', '/v1/identity/preview', { ...merge, model: 'first-touch' }, asExtension);
  // Bob's £500.50 goes from his Paid Social to Ada's Paid Search, which came first.
  expect(preview.json().rows).toEqual([
    { value: 'Paid Search', platform: null, before: 1000, after: 1500.5 },
    { value: 'Paid Social', platform: null, before: 500.5, after: 0 },
  ]);
  const refused = await companion.ask('POST', '/v1/identity', merge, asExtension);
  expect([refused.statusCode, refused.json().error.code]).toEqual([403, 'folder-token']);
  expect((await companion.ask('GET', '/v1/identity')).json()).toEqual([]);
});

test('the command line changes and undoes', async () => {
  const applied = await companion.ask('POST', '/v1/identity', merge);
  expect(applied.json().change).toMatchObject({ id: 1, action: 'merge', voids: [], undoneAt: null });
  expect(
    (await companion.ask('POST', '/v1/identity', { action: 'undo', id: 1 })).json().change.undoneAt,
  ).not.toBeNull();
  expect((await companion.ask('GET', '/v1/identity')).json()).toHaveLength(1);
});

test('an unknown field, key or id is refused with what is wrong', async () => {
  expect((await companion.ask('POST', '/v1/identity', { ...merge, keyz: [] })).statusCode).toBe(400);
  const nobody = await companion.ask('POST', '/v1/identity', { action: 'split', keys: ['nobody@x.example'] });
  expect([nobody.statusCode, nobody.json().error.code]).toEqual([404, 'identity-unknown']);
  expect((await companion.ask('GET', '/v1/identity/keys/nobody')).statusCode).toBe(404);
  expect((await companion.ask('POST', '/v1/identity', { action: 'undo', id: 7 })).statusCode).toBe(404);
});

test('links are part of the basis over HTTP, and the document says so', async () => {
  expect((await companion.ask('GET', '/v1/report?links=hard')).json().meta.links).toBe('hard');
  expect((await companion.ask('GET', '/v1/journeys/d1?links=hard')).json().basis).toEqual({ links: 'hard' });
  expect((await companion.ask('GET', '/v1/report?links=some')).statusCode).toBe(400);
  expect((await companion.ask('GET', '/v1/settings')).json().links).toBe('all');
});
