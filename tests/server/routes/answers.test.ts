// Every route's answer, over a real engine with three small files.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { models } from '../../../shared/models/index.ts';
import { dimensions } from '../../../shared/report/dimensions.ts';
import { goals } from '../../../shared/report/goals.ts';
import { writeSmallCompany } from '../small-company.ts';
import { type CompanionApp, openCompanionApp } from './companion-app.ts';

let companion: CompanionApp;
let imported: { file: string; kept: number; rejected: number; import?: number }[];
beforeAll(async () => {
  companion = await openCompanionApp();
  const paths = await writeSmallCompany(join(companion.folder, 'exports'));
  const reply = await companion.ask('POST', '/v1/imports', { files: Object.values(paths).map(path => ({ path })) });
  expect(reply.statusCode).toBe(200);
  imported = reply.json();
});
afterAll(() => companion.close());

const get = async (url: string) => {
  const reply = await companion.ask('GET', url);
  expect([url, reply.statusCode, reply.json()?.error]).toEqual([url, 200, undefined]);
  return reply.json();
};
const post = async (url: string, body: object) => {
  const reply = await companion.ask('POST', url, body);
  expect([url, reply.statusCode, reply.json()?.error]).toEqual([url, 200, undefined]);
  return reply.json();
};
const refused = async (method: 'GET' | 'POST' | 'PATCH', url: string, body?: object) => {
  const reply = await companion.ask(method, url, body);
  return [reply.statusCode, reply.json().error.kind, reply.json().error.code];
};

describe('imports', () => {
  test('paths from the command line are taken in, unreadable rows are set aside', () => {
    expect(imported.map(({ file, kept, rejected }) => [file, kept, rejected])).toEqual([
      ['events.csv', 4, 1],
      ['deals.csv', 3, 0],
      ['spend.csv', 2, 1],
    ]);
  });

  test('the list names them in order', async () => {
    expect((await get('/v1/imports')).map((i: { file: string }) => i.file)).toEqual([
      'events.csv',
      'deals.csv',
      'spend.csv',
    ]);
  });

  test('rejected rows can be had with line and reason, as JSON and as CSV', async () => {
    const list = await get('/v1/imports');
    const { id } = list.find((i: { file: string }) => i.file === 'spend.csv');
    const page = await get(`/v1/imports/${id}/rejects`);
    expect(page).toMatchObject({ import: id, file: 'spend.csv', total: 1, rows: [{ line: 4 }] });
    expect(page.rows[0].raw).toContain('much');
    const csv = await companion.ask('GET', `/v1/imports/${id}/rejects.csv`);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toBe(`attachment; filename="rejects-${id}.csv"`);
    expect(csv.body.split('\r\n')[0]).toBe('line,reason,row');
    expect(csv.body).toContain('much');
  });

  test('rejects of an import that is not there are not found', async () => {
    expect(await refused('GET', '/v1/imports/999/rejects')).toEqual([404, 'NotFoundError', 'import-unknown']);
    expect(await refused('GET', '/v1/imports/999/rejects.csv')).toEqual([404, 'NotFoundError', 'import-unknown']);
  });

  const multipart = (parts: [name: string, value: string, file?: string][]) => {
    const body = parts
      .map(
        ([name, value, file]) =>
          `--edge\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"\r\nContent-Type: text/csv` : ''}\r\n\r\n${value}\r\n`,
      )
      .join('');
    return { body: `${body}--edge--\r\n`, headers: { 'content-type': 'multipart/form-data; boundary=edge' } };
  };
  const fresh = (day: string) => `date,platform,campaign,cost,currency\n2026-03-${day},x-ads,Later,0.00,GBP\n`;

  test('files sent as multipart are taken in and leave nothing behind', async () => {
    const { body, headers } = multipart([
      ['file', fresh('01'), 'march.csv'],
      ['currency', 'GBP'],
      ['file', fresh('02'), '../../march.csv'],
    ]);
    const reply = await companion.ask('POST', '/v1/imports', body, headers);
    expect(reply.json().map((f: { file: string; kept: number }) => [f.file, f.kept])).toEqual([
      ['march.csv', 1],
      ['march.csv', 1],
    ]);
    expect(await readdir(join(companion.folder, 'incoming'))).toEqual([]);
  });

  test('progress is told as server-sent events that end with the answer', async () => {
    const { body, headers } = multipart([['file', fresh('03'), 'told.csv']]);
    const reply = await companion.ask('POST', '/v1/imports', body, { ...headers, accept: 'text/event-stream' });
    expect(reply.headers['content-type']).toBe('text/event-stream');
    const events = reply.body
      .trim()
      .split('\n\n')
      .map(event => event.split('\n'));
    expect(events.at(-1)![0]).toBe('event: done');
    expect(JSON.parse(events.at(-1)![1].slice('data: '.length))[0]).toMatchObject({ file: 'told.csv', kept: 1 });
    expect(events[0][0]).toBe('event: started');
    expect(events.slice(1, -1).every(([name]) => name === 'event: progress')).toBe(true);
  });

  test('a rejected row that a spreadsheet would run as a formula is text in the CSV file, and as it was in the JSON', async () => {
    const row = '=1+1,x-ads,Later,0.00,GBP';
    const { body, headers } = multipart([['file', `${fresh('03')}${row}\n`, 'formula.csv']]);
    const [{ import: id }] = (await companion.ask('POST', '/v1/imports', body, headers)).json();
    expect((await get(`/v1/imports/${id}/rejects`)).rows[0].raw).toBe(row);
    const csv = (await companion.ask('GET', `/v1/imports/${id}/rejects.csv`)).body;
    expect(csv.split('\r\n')[1]).toMatch(/,"'=1\+1,x-ads/);
  });

  test('a file as a whole that cannot be taken in is told in its own answer', async () => {
    const { body, headers } = multipart([['file', 'just,some,words\n1,2,3\n', 'words.csv']]);
    const reply = await companion.ask('POST', '/v1/imports', body, headers);
    expect(reply.statusCode).toBe(200);
    expect(reply.json()[0]).toMatchObject({ file: 'words.csv', kept: 0, error: { what: expect.any(String) } });
  });

  test('a request without a file, with a strange field or of another shape is refused', async () => {
    const none = multipart([['currency', 'GBP']]);
    expect((await companion.ask('POST', '/v1/imports', none.body, none.headers)).json().error.code).toBe(
      'import-no-file',
    );
    const odd = multipart([['colour', 'red']]);
    expect((await companion.ask('POST', '/v1/imports', odd.body, odd.headers)).json().error.code).toBe('import-option');
    expect(await refused('POST', '/v1/imports', { paths: ['x'] })).toEqual([400, 'UsageError', 'request-shape']);
    expect(await refused('POST', '/v1/imports', { files: [] })).toEqual([400, 'UsageError', 'request-shape']);
  });
});

describe('status', () => {
  test('says what the workspace holds and that it is no sample', async () => {
    // Two rows of spend.csv and the three sent one by one above.
    const status = await get('/v1/status');
    expect(status.workspace).toMatchObject({ path: companion.folder, sample: false });
    expect(status.currency).toBe('GBP');
    expect(status.records).toMatchObject({ events: 4, deals: 3, dealPeople: 3, spend: 5 });
    expect(status.dataTo.events).toBe('2026-01-08');
    const { version } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(status.version).toBe(version);
  });
});

describe('report', () => {
  // Brand: 1000.00 / 200.00 = 5; Spring: 500.50 / 100.00 = 5.005. Later (x-ads) cost nothing and earned nothing.
  const expected = [
    ['Brand', 200, 1000, 5],
    ['Spring', 100, 500.5, 5.005],
  ];
  const shape = (answer: { rows: Record<string, unknown>[] }) =>
    answer.rows.filter(r => r.campaign !== 'Later').map(r => [r.campaign, r.cost, r.revenue, r.roas]);

  test('by body and by query string is one answer', async () => {
    const body = { by: ['campaign'], models: ['linear', 'first-touch'], lookback: 90, from: '2026-02-01' };
    const posted = await post('/v1/report', body);
    const got = await get('/v1/report?by=campaign&models=linear&models=first-touch&lookback=90d&from=2026-02-01');
    expect(got).toEqual(posted);
    expect(posted.meta).toMatchObject({ models: ['linear', 'first-touch'], by: ['campaign'], lookback: 90 });
  });

  test('gives revenue beside cost by campaign', async () => {
    const answer = await post('/v1/report', { by: ['campaign'] });
    expect(shape(answer)).toEqual(expected);
    // 1000.00 + 500.50 + 99.50 = 1600.00; West's 99.50 has no touch.
    expect(answer.conservation).toMatchObject({
      imported: 1600,
      attributed: 1500.5,
      unattributed: 99.5,
      excluded: 0,
      holds: true,
    });
    expect(answer.meta.sample).not.toBe(true);
  });

  test('lookback=none in the query string is no window', async () => {
    expect((await get('/v1/report?by=channel&lookback=none')).meta.lookback).toBeNull();
  });

  test.each([
    ['an unknown dimension', { by: ['chanel'] }],
    ['a misspelt field', { models: ['linear'], bye: ['channel'] }],
    ['a day that is none', { from: '1.2.2026' }],
    ['an unknown goal', { goal: 'money' }],
    ['no models', { models: [] }],
    ['a lookback of nothing', { lookback: 0 }],
    ['text for a number', { lookback: '90' }],
  ])('%s is refused with 400', async (_, body) => {
    expect(await refused('POST', '/v1/report', body)).toEqual([400, 'UsageError', 'request-shape']);
  });

  test('a refusal names the field, what was there, and every choice there is', async () => {
    const error = async (body: object) => (await companion.ask('POST', '/v1/report', body)).json().error;
    expect(await error({ by: ['channel', 'chanel'] })).toMatchObject({
      where: 'body/by/1',
      found: '"chanel"',
      expected: dimensions.map(({ id }) => id).join(', '),
    });
    expect(await error({ goal: 'money' })).toMatchObject({
      found: '"money"',
      expected: goals.map(({ id }) => id).join(', '),
    });
    expect((await error({ bye: ['channel'] })).what).toContain('body/bye is no field of it');
    expect(await error({ lookback: '90' })).toMatchObject({ where: 'body/lookback', found: '"90"' });
    const long = (await companion.ask('GET', `/v1/report?goal=${'x'.repeat(5_000)}`)).json().error;
    expect(long.found).toHaveLength(301);
    // What is missing was not found.
    expect((await companion.ask('GET', '/v1/explain')).json().error).not.toHaveProperty('found');
  });

  test('an unknown model is refused with the list', async () => {
    const reply = await companion.ask('POST', '/v1/report', { models: ['liner'] });
    expect([reply.statusCode, reply.json().error.kind]).toEqual([400, 'UsageError']);
    expect(JSON.stringify(reply.json())).toContain('last-touch');
  });

  test('a body that is no JSON is refused with 400', async () => {
    const reply = await companion.ask('POST', '/v1/report', '{', { 'content-type': 'application/json' });
    expect([reply.statusCode, reply.json().error.kind]).toEqual([400, 'UsageError']);
  });
});

describe('the other answers', () => {
  test('compare holds every model', async () => {
    const answer = await post('/v1/compare', { by: ['campaign'] });
    const brand = answer.rows.find((r: { campaign: string }) => r.campaign === 'Brand');
    expect(Object.keys(brand.byModel).sort()).toEqual(models.map(m => m.id).sort());
    // One touch: every model gives it all.
    expect([brand.lowest, brand.highest]).toEqual([1000, 1000]);
    expect(await get('/v1/compare?by=campaign')).toEqual(answer);
  });

  test('overlay answers key by key, null where nothing is known', async () => {
    const answer = await post('/v1/overlay', {
      platform: 'google-ads',
      level: 'campaign',
      keys: [{ name: 'No such' }, { name: 'brand' }],
    });
    expect(answer.rows[0]).toBeNull();
    expect(answer.rows[1]).toMatchObject({ name: 'Brand', revenue: 1000, cost: 200, matchedBy: 'name' });
  });

  test('a misspelt field of an overlay key is refused, not passed over', async () => {
    const asked = { platform: 'google-ads', level: 'ad-group', keys: [{ name: 'Kettles', parentID: '1' }] };
    expect(await refused('POST', '/v1/overlay', asked)).toEqual([400, 'UsageError', 'request-shape']);
  });

  test('a journey is found by key and by CRM record', async () => {
    const ada = await get(`/v1/journeys/${encodeURIComponent('ada@north.example')}`);
    expect(ada.conversions.map((c: { label: string }) => c.label)).toContain('North');
    const unknown = [404, 'NotFoundError', 'journey-unknown'];
    expect(await refused('GET', '/v1/journeys/nobody@nowhere.example')).toEqual(unknown);
    expect(await refused('GET', '/v1/journeys?system=hubspot&type=planet&id=1')).toEqual([
      400,
      'UsageError',
      'request-shape',
    ]);
    expect(await refused('GET', '/v1/journeys?system=hubspot&type=deal&id=1')).toEqual(unknown);
    expect((await get('/v1/journeys?system=own&type=deal&id=d1')).label).toBe('North');
  });

  test('what people say is answered by GET and POST alike; a misspelt option is refused', async () => {
    const answer = await get('/v1/heard?by=campaign&model=linear&lookback=90d');
    expect(answer).toEqual(await post('/v1/heard', { by: 'campaign', model: 'linear', lookback: 90 }));
    // Nobody was asked: £1,000.00 + £500.50 + £99.50 stand unanswered.
    expect(answer).toMatchObject({
      by: 'campaign',
      meta: { models: ['linear'], lookback: 90 },
      all: { conversions: 3, value: 1600 },
      answered: { conversions: 0, value: 0 },
      unanswered: { conversions: 3, value: 1600 },
      rows: [],
      conservation: { holds: true },
    });
    expect(await refused('POST', '/v1/heard', { by: 'country' })).toEqual([400, 'UsageError', 'request-shape']);
    expect(await refused('GET', '/v1/heard?model=liner')).toEqual([400, 'UsageError', 'model-unknown']);
  });

  test('paths are counted', async () => {
    const answer = await get('/v1/paths?top=5');
    expect(answer).toEqual(await post('/v1/paths', { top: 5 }));
    expect(answer.rows.map((r: { path: string[]; revenue: number }) => [r.path.join(' > '), r.revenue])).toEqual(
      expect.arrayContaining([
        ['Paid Search', 1000],
        ['Paid Social', 500.5],
      ]),
    );
  });

  test('explain is the receipt of a row', async () => {
    const answer = await post('/v1/explain', { by: 'campaign', value: 'Brand' });
    expect(answer.cost.total).toBe(200);
    expect(answer.conversions).toHaveLength(1);
    expect(answer.conversions[0]).toMatchObject({ label: 'North', amount: 1000, credit: 1, value: 1000 });
    expect(answer.conversions[0].from).toMatch(/deals\.csv:2$/);
    expect(await get('/v1/explain?by=campaign&value=Brand')).toEqual(answer);
  });

  test('doctor has findings and sources', async () => {
    const answer = await get('/v1/doctor');
    expect(answer.sources.map((s: { format: string }) => s.format)).toEqual(
      expect.arrayContaining(['events', 'deals', 'spend']),
    );
    expect(Array.isArray(answer.findings)).toBe(true);
  });

  test('models are the list of the core', async () => {
    expect((await get('/v1/models')).map((m: { id: string }) => m.id)).toEqual(models.map(m => m.id));
  });
});

describe('settings', () => {
  test('are read, and set by their names', async () => {
    const before = await get('/v1/settings');
    const reply = await companion.ask('PATCH', '/v1/settings', { 'half-life': '14d', 'fx.EUR': '0.85' });
    expect(reply.json()).toEqual({ ...before, halfLifeDays: 14, fx: { EUR: '0.85' } });
    expect(await get('/v1/settings')).toEqual(reply.json());
  });

  test('one that is not allowed is refused, and none of the others is set', async () => {
    const before = await get('/v1/settings');
    expect(await refused('PATCH', '/v1/settings', { direct: 'ignore', lookback: 'soon' })).toEqual([
      422,
      'SettingsError',
      'setting-value',
    ]);
    expect(await refused('PATCH', '/v1/settings', { colour: 'red' })).toEqual([
      422,
      'SettingsError',
      'setting-unknown',
    ]);
    expect(await get('/v1/settings')).toEqual(before);
  });
});

describe('pages', () => {
  test('/ says what this is, without a token and without data', async () => {
    const reply = await companion.app.inject({ url: '/', headers: { host: '127.0.0.1:4517' } });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
    expect(reply.body).toContain('Throughline');
    expect(reply.body).not.toContain('Sample company');
    expect(reply.body).not.toMatch(/Brand|north\.example|https?:\/\//);
  });

  test('/docs is whole without another host', async () => {
    const page = await companion.app.inject({ url: '/docs/', headers: { host: '127.0.0.1:4517' } });
    expect(page.statusCode).toBe(200);
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url);
    expect(assets.length).toBeGreaterThan(2);
    for (const url of assets) {
      expect(url).not.toMatch(/^(https?:)?\/\//);
      const path = new URL(url, 'http://127.0.0.1:4517/docs/').pathname;
      expect([
        path,
        (await companion.app.inject({ url: path, headers: { host: '127.0.0.1:4517' } })).statusCode,
      ]).toEqual([path, 200]);
    }
  });

  test('/docs lists every route with its schema', async () => {
    const { paths, openapi } = await get('/docs/json');
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/v1/status',
        '/v1/imports',
        '/v1/report',
        '/v1/compare',
        '/v1/overlay',
        '/v1/journeys/{key}',
        '/v1/journeys.arrow',
        '/v1/paths',
        '/v1/heard',
        '/v1/explain',
        '/v1/models',
        '/v1/settings',
        '/v1/pair',
      ]),
    );
    expect(paths['/v1/report'].post.requestBody.content['application/json'].schema.properties.by).toBeDefined();
  });

  test('a path that is not there is told as an error of the same shape', async () => {
    expect(await refused('GET', '/v1/nothing')).toEqual([404, 'NotFoundError', 'route-unknown']);
  });

  test('one that is none, or too long, is told in that shape too', async () => {
    expect(await refused('GET', '/v1/%ff')).toEqual([400, 'UsageError', 'request']);
    expect(await refused('GET', `/v1/journeys/${'a'.repeat(1_001)}`)).toEqual([400, 'UsageError', 'request']);
  });

  test('no answer of /v1 may be kept by a cache, however its address is spelt', async () => {
    for (const url of ['/v1/models', '/%76%31/models', '/v1/nothing'])
      expect([url, (await companion.ask('GET', url)).headers['cache-control']]).toEqual([url, 'no-store']);
  });
});
