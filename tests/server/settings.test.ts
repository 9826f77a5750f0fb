// Settings: what each key takes, what is refused, and the file they are kept in.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applySetting, settingKeys, settingText } from '../../server/setting-keys.ts';
import { SettingsStore } from '../../server/settings.ts';
import { ConnectionError, SettingsError } from '../../shared/errors.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';

describe('a setting', () => {
  test.each<[key: string, text: string, expected: Partial<Settings>]>([
    ['currency', 'eur', { currency: 'EUR' }],
    ['currency', 'auto', { currency: null }],
    ['zone', 'europe/london', { zone: 'Europe/London' }],
    ['zone', 'utc', { zone: 'UTC' }],
    ['fx.EUR', '0.85', { fx: { EUR: '0.85' } }],
    ['fx.eur', '1', { fx: { EUR: '1' } }],
    ['lookback', '90d', { lookback: 90 }],
    ['lookback', '7.5', { lookback: 7.5 }],
    ['lookback', 'none', { lookback: null }],
    ['direct', 'IGNORE', { direct: 'ignore' }],
    ['half-life', '14 days', { halfLifeDays: 14 }],
    ['deal-people', 'account', { dealPeople: 'account' }],
    ['campaign-map', 'google-ads/a=google-ads/b', { campaignMap: { 'google-ads/a': 'google-ads/b' } }],
    ['campaign-map', '{"a": "b", "c": "d"}', { campaignMap: { a: 'b', c: 'd' } }],
    ['sites', 'https://shop.acme.com/x, acme.com', { sites: ['acme.com', 'shop.acme.com'] }],
    ['sites', 'none', { sites: [] }],
    ['region', 'de', { region: 'DE' }],
    ['date-order', 'dmy', { dateOrder: 'dmy' }],
    ['date-order', 'none', { dateOrder: null }],
    ['links', 'Hard', { links: 'hard' }],
    ['domain-map', 'ACME.de=https://acme.com/', { domainMap: { 'acme.de': 'acme.com' } }],
    ['domain-map', 'agency.example=none', { domainMap: { 'agency.example': 'none' } }],
    ['consent', 'assume', { consent: 'assume' }],
    ['form-fields', 'company, budget,company', { formFields: ['budget', 'company'] }],
    [
      'phone-pool',
      'paid search=020 7946 0018, +44 20 7946 0001; default=+442079460999',
      { phonePool: { 'Paid Search': ['+442079460001', '+442079460018'], default: ['+442079460999'] } },
    ],
    ['excluded-ips', '198.51.100.0/24, 2001:db8::/32', { excludedIps: ['198.51.100.0/24', '2001:db8::/32'] }],
    [
      'excluded-hosts',
      '*.Preview.acme.com, staging.acme.com',
      { excludedHosts: ['*.preview.acme.com', 'staging.acme.com'] },
    ],
  ])('%s takes %s', (key, text, expected) => {
    expect(applySetting(defaultSettings, key, text)).toEqual({ ...defaultSettings, ...expected });
  });

  test.each([
    ['currency', 'pounds'],
    ['currency', 'XYZ'],
    ['zone', '+01:00'],
    ['zone', 'Mars/Olympus'],
    ['fx.XYZ', '1'],
    ['fx.EUR', '0'],
    ['fx.EUR', '-1'],
    ['fx.EUR', '1,08'],
    ['fx.EUR', '1e3'],
    ['lookback', '0'],
    ['lookback', '-5'],
    ['lookback', 'soon'],
    ['direct', 'maybe'],
    ['half-life', 'none'],
    ['deal-people', 'all'],
    ['campaign-map', 'just words'],
    ['campaign-map', '{"a": 1}'],
    ['campaign-map', '{"a"'],
    ['campaign-map', '=b'],
    ['sites', 'not a host'],
    ['sites', '*.acme.com'],
    ['region', 'UK'],
    ['date-order', 'ymd'],
    ['links', 'soft'],
    ['domain-map', 'acme'],
    ['consent', 'no'],
    ['phone-pool', 'Paid Serch=+442079460001'],
    ['phone-pool', 'Paid Search=call us'],
    ['excluded-ips', 'office'],
    ['excluded-ips', '10.0.0.0/99'],
    ['excluded-hosts', 'not a host'],
    ['colour', 'red'],
    ['fx.', '1'],
  ])('%s refuses %s and says what is allowed', (key, text) => {
    expect(() => applySetting(defaultSettings, key, text)).toThrow(SettingsError);
    try {
      applySetting(defaultSettings, key, text);
    } catch (error) {
      expect((error as SettingsError).details.expected).toBeTruthy();
    }
  });

  test('campaign-map adds one, takes one away, takes all away', () => {
    const two = applySetting(applySetting(defaultSettings, 'campaign-map', 'a=b'), 'campaign-map', 'c=d');
    expect(two.campaignMap).toEqual({ a: 'b', c: 'd' });
    expect(applySetting(two, 'campaign-map', 'a=').campaignMap).toEqual({ c: 'd' });
    expect(applySetting(two, 'campaign-map', 'none').campaignMap).toEqual({});
  });

  test('phone-pool sets one channel, takes one away, leaves the others', () => {
    const two = applySetting(defaultSettings, 'phone-pool', 'Email=+442079460001; default=+442079460999');
    expect(applySetting(two, 'phone-pool', 'email=').phonePool).toEqual({ default: ['+442079460999'] });
  });

  test('fx.EUR none takes the rate away and leaves the others', () => {
    const two = applySetting(applySetting(defaultSettings, 'fx.EUR', '0.85'), 'fx.USD', '0.8');
    expect(applySetting(two, 'fx.EUR', 'none').fx).toEqual({ USD: '0.8' });
  });

  test('what is written can be read again, for every key', () => {
    let settings = defaultSettings;
    for (const [key, text] of [
      ['currency', 'JPY'],
      ['zone', 'Asia/Tokyo'],
      ['lookback', '30d'],
      ['half-life', '3.5d'],
      ['campaign-map', 'a=b'],
      ['sites', 'acme.com'],
      ['date-order', 'mdy'],
      ['links', 'hard'],
      ['domain-map', 'acme.de=acme.com'],
      ['consent', 'assume'],
      ['form-fields', 'company'],
      ['phone-pool', 'Paid Search=+442079460001, +442079460002; default=+442079460999'],
      ['excluded-ips', '192.0.2.7'],
      ['excluded-hosts', '*.acme.dev'],
    ])
      settings = applySetting(settings, key, text);
    for (const { id } of settingKeys.filter(k => k.id !== 'fx.CUR'))
      expect(applySetting(settings, id, settingText(settings, id))).toEqual(settings);
  });
});

describe('the settings file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('is the defaults where there is none, and nothing is written by reading', async () => {
    expect(await new SettingsStore(folder).read()).toEqual(defaultSettings);
    await expect(readFile(join(folder, 'settings.json'))).rejects.toThrow('ENOENT');
  });

  test('keeps what was set for the next one who reads', async () => {
    await new SettingsStore(folder).set('lookback', '30d');
    expect((await new SettingsStore(folder).read()).lookback).toBe(30);
  });

  test('of two that are set at once both are kept', async () => {
    const store = new SettingsStore(folder);
    await Promise.all([store.set('lookback', '30d'), store.set('zone', 'Asia/Tokyo'), store.set('fx.EUR', '0.85')]);
    const kept = { ...defaultSettings, lookback: 30, zone: 'Asia/Tokyo', fx: { EUR: '0.85' } };
    expect(await store.read()).toEqual(kept);
    expect(await new SettingsStore(folder).read()).toEqual(kept);
  });

  test('where it cannot be written that is said, and it stays as it was', async () => {
    const store = new SettingsStore(folder);
    await store.set('lookback', '30d');
    await mkdir(join(folder, '.settings.json.tmp')); // where it is written first
    await expect(store.set('lookback', '60d')).rejects.toThrow(ConnectionError);
    expect((await store.read()).lookback).toBe(30);
  });

  test('a change by hand is taken up', async () => {
    const store = new SettingsStore(folder);
    await store.set('lookback', '30d');
    await writeFile(
      store.path,
      '{"lookback": 60, "fx": {"EUR": 0.9}, "phonePool": {"Email": ["+442079460001"]}, "domainMap": {"acme.de": "none"}}',
    );
    expect(await store.read()).toEqual({
      ...defaultSettings,
      lookback: 60,
      fx: { EUR: '0.9' },
      phonePool: { Email: ['+442079460001'] },
      domainMap: { 'acme.de': 'none' },
    });
  });

  test.each([
    ['half a file', '{"lookback": '],
    ['a list', '[]'],
    ['a value that is not allowed', '{"direct": "maybe"}'],
    ['a value of another type', '{"sites": "acme.com"}'],
  ])('%s is refused and left as it is', async (_, text) => {
    const store = new SettingsStore(folder);
    await writeFile(store.path, text);
    await expect(store.read()).rejects.toThrow(SettingsError);
    await expect(store.set('lookback', '30d')).rejects.toThrow(SettingsError);
    expect(await readFile(store.path, 'utf8')).toBe(text);
  });
});
