// Errors as they are printed: what others wrote into them drives no terminal.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { captured } from './captured.ts';

let folder: string;
let server: Server;
let url: string;
let reply: { status: number; headers: Record<string, string>; body: string };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-errors-'));
  server = createServer((_request, response) => response.writeHead(reply.status, reply.headers).end(reply.body));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await new Promise(done => server.close(done));
  await rm(folder, { recursive: true, force: true });
});

/** Clears the screen, sets the window's title, writes from right to left, and moves by the one-byte form of ESC [. */
const evil = '\u001b[2J\u001b]0;owned\u0007\u202eevil\u009b5Aend';
const ours = { 'x-throughline': '1', 'content-type': 'application/json' };
const driving = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

test.each([
  [
    'an error of a collector',
    500,
    ours,
    { kind: 'DataError', code: 'x', what: evil, where: evil, found: evil, remedy: evil },
  ],
  ['a bug of a collector', 500, ours, { kind: 'Bug', code: 'bug', what: 'x', found: evil }],
])('%s is printed without what drives a terminal', async (_what, status, headers, error) => {
  reply = { status, headers, body: JSON.stringify({ error }) };
  for (const more of [[], ['--json']]) {
    const { code, out, err } = await captured(['pull', url, '--token', 'T', '--data', folder, ...more]);
    expect(code).toBe(1);
    expect(err).toContain('evil');
    expect(err).not.toMatch(driving);
    expect(out.replaceAll('\u202e', '')).not.toMatch(driving);
  }
});

test('so is what answers in place of a collector', async () => {
  reply = { status: 200, headers: {}, body: evil };
  const { code, err } = await captured(['pull', url, '--token', 'T', '--data', folder]);
  expect(code).toBe(1);
  expect(err).toContain('no collector of Throughline');
  expect(err).toContain('evil');
  expect(err).not.toMatch(driving);
});

test('and a file of that name, or with that in it', async () => {
  const { err } = await captured(['import', join(folder, `${evil.replaceAll('/', '')}.csv`), '--data', folder]);
  expect(err).toContain('evil');
  expect(err).not.toMatch(driving);
});

test('so are CSV and JSON on a terminal; into a file they go as they are', async () => {
  const path = join(folder, 'cost.csv');
  // A few words alone, half of them control characters, would be a binary file.
  const plainRows = '2026-03-01,google,plain,1\n'.repeat(20);
  await writeFile(path, `date,platform,campaign,cost\n2026-03-01,google,"${evil}",500\n${plainRows}`);
  const data = ['--data', join(folder, 'data')];
  await captured(['import', path, ...data]);
  const report = (format: string, isTerminal: boolean) =>
    captured(['report', '--by', 'campaign', '--format', format, ...data], { isTerminal, env: { NO_COLOR: '1' } });
  const onScreen = await report('json', true);
  expect(onScreen.out).not.toMatch(driving);
  expect(JSON.parse(onScreen.out).rows[0].campaign).toBe(evil);
  expect((await report('json', false)).out).toContain('\u202e');
  expect((await report('csv', true)).out.replaceAll('\r\n', '\n')).not.toMatch(driving);
  expect((await report('csv', false)).out).toContain(evil);
});
