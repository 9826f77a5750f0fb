import { expect, test } from 'vitest';
import { readLinks } from '#shared/links/read-links.ts';

test('columns are found by name, in any order, with or without utm_', () => {
  const { rows, unknown, missing } = readLinks(
    'Note,UTM_Campaign,Final URL,utm-source,MEDIUM,utm_id,Slug\nx,c,https://a.com,s,m,7,go\n',
  );
  expect(rows).toEqual([
    { line: 2, wish: { campaign: 'c', url: 'https://a.com', source: 's', medium: 'm', campaignId: '7', slug: 'go' } },
  ]);
  expect([unknown, missing]).toEqual([['Note'], []]);
});

test.each([
  ['semicolons', 'url;source\r\nhttps://a.com;"x;y"\r\n'],
  ['tabs, as pasted from a sheet', 'url\tsource\nhttps://a.com\tx;y'],
  ['a byte order mark and old line ends', '\ufeffurl,source\rhttps://a.com,x;y\r'],
])('%s', (_, text) => {
  expect(readLinks(text).rows).toEqual([{ line: 2, wish: { url: 'https://a.com', source: 'x;y' } }]);
});

test('lines are counted through quoted breaks and empty rows', () => {
  // 1 empty, 2 header, 3–4 first row, 5 only commas, 6 second row.
  const { rows } = readLinks('\nurl,label\nhttps://a.com,"two\nlines, ""quoted"""\n,\nhttps://b.com,b\n');
  expect(rows.map(({ line, wish }) => [line, wish.label])).toEqual([
    [3, 'two\nlines, "quoted"'],
    [6, 'b'],
  ]);
});

test('a row that ends early has empty cells, and a table without its columns says which', () => {
  expect(readLinks('url,source,medium,campaign\nhttps://a.com,s').rows[0].wish).toEqual({
    url: 'https://a.com',
    source: 's',
    medium: '',
    campaign: '',
  });
  expect(readLinks('address;by\nhttps://a.com;x').missing).toEqual(['source', 'medium', 'campaign']);
  expect(readLinks('').missing).toEqual(['url', 'source', 'medium', 'campaign']);
});
