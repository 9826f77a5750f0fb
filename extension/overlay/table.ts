// Our columns in the page's table: header cells, and in each row the cells of the row's key as it is read at this moment.
// It asks nothing and waits for nothing; rows whose figures aren't known yet are handed back.

import type { AdsPage, AdsSite, RowKey } from '../sites/ads-site.ts';
import type { CellStyles } from './cell-styles.ts';
import { cellTemplate, ensureCells, paintCell, removeCells, type Template, usualWidth } from './cells.ts';
import type { Column } from './columns.ts';
import { emptyFace, type Face } from './face.ts';
import { keyText } from './query.ts';

/** What the cells of a row show, parallel to the columns. */
export type FacesOf = (kind: 'entity' | 'total', key: string) => readonly Face[];

export interface TableCount {
  /** Rows that stand for a campaign, an ad group …, of which so many can't be told which. */
  entities: number;
  withoutKey: number;
  /** Rows are left for the next frame. */
  isUnfinished: boolean;
}

/** How many rows get their cells in one turn: more than fit a screen, and no long task where the page draws hundreds. */
const MOST_NEW_ROWS = 60;

export class Table {
  readonly grid: Element;
  readonly page: AdsPage;
  readonly columns: readonly Column[];
  /** Every key met so far. */
  readonly keys = new Map<string, RowKey>();
  readonly #site: AdsSite;
  readonly #styles: CellStyles;
  readonly #facesOf: FacesOf;
  readonly #cells: Template;
  readonly #header: Template;
  readonly #empty: readonly Face[];
  readonly #known = new WeakSet<Element>();
  /** CSS pixels, parallel to the columns. */
  readonly #widths: number[];
  readonly #fitting = new WeakSet<readonly Face[]>();
  #tabStop: HTMLElement | null = null;
  #isMeasured = false;

  constructor(
    site: AdsSite,
    page: AdsPage,
    grid: Element,
    columns: readonly Column[],
    styles: CellStyles,
    facesOf: FacesOf,
  ) {
    this.#site = site;
    this.page = page;
    this.grid = grid;
    this.columns = columns;
    this.#styles = styles;
    this.#facesOf = facesOf;
    this.#cells = cellTemplate(grid.ownerDocument, columns, 'gridcell');
    this.#header = cellTemplate(grid.ownerDocument, columns, 'columnheader');
    this.#empty = columns.map(() => emptyFace);
    this.#widths = columns.map(usualWidth);
    styles.widen([]);
  }

  /** The whole table; null: no place for the columns. */
  sync(): TableCount | null {
    const anchor = this.#site.headerAnchor(this.grid);
    if (!anchor?.parentElement) {
      this.clear();
      return null;
    }
    this.#styles.attach();
    const count = { entities: 0, withoutKey: 0, isUnfinished: false };
    const rows = [...this.#site.rows(this.grid)];
    if (!this.#isMeasured) this.#measure(anchor, rows);
    ensureCells(anchor, anchor.parentElement, this.#header);
    let made = 0;
    for (const row of rows) {
      const isNew = !this.#known.has(row) && !row.querySelector('[data-throughline]');
      if (isNew && ++made > MOST_NEW_ROWS) {
        count.isUnfinished = true;
        continue;
      }
      const key = this.syncRow(row);
      if (key !== '' && key !== 'total') count.entities++;
      if (key === null) count.withoutKey++;
    }
    this.#keepTabStop();
    this.#site.makeRoom?.(
      this.grid,
      this.#widths.reduce((sum, width) => sum + width, 0),
    );
    return count;
  }

  /** Its key; '' for rows that stand for no entity, null where the entity can't be told. */
  syncRow(row: Element): string | null {
    this.#known.add(row);
    try {
      const kind = this.#site.rowKind(row);
      const anchor = this.#site.rowAnchor(row);
      if (!anchor) {
        removeCells(row);
        return '';
      }
      const rowKey = kind === 'entity' ? this.#site.rowKey(row, this.page) : null;
      const key = rowKey ? keyText(rowKey) : kind === 'total' ? 'total' : '';
      if (rowKey && !this.keys.has(key)) this.keys.set(key, rowKey);
      const faces = key === '' || kind === 'segment' ? this.#empty : this.#facesOf(kind, key);
      ensureCells(anchor, row, this.#cells).forEach((cell, i) => {
        paintCell(cell, key, faces[i]);
      });
      this.#makeFit(faces, kind === 'total');
      return kind === 'entity' && rowKey === null ? null : key;
    } catch (error) {
      // A row that can't be read shows nothing rather than what it showed before.
      removeCells(row);
      throw error;
    }
  }

  /** The row that a node of the page lies in, of those met before. */
  rowOf(node: Node | null): Element | null {
    for (let at = node; at !== null && at !== this.grid; at = at.parentNode) {
      if (this.#known.has(at as Element)) return at as Element;
    }
    return null;
  }

  clear(): void {
    removeCells(this.grid);
    this.#site.makeRoom?.(this.grid, 0);
  }

  /** Colours or density changed: the looks are read anew at the next sync. */
  forgetLooks(): void {
    this.#isMeasured = false;
  }

  /** The one cell that Tab stops at; arrow keys go on from there. */
  setTabStop(cell: HTMLElement): void {
    if (this.#tabStop && this.#tabStop !== cell) this.#tabStop.tabIndex = -1;
    cell.tabIndex = 0;
    this.#tabStop = cell;
  }

  /** A column is as wide as its longest figure: one that is cut off would be another figure. */
  #makeFit(faces: readonly Face[], isTotal: boolean): void {
    if (!this.#isMeasured || this.#fitting.has(faces)) return;
    this.#fitting.add(faces);
    let isWider = false;
    faces.forEach((face, i) => {
      const needed = this.#styles.widthFor(face, isTotal);
      if (needed <= this.#widths[i]) return;
      this.#widths[i] = needed;
      isWider = true;
    });
    if (isWider) this.#styles.widen(this.columns.map(({ id }, i) => [id, this.#widths[i]]));
  }

  #keepTabStop(): void {
    if (this.#tabStop?.isConnected && this.grid.contains(this.#tabStop)) return;
    const first = this.grid.querySelector<HTMLElement>('[data-throughline-key]:not([data-throughline-key=""])');
    if (first) this.setTabStop(first);
  }

  #measure(header: Element, rows: readonly Element[]): void {
    const anchorOf = (kind: string) => {
      const row = rows.find(r => this.#site.rowKind(r) === kind && this.#site.rowAnchor(r));
      return row ? this.#site.rowAnchor(row) : null;
    };
    const cell = anchorOf('entity');
    this.#styles.measure({ header, cell, total: anchorOf('total') });
    this.#isMeasured = cell !== null;
  }
}
