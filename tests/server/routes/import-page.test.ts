// The import page's door: a link that works once, a cookie that opens imports and nothing else, and only to the page itself.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FilePreview } from '#shared/schema/index.ts';
import { asCommandLine, type CompanionApp, openCompanionApp } from './companion-app.ts';

let companion: CompanionApp;
let cookie: string;
beforeAll(async () => {
  companion = await openCompanionApp();
  const reply = await openLink(await freshLink());
  cookie = String(reply.headers['set-cookie']).split(';', 1)[0];
});
afterAll(() => companion.close());

const { host } = asCommandLine;
const origin = `http://${host}`;

const freshLink = async (): Promise<string> => (await companion.ask('POST', '/v1/pair/page', {})).json().url;
const openLink = (url: string) => companion.app.inject({ url: url.replace(origin, ''), headers: { host } });

/** Asks as the page's own script does. */
const asPage = (method: InjectOptions['method'], url: string, payload?: InjectOptions['payload'], headers = {}) =>
  companion.app.inject({
    method,
    url,
    payload,
    headers: { host, cookie, origin, 'sec-fetch-site': 'same-origin', ...headers },
  });

function multipart(files: Record<string, string>, folder?: string) {
  const boundary = 'throughline-test';
  const part = (head: string, body: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const payload = [
    ...(folder ? [part('name="folder"', folder)] : []),
    ...Object.entries(files).map(([name, text]) =>
      part(`name="${folder ? name : 'file'}"; filename="${name.split('/').at(-1)}"`, text),
    ),
    `--${boundary}--\r\n`,
  ].join('');
  return [payload, { 'content-type': `multipart/form-data; boundary=${boundary}` }] as const;
}

const deals = 'deal_id,name,amount,currency,stage,created_at\n1,Kettle,100,GBP,open,2026-03-01\n';

describe('the link', () => {
  test('sets a cookie that no script reads and no other site sends, and leads to the page', async () => {
    const reply = await openLink(await freshLink());
    expect([reply.statusCode, reply.headers.location, reply.headers['cache-control']]).toEqual([303, '/', 'no-store']);
    expect(reply.headers['set-cookie']).toMatch(/^throughline-4517=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  test('works once', async () => {
    const link = await freshLink();
    expect((await openLink(link)).statusCode).toBe(303);
    const again = await openLink(link);
    expect([again.statusCode, again.json().error.code, again.headers['set-cookie']]).toEqual([
      403,
      'page-key',
      undefined,
    ]);
  });

  test('is not used up by a program that only looks where it leads', async () => {
    const link = await freshLink();
    const looked = await companion.app.inject({ method: 'HEAD', url: link.replace(origin, ''), headers: { host } });
    expect([looked.statusCode, looked.headers['set-cookie']]).toEqual([404, undefined]);
    expect((await openLink(link)).statusCode).toBe(303);
  });

  test.each(['/open', '/open?key=', '/open?key=guess', '/open?key=a&key=b'])('%s opens nothing', async url => {
    const reply = await companion.app.inject({ url, headers: { host } });
    expect([reply.statusCode, reply.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test('leads to the page that it was asked for, of the two there are', async () => {
    const linkTo = async (to: string) => (await companion.ask('POST', `/v1/pair/page?to=${to}`)).json();
    const { url } = await linkTo('links');
    expect((await openLink(url)).headers.location).toBe('/links');
    expect((await openLink((await linkTo('import')).url)).headers.location).toBe('/');
    for (const to of ['elsewhere', '//evil.example', 'constructor']) {
      expect((await linkTo(to)).error.code).toBe('request-shape');
      // Written into the link by somebody else, it leads to the import page.
      expect((await openLink(`${await freshLink()}&to=${encodeURIComponent(to)}`)).headers.location).toBe('/');
    }
  });

  test('is given out to the command line and to a paired extension, and to nobody else', async () => {
    const code = (await companion.ask('POST', '/v1/pair/code', {})).json().code;
    const [ours, another] = ['a', 'b'].map(letter => `chrome-extension://${letter.repeat(32)}`);
    const paired = await companion.ask('POST', '/v1/pair', { code }, { authorization: '', origin: ours });
    const asked = (headers: Record<string, string>) =>
      companion.app.inject({ method: 'POST', url: '/v1/pair/page?to=links', headers: { host, ...headers } });
    const authorization = `Bearer ${paired.json().token}`;
    expect((await asked({ authorization, origin: ours })).statusCode).toBe(200);
    expect((await asked({ authorization, origin: another })).statusCode).toBe(403);
    expect((await asked({ authorization: 'Bearer guess' })).statusCode).toBe(401);
    expect((await asPage('POST', '/v1/pair/page', {})).statusCode).toBe(401);
    expect((await companion.app.inject({ method: 'POST', url: '/v1/pair/page', headers: { host } })).statusCode).toBe(
      401,
    );
  });
});

describe('the page', () => {
  test('with the cookie it is the import page, under a policy that lets nothing in', async () => {
    const reply = await asPage('GET', '/');
    expect(reply.body).toContain('/import-page/main.js');
    expect(reply.body).not.toMatch(/<script>|<style| style=| on\w+=/);
    const policy = String(reply.headers['content-security-policy']);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(part);
  });

  test('without it, or with a wrong one, it is the page that says what listens here', async () => {
    for (const headers of [
      { host },
      { host, cookie: 'throughline-4517=guess' },
      { host, cookie: 'throughline-4517=' },
    ]) {
      const { body } = await companion.app.inject({ url: '/', headers });
      expect(body).not.toContain('import-page');
      expect(body).toContain('throughline pair --page');
    }
  });

  test('every module that its scripts ask for is served, without types', async () => {
    const seen = new Set<string>();
    const follow = async (name: string): Promise<void> => {
      if (seen.has(name)) return;
      seen.add(name);
      const reply = await companion.app.inject({ url: `/import-page/${name}`, headers: { host } });
      expect([name, reply.statusCode, reply.headers['content-type']]).toEqual([
        name,
        200,
        'text/javascript; charset=utf-8',
      ]);
      expect(reply.body).not.toMatch(/^import type|#shared|\.ts'/m);
      for (const [, next] of reply.body.matchAll(/from '\.\/([\w-]+\.js)'/g)) await follow(next);
    };
    await follow('main.js');
    expect([...seen].sort()).toEqual(
      ['by-hand', 'card', 'companion', 'dom', 'findings', 'main', 'pace', 'result', 'words', 'workspace'].map(
        name => `${name}.js`,
      ),
    );
    for (const url of ['/import-page/page-keys.js', '/import-page/..%2fpage-keys.ts', '/import-page/constructor'])
      expect((await companion.app.inject({ url, headers: { host } })).statusCode).toBe(404);
  });
});

describe('the cookie', () => {
  test('opens status, imports and rejects, and nothing else', async () => {
    for (const url of ['/v1/status', '/v1/imports']) expect((await asPage('GET', url)).statusCode).toBe(200);
    for (const url of ['/v1/settings', '/v1/doctor', '/v1/journeys/a@b.example', '/v1/models'])
      expect([url, (await asPage('GET', url)).statusCode]).toEqual([url, 401]);
    for (const url of ['/v1/report', '/v1/pair/code'])
      expect([url, (await asPage('POST', url, {})).statusCode]).toEqual([url, 401]);
  });

  test('may not name paths on this machine', async () => {
    for (const url of ['/v1/imports', '/v1/imports/preview']) {
      const reply = await asPage('POST', url, { files: [{ path: '/etc/passwd' }] });
      expect([reply.statusCode, reply.json().error.code]).toEqual([403, 'folder-token']);
    }
  });

  test.each([
    ['another program on this machine', { origin: 'http://127.0.0.1:8080' }, 403],
    ['a web page', { origin: 'https://evil.example' }, 403],
    ['nobody who says', { origin: undefined }, 403],
    ['the same machine by another name', { origin: 'http://localhost:4517' }, 403],
    ['our origin, but the browser says it comes from elsewhere', { 'sec-fetch-site': 'same-site' }, 403],
  ])('is no good to %s', async (_, headers, code) => {
    const [payload, type] = multipart({ 'deals.csv': deals });
    const sent = { host, cookie, origin, ...type, ...headers } as Record<string, string>;
    for (const name of Object.keys(sent)) if (sent[name] === undefined) delete sent[name];
    const reply = await companion.app.inject({ method: 'POST', url: '/v1/imports', payload, headers: sent });
    expect(reply.statusCode).toBe(code);
    expect((await companion.engine.status()).workspace.sample).toBe(true);
  });

  test("a page of another port can't read with it either", async () => {
    const reply = await asPage('GET', '/v1/status', undefined, { 'sec-fetch-site': 'same-site' });
    expect([reply.statusCode, reply.json().error.code]).toEqual([403, 'page-origin']);
  });
});

describe('files that are looked at first', () => {
  const look = async (files: Record<string, string>, folder?: string): Promise<FilePreview[]> => {
    const [payload, headers] = multipart(files, folder);
    const reply = await asPage('POST', '/v1/imports/preview', payload, headers);
    expect(reply.statusCode).toBe(200);
    return reply.json();
  };
  const waiting = async (): Promise<string[]> => {
    const incoming = join(companion.folder, 'incoming');
    return existsSync(incoming) ? readdir(incoming) : [];
  };

  test('wait under a name, can be looked at again with other options, and thrown away', async () => {
    const [file] = await look({ 'visits.csv': 'visitor_id,ts,event\nv1,03/04/2026 10:00,visit\n' });
    expect(file.error?.code).toBe('date-order');
    const again = await asPage('POST', '/v1/imports/preview', { files: [{ upload: file.upload }], dateOrder: 'dmy' });
    expect(again.json()[0]).toMatchObject({ upload: file.upload, file: 'visits.csv' });
    expect(again.json()[0].error).toBeUndefined();
    expect(await waiting()).toHaveLength(1);
    expect((await asPage('DELETE', `/v1/imports/uploads/${file.upload}`)).statusCode).toBe(204);
    expect(await waiting()).toEqual([]);
    const gone = await asPage('POST', '/v1/imports', { files: [{ upload: file.upload }] });
    expect([gone.statusCode, gone.json().error.code]).toEqual([404, 'upload-unknown']);
    expect((await companion.engine.status()).workspace.sample).toBe(true);
  });

  test('are taken in from where they wait, and gone then; what failed stays for another try', async () => {
    const [bad] = await look({ 'visits.csv': 'visitor_id,ts,event\nv1,03/04/2026 10:00,visit\n' });
    const failed = await asPage('POST', '/v1/imports', { files: [{ upload: bad.upload }] });
    expect(failed.json()[0].error.code).toBe('date-order');
    const stream = await asPage(
      'POST',
      '/v1/imports',
      { files: [{ upload: bad.upload }], dateOrder: 'dmy' },
      { accept: 'text/event-stream' },
    );
    expect(stream.headers['content-type']).toBe('text/event-stream');
    expect(stream.body).toMatch(/^event: started\ndata: {"id":"[\w-]{36}"}\n\n/);
    const done = JSON.parse(/event: done\ndata: (.*)\n/.exec(stream.body)?.[1] ?? '');
    expect([done[0].file, done[0].kept]).toEqual(['visits.csv', 1]);
    expect(await waiting()).toEqual([]);
  });

  test('a folder is one, its files by their paths, none of which leads out of it', async () => {
    const files = await look({ 'a/one.csv': deals, '../../../two.csv': deals.replace('1,K', '2,K') }, 'march');
    expect(files.map(({ file }) => file).sort()).toEqual(['march/a/one.csv', 'march/two.csv']);
    expect(new Set(files.map(({ upload }) => upload)).size).toBe(1);
    expect(existsSync(join(companion.folder, 'two.csv'))).toBe(false);
    const taken = await asPage('POST', '/v1/imports', { files: [{ upload: files[0].upload }] });
    expect(taken.json().map((file: { kept: number }) => file.kept)).toEqual([1, 1]);
  });

  test('an import that is not under way can not be stopped', async () => {
    const reply = await asPage('DELETE', '/v1/imports/running/none');
    expect([reply.statusCode, reply.json().error.code]).toEqual([404, 'import-not-running']);
  });
});

test('an import is stopped by the id that its stream begins with', async () => {
  let text = 'visitor_id,ts,event\n';
  for (let i = 0; i < 150_000; i++) text += `v${i},2026-03-01 10:00:00,visit\n`;
  const [payload, headers] = multipart({ 'many.csv': text });
  const asked = companion.ask('POST', '/v1/imports', payload, { ...headers, accept: 'text/event-stream' });
  // The id stands in the stream, which inject gives only at its end: progress for all who watch carries it, too.
  let id: string | undefined;
  const unwatch = companion.running.watch(progress => {
    id ??= progress.id;
    void asPage('DELETE', `/v1/imports/running/${id}`);
  });
  const reply = await asked;
  unwatch();
  expect(reply.body).toContain(`"id":"${id}"`);
  const done = JSON.parse(/event: done\ndata: (.*)\n/.exec(reply.body)?.[1] ?? '');
  expect(done[0].error.code).toBe('import-cancelled');
});
