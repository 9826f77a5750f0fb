// Lists within JSON records: each element is a row of its own, told apart from the record around it, and counted as one.

import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Format } from '#shared/formats/format.ts';
import { lines, us, workspace } from './ingest.ts';

const visits: Format = {
  id: 'probe-visits',
  label: 'Probe',
  vendor: 'None',
  version: 1,
  system: 'probe',
  shape: 'ndjson',
  clock: 'utc',
  detect: { all: ['idVisit', 'actions.at'], priority: 10 },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['idVisit'], as: 'id' },
        { field: 'visitor', from: ['who'], as: 'id' },
        { field: 'at', from: ['start'], as: 'instant', required: true },
        { field: 'kind', from: [], as: 'kind', constant: 'visit' },
        { field: 'source', from: ['from.site'], as: 'text' },
        { field: 'email', from: ['emails.0.address'], as: 'email' },
      ],
      key: ['id'],
    },
    {
      record: 'event',
      of: 'actions',
      columns: [
        { field: 'id', from: ['idVisit', 'actions.id'], as: 'text', join: '/' },
        { field: 'visitor', from: ['who'], as: 'id' },
        { field: 'at', from: ['actions.at'], as: 'instant', required: true },
        { field: 'kind', from: ['actions.type'], as: 'kind', values: { goal: 'form', '*': 'page' } },
        { field: 'url', from: ['actions.url'], as: 'url' },
      ],
      key: ['id'],
    },
    {
      record: 'contact',
      of: 'people',
      columns: [
        { field: 'id', from: ['people.id'], as: 'id', required: true },
        { field: 'email', from: ['people.email'], as: 'email' },
        { field: 'created', from: ['start'], as: 'instant' },
      ],
      key: ['id'],
    },
  ],
  facts: 'a test',
};

const one = {
  idVisit: 1,
  who: 'v1',
  start: '2026-03-01T10:00:00Z',
  from: { site: 'news.example' },
  emails: [{ address: 'Ann@acme.example' }, { address: 'other@acme.example' }],
  actions: [
    { id: 'a', at: 1772359200, type: 'action', url: 'https://shop.example/a' },
    { id: 'b', at: 'soon', type: 'action' },
    { id: 'c', at: 1772359260, type: 'goal' },
  ],
  people: [{ id: '7', email: 'ann@acme.example' }],
};
const two = {
  idVisit: 2,
  who: 'v2',
  start: '2026-03-02T10:00:00Z',
  actions: [],
  people: [{ id: '7', email: 'ann@acme.example' }],
};
// A list of one that came as its element, and one that came as nothing.
const three = {
  idVisit: 3,
  who: 'v3',
  start: '2026-03-03T10:00:00Z',
  actions: { id: 'd', at: 1772532000, type: 'action' },
  people: '',
};

let space: Awaited<ReturnType<typeof workspace>>;
beforeEach(async () => {
  space = await workspace();
});
afterEach(() => space.close());

const take = (file: string | Buffer) => space.add(file, { formats: [visits] });

async function expectVisits(places: readonly number[]): Promise<void> {
  const [first, second, third] = places;
  expect(await space.all('SELECT id, visitor, "at", kind, url, email, line FROM event ORDER BY id')).toEqual([
    {
      id: '1',
      visitor: 'v1',
      at: us('2026-03-01T10:00:00Z'),
      kind: 0,
      url: null,
      email: 'ann@acme.example',
      line: first,
    },
    { id: '1/a', visitor: 'v1', at: 1772359200e6, kind: 1, url: 'https://shop.example/a', email: null, line: first },
    { id: '1/c', visitor: 'v1', at: 1772359260e6, kind: 2, url: null, email: null, line: first },
    { id: '2', visitor: 'v2', at: us('2026-03-02T10:00:00Z'), kind: 0, url: null, email: null, line: second },
    { id: '3', visitor: 'v3', at: us('2026-03-03T10:00:00Z'), kind: 0, url: null, email: null, line: third },
    { id: '3/d', visitor: 'v3', at: 1772532000e6, kind: 1, url: null, email: null, line: third },
  ]);
  expect(await space.all('SELECT id, email, line FROM contact')).toEqual([
    { id: '7', email: 'ann@acme.example', line: second },
  ]);
}

// Rows: 3 records, 3 + 0 + 1 actions, 1 + 1 people = 9, of which one action has no time; the same contact with a later
// creation is a newer state, so its first row is no duplicate.
const counts = { read: 9, kept: 8, duplicates: 0, rejected: 1 };

test('each element of a list is a row beside its record', async () => {
  const answer = await take(lines('', JSON.stringify(one), 'not json', JSON.stringify(two), JSON.stringify(three)));
  expect(answer).toMatchObject({ ...counts, read: 10, rejected: 2, records: { event: 6, contact: 1 } });
  expect(answer.rejects).toEqual([
    { line: 2, reason: 'column "actions.at": "soon" is not a date or time' },
    { line: 3, reason: 'not valid JSON' },
  ]);
  await expectVisits([2, 4, 5]);
});

test.each<[string, string | Buffer]>([
  ['an array', JSON.stringify([one, two, three])],
  ['an array over several lines', JSON.stringify([one, two, three], null, 2)],
  ['objects over several lines', [one, two, three].map(record => JSON.stringify(record, null, 2)).join('\n')],
  ['gzip', gzipSync(JSON.stringify([one, two, three]))],
])('in %s too, a record known by its place', async (_, file) => {
  expect(await take(file)).toMatchObject(counts);
  await expectVisits([1, 2, 3]);
  expect(await take(file)).toMatchObject({ read: 9, kept: 0, duplicates: 8, rejected: 1 });
});

test('an overlapping file adds what is new and counts the rest as there already', async () => {
  await take(JSON.stringify([one]));
  const more = { ...one, actions: [...one.actions, { id: 'e', at: 1772359300 }] };
  // Rows: the record, 4 actions, 1 person = 6; new is the last action, one has no time.
  expect(await take(JSON.stringify([more]))).toMatchObject({ read: 6, kept: 1, duplicates: 4, rejected: 1 });
});

const envelope: Format = {
  ...visits,
  id: 'probe-envelope',
  detect: { all: ['object', 'data.plan'], priority: 10 },
  yields: [
    {
      record: 'subscription',
      of: 'data',
      columns: [
        { field: 'id', from: ['data.id'], as: 'id', required: true },
        { field: 'plan', from: ['data.plan.name', 'data.plan'], as: 'text' },
        { field: 'email', from: ['data.customer.email'], as: 'email' },
      ],
    },
  ],
};

test('a single object whose list holds the records, as an API answers, is read by its elements alone', async () => {
  const answer = {
    object: 'list',
    has_more: false,
    data: [
      { id: 's1', plan: { name: 'Team' }, customer: { email: 'A@x.example' } },
      { id: 's2', plan: { name: 'Solo' }, customer: null },
    ],
  };
  for (const text of [JSON.stringify(answer), JSON.stringify(answer, null, 2)]) {
    const taken = await space.add(text, { formats: [visits, envelope] });
    expect(taken.error).toBeUndefined();
    expect(taken).toMatchObject({ format: 'probe-envelope', read: 2, rejected: 0 });
  }
  expect(await space.all('SELECT id, plan, email FROM subscription ORDER BY id')).toEqual([
    { id: 's1', plan: 'Team', email: 'a@x.example' },
    { id: 's2', plan: 'Solo', email: null },
  ]);
});

test('an object that came as text is read as an object', async () => {
  const asText: Format = {
    ...visits,
    detect: { all: ['uuid'], priority: 10 },
    yields: [
      {
        record: 'event',
        columns: [
          { field: 'id', from: ['uuid'], as: 'id' },
          { field: 'at', from: ['timestamp'], as: 'instant', required: true },
          { field: 'kind', from: [], as: 'kind', constant: 'page' },
          { field: 'url', from: ['properties.$current_url'], as: 'url' },
          { field: 'device', from: ['properties.device.0.kind'], as: 'text' },
        ],
      },
    ],
  };
  const properties = JSON.stringify({ $current_url: 'https://a.example/"x"', device: [{ kind: 'phone' }] });
  await space.add(
    lines(
      JSON.stringify({ uuid: 'u1', timestamp: '2026-03-01T10:00:00Z', properties }),
      JSON.stringify({ uuid: 'u2', timestamp: '2026-03-01T10:00:00Z', properties: 'torn {' }),
      JSON.stringify({ uuid: 'u3', timestamp: '2026-03-01T10:00:00Z', properties: null }),
    ),
    { formats: [asText] },
  );
  expect(await space.all('SELECT id, url, device FROM event ORDER BY id')).toEqual([
    { id: 'u1', url: 'https://a.example/"x"', device: 'phone' },
    { id: 'u2', url: null, device: null },
    { id: 'u3', url: null, device: null },
  ]);
});
