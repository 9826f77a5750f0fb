import { expect, test } from 'vitest';
import { prepare } from '#shared/report/index.ts';
import { defaultSettings } from '#shared/settings.ts';
import { buildWorkspace } from '../../../server/journeys/build.ts';
import { doctor } from '../../../server/reports/doctor.ts';
import type { Store } from '../../../server/store/store.ts';
import { type Records, storeOf } from '../journeys/records.ts';

async function examine(records: Records, more?: (store: Store) => Promise<unknown>) {
  const store = await storeOf(records);
  try {
    await more?.(store);
    const answers = prepare(await buildWorkspace(store, defaultSettings), defaultSettings);
    return await doctor(store, answers);
  } finally {
    await store.close();
  }
}

const findingOf = (answer: Awaited<ReturnType<typeof examine>>, code: string) =>
  answer.findings.find(f => f.code === code);

const healthy: Records = {
  events: [
    { at: '2026-03-02 10:00', visitor: 'v1', from: 'ad' },
    { at: '2026-03-02 10:05', visitor: 'v1', kind: 'form', email: 'ann@acme.com' },
  ],
  deals: [{ id: '1', name: 'North', created: '2026-03-03', won: '2026-03-04', people: ['email:ann@acme.com'] }],
  spend: [{ day: '2026-03-02', platform: 'google-ads', campaign: 'Brand', cost: 100 }],
};

test('a workspace where everything fits has no findings, and says what it holds', async () => {
  const answer = await examine(healthy, store =>
    store.run(`UPDATE source SET platform = 'google-ads' WHERE campaign = 'Brand'; UPDATE import SET kept = 4`),
  );
  expect(answer.findings).toEqual([]);
  expect(answer.sources).toEqual([
    {
      format: 'events',
      files: 1,
      rows: 4,
      from: '2026-03-02T10:00:00Z',
      to: '2026-03-04T00:00:00Z',
      lastImport: '1970-01-01T00:00:00Z',
    },
  ]);
});

test('deals that only their people or stages are known of are counted, those that were deleted are not', async () => {
  const answer = await examine(
    {
      ...healthy,
      stages: ['1', '8', '8', '9'].map((deal, i) => ({
        deal,
        system: 'deals',
        at: `2026-03-0${i + 1} 10:00`,
        stage: 'Talks',
      })),
    },
    store => store.run("INSERT INTO deleted SELECT 'deal', hash('deal', 'deals', '9'), NULL, 1, 1"),
  );
  // Deal 1 is in, 9 was deleted: 8 is left.
  expect(findingOf(answer, 'facts-without-deal')).toMatchObject({
    severity: 'info',
    count: 1,
    examples: ['all.csv: 1 deal, for instance 8'],
  });
});

test('spend without visits and visits without spend are both named', async () => {
  const answer = await examine(
    { ...healthy, spend: [{ day: '2026-03-02', platform: 'google-ads', campaign: 'Other', cost: 100 }] },
    store => store.run(`UPDATE source SET platform = 'google-ads' WHERE campaign = 'Brand'`),
  );
  expect(findingOf(answer, 'spend-without-visits')).toMatchObject({ count: 1, examples: ['google-ads: Other'] });
  expect(findingOf(answer, 'visits-without-spend')).toMatchObject({
    count: 1,
    examples: ['google-ads: Brand (1 visit)'],
  });
});

test('placeholders that were never filled in and tags on own links are told apart', async () => {
  const answer = await examine(healthy, store =>
    store.run(`UPDATE source SET warnings = '["utm_campaign holds a placeholder that was never filled in; it counts as missing."]' WHERE campaign = 'Brand';
      UPDATE source SET warnings = '["Tags on a link between own pages don''t count: utm_source (home)."]' WHERE is_direct`),
  );
  expect(findingOf(answer, 'unexpanded-macros')).toMatchObject({
    count: 1,
    examples: ['1 × utm_campaign holds a placeholder that was never filled in; it counts as missing.'],
  });
  expect(findingOf(answer, 'internal-tags')).toMatchObject({ count: 1 });
});

test('deals without people, without a date and without a rate are listed with what to do', async () => {
  const answer = await examine({
    ...healthy,
    deals: [
      ...healthy.deals!,
      { id: '2', name: 'South', created: '2026-03-03', won: '2026-03-04', currency: 'USD' },
      { id: '3', name: 'East', created: '2026-03-03', people: ['email:ann@acme.com'] },
      { id: '4', created: '2026-03-03', won: '2026-03-05', people: ['email:ann@acme.com'] },
    ],
  });
  expect(findingOf(answer, 'deals-without-people')).toMatchObject({ count: 1, examples: ['South (2)'] });
  expect(findingOf(answer, 'won-without-date')).toMatchObject({ count: 1, examples: ['East'] });
  expect(findingOf(answer, 'won-without-touch')).toMatchObject({ count: 1, examples: ['South'] });
  const rate = findingOf(answer, 'no-exchange-rate')!;
  expect(rate).toMatchObject({ severity: 'error', count: 1, examples: ['USD → GBP on 2026-03-04'] });
  expect(rate.remedy).toContain('settings set fx.USD');
  // Errors come first.
  expect(answer.findings[0]).toBe(rate);
});

test('rejected rows are counted by file and reason', async () => {
  const answer = await examine(healthy, store =>
    store.run(
      `INSERT INTO reject VALUES (1, 7, 'no such day', 'x'), (1, 8, 'no such day', 'y'), (1, 9, 'no email', 'z')`,
    ),
  );
  expect(findingOf(answer, 'rejected-rows')).toMatchObject({
    count: 3,
    examples: ['all.csv: 2 × no such day', 'all.csv: 1 × no email'],
  });
});

test('a device that two people were identified on is named with both', async () => {
  const answer = await examine({
    ...healthy,
    events: [...healthy.events!, { at: '2026-03-03 10:05', visitor: 'v1', kind: 'identify', email: 'bob@acme.com' }],
  });
  expect(findingOf(answer, 'shared-devices')).toMatchObject({
    count: 1,
    examples: ['v1: email:ann@acme.com, email:bob@acme.com'],
  });
});

test('a source that ends more than a week before the newest one is stale; a week exactly is not', async () => {
  const late = (day: string) =>
    examine(healthy, store =>
      store.run(`INSERT INTO import (id, sha256, bytes, file, format, format_version, options, started_at, published_at)
          VALUES (2, 'bb', 1, 'fx.csv', 'fx', 1, '{}', 0, 0);
        INSERT INTO fx (import_id, line, key, version, day, base, rate) VALUES (2, 2, 1, 1, '${day}', 'EUR', '0.9')`),
    );
  // The events' format ends on 4 March at midnight (the deal's day), the rate's noon on 11 March is 7 days later.
  expect(findingOf(await late('2026-03-11'), 'stale-sources')).toBeUndefined();
  expect(findingOf(await late('2026-03-12'), 'stale-sources')).toMatchObject({
    count: 1,
    examples: ['events: to 2026-03-04, 8 days behind'],
  });
});

test('what is missing altogether is said', async () => {
  const answer = await examine({});
  expect(answer.findings.map(f => f.code)).toEqual(['no-visits', 'no-deals', 'no-spend']);
});
