// Who may ask: the host check, origins, tokens and pairing.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asCommandLine, type CompanionApp, openCompanionApp } from './companion-app.ts';

let companion: CompanionApp;
beforeAll(async () => {
  companion = await openCompanionApp();
});
afterAll(() => companion.close());

const extension = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const otherExtension = 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba';

const freshCode = async () => (await companion.ask('POST', '/v1/pair/code', {})).json().code as string;
const sendCode = (code: string, origin = extension) =>
  companion.app.inject({
    method: 'POST',
    url: '/v1/pair',
    headers: { host: asCommandLine.host, origin },
    payload: { code },
  });
const wrongFor = (code: string) => (code === '000000' ? '111111' : '000000');

describe('host', () => {
  test.each(['127.0.0.1:4517', 'localhost:4517', '[::1]:4517', 'LOCALHOST:4517'])('%s is this machine', async host => {
    expect((await companion.ask('GET', '/v1/status', undefined, { host })).statusCode).toBe(200);
  });

  test.each([
    'evil.example:4517',
    '127.0.0.1:4518',
    '127.0.0.1',
    '127.0.0.1.evil.example:4517',
    'evil.example@127.0.0.1:4517',
    '127.0.0.1:4517:4517',
    '0.0.0.0:4517',
    '',
  ])('%s is refused, whatever the token', async host => {
    const reply = await companion.ask('GET', '/v1/status', undefined, { host });
    expect(reply.statusCode).toBe(403);
    expect(reply.json().error).toMatchObject({ kind: 'AccessError', code: 'host' });
  });

  test('a strange host is refused on the open pages and on unknown paths too', async () => {
    for (const url of ['/', '/docs', '/docs/json', '/v1/pair', '/nowhere'])
      expect((await companion.ask('GET', url, undefined, { host: 'evil.example:4517' })).statusCode).toBe(403);
  });
});

describe('origin', () => {
  test.each(['https://evil.example', 'http://127.0.0.1:8080', 'null', 'http://localhost', extension])(
    '%s may not ask, even with a token',
    async origin => {
      const reply = await companion.ask('GET', '/v1/status', undefined, { origin });
      expect(reply.statusCode).toBe(403);
      expect(reply.json().error.code).toBe('origin');
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  test('a web page may not try pairing codes', async () => {
    const code = await freshCode();
    expect((await sendCode(code, 'https://evil.example')).statusCode).toBe(403);
    expect((await sendCode(code)).statusCode).toBe(200);
  });

  test('a preflight is answered for a paired extension and for nobody else', async () => {
    const preflight = (origin: string) =>
      companion.app.inject({
        method: 'OPTIONS',
        url: '/v1/report',
        headers: {
          host: asCommandLine.host,
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
    await sendCode(await freshCode());
    const paired = await preflight(extension);
    expect(paired.statusCode).toBe(204);
    expect(paired.headers['access-control-allow-origin']).toBe(extension);
    expect(paired.headers['access-control-allow-headers']).toBe('authorization, content-type, if-none-match');
    for (const origin of [otherExtension, 'https://evil.example', 'null']) {
      const other = await preflight(origin);
      expect(other.statusCode).toBe(403);
      expect(other.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('token', () => {
  test.each([
    ['none', undefined, 'token-missing'],
    ['an empty one', 'Bearer ', 'token-missing'],
    ['another scheme', 'Basic Zm9vOmJhcg==', 'token-missing'],
    ['a wrong one', 'Bearer nope', 'token-unknown'],
    ['the right one with a letter more', `${asCommandLine.authorization}x`, 'token-unknown'],
  ])('%s is answered with 401', async (_, authorization, code) => {
    const reply = await companion.app.inject({
      method: 'GET',
      url: '/v1/status',
      headers: { host: asCommandLine.host, ...(authorization === undefined ? {} : { authorization }) },
    });
    expect(reply.statusCode).toBe(401);
    expect(reply.json().error.code).toBe(code);
    expect(reply.headers['www-authenticate']).toBe('Bearer realm="throughline"');
  });

  test('every route of /docs but the pairing asks for one', async () => {
    const { paths } = (await companion.ask('GET', '/docs/json')).json() as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => [method.toUpperCase(), path.replace(/\{\w+\}/g, '1')]),
    );
    expect(routes.length).toBeGreaterThan(15);
    for (const [method, url] of routes) {
      if (url === '/v1/pair') continue;
      const reply = await companion.app.inject({
        method: method as 'GET',
        url,
        headers: { host: asCommandLine.host },
      });
      expect([method, url, reply.statusCode]).toEqual([method, url, 401]);
    }
  });
});

describe('pairing', () => {
  test('a code gives a token that opens the answers, once', async () => {
    const code = await freshCode();
    expect(code).toMatch(/^\d{6}$/);
    const reply = await sendCode(code);
    const { token } = reply.json();
    const headers = { authorization: `Bearer ${token}`, origin: extension };
    const status = await companion.ask('GET', '/v1/status', undefined, headers);
    expect(status.statusCode).toBe(200);
    expect(status.headers['access-control-allow-origin']).toBe(extension);
    const again = await sendCode(code);
    expect([again.statusCode, again.json().error.code]).toEqual([403, 'pair-none']);
  });

  test('five wrong tries void the code', async () => {
    const code = await freshCode();
    const wrong = wrongFor(code);
    const codes: string[] = [];
    for (let i = 0; i < 5; i++) codes.push((await sendCode(wrong)).json().error.code);
    expect(codes).toEqual(['pair-wrong', 'pair-wrong', 'pair-wrong', 'pair-wrong', 'pair-tries']);
    expect((await sendCode(code)).statusCode).toBe(403);
  });

  test('four wrong tries leave one', async () => {
    const code = await freshCode();
    for (let i = 0; i < 4; i++) await sendCode(wrongFor(code));
    expect((await sendCode(code)).statusCode).toBe(200);
  });

  test('a code is good for five minutes and no longer', async () => {
    const early = await freshCode();
    companion.clock.now += 5 * 60_000 - 1;
    expect((await sendCode(early)).statusCode).toBe(200);
    const late = await freshCode();
    companion.clock.now += 5 * 60_000;
    expect((await sendCode(late)).json().error.code).toBe('pair-expired');
  });

  test('a fresh code voids the one before', async () => {
    const first = await freshCode();
    const second = await freshCode();
    if (first !== second) expect((await sendCode(first)).json().error.code).toBe('pair-wrong');
    expect((await sendCode(second)).statusCode).toBe(200);
  });

  test('an extension may neither ask for a code nor name paths on this machine', async () => {
    const { token } = (await sendCode(await freshCode())).json();
    const headers = { authorization: `Bearer ${token}` };
    const code = await companion.ask('POST', '/v1/pair/code', {}, headers);
    expect([code.statusCode, code.json().error.code]).toEqual([403, 'folder-token']);
    const paths = await companion.ask('POST', '/v1/imports', { files: [{ path: '/etc/passwd' }] }, headers);
    expect([paths.statusCode, paths.json().error.code]).toEqual([403, 'folder-token']);
  });

  test("one extension's token is no good to another", async () => {
    const { token } = (await sendCode(await freshCode())).json();
    await sendCode(await freshCode(), otherExtension);
    const reply = await companion.ask('GET', '/v1/status', undefined, {
      authorization: `Bearer ${token}`,
      origin: otherExtension,
    });
    expect([reply.statusCode, reply.json().error.code]).toEqual([401, 'token-unknown']);
  });

  test('the token itself is nowhere on disk', async () => {
    const { token } = (await sendCode(await freshCode())).json();
    const kept = await readFile(join(companion.folder, 'pairings.json'), 'utf8');
    expect(kept).not.toContain(token);
    expect(JSON.parse(kept).pairings.at(-1).tokenHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(['12345', '1234567', 'abcdef', '１２３４５６'])('%s is no code at all', async code => {
    const reply = await sendCode(code);
    expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'request-shape']);
  });
});
