// Which of our cells is pointed at: by the mouse after a moment's rest, by the keyboard at once. Our cells are one stop of
// the Tab key; from there the arrow keys go on among them, Enter goes into the receipt, Escape puts it away.

export interface Pointing {
  open(cell: HTMLElement): void;
  close(): void;
  /** The keyboard goes into the receipt. */
  enter(): void;
  /** True where the node lies in the receipt. */
  holds(node: EventTarget | null): boolean;
  setTabStop(cell: HTMLElement): void;
}

const REST_MS = 150;
/** On the way from the cell to the receipt the mouse may leave both. */
const LEAVE_MS = 220;

const ownCell = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-throughline][role="gridcell"]') : null;

export function followPointing(document: Document, pointing: Pointing, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pointed: HTMLElement | null = null;
  const later = (work: () => void, ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  const listen = { signal, passive: true, capture: true };

  document.addEventListener(
    'pointerover',
    ({ target }) => {
      const cell = ownCell(target);
      if (cell === pointed && cell !== null) return;
      pointed = cell;
      if (cell) later(() => pointing.open(cell), REST_MS);
      else if (pointing.holds(target)) clearTimeout(timer);
      else later(() => pointing.close(), LEAVE_MS);
    },
    listen,
  );
  document.addEventListener(
    'scroll',
    ({ target }) => {
      if (pointing.holds(target)) return;
      clearTimeout(timer);
      pointing.close();
    },
    listen,
  );
  document.addEventListener(
    'focusin',
    ({ target }) => {
      const cell = ownCell(target);
      if (cell) {
        pointing.setTabStop(cell);
        clearTimeout(timer);
        // A click focuses too; the mouse has its own way.
        if (cell.matches(':focus-visible')) pointing.open(cell);
      } else if (!pointing.holds(target)) {
        later(() => pointing.close(), LEAVE_MS);
      }
    },
    listen,
  );
  document.addEventListener(
    'keydown',
    event => {
      const cell = ownCell(event.target);
      if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = keyActs[event.key];
      if (!act) return;
      // The page's own grid has keys too, and would move its own cursor.
      event.preventDefault();
      event.stopImmediatePropagation();
      act(cell, pointing);
    },
    { signal, capture: true },
  );
}

const keyActs: Readonly<Record<string, (cell: HTMLElement, pointing: Pointing) => void>> = {
  ArrowLeft: cell => focusIf(beside(cell, 'previousElementSibling')),
  ArrowRight: cell => focusIf(beside(cell, 'nextElementSibling')),
  ArrowUp: cell => focusIf(inColumn(cell, -1)),
  ArrowDown: cell => focusIf(inColumn(cell, 1)),
  Enter: (cell, pointing) => {
    pointing.open(cell);
    pointing.enter();
  },
  ' ': (cell, pointing) => keyActs.Enter(cell, pointing),
  Escape: (_cell, pointing) => pointing.close(),
};

const focusIf = (cell: HTMLElement | null) => cell?.focus();

function beside(cell: HTMLElement, way: 'previousElementSibling' | 'nextElementSibling'): HTMLElement | null {
  return ownCell(cell[way]);
}

/** Rows may stand in the DOM in any order: what counts is where they are drawn. */
function inColumn(cell: HTMLElement, step: 1 | -1): HTMLElement | null {
  const grid = cell.closest('[role="grid"]') ?? cell.ownerDocument;
  const cells = [
    ...grid.querySelectorAll<HTMLElement>(`[data-throughline="${cell.dataset.throughline}"][role="gridcell"]`),
  ]
    .filter(other => other.dataset.throughlineKey !== '')
    .map(other => ({ other, top: other.getBoundingClientRect().top }))
    .sort((a, b) => a.top - b.top);
  const at = cells.findIndex(({ other }) => other === cell);
  return cells[at + step]?.other ?? null;
}
