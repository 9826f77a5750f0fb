// What commands print over a real data folder: the sample first, then a small company of one's own.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSmallCompany } from '../small-company.ts';
import { type Captured, captured, type Surroundings } from './captured.ts';

let folder: string;
let files: Awaited<ReturnType<typeof writeSmallCompany>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-cli-'));
  files = await writeSmallCompany(join(folder, 'exports'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = (words: string[], around: Surroundings = {}): Promise<Captured> =>
  captured(words, { ...around, env: { THROUGHLINE_DATA: join(folder, 'data'), ...around.env } });
const lines = (text: string) => text.trimEnd().split('\n');

describe('before anything is imported', () => {
  test('answers are about the sample and say so', async () => {
    const table = await ask(['report', '--by', 'campaign']);
    expect(table.code).toBe(0);
    expect(lines(table.out)[0]).toMatch(/^SAMPLE DATA/);
    expect(table.out).toContain('Kettles broad');
    const json = JSON.parse((await ask(['report', '--json'])).out);
    expect(json.meta.sample).toBe(true);
    const csv = await ask(['report', '--format', 'csv']);
    expect(csv.out).not.toContain('SAMPLE');
    expect(csv.err).toContain('SAMPLE DATA');
  });

  test('where names and figures do not fit side by side, names are cut', async () => {
    const { out } = await ask(['report', '--by', 'campaign'], { isTerminal: true, width: 72 });
    const table = lines(out).filter(
      line => line.includes('£') && !line.includes('Conservation') && !line.includes('('),
    );
    expect(table.length).toBeGreaterThan(10);
    expect(Math.max(...table.map(line => line.length))).toBeLessThanOrEqual(72);
    expect(out).toContain('Prospecting loo…');
  });

  test('heard tells what people say beside what was measured, with the biggest differences and where they stand', async () => {
    const { code, out } = await ask(['heard', '--top', '100']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+ of 107 conversions have an answer/m);
    expect(out).toMatch(/^Podcast +Paid Search +not measurable +1 +£2,000\.00$/m);
    expect(out).toMatch(
      /Penhallow Spa – first order £2,000\.00 deal:own:D-1005 · deals\.csv:6\n +They said +“a podcast”/,
    );
    expect(out).toMatch(/Conservation: 107 conversions = \d+ answered \+ \d+ unanswered \+ 0 excluded/);
    const json = JSON.parse((await ask(['heard', '--json'])).out);
    expect(json.differences).toHaveLength(5);
    const csv = lines((await ask(['heard', '--format', 'csv'])).out);
    expect(csv[0].trim()).toBe('said,measured,verdict,conversions,value');
    expect(csv).toHaveLength(json.rows.length + 1);
  });

  test('a journey tells what was answered, where it stands and whether the path has it', async () => {
    const { out } = await ask(['journey', 'buyer@penhallowspa.example']);
    expect(out).toMatch(/they said: “a podcast” \(Podcast; leaves no click to measure\) .*deals\.csv:6/);
    const amelia = await ask(['journey', 'amelia.hart@harrowgatehotels.example']);
    expect(amelia.out).toContain('(Word of mouth, Search; the path has it)');
  });

  test('a file that cannot be taken in does not end the sample', async () => {
    const path = join(folder, 'words.csv');
    await writeFile(path, 'just,some,words\n1,2,3\n');
    const { code, err } = await ask(['import', path]);
    expect(code).toBe(1);
    expect(err).toContain('Not taken in: words.csv');
    expect(JSON.parse((await ask(['report', '--json'])).out).meta.sample).toBe(true);
  });
});

describe('import', () => {
  test('the import doctor says what the command without --dry-run would do, and no more', async () => {
    const path = join(folder, 'words.csv');
    await writeFile(path, 'just,some,words\n1,2,3\n');
    const last = async (...paths: string[]) => lines((await ask(['import', '--dry-run', ...paths])).out).at(-1);
    expect(await last(path)).toBe('Nothing was stored.');
    expect(await last(files['events.csv'])).toBe('Nothing was stored: the same command without --dry-run takes it in.');
    expect(await last(path, files['events.csv'])).toBe(
      'Nothing was stored: the same command without --dry-run takes in 1 of 2.',
    );
  });

  test('ends with what was kept, duplicate, rejected and why, and points at the rejects', async () => {
    const { code, out, err } = await ask(['import', ...Object.values(files)]);
    expect([code, err]).toEqual([0, '']);
    const table = lines(out).map(line =>
      line
        .replace(/\s+[\d.]+ s$/, '')
        .trim()
        .split(/\s{2,}/),
    );
    expect(table.slice(0, 5)).toEqual([
      ['File', 'Format', 'Read', 'Kept', 'Duplicate', 'Rejected', 'Time'],
      ['events.csv', 'events', '5', '4', '0', '1'],
      ['deals.csv', 'deals', '3', '3', '0', '0'],
      ['spend.csv', 'spend', '3', '2', '0', '1'],
      ['Total', '11', '9', '0', '2'],
    ]);
    expect(out).toMatch(/Set aside from events\.csv: 1\n {2}1 × .*\(line 6\)/);
    expect(out).toMatch(/Set aside from spend\.csv: 1\n {2}1 × .*\(line 4\)/);
    expect(out).toContain('--rejects FILE.csv');
  });

  test('a second time keeps nothing; --rejects writes the rows, --json prints one document', async () => {
    const target = join(folder, 'rejects.csv');
    const { code, out } = await ask(['import', ...Object.values(files), '--json', '--rejects', target]);
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect(answer.map((f: Record<string, unknown>) => [f.file, f.kept, f.duplicates, f.rejected])).toEqual([
      ['events.csv', 0, 4, 1],
      ['deals.csv', 0, 3, 0],
      ['spend.csv', 0, 2, 1],
    ]);
    const written = lines(await readFile(target, 'utf8')).map(line => line.trim());
    expect(written).toHaveLength(3);
    expect(written[0]).toBe('file,line,reason,row');
    expect(written[1]).toMatch(/^events\.csv,6,.*not a day/);
    expect(written[2]).toMatch(/^spend\.csv,4,.*much/);
  });

  test('a place that cannot be written to fails the rejects, not the import', async () => {
    const { code, out, err } = await ask(['import', files['spend.csv'], '--rejects', join(folder, 'no', 'where.csv')]);
    expect(code).toBe(1);
    expect(out).toContain('spend.csv');
    expect(err).toContain('the import itself is done');
    expect(err).toContain('ENOENT');
  });

  test('a file that is not there is named and the others go on; a folder is the files in it', async () => {
    const absent = await ask(['import', join(folder, 'nothing.csv'), files['spend.csv']]);
    expect(absent.code).toBe(1);
    expect(absent.err).toContain('nothing.csv');
    expect(absent.out).toContain('spend.csv');
    const directory = await ask(['import', join(folder, 'exports')]);
    expect(directory.code).toBe(0);
    expect(directory.out).toContain('exports/spend.csv');
  });
});

describe('report', () => {
  test('is a table of revenue beside cost, with the unattributed, the total and the law', async () => {
    const { out } = await ask(['report', '--by', 'campaign']);
    expect(out).not.toContain('SAMPLE');
    const [basis, , header, ...rows] = lines(out);
    expect(basis).toBe(
      'Revenue · last-touch · all time, by day of conversion · no lookback window · direct counts · GBP · UTC',
    );
    expect(header.trim().split(/\s{2,}/)).toEqual(
      'Platform,Campaign,Impressions,Clicks,Cost,Visits,Leads,Opps,Won,Pipeline,Revenue,ROAS,ROI,CPL,CAC'.split(','),
    );
    // Brand: 1000 / 200 = 5, (1000 − 200) / 200 = 400 %; Spring: 500.50 / 100 = 5.005; total 1600 / 300 = 5.33.
    expect(rows[0].trim().split(/\s{2,}/)).toEqual(
      'google-ads,Brand,1|000,100,£200.00,1,1,1,1,£0.00,£1|000.00,5.00,400.0 %,£200.00,£200.00'
        .split(',')
        .map(cell => cell.replace('|', ',')),
    );
    expect(rows[1]).toMatch(/meta-ads\s+Spring .* £500\.50 +5\.01 +400\.5 %/);
    expect(rows[2]).toMatch(/\(unattributed\) .* £99\.50 +– +–/);
    expect(rows[3]).toMatch(/Total .* £300\.00 .* £1,600\.00 +5\.33 /);
    expect(out).toContain(
      'Conservation: £1,600.00 imported = £1,500.50 attributed + £99.50 unattributed + £0.00 excluded · 3 conversions = 2 + 1 + 0',
    );
    expect(out).toMatch(/unattributed: .*\(1 conversion, £99\.50\)/);
  });

  test('several models add a column each; commas and repeats are one', async () => {
    const once = await ask(['report', '--by', 'campaign', '--model', 'first-touch,linear']);
    const twice = await ask(['report', '--by', 'campaign', '--model', 'first-touch', '--model', 'linear']);
    expect(once).toEqual(twice);
    expect(lines(once.out)[2]).toMatch(/CAC +first-touch +linear$/);
  });

  test('as CSV is one table whose rows add up, with bare numbers', async () => {
    const { out, err } = await ask(['report', '--by', 'campaign', '--format', 'csv']);
    const [header, ...rows] = out
      .trimEnd()
      .split('\r\n')
      .map(line => line.split(','));
    expect(header.slice(0, 3)).toEqual(['platform', 'campaign', 'impressions']);
    const at = header.indexOf('revenue');
    expect(rows.map(row => [row[1], row[at]])).toEqual([
      ['Brand', '1000'],
      ['Spring', '500.5'],
      ['(unattributed)', '99.5'],
    ]);
    expect(err).toContain('Conservation');
  });

  test('as JSON is one document of the documented shape', async () => {
    const { out, err } = await ask([
      'report',
      '--by',
      'campaign',
      '--json',
      '--from',
      '2026-01-01',
      '--lookback',
      '90d',
    ]);
    expect(err).toBe('');
    const document = JSON.parse(out);
    expect(Object.keys(document)).toEqual(['meta', 'rows', 'totals', 'unattributed', 'excluded', 'conservation']);
    expect(document.meta).toMatchObject({
      goal: 'revenue',
      models: ['last-touch'],
      by: ['campaign'],
      from: '2026-01-01',
      to: null,
      lookback: 90,
      dateBasis: 'conversion',
      direct: 'count',
      currency: 'GBP',
      zone: 'UTC',
    });
    expect(document.rows[0]).toMatchObject({ campaign: 'Brand', platform: 'google-ads', revenue: 1000, roas: 5 });
  });

  test('on a narrow terminal drops figures and says which', async () => {
    const { out } = await ask(['report', '--by', 'campaign'], { isTerminal: true, width: 80, env: { NO_COLOR: '1' } });
    for (const line of lines(out).filter(line => /Brand|Total|Platform/.test(line)))
      expect(line.length).toBeLessThanOrEqual(80);
    expect(out).toMatch(/Not shown for want of width: Impressions, /);
    expect(out).toContain('£1,000.00');
  });

  test('colours only a terminal', async () => {
    expect((await ask(['report'])).out).not.toContain('\u001b');
    expect((await ask(['report'], { isTerminal: true, width: 200 })).out).toContain('\u001b[1m');
  });
});

describe('the other answers', () => {
  test('compare puts every model beside the others, in several tables where it is narrow', async () => {
    const wide = await ask(['compare', '--by', 'campaign']);
    expect(wide.out).toMatch(/last-touch +first-touch/);
    expect(wide.out).toContain('Conservation');
    const narrow = await ask(['compare', '--by', 'campaign'], { isTerminal: true, width: 90, env: { NO_COLOR: '1' } });
    expect(narrow.out.match(/^Platform/gm)!.length).toBeGreaterThan(1);
    const csv = await ask(['compare', '--by', 'campaign', '--format', 'csv']);
    expect(csv.out.split('\r\n')[0]).toContain('linear');
  });

  test('heard says how to ask where nobody was asked', async () => {
    const { code, out } = await ask(['heard']);
    expect(code).toBe(0);
    expect(out).toContain('0 of 3 conversions have an answer');
    expect(out).toContain('Ask "How did you hear about us?"');
  });

  test('paths are counted with their revenue and time to close', async () => {
    const { out } = await ask(['paths']);
    // Two ways of one conversion each; Ada's: 5 January to 1 February, 27 days.
    expect(out).toMatch(/1 +50\.0 % +£1,000\.00 +27 +Paid Search/);
    expect(out).toContain('Conservation');
  });

  test('explain is the receipt, down to file and line', async () => {
    const { out } = await ask(['explain', '--by', 'campaign', '--value', 'Brand']);
    expect(out).toContain('Campaign: Brand');
    expect(out).toContain('North');
    expect(out).toMatch(/deals\.csv:2/);
    expect(out).toMatch(/events\.csv:2/);
    expect(out).toMatch(/£1,000\.00 × 100 % = £1,000\.00/);
  });

  test('journey tells how someone came, by an email or a deal', async () => {
    const ada = await ask(['journey', 'ada@north.example']);
    expect(ada.code).toBe(0);
    expect(ada.out).toContain('North');
    expect(ada.out).toContain('Paid Search');
    expect(JSON.parse((await ask(['journey', 'd1', '--json'])).out).kind).toBe('deal');
    const nobody = await ask(['journey', 'nobody@nowhere.example']);
    expect([nobody.code, nobody.out]).toEqual([1, '']);
    expect(nobody.err).toContain('nobody@nowhere.example');
  });

  test('doctor lists the sources and what is amiss', async () => {
    const { code, out } = await ask(['doctor']);
    expect(code).toBe(0);
    expect(out).toMatch(/events +1 +4/);
    expect(JSON.parse((await ask(['doctor', '--json'])).out).sources).toHaveLength(3);
  });

  test('settings are read, set, and stand in the next answer', async () => {
    expect((await ask(['settings', 'set', 'lookback', '30d'])).out).toBe('lookback = 30d\n');
    expect((await ask(['settings', 'get', 'lookback'])).out).toBe('30d\n');
    expect((await ask(['settings'])).out).toMatch(/^lookback +30d /m);
    expect(JSON.parse((await ask(['report', '--json'])).out).meta.lookback).toBe(30);
    await ask(['settings', 'set', 'lookback', 'none']);
  });

  test('--data goes before THROUGHLINE_DATA, before or behind the command', async () => {
    const other = join(folder, 'other');
    expect((await ask(['settings', 'set', 'direct', 'ignore', '--data', other])).code).toBe(0);
    expect((await ask(['--data', other, 'settings', 'get', 'direct'])).out).toBe('ignore\n');
    expect((await ask(['settings', 'get', 'direct'])).out).toBe('count\n');
  });

  test('a data folder that is a file is an error that says so', async () => {
    const { code, err } = await ask(['report', '--data', files['deals.csv']]);
    expect(code).toBe(1);
    expect(err).toContain('The data folder is not a folder.');
  });
});
