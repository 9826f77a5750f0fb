// Files on their way in, over a real connection: what is wrong with a request is said as it is, and no two files are one.

import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asCommandLine, type CompanionApp, openCompanionApp } from './companion-app.ts';

let companion: CompanionApp;
let port: number;
beforeAll(async () => {
  companion = await openCompanionApp();
  await companion.app.listen({ host: '127.0.0.1', port: 0 });
  port = (companion.app.server.address() as AddressInfo).port;
});
afterAll(() => companion.close());

/** `[name="f"; filename="a.csv", text]` for each part. */
const bodyOf = (parts: [head: string, text: string][]) =>
  `${parts.map(([head, text]) => `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`).join('')}--edge--\r\n`;

function look(body: string, type = 'multipart/form-data; boundary=edge') {
  return new Promise<{
    status?: number;
    answer: { file: string; error?: { what: string } }[] & { error?: { code: string } };
  }>((resolve, reject) => {
    const headers = { ...asCommandLine, 'content-type': type };
    request({ port, method: 'POST', path: '/v1/imports/preview', headers }, reply => {
      let text = '';
      reply.on('data', chunk => (text += chunk));
      reply.on('end', () => resolve({ status: reply.statusCode, answer: JSON.parse(text) }));
    })
      .on('error', reject)
      .end(body);
  });
}
const refusal = async (body: string, type?: string) => {
  const { status, answer } = await look(body, type);
  return [status, answer.error?.code];
};
const waiting = () => readdir(join(companion.folder, 'incoming'));
const spend = (campaign: string) => `date,platform,campaign,cost,currency\n2026-03-01,x-ads,${campaign},1.00,GBP\n`;

test('files of a folder keep their names in any script, and those whose names come to the same stay apart', async () => {
  const names = ['Кампании.csv', 'Сделки.csv', 'a:b.csv', 'a?b.csv', 'A_b.csv'];
  const parts = names.map((name): [string, string] => [`name="${name}"; filename="${name}"`, spend(name)]);
  const { answer } = await look(bodyOf([['name="folder"', 'Экспорт'], ...parts]));
  expect(answer.map(({ file }) => file).sort()).toEqual(
    ['2-a_b.csv', '3-A_b.csv', 'a_b.csv', 'Кампании.csv', 'Сделки.csv'].map(name => `Экспорт/${name}`),
  );
  const [place] = await waiting();
  const folder = join(companion.folder, 'incoming', place, 'Экспорт');
  const kept = await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8')));
  expect(kept.sort()).toEqual(names.map(spend).sort());
});

test('a folder by a name that leads up stays in its own place, and sees no other upload', async () => {
  const before = await waiting();
  const { answer } = await look(
    bodyOf([
      ['name="folder"', '..'],
      ['name="up.csv"; filename="up.csv"', spend('up')],
    ]),
  );
  expect(answer.map(({ file }) => file)).toEqual(['../up.csv']);
  const added = (await waiting()).filter(name => !before.includes(name));
  expect(added).toEqual([expect.stringMatching(/^upload-/)]);
});

test('what is wrong with a request is not said to be a broken connection', async () => {
  const before = await waiting();
  const file: [string, string] = ['name="f"; filename="a.csv"', spend('a')];
  expect(await refusal(bodyOf([['name="colour"', 'red'], file]))).toEqual([400, 'import-option']);
  expect(await refusal(bodyOf([file, ['name="folder"', 'late']]))).toEqual([400, 'import-option']);
  expect(await refusal(bodyOf([['name="constructor"; filename="a.csv"', 'x']]))).toEqual([400, 'request']);
  expect(await refusal(bodyOf([file]), 'multipart/form-data')).toEqual([400, 'upload-boundary']);
  expect(await refusal(bodyOf([file]), `multipart/form-data; boundary=${'x'.repeat(300)}`)).toEqual([
    400,
    'upload-boundary',
  ]);
  const many = Array.from({ length: 1_001 }, (_, i): [string, string] => [`name="${i}"; filename="${i}"`, 'x']);
  expect(await refusal(bodyOf([['name="folder"', 'many'], ...many]))).toEqual([400, 'upload-files']);
  // Its end is missing.
  expect(await refusal(bodyOf([file]).slice(0, -10))).toEqual([400, 'upload-aborted']);
  expect(await waiting()).toEqual(before);
});

test('an error names the file as it was sent, not where it waits', async () => {
  const { answer } = await look(
    bodyOf([
      ['name="f"; filename="empty.csv"', ''],
      ['name="f"; filename="photo.csv"', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ]),
  );
  expect(answer.map(({ error }) => error)).toMatchObject([
    { what: 'empty.csv is empty.', where: 'empty.csv' },
    { what: expect.stringMatching(/^photo\.csv /) },
  ]);
  expect(JSON.stringify(answer)).not.toContain('incoming');
});
