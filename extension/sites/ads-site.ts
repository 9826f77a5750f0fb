// The adapter of an ad platform: how to find its table, what its rows stand for, and on what basis the page shows its own
// figures.

import type { SiteFacts } from './site.ts';

export type Level = 'campaign' | 'ad-group' | 'ad' | 'keyword';

/** What the URL alone says. */
export interface AdsPage {
  readonly kind: 'ads';
  readonly level: Level;
  /** The campaign or ad group that the page is drilled down to. */
  readonly parentId?: string;
}

/** What a row is the row of: ids first; a name only where the page has no id. */
export interface RowKey {
  readonly id?: string;
  readonly name?: string;
  readonly parentId?: string;
}

/** What the page says of its own basis; null: it can't be read, and the overlay says so. */
export interface PageBasis {
  /** Civil days, inclusive. */
  readonly range: { readonly from: string; readonly to: string } | null;
  /** ISO code. */
  readonly currency: string | null;
  /** The account's id as the platform writes it. */
  readonly account: string | null;
}

export interface AdsSite extends SiteFacts {
  readonly kind: 'ads';
  /** Platform id of shared/sources/platforms.ts. */
  readonly platform: string;
  page(url: URL): AdsPage | null;
  /** The table of the page: it holds the header and all rows. Null: not drawn yet, or not understood. */
  findGrid(document: Document): Element | null;
  /** True while the page itself waits for data. */
  isLoading(grid: Element): boolean;
  /** The header cell that our columns stand after. */
  headerAnchor(grid: Element): Element | null;
  /** The rows that are in the DOM now, in any order. */
  rows(grid: Element): Iterable<Element>;
  /** 'segment' rows (a split of the row above) get nothing; 'total' rows get the companion's total. */
  rowKind(row: Element): 'entity' | 'total' | 'segment';
  /** Read from the row at this moment; null: not to be told. */
  rowKey(row: Element, page: AdsPage): RowKey | null;
  /** The cell of the row that our cells stand after. */
  rowAnchor(row: Element): Element | null;
  /** What makes room for our columns where the page has a scroller of its own; undoes it when called with 0. Our nodes only. */
  makeRoom?(grid: Element, widthPx: number): void;
  /** What at the page's lower edge our header must not stand over (its paging): it stands above it. */
  keepClear?(document: Document): Element | null;
  basis(document: Document): PageBasis;
}
