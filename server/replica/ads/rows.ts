// The rows of the dashboard's table, drawn in the browser: header, plain rows, lines of a segment, totals. `createRows` is sent
// to the page as its own text: it may use nothing from outside itself but types and what it is handed.

import type { make as makeElement } from '../dom.ts';

export interface TableColumn<Row> {
  /** The language-free name of the column: `essfield`. */
  field: string;
  label: string;
  width: number;
  isFrozen?: boolean;
  isNumber?: boolean;
  /** What it is sorted by. */
  sortBy(row: Row): number | string;
  /** Puts the row's value into a cell that is empty, or that this function filled before. */
  fill(cell: HTMLElement, row: Row): void;
}

export interface TableLine<Row> {
  row: Row;
  /** A line of a segment of the row above: its label. */
  segment?: string;
}

/** The parts of a row that are this script's own; whatever else stands in it is a stranger's. */
export interface Drawn<Row> {
  element: HTMLElement;
  cells: Map<TableColumn<Row>, HTMLElement>;
  segmentCell: HTMLElement | null;
}

export interface Rows<Row> {
  scrollingWidth: number;
  frozenWidth: number;
  header: HTMLElement;
  drawNew(line: TableLine<Row>): Drawn<Row>;
  /** Another line into the parts that are already there. */
  refill(drawn: Drawn<Row>, line: TableLine<Row>): void;
  drawTotal(scope: 'table' | 'scope', label: string, row: Row): HTMLElement;
  /** How far the columns are scrolled, for rows to come. */
  setScrolled(x: number): void;
}

export function createRows<Row>(columns: TableColumn<Row>[], make: typeof makeElement): Rows<Row> {
  const frozen = columns.filter(column => column.isFrozen);
  const scrolling = columns.filter(column => !column.isFrozen);
  const scrollingWidth = scrolling.reduce((sum, { width }) => sum + width, 0);
  let scrolledX = 0;

  function sizeCell(cell: HTMLElement, column: TableColumn<Row>): void {
    cell.style.width = `${column.width}px`;
    cell.style.padding = '0px 12px';
  }

  function headerCell(column: TableColumn<Row>): HTMLElement {
    const classes = [
      'particle-table-header-cell',
      column.isNumber ? 'data-numeric' : 'data-text',
      'with-label-wrapper',
    ];
    const cell = make(
      'div',
      { class: [...classes, 'particle-sortable', 'resizable'].join(' '), role: 'columnheader', essfield: column.field },
      make(
        'div',
        { class: 'mt-header-label-wrapper' },
        make('aw-header-cell', { role: 'button', tabindex: '0' }, column.label),
      ),
    );
    if (column === frozen.at(-1)) cell.classList.add('last-frozen-column');
    sizeCell(cell, column);
    return cell;
  }

  function scrollBox(children: HTMLElement[]): HTMLElement {
    const container = make('div', { class: 'particle-row-scroll-container' }, ...children);
    container.style.width = `${scrollingWidth}px`;
    container.style.transform = `translateX(${-scrolledX}px)`;
    return make('div', { role: 'presentation', class: 'particle-row-clip' }, container);
  }

  function emptyRow(classes: string[], firstCell: HTMLElement, cells: Map<TableColumn<Row>, HTMLElement>): HTMLElement {
    const element = make('div', { class: classes.join(' '), role: 'row' });
    element.style.paddingRight = '16px';
    element.append(
      firstCell,
      ...frozen.map(column => cells.get(column)!),
      scrollBox(scrolling.map(column => cells.get(column)!)),
      make('div', { class: 'frozen-column-shadow', role: 'presentation' }),
    );
    return element;
  }

  /** `isSum`: totals and segments have figures, but no name, link or status. */
  function makeCells(row: Row, isSum: boolean): Map<TableColumn<Row>, HTMLElement> {
    return new Map(
      columns.map(column => {
        const cell = make('ess-cell', { essfield: column.field, role: 'gridcell' });
        if (column.isNumber) cell.classList.add('data-numeric');
        if (column === frozen.at(-1)) cell.classList.add('last-frozen-column');
        sizeCell(cell, column);
        if (column.isNumber || !isSum) column.fill(cell, row);
        return [column, cell];
      }),
    );
  }

  function checkbox(label: string): HTMLElement {
    const box = make('material-checkbox', {
      role: 'checkbox',
      'aria-checked': 'false',
      'aria-label': label,
      tabindex: '-1',
    });
    return make('tools-cell', { role: 'gridcell' }, box);
  }

  function drawNew(line: TableLine<Row>): Drawn<Row> {
    const { segment } = line;
    if (segment !== undefined) {
      // A split of the row above: its first cell says of what, and no cell says of whom.
      const segmentCell = make('ess-cell', { essfield: 'segmentation_info', role: 'gridcell' });
      segmentCell.textContent = segment;
      const cells = makeCells(line.row, true);
      const element = emptyRow(['particle-table-row', 'particle-joined-row'], segmentCell, cells);
      return { element, cells, segmentCell };
    }
    const cells = makeCells(line.row, false);
    return { element: emptyRow(['particle-table-row'], checkbox('Select row'), cells), cells, segmentCell: null };
  }

  /** Another line into the parts that are already there. */
  function refill(drawn: Drawn<Row>, line: TableLine<Row>): void {
    if (drawn.segmentCell) drawn.segmentCell.textContent = line.segment ?? '';
    for (const [column, cell] of drawn.cells) {
      if (column.isNumber || !drawn.segmentCell) column.fill(cell, line.row);
    }
  }

  function drawTotal(scope: 'table' | 'scope', label: string, row: Row): HTMLElement {
    const cells = makeCells(row, true);
    cells.get(frozen[0])!.append(make('div', { class: 'particle-table-summary-label-container' }, label));
    const classes = ['particle-table-summary-row', `particle-table-summary-row-${scope}`];
    return emptyRow(classes, make('tools-cell', { role: 'gridcell' }), cells);
  }

  const header = make('div', { class: 'particle-table-header particle-table-first-header', role: 'row' });
  header.style.paddingRight = '16px';
  header.append(
    make('div', { class: 'particle-table-header-cell tools-header', role: 'columnheader', 'aria-label': 'Selection' }),
    ...frozen.map(headerCell),
    scrollBox(scrolling.map(headerCell)),
    make('div', { class: 'frozen-column-shadow', role: 'presentation' }),
  );

  return {
    scrollingWidth,
    frozenWidth: 48 + frozen.reduce((sum, { width }) => sum + width, 0),
    header,
    drawNew,
    refill,
    drawTotal,
    setScrolled(x) {
      scrolledX = x;
    },
  };
}
