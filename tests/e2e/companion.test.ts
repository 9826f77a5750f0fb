// The companion and the command line as processes of their own, on one data folder.

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { writeSmallCompany } from '../server/small-company.ts';
import { crash, Processes } from './processes.ts';

let processes: Processes;
let data: string;
beforeEach(async () => {
  processes = await Processes.open(inject('sampleData'));
  data = join(processes.folder, 'data');
});
afterEach(() => processes.close());

const importSmallCompany = async () => {
  const paths = await writeSmallCompany(join(processes.folder, 'exports'));
  return processes.run('import', ...Object.values(paths));
};
const companionFile = () => JSON.parse(readFileSync(join(data, 'companion.json'), 'utf8'));

describe('the companion', () => {
  test('says where it listens, that it is the sample, and what to try', async () => {
    const { url, printed } = await processes.serve();
    expect(printed()).toContain(`listens on ${url}`);
    expect(printed()).toContain('SAMPLE DATA');
    expect(printed().match(/npx throughline \w+/g)).toEqual(
      expect.arrayContaining(['npx throughline report', 'npx throughline compare', 'npx throughline import']),
    );
  });

  test.runIf(process.platform !== 'win32')('keeps its token to its owner', async () => {
    const own = join(processes.folder, 'own');
    await processes.serve('--data', own);
    expect(statSync(join(own, 'companion.json')).mode & 0o777).toBe(0o600);
    expect(statSync(own).mode & 0o777).toBe(0o700);
  });

  test('answers every command while it holds the folder, with the same bytes as without it', async () => {
    expect((await importSmallCompany()).code).toBe(0);
    const questions = [
      ['report', '--by', 'campaign', '--json'],
      ['compare', '--by', 'channel', '--json'],
      ['paths', '--json'],
      ['explain', '--by', 'campaign', '--value', 'Brand', '--json'],
      ['journey', 'ada@north.example', '--json'],
      ['settings', '--json'],
      ['doctor', '--json'],
    ];
    const alone = [];
    for (const words of questions) alone.push(await processes.run(...words));
    const companion = await processes.serve();
    const asked = [];
    for (const words of questions) asked.push(await processes.run(...words));
    expect(asked).toEqual(alone);
    expect(asked.map(({ code, err }) => [code, err])).toEqual(questions.map(() => [0, '']));
    companion.child.kill('SIGTERM');
  });

  test('imports for the command line while it holds the folder', async () => {
    await processes.serve();
    const before = JSON.parse((await processes.run('report', '--by', 'campaign', '--json')).out);
    expect(before.meta.sample).toBe(true);
    const { code, out } = await importSmallCompany();
    expect(code).toBe(0);
    expect(out).toMatch(/events\.csv\s+events\s+5\s+4\s+0\s+1/);
    const after = JSON.parse((await processes.run('report', '--by', 'campaign', '--json')).out);
    expect(after.meta.sample).not.toBe(true);
    // 1000.00 + 500.50 + 99.50
    expect(after.conservation.imported).toBe(1600);
    expect(existsSync(join(data, 'sample'))).toBe(false);
  });

  test('errors cross the wire as they are', async () => {
    await processes.serve();
    const missing = await processes.run('journey', 'nobody@nowhere.example');
    expect([missing.code, missing.out]).toEqual([1, '']);
    expect(missing.err).toContain('nobody@nowhere.example');
    const refused = await processes.run('settings', 'set', 'lookback', 'soon');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('90d, or none');
    const absent = await processes.run('import', join(processes.folder, 'nothing.csv'));
    expect(absent.code).toBe(1);
    expect(absent.err).toContain('nothing.csv');
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it in order', async signal => {
    const companion = await processes.serve();
    companion.child.kill(signal);
    expect(await companion.ended).toMatchObject({ code: 0, signal: null });
    expect(existsSync(join(data, 'companion.json'))).toBe(false);
    expect((await processes.run('settings')).code).toBe(0);
  });

  test('after a crash its file is ignored and commands work by themselves', async () => {
    const companion = await processes.serve();
    await crash(companion);
    expect(companionFile().pid).toBe(companion.child.pid);
    expect((await processes.run('report', '--json')).code).toBe(0);
    const next = await processes.serve();
    expect(companionFile()).toMatchObject({ pid: next.child.pid, url: next.url });
  });

  test('a file that names a living process which is no companion of this folder is ignored', async () => {
    expect((await processes.run('settings')).code).toBe(0);
    const stranger = createServer(socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi'));
    await new Promise<void>(listening => stranger.listen(0, '127.0.0.1', listening));
    const { port } = stranger.address() as { port: number };
    const url = `http://127.0.0.1:${port}`;
    writeFileSync(join(data, 'companion.json'), JSON.stringify({ url, token: 'x', pid: process.pid }));
    const { code, out } = await processes.run('settings', '--json');
    stranger.close();
    expect([code, JSON.parse(out).direct]).toEqual([0, 'count']);
  });

  test('a second companion on the folder is told where the first is', async () => {
    const first = await processes.serve();
    const second = await processes.run('serve', '--port', '0');
    expect(second.code).toBe(1);
    expect(second.err).toContain('already holds this data folder');
    expect(second.err).toContain(`${first.url} (process ${first.child.pid})`);
  });

  test('a port in use is named, with who has it and what to do', async () => {
    const stranger = createServer();
    await new Promise<void>(listening => stranger.listen(0, '127.0.0.1', listening));
    const { port } = stranger.address() as { port: number };
    const taken = await processes.run('serve', '--port', String(port));
    stranger.close();
    expect(taken.code).toBe(1);
    expect(taken.err).toContain(`Port ${port} is in use.`);
    expect(taken.err).toContain('another program');
    expect(taken.err).toContain(`--port ${port + 1}`);

    const { url } = await processes.serve();
    const other = await processes.run('serve', '--data', join(processes.folder, 'other'), '--port', new URL(url).port);
    expect(other.code).toBe(1);
    expect(other.err).toContain('another Throughline companion');
  });

  test('pairs: the code that the command line prints gives a token, once', async () => {
    const alone = await processes.run('pair');
    expect(alone.code).toBe(1);
    expect(alone.err).toContain('throughline serve');
    const { url } = await processes.serve();
    const { out } = await processes.run('pair');
    const code = /\b(\d{6})\b/.exec(out)![1];
    const send = () =>
      fetch(`${url}/v1/pair`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
    const { token } = (await (await send()).json()) as { token: string };
    const status = await fetch(`${url}/v1/status`, { headers: { authorization: `Bearer ${token}` } });
    expect(status.status).toBe(200);
    expect((await send()).status).toBe(403);
  });
});

describe('two at once', () => {
  test('short commands take turns on the folder', async () => {
    await importSmallCompany();
    const ended = await Promise.all(
      [1, 2, 3].map(() => processes.run('report', '--by', 'campaign', '--format', 'csv')),
    );
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(new Set(ended.map(({ out }) => out)).size).toBe(1);
  });
});

describe('a pipe that is closed early', () => {
  test('ends the command quietly', async () => {
    await importSmallCompany();
    const running = processes.start('models', '--json');
    running.child.stdout!.destroy();
    expect(await running.ended).toMatchObject({ code: 0, err: '' });
  });
});
