import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Companion, pairWith, TokenRefused } from '../../../extension/messages/companion.ts';
import { ConnectionError, NotFoundError } from '../../../shared/errors.ts';

let server: Server | undefined;
afterEach(() => server?.close());

interface Heard {
  url: string;
  authorization: string | undefined;
}

/** A program on loopback that answers each request by `reply`; what it heard. */
async function program(
  reply: (url: string, hasToken: boolean) => { status: number; ours?: boolean; body?: string; headers?: object },
) {
  const heard: Heard[] = [];
  server = createServer((request, response) => {
    const { authorization } = request.headers;
    heard.push({ url: request.url!, authorization });
    const { status, ours, body, headers } = reply(request.url!, authorization !== undefined);
    response.writeHead(status, { ...(ours ? { 'x-throughline': '1' } : {}), ...headers }).end(body ?? '{}');
  });
  await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, heard };
}

const noToken = JSON.stringify({ error: { kind: 'AccessError', code: 'token-missing', what: 'This needs a token.' } });

test('a program that is no companion never sees the token', async () => {
  const { port, heard } = await program(() => ({ status: 200 }));
  const companion = new Companion({ port, token: 'secret' });
  await expect(companion.status()).rejects.toMatchObject({ details: { code: 'companion-other' } });
  expect(heard.map(({ authorization }) => authorization)).toEqual([undefined]);
});

test('a companion is greeted once, and then shown the token', async () => {
  const { port, heard } = await program((_url, hasToken) =>
    hasToken ? { status: 200, ours: true } : { status: 401, ours: true, body: noToken },
  );
  const companion = new Companion({ port, token: 'secret' });
  await Promise.all([companion.status(), companion.settings()]);
  expect(heard.map(({ authorization }) => authorization)).toEqual([undefined, 'Bearer secret', 'Bearer secret']);
});

test('nobody on the port: away', async () => {
  const { port } = await program(() => ({ status: 200 }));
  await new Promise(resolve => server!.close(resolve));
  await expect(new Companion({ port, token: 't' }).status()).rejects.toMatchObject({
    details: { code: 'companion-away', where: `127.0.0.1:${port}` },
  });
});

test('it is not led elsewhere', async () => {
  const { port, heard } = await program((url, hasToken) => {
    if (!hasToken) return { status: 401, ours: true, body: noToken };
    return url === '/v1/status' ? { status: 302, ours: true, headers: { location: '/elsewhere' } } : { status: 200 };
  });
  await expect(new Companion({ port, token: 't' }).status()).rejects.toBeInstanceOf(ConnectionError);
  expect(heard.map(({ url }) => url)).toEqual(['/v1/status', '/v1/status']);
});

test('errors keep their class and words', async () => {
  const { port } = await program((_url, hasToken) => ({
    status: hasToken ? 404 : 401,
    ours: true,
    body: hasToken
      ? JSON.stringify({ error: { kind: 'NotFoundError', code: 'row-unknown', what: 'No row.', remedy: 'Look.' } })
      : noToken,
  }));
  const error = await new Companion({ port, token: 't' }).report({}).catch(e => e);
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error.toJSON()).toEqual({ code: 'row-unknown', what: 'No row.', remedy: 'Look.' });
});

test('an extension that the companion has in no list is told to pair, not that it is a web page', async () => {
  const { port } = await program((_url, hasToken) => ({
    status: hasToken ? 403 : 401,
    ours: true,
    body: hasToken
      ? JSON.stringify({ error: { kind: 'AccessError', code: 'origin', what: 'Web pages may not ask.' } })
      : noToken,
  }));
  const error = await new Companion({ port, token: 't' }).report({}).catch(e => e);
  expect(error).toBeInstanceOf(TokenRefused);
  expect(error.toJSON()).toMatchObject({ code: 'token-unknown', remedy: expect.stringContaining('throughline pair') });
});

test('an error page that is no JSON is told with its beginning', async () => {
  const { port } = await program((_url, hasToken) => ({
    status: hasToken ? 500 : 401,
    ours: true,
    body: hasToken ? 'oops' : noToken,
  }));
  await expect(new Companion({ port, token: 't' }).report({})).rejects.toMatchObject({
    details: { code: 'companion-reply', found: 'oops' },
  });
});

test('a port that is none is refused before anything is asked', async () => {
  for (const port of [0, 70_000, 1.5, Number.NaN])
    await expect(pairWith(port, '123456', 'x')).rejects.toMatchObject({ details: { code: 'port' } });
});
