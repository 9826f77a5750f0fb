// The dashboard's table, drawn in the browser: `createTable` is sent to the page as its own text, so it may use nothing from
// outside itself but types. Rows are drawn only where they can be seen, and their elements are recycled in the way asked for.

import type { Recycling } from '../options.ts';

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

export interface TableSpec<Row> {
  label: string;
  columns: TableColumn<Row>[];
  recycle: Recycling;
  /** What scrolls the table up and down. */
  scroller: HTMLElement;
  sort: { field: string; direction: 'ascending' | 'descending' } | null;
  onSort(field: string): void;
}

export interface Table<Row> {
  element: HTMLElement;
  /** Lines in their order, and the totals under them. */
  show(lines: TableLine<Row>[], totals: { scope: 'table' | 'scope'; label: string; row: Row }[]): void;
  setLoading(isLoading: boolean): void;
  /** Fits what is drawn to what can be seen. */
  draw(): void;
  setSort(sort: TableSpec<Row>['sort']): void;
}

export function createTable<Row>(spec: TableSpec<Row>): Table<Row> {
  const rowHeight = 48;
  /** Rows drawn above and below what can be seen. */
  const spare = 4;
  const frozen = spec.columns.filter(column => column.isFrozen);
  const scrolling = spec.columns.filter(column => !column.isFrozen);
  const scrollingWidth = scrolling.reduce((sum, { width }) => sum + width, 0);

  const make = (tag: string, attributes: Record<string, string> = {}, ...children: (Node | string)[]) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /** The parts of a row that are this script's own; whatever else stands in it is a stranger's. */
  interface Drawn {
    element: HTMLElement;
    cells: Map<TableColumn<Row>, HTMLElement>;
    segmentCell: HTMLElement | null;
  }

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
      spec.columns.map(column => {
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

  function drawNew(line: TableLine<Row>): Drawn {
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
  function refill(drawn: Drawn, line: TableLine<Row>): void {
    if (drawn.segmentCell) drawn.segmentCell.textContent = line.segment ?? '';
    for (const [column, cell] of drawn.cells) {
      if (column.isNumber || !drawn.segmentCell) column.fill(cell, line.row);
    }
  }

  const header = make('div', { class: 'particle-table-header particle-table-first-header', role: 'row' });
  const body = make('div', { class: 'particle-table-body', role: 'rowgroup' });
  const footer = make('div', { class: 'particle-table-summary', role: 'rowgroup' });
  const placeholder = make('div', { class: 'particle-table-placeholder', role: 'presentation' });
  const canvas = make(
    'div',
    {
      class: 'ess-table-canvas density-comfortable',
      role: 'grid',
      'aria-label': spec.label,
      'aria-colcount': String(spec.columns.length + 1),
    },
    header,
    body,
    footer,
  );
  const inner = make('div', { class: 'particle-hscroll-inner' });
  inner.style.width = `${scrollingWidth}px`;
  const outer = make(
    'div',
    { class: 'particle-hscroll-outer', tabindex: '0', role: 'group', 'aria-label': 'Scroll columns' },
    inner,
  );
  const frozenWidth = 48 + frozen.reduce((sum, { width }) => sum + width, 0);
  outer.style.marginLeft = `${frozenWidth}px`;
  const element = make(
    'div',
    { debugid: 'table-section-showhide' },
    make(
      'ess-table',
      { 'navi-id': 'table-view' },
      make(
        'ess-particle-table',
        {},
        make(
          'div',
          { class: 'ess-table-constraint' },
          make('div', { class: 'ess-table-wrapper' }, make('div', {}, canvas, outer)),
        ),
      ),
    ),
  );

  let scrolledX = 0;
  const scrollAcross = () => {
    scrolledX = outer.scrollLeft;
    for (const box of canvas.querySelectorAll<HTMLElement>('.particle-row-scroll-container'))
      box.style.transform = `translateX(${-scrolledX}px)`;
  };
  outer.addEventListener('scroll', scrollAcross);
  canvas.addEventListener(
    'wheel',
    event => {
      const across = event.shiftKey ? event.deltaY : event.deltaX;
      if (across !== 0) outer.scrollLeft += across;
    },
    { passive: true },
  );

  header.style.paddingRight = '16px';
  header.append(
    make('div', { class: 'particle-table-header-cell tools-header', role: 'columnheader', 'aria-label': 'Selection' }),
    ...frozen.map(headerCell),
    scrollBox(scrolling.map(headerCell)),
    make('div', { class: 'frozen-column-shadow', role: 'presentation' }),
  );
  const sortFrom = (target: EventTarget | null) => {
    // A header cell that a stranger put in has no field, and is none of this table's business.
    const field = (target as Element).closest('.particle-table-header-cell')?.getAttribute('essfield');
    if (field) spec.onSort(field);
  };
  header.addEventListener('click', event => sortFrom(event.target));
  header.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.target as Element).localName === 'aw-header-cell') sortFrom(event.target);
  });
  canvas.addEventListener('click', event => {
    const box = (event.target as Element).closest('material-checkbox');
    if (!box) return;
    const isOn = box.getAttribute('aria-checked') !== 'true';
    box.setAttribute('aria-checked', String(isOn));
    box.closest('.particle-table-row')?.classList.toggle('particle-selected', isOn);
  });

  let lines: TableLine<Row>[] = [];
  /** By line index where rows are replaced or detached; by place in the pool where their elements stay. */
  let shown = new Map<number, Drawn>();
  /** What was taken out, to be put back: one a line. */
  let kept = new Map<number, Drawn>();

  function place(drawn: Drawn, index: number): void {
    drawn.element.style.transform = `translateY(${index * rowHeight}px)`;
    drawn.element.setAttribute('aria-rowindex', String(index + 2));
  }

  function drawOwn(from: number, to: number): void {
    for (const [index, drawn] of shown) {
      if (index >= from && index < to) continue;
      drawn.element.remove();
      shown.delete(index);
      if (spec.recycle === 'detach') kept.set(index, drawn);
    }
    for (let index = from; index < to; index++) {
      if (shown.has(index)) continue;
      const drawn = kept.get(index) ?? drawNew(lines[index]);
      place(drawn, index);
      shown.set(index, drawn);
      body.append(drawn.element);
    }
  }

  /** Which line each element of the pool stands for now. */
  let standsFor = new Map<Drawn, TableLine<Row>>();

  function drawPooled(from: number, to: number): void {
    const size = to - from;
    for (const [slot, drawn] of shown) {
      if (slot < size) continue;
      drawn.element.remove();
      shown.delete(slot);
    }
    for (let index = from; index < to; index++) {
      const line = lines[index];
      const slot = index % size;
      let drawn = shown.get(slot);
      const isOtherKind = drawn && (drawn.segmentCell !== null) !== (line.segment !== undefined);
      if (!drawn || isOtherKind) {
        drawn?.element.remove();
        drawn = drawNew(line);
        shown.set(slot, drawn);
        body.append(drawn.element);
      } else if (spec.recycle === 'redraw') {
        // The element stays; all that stood in it, strangers' too, goes.
        const fresh = drawNew(line);
        drawn.element.replaceChildren(...fresh.element.childNodes);
        drawn.cells = fresh.cells;
        drawn.segmentCell = fresh.segmentCell;
      } else if (standsFor.get(drawn) !== line) {
        refill(drawn, line);
      }
      standsFor.set(drawn, line);
      place(drawn, index);
    }
  }

  function draw(): void {
    const { scroller } = spec;
    const top = body.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const first = Math.floor(-top / rowHeight) - spare;
    const count = Math.ceil(scroller.clientHeight / rowHeight) + 2 * spare;
    const from = Math.max(0, Math.min(first, lines.length - count));
    const to = Math.min(lines.length, from + count);
    if (spec.recycle === 'replace' || spec.recycle === 'detach') drawOwn(from, to);
    else drawPooled(from, to);
  }

  function setSort(sort: TableSpec<Row>['sort']): void {
    for (const cell of header.querySelectorAll('[essfield]')) {
      const isSorted = sort?.field === cell.getAttribute('essfield');
      cell.setAttribute('aria-sort', isSorted ? sort!.direction : 'none');
    }
  }
  setSort(spec.sort);

  return {
    element,
    draw,
    setSort,
    setLoading: isLoading => canvas.classList.toggle('content-loading', isLoading),
    show(next, totals) {
      lines = next;
      if (spec.recycle === 'replace' || spec.recycle === 'detach') {
        for (const { element: gone } of shown.values()) gone.remove();
        shown = new Map();
        kept = new Map();
      }
      if (lines.length === 0) shown = new Map();
      standsFor = new Map();
      body.replaceChildren(placeholder, ...[...shown.values()].map(drawn => drawn.element));
      placeholder.style.height = `${lines.length * rowHeight}px`;
      canvas.setAttribute('aria-rowcount', String(lines.length + totals.length + 1));
      footer.replaceChildren(
        ...totals.map(({ scope, label, row }) => {
          const cells = makeCells(row, true);
          cells.get(frozen[0])!.append(make('div', { class: 'particle-table-summary-label-container' }, label));
          const classes = ['particle-table-summary-row', `particle-table-summary-row-${scope}`];
          return emptyRow(classes, make('tools-cell', { role: 'gridcell' }), cells);
        }),
      );
      draw();
    },
  };
}
