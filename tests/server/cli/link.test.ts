// throughline link in this process, on a data folder of its own.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { captured } from './captured.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-link-'));
  await cp(inject('sampleData'), join(folder, 'data'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const link = (...words: string[]) =>
  captured(['link', ...words, '--data', join(folder, 'data')], { env: { USER: 'ann' } });
const spring = ['--url', 'https://acme.com/a', '--source', 'ada', '--medium', 'email', '--campaign', 'spring-sale'];
const made = 'https://acme.com/a?utm_source=ada&utm_medium=email&utm_campaign=spring-sale';
const register = async () => JSON.parse((await link('--list', '--json')).out).links;

describe('one link', () => {
  test('stands alone on stdout; its channel and what there is to say beside it', async () => {
    const { code, out, err } = await link(...spring);
    expect([code, out, err]).toEqual([0, `${made}\n`, 'Visits will count in: Email\n']);
    expect(await register()).toMatchObject([{ link: made, madeBy: 'ann' }]);
  });

  test('made again it is no second one; only looked at it is none', async () => {
    await link(...spring);
    await link(...spring.slice(0, -1), 'autumn-sale', '--check');
    expect(await register()).toHaveLength(1);
  });

  test.each([
    ['spring sale', 'space', 'spring-sale'],
    ['a&b', 'reserved', 'a-b'],
    ['{campaignid}', 'placeholder', '--platform'],
    ['ann@acme.com', 'personal-data', 'mailing'],
  ])('a campaign named “%s” is refused, and no force helps', async (name, problem, remedy) => {
    const { code, out, err } = await link(...spring.slice(0, -1), name, '--force');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('remedy:');
    expect(err).toContain(remedy);
    const asked = JSON.parse((await link(...spring.slice(0, -1), name, '--json')).out);
    expect(asked).toMatchObject({ kept: null, problems: [{ code: problem, severity: 'error' }] });
    expect(await register()).toHaveLength(1);
  });

  test('a clash of case with a name in use is refused until its user insists', async () => {
    const words = [...spring.slice(0, -1), 'Spring-Sale'];
    const refused = await link(...words);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain('“Spring-Sale” beside “spring-sale”');
    expect(refused.err).toContain('--force');
    const forced = await link(...words, '--force', '--json');
    const { kept, problems } = JSON.parse(forced.out);
    expect([forced.code, problems[0].code]).toEqual([0, 'case-clash']);
    expect((await link('--remove', kept)).code).toBe(0);
    expect((await link('--remove', kept)).code).toBe(1);
  });

  test('a vanity path, and a QR code of it as a file', async () => {
    const file = join(folder, 'fair.svg');
    const words = ['--url', 'https://acme.com/fair', '--source', 'fair', '--medium', 'qr', '--campaign', 'fair-2026'];
    const { code, err } = await link(...words, '--slug', 'berlin', '--origin', 'https://go.acme.com/', '--qr', file);
    expect(code).toBe(0);
    expect(err).toContain('Short: https://go.acme.com/l/berlin\nVisits will count in: Offline\n');
    expect(await readFile(file, 'utf8')).toContain(
      '<desc id="d">QR code that opens https://go.acme.com/l/berlin</desc>',
    );
    const taken = await link(...spring, '--slug', 'berlin');
    expect([taken.code, taken.out]).toEqual([1, '']);
    expect(taken.err).toContain('leads elsewhere already');
  });

  test('what ad platforms are to fill in', async () => {
    const { code, out } = await link('--platform', 'google-ads', '--campaign', 'brand-uk');
    expect(code).toBe(0);
    expect(out).toMatch(/^utm_source=google&utm_medium=cpc&utm_campaign=brand-uk&utm_id=\{campaignid\}&.*\n$/);
    const unknown = await link('--platform', 'gogle-ads');
    expect([unknown.code, unknown.err.includes('Did you mean google-ads?')]).toEqual([2, true]);
  });

  test.each([[[]], [['--list', '--bulk', 'x']], [['--url', 'https://a.com', '--origin', 'https://b.com']]])(
    '%j is wrong use',
    async words => {
      expect((await link(...words)).code).toBe(2);
    },
  );
});

describe('many from a table', () => {
  const table = (...lines: string[]) => writeFile(join(folder, 'links.csv'), `${lines.join('\n')}\n`);
  const path = () => join(folder, 'links.csv');
  const head = 'url;source;medium;campaign;label';

  test('each bad line is told by its number, and nothing is made of any', async () => {
    await table(
      head,
      'https://acme.com/1;ada;email;may;good',
      'acme.com/2;ada;email;may;',
      ';;;;',
      'https://acme.com/3;ada;news letter;may;',
    );
    const out = join(folder, 'none.csv');
    const answer = await link('--bulk', path(), '--out', out);
    expect(answer.code).toBe(1);
    expect(answer.err).toContain('links.csv:3: error: url:');
    expect(answer.err).toContain('links.csv:5: error: medium:');
    expect(answer.err).toContain('Nothing was made: 2 of 3 lines are bad.');
    await expect(readFile(out)).rejects.toThrow();
    expect(await register()).toHaveLength(2);
  });

  test('with force the good ones are made, and the exit code says that some were not', async () => {
    const answer = await link('--bulk', path(), '--force');
    expect(answer.code).toBe(1);
    expect(answer.out.split('\r\n').slice(1)).toEqual([
      'https://acme.com/1?utm_source=ada&utm_medium=email&utm_campaign=may,Email,https://acme.com/1,ada,email,may,,,,,good',
      '',
    ]);
    expect(await register()).toHaveLength(3);
  });

  test('what it writes it reads again, without a change', async () => {
    await table(head, 'https://acme.com/1;ada;email;may;', '"https://acme.com/4";ada;email;may;"a;b"');
    const out = join(folder, 'out.csv');
    expect((await link('--bulk', path(), '--out', out)).code).toBe(0);
    const before = await register();
    const again = await link('--bulk', out);
    expect([again.code, again.out]).toEqual([0, await readFile(out, 'utf8')]);
    expect(await register()).toEqual(before);
  });

  test('a table without its columns, or no table, says so', async () => {
    await table('address,by', 'https://acme.com,ada');
    expect((await link('--bulk', path())).err).toContain('no column source, medium, campaign');
    expect((await link('--bulk', join(folder, 'gone.csv'))).code).toBe(1);
  });
});
