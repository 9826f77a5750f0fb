// The dashboard's table, drawn in the browser: `createTable` is sent to the page as its own text, so it may use nothing from
// outside itself but types and what it is handed. Rows are drawn only where they can be seen, and their elements are recycled in the way asked for.

import type { make as makeElement } from '../dom.ts';
import type { Recycling } from '../options.ts';
import type { createRows, Drawn, TableColumn, TableLine } from './rows.ts';

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

export function createTable<Row>(
  spec: TableSpec<Row>,
  make: typeof makeElement,
  newRows: typeof createRows,
): Table<Row> {
  const rowHeight = 48;
  /** Rows drawn above and below what can be seen. */
  const spare = 4;
  const rows = newRows(spec.columns, make);
  const { header } = rows;
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
  inner.style.width = `${rows.scrollingWidth}px`;
  const outer = make(
    'div',
    { class: 'particle-hscroll-outer', tabindex: '0', role: 'group', 'aria-label': 'Scroll columns' },
    inner,
  );
  outer.style.marginLeft = `${rows.frozenWidth}px`;
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

  const scrollAcross = () => {
    rows.setScrolled(outer.scrollLeft);
    for (const box of canvas.querySelectorAll<HTMLElement>('.particle-row-scroll-container'))
      box.style.transform = `translateX(${-outer.scrollLeft}px)`;
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
  let shown = new Map<number, Drawn<Row>>();
  /** What was taken out, to be put back: one a line. */
  let kept = new Map<number, Drawn<Row>>();

  function place(drawn: Drawn<Row>, index: number): void {
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
      const drawn = kept.get(index) ?? rows.drawNew(lines[index]);
      place(drawn, index);
      shown.set(index, drawn);
      body.append(drawn.element);
    }
  }

  /** Which line each element of the pool stands for now. */
  let standsFor = new Map<Drawn<Row>, TableLine<Row>>();

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
        drawn = rows.drawNew(line);
        shown.set(slot, drawn);
        body.append(drawn.element);
      } else if (spec.recycle === 'redraw') {
        // The element stays; all that stood in it, strangers' too, goes.
        const fresh = rows.drawNew(line);
        drawn.element.replaceChildren(...fresh.element.childNodes);
        drawn.cells = fresh.cells;
        drawn.segmentCell = fresh.segmentCell;
      } else if (standsFor.get(drawn) !== line) {
        rows.refill(drawn, line);
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
      footer.replaceChildren(...totals.map(({ scope, label, row }) => rows.drawTotal(scope, label, row)));
      draw();
    },
  };
}
