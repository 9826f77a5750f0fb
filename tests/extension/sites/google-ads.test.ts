// The adapter on pages in the DOM shape of Google Ads' tables (our own replica's, saved), and on URLs.

import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import type { AdsPage } from '../../../extension/sites/ads-site.ts';
import { googleAds, selectors } from '../../../extension/sites/google-ads.ts';

const folder = new URL('../../fixtures/pages/google-ads/', import.meta.url);
const page = (name: string) =>
  parseHTML(readFileSync(new URL(`${name}.html`, folder), 'utf8')).document as never as Document;

const url = (path: string) => new URL(`https://ads.google.com${path}`);
const rowsOf = (document: Document) => [...googleAds.rows(googleAds.findGrid(document)!)];
const keysOf = (document: Document, of: AdsPage) =>
  rowsOf(document)
    .filter(row => googleAds.rowKind(row) === 'entity')
    .map(row => googleAds.rowKey(row, of));

test('every example of a URL is read as it says', () => {
  for (const { url: href, page: expected } of googleAds.examples)
    expect(googleAds.page(new URL(href)), href).toEqual(expected);
});

test('the view decides the level, the deepest id the parent', () => {
  expect(googleAds.page(url('/aw/campaigns'))).toEqual({ kind: 'ads', level: 'campaign' });
  expect(googleAds.page(url('/aw/campaigns/?ocid=1'))).toEqual({ kind: 'ads', level: 'campaign' });
  expect(googleAds.page(url('/aw/adgroups?campaignId=7'))).toMatchObject({ level: 'ad-group', parentId: '7' });
  expect(googleAds.page(url('/aw/ads?campaignId=7&adGroupId=8'))).toMatchObject({ level: 'ad', parentId: '8' });
  expect(googleAds.page(url('/aw/keywords?adGroupId=x'))).toEqual({ kind: 'ads', level: 'keyword' });
  for (const other of [
    '/',
    '/aw',
    '/aw/',
    '/aw/budgets',
    '/aw/assetgroup',
    '/aw/campaigns/new',
    '/aw/constructor',
    '/nav/campaigns',
  ])
    expect(googleAds.page(url(other)), other).toBeNull();
  expect(googleAds.page(new URL('https://example.com/aw/campaigns'))).toBeNull();
});

test('each selector finds as many as the page has', () => {
  const document = page('campaigns');
  const count = (selector: string) => document.querySelectorAll(selector).length;
  // Five campaigns, three lines of a segment under each, two totals.
  expect(count(selectors.grid)).toBe(1);
  expect(count(selectors.header)).toBe(1);
  expect(count(selectors.row)).toBe(22);
  expect(count(selectors.segmentRow)).toBe(15);
  expect(count(selectors.summaryRow)).toBe(2);
  expect(count(selectors.tableTotal)).toBe(1);
  expect(count(`.particle-table-row ${selectors.campaignLink.split(',')[0]}`)).toBe(5);
  expect(count(selectors.scrollRoom)).toBe(1);
  expect(count(selectors.paging)).toBe(1);
});

test('rows are told apart: campaigns, lines of a segment, the table’s total, other totals', () => {
  const kinds = rowsOf(page('campaigns')).map(googleAds.rowKind);
  expect(kinds.slice(0, 5)).toEqual(['entity', 'segment', 'segment', 'segment', 'entity']);
  expect(kinds.slice(-2)).toEqual(['total', 'segment']);
});

test('campaigns are known by the id in their link', () => {
  const document = page('campaigns');
  expect(keysOf(document, { kind: 'ads', level: 'campaign' })).toEqual([
    { id: '21000000001', name: 'Kettles broad' },
    { id: '21000000002', name: 'Kettles phrase' },
    { id: '21000000003', name: 'Descaler exact' },
    { id: '21000000004', name: 'Commercial kettles' },
    { id: '21000000005', name: 'Brand' },
  ]);
});

test('a row that is another’s now is read as such', () => {
  const document = page('campaigns');
  const [row] = rowsOf(document);
  const link = row.querySelector('a')!;
  link.setAttribute('href', '/aw/adgroups?campaignId=99&ocid=1');
  link.textContent = 'Other';
  expect(googleAds.rowKey(row, { kind: 'ads', level: 'campaign' })).toEqual({ id: '99', name: 'Other' });
  link.removeAttribute('href');
  expect(googleAds.rowKey(row, { kind: 'ads', level: 'campaign' })).toBeNull();
});

test('ad groups carry their own id and their campaign’s', () => {
  const keys = keysOf(page('adgroups'), { kind: 'ads', level: 'ad-group', parentId: '21000000004' });
  expect(keys).toHaveLength(3);
  expect(keys[0]).toEqual({ id: '210000000041', name: 'Commercial kettles – General', parentId: '21000000004' });
});

test('keywords have no id: their ad group’s and their text are it, with the marks of the match type', () => {
  const keys = keysOf(page('keywords'), { kind: 'ads', level: 'keyword', parentId: '210000000041' });
  expect(keys).toEqual([
    { name: 'commercial kettles general', parentId: '210000000041' },
    { name: '"commercial kettles general"', parentId: '210000000041' },
    { name: '[commercial kettles general online]', parentId: '210000000041' },
  ]);
});

test('a row of another level is never taken for its campaign', () => {
  for (const name of ['adgroups', 'keywords'])
    for (const level of ['campaign', 'ad'] as const) {
      const keys = keysOf(page(name), { kind: 'ads', level });
      expect(
        keys.every(key => key === null),
        `${level} on ${name}`,
      ).toBe(true);
    }
  expect(keysOf(page('keywords'), { kind: 'ads', level: 'ad-group' }).every(key => key === null)).toBe(true);
});

test('columns stand after cost; where cost isn’t shown, after the last figure; else nowhere', () => {
  const document = page('campaigns');
  const grid = googleAds.findGrid(document)!;
  const field = () => googleAds.headerAnchor(grid)?.getAttribute('essfield');
  const cell = () => googleAds.rowAnchor(rowsOf(document)[0])?.getAttribute('essfield');
  expect([field(), cell()]).toEqual(['stats.cost', 'stats.cost']);
  for (const node of grid.querySelectorAll('[essfield="stats.cost"]')) node.remove();
  expect([field(), cell()]).toEqual(['stats.cost_per_conversion', 'stats.cost_per_conversion']);
  for (const node of grid.querySelectorAll('[essfield^="stats."]')) node.remove();
  expect([field(), cell()]).toEqual([undefined, undefined]);
});

test('every row, whatever its kind, has a cell that ours stand after', () => {
  expect(rowsOf(page('campaigns')).filter(row => !googleAds.rowAnchor(row))).toEqual([]);
});

test('the page’s dates, currency and account are read', () => {
  const document = page('campaigns');
  expect(googleAds.basis(document)).toEqual({
    range: { from: '2026-02-01', to: '2026-04-30' },
    currency: 'GBP',
    account: '104-207-3109',
  });
  document.querySelector('.button-text')!.textContent = 'Last 30 days';
  document.querySelector('.customer-id')!.textContent = '';
  for (const cell of document.querySelectorAll('[essfield="stats.cost"]')) cell.textContent = '$12.00';
  expect(googleAds.basis(document)).toEqual({ range: null, currency: null, account: null });
});

test('room for the columns is made by a spacer of our own, and taken back', () => {
  const document = page('campaigns');
  const grid = googleAds.findGrid(document)!;
  const before = document.documentElement.outerHTML;
  const inner = document.querySelector<HTMLElement>('.particle-hscroll-inner')!;
  googleAds.makeRoom!(grid, 500);
  googleAds.makeRoom!(grid, 500);
  const rooms = document.querySelectorAll<HTMLElement>('[data-throughline="room"]');
  expect(rooms).toHaveLength(1);
  // The page's own width, ours, and the rows' padding of 16 px.
  expect(rooms[0].style.width).toBe(`${Number.parseFloat(inner.style.width) + 500 + 16}px`);
  googleAds.makeRoom!(grid, 0);
  expect(document.documentElement.outerHTML).toBe(before);
});

test('a page without the table is not understood, without a guess', () => {
  const { document } = parseHTML(
    '<html lang="en"><body><table role="grid"><tr><td>Cost</td></tr></table></body></html>',
  );
  expect(googleAds.findGrid(document as never)).toBeNull();
  expect(googleAds.basis(document as never)).toEqual({ range: null, currency: null, account: null });
});
