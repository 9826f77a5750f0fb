import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { collectorFindings } from '../../../server/intake/findings.ts';
import { type Collected, collected, hit } from './collected.ts';

let company: Collected;
afterEach(() => company.close());

const found = (now: string) => collectorFindings(company.store, company.folder, company.settings, Date.parse(now));
const codes = async (now: string) => (await found(now)).map(({ code }) => code);

test('nothing is said where nothing is collected, nor where all is well', async () => {
  company = await collected();
  expect(await codes('2026-10-20T12:00:00Z')).toEqual([]);
  await company.write(hit('2026-10-20T10:00:00Z', { visitor: 'visitor-a' }));
  await company.drain();
  expect(await codes('2026-10-20T12:00:00Z')).toEqual([]);
});

test('a collector that used to send and is silent for days is a warning; one that is long gone is none', async () => {
  company = await collected();
  const days = ['05', '06', '07', '08', '09'];
  await company.write(...days.map(day => hit(`2026-10-${day}T10:00:00Z`, { visitor: 'visitor-a' })));
  await company.drain();
  expect(await codes('2026-10-12T09:59:00Z')).toEqual([]);
  expect(await found('2026-10-13T11:00:00Z')).toEqual([
    expect.objectContaining({
      severity: 'warning',
      code: 'collector-silent',
      what: 'No hit for 4 days, though there were some on 5 of the 14 days before',
      examples: ['the last: 2026-10-09T10:00:00Z'],
    }),
  ]);
  expect(await codes('2027-01-13T11:00:00Z')).toEqual([]);
});

test('what was refused is told by what there is to do about it', async () => {
  company = await collected();
  writeFileSync(
    join(company.folder, 'journal', 'dropped.json'),
    JSON.stringify({
      '2026-09-01': { 'not a declared site': { 'old.example': 9 } },
      '2026-10-18': { bot: { 'www.acme.example': 40 }, 'not a declared site': { 'shop.acme.test': 7 } },
      '2026-10-19': {
        bot: { 'www.acme.example': 2, 'blog.acme.example': 1 },
        'not a declared site': { 'shop.acme.test': 5, 'other.test': 1 },
        'too many': { 'www.acme.example': 3 },
      },
    }),
  );
  const findings = await found('2026-10-20T12:00:00Z');
  expect(findings.map(({ code, severity, count, examples }) => [code, severity, count, examples])).toEqual([
    // 7 + 5 of the shop and 1 of another: what is older than two weeks is no news.
    ['hits-of-undeclared-sites', 'warning', 13, ['shop.acme.test: 12', 'other.test: 1']],
    ['hits-refused', 'warning', 3, ['too many: 3 (www.acme.example)']],
    ['hits-filtered', 'info', 43, ['bot: 43 (www.acme.example …)']],
  ]);
  expect(findings[0].remedy).toContain('settings set sites acme.example,shop.acme.test');
});

test('shares of visits without consent and of late hits are told where they are large', async () => {
  company = await collected();
  const at = (i: number) => new Date(Date.parse('2026-10-19T08:00:00Z') + i * 60_000).toISOString();
  const lines = Array.from({ length: 100 }, (_, i) =>
    i < 60
      ? hit(at(i), { visitor: `visitor-${i}`, ...(i < 5 ? { received: Date.parse('2026-10-23T10:00:00Z') } : {}) })
      : hit(at(i), { kind: 'visit', consent: i < 90 ? 'denied' : 'undecided' }),
  );
  await company.write(...lines);
  await company.drain();
  const findings = await found('2026-10-20T12:00:00Z');
  expect(findings.map(({ code, count, examples }) => [code, count, examples])).toEqual([
    ['hits-without-consent', 40, ['denied: 30 % of 100', 'undecided: 10 %']],
    ['hits-late', 5, ['5 of 100, up to 4 days late']],
  ]);
});

test('a part of the journal that no format reads is named', async () => {
  company = await collected();
  mkdirSync(join(company.folder, 'journal', 'unheard-of'));
  expect((await found('2026-10-20T12:00:00Z')).map(({ examples }) => examples)).toEqual([['journal/unheard-of']]);
});
