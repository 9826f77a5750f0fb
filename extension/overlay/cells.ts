// Our cells in the page's own rows: real cells in the light DOM, put after the page's anchor cell, whose text content is
// exactly the figure. A cell carries the key that it was written for; a row that became another one's gets its cells blanked
// and rewritten in the same turn, so that no frame shows one row's figure beside another's name.

import type { Column } from './columns.ts';
import { type Face, loadingFace } from './face.ts';

/** What was last written, so that nothing is written twice; a cell that the page copied is not in it. */
const written = new WeakMap<Element, Face>();

const widths: Readonly<Record<Column['unit'], number>> = { money: 124, ratio: 84, count: 118 };

/** CSS pixels: what the longest usual figure needs. */
export const usualWidth = ({ unit }: Column): number => widths[unit];

const isOurs = (node: Element | null): node is HTMLElement => node?.hasAttribute('data-throughline') === true;

export interface Template {
  fragment: DocumentFragment;
  /** What its cells are written with, parallel to them. */
  faces: readonly Face[];
}

/** Cells for one row, to be cloned; `role`: gridcell or columnheader. A body cell starts as one that waits for its figure. */
export function cellTemplate(document: Document, list: readonly Column[], role: 'gridcell' | 'columnheader'): Template {
  const fragment = document.createDocumentFragment();
  const faces = role === 'gridcell' ? list.map(loadingFace) : [];
  list.forEach((column, i) => {
    const cell = document.createElement('div');
    cell.setAttribute('role', role);
    cell.dataset.throughline = column.id;
    cell.style.width = `${usualWidth(column)}px`;
    if (i === 0) cell.dataset.throughlineEdge = 'first';
    if (role === 'columnheader') {
      cell.textContent = column.label;
    } else {
      cell.tabIndex = -1;
      cell.dataset.throughlineKey = '';
      cell.dataset.throughlineState = faces[i].state;
      cell.setAttribute('aria-label', faces[i].label);
    }
    fragment.append(cell);
  });
  return { fragment, faces };
}

/** Our cells right after the anchor, put there where they aren't; stray ones in `around` are removed. */
export function ensureCells(anchor: Element, around: Element, { fragment, faces }: Template): HTMLElement[] {
  const wanted = fragment.childNodes as NodeListOf<HTMLElement>;
  const cells: HTMLElement[] = [];
  let next = anchor.nextElementSibling;
  for (const { dataset } of wanted) {
    if (!isOurs(next) || next.dataset.throughline !== dataset.throughline) break;
    cells.push(next);
    next = next.nextElementSibling;
  }
  if (cells.length === wanted.length && !isOurs(next)) return cells;
  removeCells(around);
  const made = fragment.cloneNode(true) as DocumentFragment;
  const list = [...made.children] as HTMLElement[];
  faces.forEach((face, i) => {
    written.set(list[i], face);
  });
  anchor.after(made);
  return list;
}

export function removeCells(around: ParentNode): void {
  for (const cell of around.querySelectorAll('[data-throughline]')) cell.remove();
}

/** Writes what differs: key and face in one go, so that neither is ever seen with the other of before. */
export function paintCell(cell: HTMLElement, key: string, face: Face): void {
  const before = written.get(cell);
  if (cell.dataset.throughlineKey !== key) cell.dataset.throughlineKey = key;
  if (before === face) return;
  if (cell.textContent !== face.text) cell.textContent = face.text;
  if (!before || before.state !== face.state) cell.dataset.throughlineState = face.state;
  if (!before || before.label !== face.label) {
    if (face.label) cell.setAttribute('aria-label', face.label);
    else cell.removeAttribute('aria-label');
  }
  if (!before || before.marks !== face.marks) {
    if (face.marks) cell.dataset.throughlineMarks = face.marks;
    else delete cell.dataset.throughlineMarks;
  }
  if (!before || before.bar !== face.bar) {
    cell.style.cssText = `width:${cell.style.width};${face.bar}`;
    cell.toggleAttribute('data-throughline-bar', face.bar !== '');
  }
  written.set(cell, face);
}
