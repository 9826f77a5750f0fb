// Taking in what was collected, and forgetting people: for this machine's command line alone.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Journals } from '../../../server/collect/journals.ts';
import { hit } from '../intake/collected.ts';
import { asCommandLine, type CompanionApp, openCompanionApp } from './companion-app.ts';

let companion: CompanionApp;
beforeAll(async () => {
  companion = await openCompanionApp();
  const journals = await Journals.open(companion.folder);
  const hits = await journals.channel('hits');
  await hits.append([
    hit('2026-10-05T10:00:00Z', { visitor: 'visitor-ann' }),
    hit('2026-10-05T10:01:00Z', { visitor: 'visitor-ann', kind: 'form', name: 'demo', email: 'ann@x.example' }),
  ]);
  await hits.seal();
  await journals.close();
});
afterAll(() => companion.close());

const routes = [
  ['/v1/intake', {}],
  ['/v1/identity/forget', { keys: ['ann@x.example'] }],
] as const;

describe.each(routes)('POST %s', (url, payload) => {
  const post = (headers: Record<string, string>) =>
    companion.app.inject({ method: 'POST', url, payload, headers: { host: asCommandLine.host, ...headers } });

  test('is refused to whoever has no token, or a wrong one', async () => {
    expect((await post({})).statusCode).toBe(401);
    expect((await post({ authorization: 'Bearer nope' })).statusCode).toBe(401);
  });

  test('is refused to a paired extension', async () => {
    const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
    const { code } = (await companion.ask('POST', '/v1/pair/code', {})).json();
    const paired = await companion.app.inject({
      method: 'POST',
      url: '/v1/pair',
      headers: { host: asCommandLine.host, origin },
      payload: { code },
    });
    const reply = await post({ origin, authorization: `Bearer ${paired.json().token}` });
    expect(reply.statusCode).toBe(403);
    expect(reply.json().error.kind).toBe('AccessError');
  });

  test('is refused to the import page', async () => {
    const link = new URL((await companion.ask('POST', '/v1/pair/page', {})).json().url);
    const { headers } = await companion.app.inject({
      url: link.pathname + link.search,
      headers: { host: asCommandLine.host },
    });
    const cookie = String(headers['set-cookie']).split(';')[0];
    const own = { cookie, origin: `http://${asCommandLine.host}`, 'sec-fetch-site': 'same-origin' };
    // The cookie is good: imports answer to it.
    const imports = await companion.app.inject({ url: '/v1/imports', headers: { host: asCommandLine.host, ...own } });
    expect(imports.statusCode).toBe(200);
    expect((await post(own)).statusCode).toBe(401);
  });

  test('is refused to a web page, even with the token', async () => {
    expect((await post({ ...asCommandLine, origin: 'https://evil.example' })).statusCode).toBe(403);
  });
});

test('after all that nothing is taken in, and nobody forgotten; the command line may do both', async () => {
  const intake = await companion.ask('POST', '/v1/intake', {});
  expect(intake.statusCode).toBe(200);
  expect(intake.json()).toMatchObject({ isChanged: true, kept: 2, withdrawn: 0, problems: [] });
  expect((await companion.ask('POST', '/v1/intake', {})).json()).toMatchObject({ isChanged: false, kept: 0 });
  const forgotten = await companion.ask('POST', '/v1/identity/forget', { keys: ['ann@x.example'] });
  expect(forgotten.statusCode).toBe(200);
  // An address and a browser; both hits were hers.
  expect(forgotten.json()).toMatchObject({ people: 1, keys: 2, events: 2, journalLines: 2 });
  expect(forgotten.json().after).toEqual({ ...forgotten.json().before, identified: 0 });
});

test('what asks for nobody, for nothing, or for something else is wrong use', async () => {
  const unknown = await companion.ask('POST', '/v1/identity/forget', { keys: ['nobody@x.example'] });
  expect([unknown.statusCode, unknown.json().error.code]).toEqual([404, 'key-unknown']);
  for (const payload of [{}, { keys: [] }, { keys: [''] }, { keys: 'ann' }, { keys: ['a'], all: true }])
    expect((await companion.ask('POST', '/v1/identity/forget', payload)).statusCode).toBe(400);
  expect((await companion.ask('POST', '/v1/intake', { all: true })).statusCode).toBe(400);
});
