// Google Ads. `essfield` names a column in every interface language; ids stand in the links of the name cells alone.
// Usual mistake: an ad group's row links to its campaign too, and a keyword's to its ad group: a row is of a level only
// where it holds that level's own name cell and no deeper one. Keyword rows carry no keyword id: ad group and text are it.

import type { AdsPage, AdsSite, Level, RowKey } from './ads-site.ts';
import { readDateRange } from './page-dates.ts';
import { currencyOf } from './page-money.ts';

/** Each with the date it was last seen on a page, and how often it occurs on a campaigns page of n rows. */
export const selectors = {
  // 2026-11; 1. Also 2025 without ess-particle-table.
  grid: 'ess-particle-table .ess-table-canvas[role="grid"], .ess-table-canvas[role="grid"]',
  // 2026-11; 1.
  header: '.particle-table-header[role="row"]',
  // 2026-11; one a column.
  headerCell: '.particle-table-header-cell[essfield]',
  // 2026-11; n and the joined and summary rows among them.
  row: '.particle-table-row[role="row"], .particle-table-summary-row',
  // 2026-11; one a line of a segment.
  segmentRow: '.particle-joined-row',
  // 2026-11; 0 to 4, of which one is the table's.
  summaryRow: '.particle-table-summary-row',
  tableTotal: '.particle-table-summary-row-table',
  // 2026-11; n each on its own page.
  campaignLink: 'campaign-name a.ess-cell-link, a.ess-cell-link[href*="campaignId="]',
  adGroupLink: 'ad-group-name a.ess-cell-link, a.ess-cell-link[href*="adGroupId="]',
  adGroupCell: 'ad-group-name, [essfield="ad_group_name"]',
  keywordText: '[essfield="keyword_text"] keyword-text, [essfield="keyword_text"]',
  // Not seen: asked for by name, so that a page that has them is read.
  adLink: 'a.ess-cell-link[href*="adId="]',
  adIdCell: '[essfield="ad_id"], [essfield="ad.id"]',
  // 2026-11; n where the column is chosen.
  campaignIdCell: '[essfield="campaign_id"]',
  // 2026-11; 1, where the columns don't fit.
  scrollRoom: '.particle-hscroll-inner',
  // 2026-11; 1, under the table.
  paging: 'pagination-bar, .pagination-bar, material-pager',
  // AngularDart's picker, 1; not in the saved pages. Its menu of other ranges would be read as more than one range: null.
  dateRange: ['material-date-range-picker .button-text', 'material-date-range-picker', '[navi-id*="date-range"]'],
  // 1 each: the account's number as others read it, and the bar that holds it.
  account: ['.external-customer-id', '.operating-customer', 'awsm-app-bar', 'header', '[role="banner"]'],
} as const;

const cost = 'stats.cost';
const levelOf: Readonly<Record<string, Level>> = {
  campaigns: 'campaign',
  adgroups: 'ad-group',
  keywords: 'keyword',
  ads: 'ad',
};

export const googleAds: AdsSite = {
  id: 'google-ads',
  label: 'Google Ads',
  pages: 'campaigns, ad groups, keywords',
  shows: 'revenue, ROAS, pipeline, leads and opportunities beside cost',
  kind: 'ads',
  platform: 'google-ads',
  matches: ['https://ads.google.com/*'],
  examples: [
    {
      url: 'https://ads.google.com/aw/campaigns?ocid=984737&__c=1&authuser=0',
      page: { kind: 'ads', level: 'campaign' },
    },
    {
      url: 'https://ads.google.com/aw/adgroups?campaignId=21000000004&ocid=984737',
      page: { kind: 'ads', level: 'ad-group', parentId: '21000000004' },
    },
    {
      url: 'https://ads.google.com/aw/keywords?campaignId=21000000004&adGroupId=150000000041&ocid=984737',
      page: { kind: 'ads', level: 'keyword', parentId: '150000000041' },
    },
    { url: 'https://ads.google.com/aw/ads?ocid=984737', page: { kind: 'ads', level: 'ad' } },
    { url: 'https://ads.google.com/aw/overview?ocid=984737', page: null },
    { url: 'https://ads.google.com/aw/keywords/negative?ocid=984737', page: null },
    { url: 'https://ads.google.com/home/', page: null },
  ],

  page(url) {
    if (url.hostname !== 'ads.google.com') return null;
    const view = /^\/aw\/(\w+)\/?$/.exec(url.pathname)?.[1] ?? '';
    if (!Object.hasOwn(levelOf, view)) return null;
    const query = url.searchParams;
    const parentId = digits(query.get('adGroupId')) ?? digits(query.get('campaignId'));
    return { kind: 'ads', level: levelOf[view], ...(parentId === null ? {} : { parentId }) };
  },

  findGrid: document => document.querySelector(selectors.grid),

  isLoading: grid => grid.classList.contains('content-loading') || grid.hasAttribute('content-loading'),

  headerAnchor(grid) {
    const header = grid.querySelector(selectors.header);
    if (!header) return null;
    const costCell = header.querySelector(`[essfield="${cost}"]`);
    if (costCell) return costCell;
    // The cost column isn't shown: after the last figure that is.
    const figures = header.querySelectorAll('[essfield^="stats."]');
    return figures[figures.length - 1] ?? null;
  },

  rows: grid => grid.querySelectorAll(selectors.row),

  rowKind(row) {
    if (row.matches(selectors.segmentRow)) return 'segment';
    // Totals of a part of the table (its scopes) aren't known to us: they stay empty, as segments do.
    if (row.matches(selectors.summaryRow)) return row.matches(selectors.tableTotal) ? 'total' : 'segment';
    return 'entity';
  },

  rowKey: (row, page) => keyReaders[page.level](row, page),

  rowAnchor(row) {
    const own = row.querySelector(`[essfield="${cost}"]`);
    if (own) return own;
    const grid = row.closest(selectors.grid);
    const field = grid && googleAds.headerAnchor(grid)?.getAttribute('essfield');
    return field ? row.querySelector(`[essfield=${JSON.stringify(field)}]`) : null;
  },

  makeRoom(grid, widthPx) {
    const inner = (grid.closest('ess-particle-table, ess-table') ?? grid.parentElement ?? grid).querySelector(
      selectors.scrollRoom,
    );
    const spacer = inner?.parentElement?.querySelector('[data-throughline="room"]') as HTMLElement | null | undefined;
    if (!inner?.parentElement || widthPx === 0) return spacer?.remove();
    const { width } = (inner as HTMLElement).style;
    // Rows end before the scroller does.
    const padding = grid.querySelector<HTMLElement>(selectors.row)?.style.paddingRight ?? '';
    const wanted = `${(Number.parseFloat(width) || 0) + widthPx + (Number.parseFloat(padding) || 0)}px`;
    if (spacer?.style.width === wanted) return;
    const made = spacer ?? grid.ownerDocument.createElement('div');
    made.dataset.throughline = 'room';
    made.style.cssText = `width:${wanted};height:1px;margin-top:-1px;pointer-events:none`;
    if (!spacer) inner.after(made);
  },

  keepClear: document => document.querySelector(selectors.paging),

  basis(document) {
    const lang = document.documentElement.lang || 'en';
    const range = textFrom(document, selectors.dateRange, text => readDateRange(text, lang));
    const account = textFrom(document, selectors.account, text => /\b\d{3}-\d{3}-\d{4}\b/.exec(text)?.[0] ?? null);
    return { range, currency: currencyOfCells(document), account };
  },
};

const keyReaders: Record<Level, (row: Element, page: AdsPage) => RowKey | null> = {
  campaign(row) {
    if (row.querySelector(selectors.adGroupCell) || row.querySelector('keyword-text')) return null;
    const link = linkIn(row, selectors.campaignLink);
    const id = link?.query.get('campaignId') ?? textIn(row, selectors.campaignIdCell);
    return keyOf(id, link?.name);
  },
  'ad-group'(row, { parentId }) {
    if (row.querySelector('keyword-text')) return null;
    const link = linkIn(row, selectors.adGroupLink);
    return keyOf(link?.query.get('adGroupId'), link?.name, link?.query.get('campaignId') ?? parentId);
  },
  keyword(row, { parentId }) {
    // With its quotes or brackets: the same words in another match type are another keyword.
    const name = textIn(row, selectors.keywordText);
    const adGroup = digits(linkIn(row, selectors.adGroupLink)?.query.get('adGroupId')) ?? parentId;
    return name && adGroup ? { name, parentId: adGroup } : null;
  },
  ad(row) {
    const link = linkIn(row, selectors.adLink);
    return keyOf(
      link?.query.get('adId') ?? textIn(row, selectors.adIdCell),
      undefined,
      link?.query.get('adGroupId') ?? undefined,
    );
  },
};

function keyOf(id: string | null | undefined, name?: string, parentId?: string | null): RowKey | null {
  const known = digits(id);
  if (known === null) return null;
  return { id: known, ...(name ? { name } : {}), ...(parentId ? { parentId } : {}) };
}

/** Ids have more digits than a number holds: they stay text. */
const digits = (text: string | null | undefined) => (text && /^\d+$/.test(text) ? text : null);

function linkIn(row: Element, selector: string): { query: URLSearchParams; name: string } | null {
  const link = row.querySelector(selector);
  const href = link?.getAttribute('href');
  if (!link || !href) return null;
  const query = new URLSearchParams(href.slice(href.indexOf('?') + 1).split('#')[0]);
  return { query, name: (link.textContent ?? '').trim() };
}

const textIn = (row: Element, selector: string) => row.querySelector(selector)?.textContent?.trim() || null;

/** What the first of the places that says something says. */
function textFrom<T>(document: Document, places: readonly string[], read: (text: string) => T | null): T | null {
  for (const place of places) {
    const element = document.querySelector(place);
    const said = element && read(spacedText(element));
    if (said) return said;
  }
  return null;
}

/** Text with a space between elements: a label and its value stand in two. */
function spacedText(element: Element): string {
  const parts: string[] = [];
  const walk = (node: Node) => {
    if (node.nodeType === 3) parts.push(node.nodeValue ?? '');
    else for (const child of node.childNodes) walk(child);
  };
  walk(element);
  return parts.join(' ').trim();
}

function currencyOfCells(document: Document): string | null {
  const cells = document.querySelectorAll(`${selectors.row.split(',')[0]} [essfield="${cost}"]`);
  for (let i = 0; i < cells.length && i < 5; i++) {
    const text = (cells[i].textContent ?? '').trim();
    if (/\d/.test(text)) return currencyOf(text);
  }
  return null;
}
