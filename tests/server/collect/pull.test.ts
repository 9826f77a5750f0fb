import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildCollectorApp } from '../../../server/collect/collector-app.ts';
import { Journals } from '../../../server/collect/journals.ts';
import { collectorOrigin, pull } from '../../../server/collect/pull.ts';
import { startCompanion } from '../../../server/server.ts';
import { captured } from '../cli/captured.ts';
import { type Collector, now, openCollector, token } from './collect-app.ts';

let remote: Collector;
let url: string;
let folder: string;
let journals: Journals;

/** The remote collector listens, under the name that it is asked by. */
async function listen(more: Parameters<typeof openCollector>[1] = {}): Promise<void> {
  remote = await openCollector({ sites: ['acme.com'] }, { publicOrigin: 'http://127.0.0.1', ...more });
  url = await remote.app.listen({ host: '127.0.0.1', port: 0 });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-pull-'));
  journals = await Journals.open(folder);
});
afterEach(async () => {
  await journals.close();
  await remote?.close();
  await rm(folder, { recursive: true, force: true });
});

const pullAll = (more = {}) => pull({ url, token, ...more }, { folder, journals, until: () => false });
const keep = async (channel: string, ...lines: string[]) => (await remote.journals.channel(channel)).append(lines);
const textOf = async (channel: string) => {
  const segments = await (await journals.channel(channel)).segments();
  return (await Promise.all(segments.map(({ path }) => readFile(path, 'utf8')))).join('');
};

test('brings every channel, then only what is new, from where it ended', async () => {
  await listen();
  await keep('hits', '{"hit_id":"1"}', '{"hit_id":"é2"}');
  await keep('callrail-calls', '{"id":"c1"}');
  expect(await pullAll()).toEqual({ url, lines: { 'callrail-calls': 1, hits: 2 }, isAnew: false, isDone: true });
  await (await remote.journals.channel('hits')).seal();
  await keep('hits', '{"hit_id":"3"}');
  // The token is known from the first time.
  expect((await pullAll({ token: undefined })).lines).toEqual({ 'callrail-calls': 0, hits: 1 });
  expect((await pullAll()).lines).toEqual({ 'callrail-calls': 0, hits: 0 });
  expect(await textOf('hits')).toBe('{"hit_id":"1"}\n{"hit_id":"é2"}\n{"hit_id":"3"}\n');
  expect(await textOf('callrail-calls')).toBe('{"id":"c1"}\n');
  // What was pulled lies in files that nothing is added to any more.
  const segments = await (await journals.channel('hits')).segments();
  expect(segments.map(({ isSealed, bytes }) => isSealed || bytes === 0)).toEqual(segments.map(() => true));
  expect((await stat(join(folder, 'journal', 'pulled.json'))).mode & 0o777).toBe(0o600);
});

test('stops where it is told to, and goes on from there', async () => {
  await listen();
  // Three chunks: each line is more than the four megabytes that one holds.
  const line = (n: number) => JSON.stringify({ n, text: 'x'.repeat(4_300_000) });
  for (const n of [1, 2, 3]) await keep('hits', line(n));
  let chunks = 0;
  const first = await pull({ url, token }, { folder, journals, until: () => chunks++ === 2 });
  expect(first).toMatchObject({ lines: { hits: 2 }, isDone: false });
  expect(await pullAll()).toMatchObject({ lines: { hits: 1 }, isDone: true });
  expect((await textOf('hits')).split('\n').map(text => text && JSON.parse(text).n)).toEqual([1, 2, 3, '']);
});

test('a journal that was begun anew is read from its start, and said to be', async () => {
  await listen();
  await keep('hits', '{"n":1}', '{"n":2}');
  await pullAll();
  const again = await buildCollectorApp({
    folder: remote.folder,
    journals: remote.journals,
    publicOrigin: 'http://127.0.0.1',
    access: { id: 'journal-2', token },
    now: () => now,
  });
  const { port } = remote.app.server.address() as AddressInfo;
  await remote.app.close();
  await again.listen({ host: '127.0.0.1', port });
  try {
    expect(await pullAll()).toMatchObject({ lines: { hits: 2 }, isAnew: true });
    expect(await pullAll()).toMatchObject({ lines: { hits: 0 }, isAnew: false });
  } finally {
    await again.close();
  }
});

test('what was pulled goes from the collector once it is old, and nothing else', async () => {
  await listen({ keepDays: 30, now: () => Date.now() + 31 * 86_400_000 });
  const hits = await remote.journals.channel('hits');
  for (const n of [1, 2, 3]) {
    await keep('hits', `{"n":${n}}`);
    if (n < 3) await hits.seal();
  }
  await pullAll();
  // The last question was asked from the end of the second file on.
  expect((await hits.segments()).map(({ number }) => number)).toEqual([2, 3]);
  await keep('hits', '{"n":4}');
  await pullAll();
  expect((await hits.segments()).map(({ number }) => number)).toEqual([3]);
  expect(await textOf('hits')).toBe('{"n":1}\n{"n":2}\n{"n":3}\n{"n":4}\n');
});

test('what was pulled lately stays', async () => {
  await listen({ keepDays: 30, now: () => Date.now() + 29 * 86_400_000 });
  await keep('hits', '{"n":1}');
  await (await remote.journals.channel('hits')).seal();
  await keep('hits', '{"n":2}');
  await pullAll();
  await pullAll();
  expect(await (await remote.journals.channel('hits')).segments()).toHaveLength(2);
});

test('a wrong token is told apart and not remembered; none at all is asked for', async () => {
  await listen();
  await expect(pullAll({ token: undefined })).rejects.toMatchObject({ code: 'collector-token', name: 'UsageError' });
  await expect(pullAll({ token: 'wrong' })).rejects.toMatchObject({ code: 'collector-token', name: 'AccessError' });
  await expect(pullAll({ token: undefined })).rejects.toMatchObject({ name: 'UsageError' });
});

test('the journal is read by its token only, and from no place where no line starts', async () => {
  await listen();
  await keep('hits', '{"n":1}');
  const ask = (path: string, given = token) =>
    remote.app.inject({ url: `/v1/${path}`, headers: { host: '127.0.0.1', authorization: `Bearer ${given}` } });
  expect((await ask('journal', 'wrong')).statusCode).toBe(401);
  expect((await ask('journal/hits?after=1:0', 'wrong')).statusCode).toBe(401);
  expect((await remote.app.inject({ url: '/v1/journal/hits', headers: { host: '127.0.0.1' } })).statusCode).toBe(401);
  expect((await ask('journal')).json()).toEqual({ id: 'journal-1', channels: [{ id: 'hits', end: '1:8', bytes: 8 }] });
  expect((await ask('journal/hits')).body).toBe('{"n":1}\n');
  expect((await ask('journal/hits?after=1:3')).json().error.code).toBe('journal-cursor');
  expect((await ask('journal/nothing')).statusCode).toBe(404);
  expect((await ask('journal/..%2F..?after=1:0')).statusCode).toBe(404);
});

async function withServer<T>(
  answer: (path: string) => { status?: number; headers?: Record<string, string>; body?: string },
  work: (url: string) => Promise<T>,
): Promise<T> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, headers = {}, body = '' } = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const ours = { 'x-throughline': '1' };

test('a redirect is not followed with the token', async () => {
  await withServer(
    () => ({ status: 302, headers: { location: 'https://evil.com/' } }),
    async other => {
      await expect(pullAll({ url: other })).rejects.toMatchObject({
        code: 'collector-redirect',
        details: { found: '302 to https://evil.com/' },
      });
    },
  );
});

test.each([
  ['something else', { body: '<html>' }, 'collector-none'],
  ['a collector of another making', { headers: ours, body: '{"id":1}' }, 'collector-none'],
  [
    'a channel that leads out of the folder',
    { headers: ours, body: '{"id":"x","channels":[{"id":"../x","end":"1:9"}]}' },
    'collector-none',
  ],
  ['a proxy with nothing behind it', { status: 502, body: 'Bad Gateway' }, 'collector-away'],
  ['a page that is not there', { status: 404, body: 'Not found' }, 'collector-none'],
])('%s is no collector', async (_name, answer, code) => {
  await withServer(
    () => answer,
    async other => {
      await expect(pullAll({ url: other })).rejects.toMatchObject({ code });
    },
  );
});

test.each([
  ['that break off in a line', '{"n":1}\n{"n":'],
  ['that are none', 'hello\n'],
])('lines %s are not taken, and are asked for again', async (_name, body) => {
  const list = '{"id":"x","channels":[{"id":"hits","end":"1:90"}]}';
  const next = { ...ours, 'x-throughline-journal': 'x', 'x-throughline-next': '1:90' };
  await withServer(
    path => (path === '/v1/journal' ? { headers: ours, body: list } : { headers: next, body }),
    async other => {
      await expect(pullAll({ url: other })).rejects.toMatchObject({ code: 'collector-none' });
      expect(await textOf('hits')).toBe('');
      const kept = JSON.parse(await readFile(join(folder, 'journal', 'pulled.json'), 'utf8'));
      expect(kept[other].cursors).toEqual({});
    },
  );
});

test('who is not there, or speaks no TLS, is told', async () => {
  await listen();
  await expect(pullAll({ url: 'http://127.0.0.1:9' })).rejects.toMatchObject({ code: 'collector-away' });
  await expect(pullAll({ url: url.replace('http:', 'https:') })).rejects.toMatchObject({ code: 'collector-tls' });
});

test('an address is https, or plain on this machine, or plain by word', () => {
  expect(collectorOrigin('https://Collect.acme.com/', false)).toBe('https://collect.acme.com');
  expect(collectorOrigin('http://localhost:4518', false)).toBe('http://localhost:4518');
  expect(collectorOrigin('http://10.0.0.7:4518', true)).toBe('http://10.0.0.7:4518');
  for (const text of ['http://acme.com', 'ftp://acme.com', 'acme.com', 'https://u:p@acme.com', 'https://acme.com/v1'])
    expect(() => collectorOrigin(text, false)).toThrow(expect.objectContaining({ code: 'collector-url' }));
});

test('the command does it by itself, or asks the companion that owns the journal', async () => {
  await listen();
  await journals.close();
  await keep('hits', '{"hit_id":"hit-0001"}');
  const alone = await captured(['pull', url, '--token', token, '--data', folder]);
  expect(alone).toMatchObject({ code: 0, out: `From ${url}:\n  hits                 1 lines\n` });
  await keep('hits', '{"hit_id":"hit-0002"}', '{"hit_id":"hit-0003"}');
  const companion = await startCompanion({ folder, port: 0 });
  try {
    const asked = await captured(['pull', url, '--json', '--data', folder]);
    expect(JSON.parse(asked.out)).toEqual({ url, lines: { hits: 2 }, isAnew: false });
  } finally {
    await companion.close();
  }
  const nothing = await captured(['pull', url, '--data', folder]);
  expect(nothing.out).toBe(`Nothing new at ${url}.\n`);
  expect((await captured(['pull', 'http://acme.com', '--data', folder])).code).toBe(2);
});
