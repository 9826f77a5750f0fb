// How commands are read: help, wrong use, exit codes. Nothing here opens a data folder.

import { describe, expect, test } from 'vitest';
import { captured } from './captured.ts';

const commands = [
  'serve',
  'import',
  'report',
  'compare',
  'journey',
  'paths',
  'heard',
  'explain',
  'link',
  'settings',
  'doctor',
  'pair',
  'formats',
  'models',
  'destinations',
  'sites',
];

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])('%s names every command', async word => {
    const { code, out } = await captured([word]);
    expect(code).toBe(0);
    for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  test.each(commands)('of %s names its options and does nothing else', async command => {
    const { code, out, err } = await captured([command, '--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`throughline ${command}`);
    expect(out).toContain('--data DIR');
    expect(await captured(['help', command])).toEqual({ code, out, err });
  });

  test('no command at all is wrong use, answered with the help', async () => {
    const { code, out, err } = await captured([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage: throughline COMMAND');
  });

  test('--version prints the version alone', async () => {
    expect((await captured(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('wrong use exits with 2 and says what would be right', () => {
  test.each([
    [['reprot'], 'Did you mean throughline report?'],
    [['--by', 'channel', 'report'], 'The command comes before its options'],
    [['report', '--modle', 'linear'], 'Did you mean --model?'],
    [['report', '--model', 'liner'], 'Did you mean linear?'],
    [['report', '--model', 'linear,lats-touch'], 'Did you mean last-touch?'],
    [['report', '--by', 'chanel'], 'Did you mean channel?'],
    [['report', '--goal', 'revenu'], 'Did you mean revenue?'],
    [['report', '--format', 'jsn'], 'Did you mean json?'],
    [['report', '--from'], '--from needs a value'],
    [['report', '--from', '--to', '2026-01-01'], '--from needs a value'],
    [['report', '--from', '2026-02-30'], 'YYYY-MM-DD'],
    [['report', '--from', '01/02/2026'], 'YYYY-MM-DD'],
    [['report', '--from', '2026-02-01', '--to', '2026-01-01'], 'ends before it begins'],
    [['report', '--from', '2026-02-01', '--from', '2026-01-01'], 'was given 2 times'],
    [['report', '--lookback', 'soon'], '90d, or none'],
    [['report', '--lookback', '0'], '90d, or none'],
    [['report', '--date-basis', 'click'], 'conversion, touch'],
    [['report', '--direct', 'maybe'], 'count, ignore'],
    [['report', '--json=yes'], '--json takes no value'],
    [['report', 'campaign'], 'a word too many: "campaign"'],
    [['report', '--data', ''], '--data names no folder'],
    [['compare'], 'needs --by'],
    [['explain', '--by', 'channel'], 'needs --by and --value'],
    [['journey'], 'needs KEY'],
    [['journey', 'a', 'b'], 'a word too many: "b"'],
    [['paths', '--top', '0'], 'whole number from 1'],
    [['paths', '--by', 'country'], 'channel, source, campaign'],
    [['heard', '--by', 'country'], 'channel, campaign'],
    [['heard', '--model', 'liner'], 'Did you mean linear'],
    [['import'], 'needs FILE…'],
    [['import', 'x.csv', '--format', 'event'], 'Did you mean events?'],
    [['import', 'x.csv', '--map', 'deal_id=Nr'], '--format deals --map'],
    [['import', 'x.csv', '--format', 'deals', '--map', 'deal_id'], '--map deal_id="Opp Nr"'],
    [['import', 'x.csv', '--format', 'deals', '--map', 'deals_id=Nr'], 'Did you mean deal_id?'],
    [['import', 'x.csv', '--format', 'ga4-bigquery', '--map', 'x=y'], 'No columns can be mapped to ga4-bigquery'],
    [['import', 'x.csv', '--date-order', 'ymd'], '--date-order dmy or --date-order mdy'],
    [['import', 'x.csv', '--currency', 'pounds'], 'ISO 4217'],
    [['import', '-'], 'Standard input is not read'],
    [['import', 'https://acme.example/deals.csv'], 'is an address, not a file'],
    [['import', 'x.csv', '--zone', 'Mars/Olympus'], 'IANA zone'],
    [['serve', '--port', '70000'], '0 to 65535'],
    [['serve', '--port', 'http'], '0 to 65535'],
    [['settings', 'put'], 'get or set'],
    [['settings', 'set', 'lookback'], 'needs a key and a value'],
    [['settings', 'get', 'colour'], 'There is no setting "colour"'],
  ])('%j', async (args, hint) => {
    const { code, out, err } = await captured(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(hint);
    expect(err).not.toContain('    at ');
  });

  test('--json and --format csv cannot both be had', async () => {
    const { code, err } = await captured(['report', '--json', '--format', 'csv']);
    expect(code).toBe(2);
    expect(err).toContain('cannot both be had');
  });

  test('asked for JSON, the error is one JSON document too', async () => {
    const { code, out, err } = await captured(['report', '--json', '--model', 'liner']);
    expect(code).toBe(2);
    expect(JSON.parse(out).error).toMatchObject({ kind: 'UsageError', code: 'model-unknown', found: 'liner' });
    expect(err).toContain('Did you mean linear?');
  });
});

describe('the lists', () => {
  test('models and formats are printed, and as JSON', async () => {
    expect((await captured(['models'])).out).toContain('position-based');
    expect(JSON.parse((await captured(['models', '--json'])).out)[0]).toMatchObject({ id: 'first-touch' });
    expect((await captured(['formats'])).out).toContain('google-ads-campaigns');
    expect(JSON.parse((await captured(['formats', '--json'])).out).map((f: { id: string }) => f.id)).toContain(
      'events',
    );
  });

  test('destinations says that there are none', async () => {
    expect((await captured(['destinations'])).out).toBe('There are no export destinations in this version.\n');
  });

  test('sites lists each site with what it shows', async () => {
    expect((await captured(['sites'])).out).toMatch(/google-ads +Google Ads +campaigns, ad groups, keywords/);
    expect(JSON.parse((await captured(['sites', '--json'])).out)).toContainEqual(
      expect.objectContaining({ id: 'hubspot', kind: 'crm' }),
    );
  });
});
