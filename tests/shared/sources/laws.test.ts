// Laws that hold for any text: nothing throws, equal inputs give equal outputs, no click id's value leaks, and the
// importer's SQL patterns lose nothing that the resolver would have read.
import { existsSync, readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseCampaignName } from '#shared/sources/campaign-name.ts';
import { clickIdParams } from '#shared/sources/click-ids.ts';
import { hostOf, isSameSite, siteOf } from '#shared/sources/domain.ts';
import { isFreeMail } from '#shared/sources/free-mail.ts';
import { blankClickIdColumnsPattern } from '#shared/sources/patterns.ts';
import { platformFromText, slugOf } from '#shared/sources/platforms.ts';
import { createResolver, resolveSource } from '#shared/sources/resolve.ts';
import { cleanText } from '#shared/sources/text.ts';
import { querySql } from '../../../server/ingest/source-ref.ts';

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 40 }));
const name = fc.constantFrom(
  ...clickIdParams,
  ...[
    'utm_source',
    'utm_medium',
    'utm_campaign',
    'utm_id',
    'utm_term',
    'UTM_SOURCE',
    'mtm_campaign',
    'hsa_net',
    'gclsrc',
  ],
  ...['campaignid', 'keyword', 'ref', 'page', 'sfmc_x', 'pi_y'],
);
const value = fc.oneof(
  fc.constantFrom(
    'google',
    'cpc',
    'email',
    '{campaignid}',
    '%7Bx%7D',
    'undefined',
    'null',
    '%',
    '%zz',
    'a+b',
    'x{gclid}',
    '__CLICKID__',
    '%%GCLID%%',
    '(not set)',
    '_',
    ' x',
    '+',
    '1',
    'acme.com',
    '',
  ),
  fc.string({ maxLength: 12 }),
);
const query = fc
  .array(fc.tuple(fc.constantFrom('?', '&', '#', '&amp;'), name, value), { maxLength: 6 })
  .map(parts => parts.map(([sep, key, val], i) => `${i === 0 && sep !== '#' ? '?' : sep}${key}=${val}`).join(''));
const url = fc.oneof(
  text,
  fc.tuple(fc.constantFrom('https://own.com/', 'https://x.com/a', ''), query).map(([a, b]) => a + b),
);
const referrer = fc.oneof(
  text,
  fc.constantFrom('', 'https://own.com/', 'https://www.google.com/', 'https://mail.google.com', 'https://chatgpt.com'),
);
const cell = fc.option(fc.oneof(text, value), { nil: null });
const input = fc.record({
  source: cell,
  medium: cell,
  campaign: cell,
  campaignId: cell,
  term: cell,
  platform: cell,
  clickIds: cell,
  url,
  referrer,
  fromAiEra: fc.boolean(),
});

describe('resolveSource', () => {
  it('never throws, and a resolver that has seen other rows answers the same', () => {
    const seasoned = createResolver(['own.com']);
    fc.assert(
      fc.property(input, row => {
        const found = seasoned(row);
        expect(found).toEqual(resolveSource(row, ['own.com']));
        expect(found.source).not.toBe('');
        expect(found.medium).not.toBe('');
        expect(found.channel).not.toBe('');
        expect(found.source).toBe(found.source.toLowerCase());
        expect(found.isDirect).toBe(!found.hasSource);
        if (found.continues) expect(found.isDirect).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is settled: its own output as columns gives the same source, medium, campaign and channel', () => {
    fc.assert(
      fc.property(input, row => {
        const once = resolveSource(row, []);
        if (once.isDirect || once.source.startsWith('(') || once.medium === '(not set)') return;
        const { channel: _, warnings: __, ...columns } = once;
        const twice = resolveSource({ ...columns, referrer: null, fromAiEra: row.fromAiEra }, []);
        const pick = ({ source, medium, campaign, campaignId, channel }: typeof once) => ({
          source,
          medium,
          campaign,
          campaignId,
          channel,
        });
        expect(pick(twice)).toEqual(pick(once));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads no click-id value: any value gives what "1" gives', () => {
    const id = fc.constantFrom(...clickIdParams.filter(param => !['gad_campaignid', 'mc_cid'].includes(param)));
    fc.assert(
      fc.property(id, fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/), (param, secret) => {
        fc.pre(!/^[-_][^A-Za-z0-9]/.test(secret));
        const found = resolveSource({ url: `https://x.com/?${param}=${secret}`, fromAiEra: true }, []);
        expect(found).toEqual(resolveSource({ url: `https://x.com/?${param}=1`, fromAiEra: true }, []));
        expect(JSON.stringify(found)).not.toContain(secret);
      }),
    );
  });
});

describe('the small tools', () => {
  it('never throw and are idempotent', () => {
    fc.assert(
      fc.property(text, any => {
        for (const fold of [normaliseCampaignName, slugOf, platformFromText, cleanText, siteOf]) {
          expect(fold(fold(any))).toBe(fold(any));
        }
        const host = hostOf(any);
        if (host !== '') expect(hostOf(`http://${host}/`)).toBe(host);
        isFreeMail(any);
      }),
      { numRuns: 2000 },
    );
  });

  it('judge a site the same from both sides', () => {
    const host = fc.array(fc.constantFrom('a', 'x', 'shop', 'co', 'uk', 'com', 'github', 'io'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(host, host, (a, b) => {
        expect(isSameSite(a.join('.'), b.join('.'))).toBe(isSameSite(b.join('.'), a.join('.')));
      }),
    );
  });
});

describe("the importer's patterns in DuckDB", () => {
  it('gate and shorten urls without changing what they resolve to', async () => {
    const urls = fc.sample(
      fc.tuple(fc.constantFrom('https://own.com/p', 'https://x.com/a'), query).map(([a, b]) => a + b),
      { numRuns: 10_000, seed: 7 },
    );
    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(
      `select url, array_to_string(${querySql('whole')}, '&') as whole, array_to_string(${querySql('picked')}, '&') as picked
       from (select unnest($urls::varchar[]) as url)`,
      { urls: `[${urls.map(each => JSON.stringify(each)).join(',')}]` },
    );
    const rows = reader.getRowObjects() as { url: string; whole: string | null; picked: string | null }[];
    expect(rows).toHaveLength(10_000);
    const resolve = createResolver([]);
    for (const { url, ...forms } of rows) {
      const resolved = resolve({ url, fromAiEra: true });
      for (const query of Object.values(forms)) {
        const brief = resolve({ url: `https://${hostOf(url)}/${query === null ? '' : `?${query}`}`, fromAiEra: true });
        expect({ url, query, ...brief }).toEqual({ url, query, ...resolved });
      }
    }
  });

  it('blank the click ids of most urls, but nothing that may be no id', async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    const id = 'Cj0KCQjw-EXAMPLE_0000';
    const queryOf = async (url: string) =>
      (
        await connection.runAndReadAll(`select array_to_string(${querySql('whole')}, '&') from (select $url as url)`, {
          url,
        })
      ).getRows()[0][0];
    expect(await queryOf(`https://a.com/?x=1&gclid=${id}&li_fat_id=${id}`)).toBe('x=1&gclid=1&li_fat_id=1');
    for (const value of ['{gclid}', 'undefined', '__LONG_PLACEHOLDER__', '%7Bplaceholder.long%7D'])
      expect(await queryOf(`https://a.com/?gclid=${value}`)).toBe(`gclid=${value}`);
    expect(await queryOf(`https://a.com/?utm_campaign=${id}#gclid=${id}`)).toBe(`utm_campaign=${id}#gclid=${id}`);
  });

  it('collapse click ids of columns to presence', async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    const blank = async (pattern: { pattern: string; replacement: string }, given: string) =>
      (
        await connection.runAndReadAll("select regexp_replace($given, $pattern, $with, 'gi')", {
          given,
          pattern: pattern.pattern,
          with: pattern.replacement,
        })
      ).getRows()[0][0];
    expect(await blank(blankClickIdColumnsPattern, 'gclid=Cj0abc&msclkid=def')).toBe('gclid=1&msclkid=1');
  });
});

const events = new URL('../../../../shared/data/snowplow-web-events/snowplow_web_events.csv', import.meta.url);

describe.skipIf(!existsSync(events))("a real tracker's urls", () => {
  it('resolve without a throw, and every gclid among them to Google Ads', () => {
    const urls = [...readFileSync(events, 'utf8').matchAll(/https?:\/\/[^\s",]+/g)].map(match => match[0]);
    expect(urls.length).toBeGreaterThan(100);
    const resolve = createResolver([]);
    const found = urls.map(each => ({ each, ...resolve({ url: each, fromAiEra: false }) }));
    const clicks = found.filter(({ each }) => /[?&]gclid=\w/.test(each));
    expect(clicks.length).toBeGreaterThan(0);
    for (const click of clicks)
      expect(click).toMatchObject({ source: 'google', medium: 'cpc', platform: 'google-ads' });
  });
});
