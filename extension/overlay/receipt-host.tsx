// Where the receipt stands and when: one popover on the body, above the page's own dialogs. It belongs to a cell and its key:
// when the row becomes another one's, the receipt goes at once.

import { render } from 'preact';
import { ThroughlineError } from '#shared/errors.ts';
import type { ExplainAnswer, ExplainQuery } from '#shared/schema/index.ts';
import type { Answered } from '../messages/messages.ts';
import { type ShadowHost, shadowHost } from '../shadow-host.ts';
import type { AdsPage } from '../sites/ads-site.ts';
import { receiptAddress } from '../views/receipt-address.ts';
import type { AdsOverlay } from './ads-overlay.ts';
import type { Trouble } from './answers.ts';
import { followPointing } from './pointing.ts';
import css from './receipt.css?inline';
import { Receipt, type ReceiptProps } from './receipt.tsx';
import { explainCommand, explainQuery } from './receipt-data.ts';

const GAP = 6;

export interface ReceiptPorts {
  explain(query: ExplainQuery): Promise<Answered<ExplainAnswer>>;
  /** Opens the dashboard at the row's receipt. */
  open(address: string): void;
}

interface Open {
  cell: HTMLElement;
  key: string;
  props: ReceiptProps;
}

export function startReceipt(overlay: AdsOverlay, document: Document, ports: ReceiptPorts, signal: AbortSignal): void {
  let place: ShadowHost | null = null;
  let open: Open | null = null;
  /** The cell that gets the focus back must not open it again. */
  let isPuttingAway = false;
  /** The last few, so that going back and forth asks once. */
  const kept = new Map<string, Promise<ExplainAnswer>>();

  const explain = (query: ExplainQuery, at: number) => {
    const name = JSON.stringify([query, at]);
    let answer = kept.get(name);
    if (!answer) {
      answer = ports.explain(query).then(({ answer: explained }) => explained);
      answer.catch(() => kept.delete(name));
      kept.set(name, answer);
      if (kept.size > 30) kept.delete(kept.keys().next().value!);
    }
    return answer;
  };

  const paint = () => {
    if (!open || !place) return;
    render(<Receipt {...open.props} />, place.root);
    putBeside(place.host, open.cell, open.props.command !== '');
  };

  const close = () => {
    if (!open || !place) return;
    const { cell } = open;
    open = null;
    const hadFocus = document.activeElement === place.host;
    cell.removeAttribute('aria-describedby');
    render(null, place.root);
    if (place.host.matches(':popover-open')) place.host.hidePopover();
    isPuttingAway = true;
    if (hadFocus && cell.isConnected) cell.focus();
    isPuttingAway = false;
  };

  const makePlace = () => {
    const made = shadowHost(
      document,
      { name: 'receipt', css, style: { position: 'fixed', overflow: 'visible' } },
      signal,
    );
    made.host.id = 'throughline-receipt';
    made.host.popover = 'manual';
    made.host.addEventListener(
      'keydown',
      event => {
        if (event.key === 'Escape') close();
      },
      { signal },
    );
    return made;
  };

  const show = (cell: HTMLElement) => {
    if (isPuttingAway) return;
    if (open?.cell === cell && open.key === cell.dataset.throughlineKey) return;
    close();
    const at = overlay.cellAt(cell);
    const shown = overlay.shown.peek();
    if (!at || !shown) return;
    place ??= makePlace();
    const { column, key } = at;
    const answer = shown.latest?.answer ?? null;
    const row = overlay.answerRow(key) ?? null;
    const { basis } = overlay;
    const query = row && basis ? explainQuery(basis, column, row) : null;
    const mine: Open = {
      cell,
      key,
      props: {
        column,
        name: key === 'total' ? 'Total' : (row?.name ?? overlay.rowKey(key)?.name ?? key),
        meta: answer?.meta ?? null,
        row,
        totals: key === 'total' ? (answer?.totals ?? null) : null,
        totalsOf: wholeOf(shown.page),
        explained: null,
        isAsking: query !== null,
        trouble: shown.trouble,
        command: query ? explainCommand(query) : '',
        onOpen: query ? () => ports.open(addressOf(query)) : null,
      },
    };
    open = mine;
    place.host.showPopover();
    cell.setAttribute('aria-describedby', place.host.id);
    paint();
    if (!query) return;
    const take = (props: Partial<ReceiptProps>) => {
      if (open !== mine) return;
      mine.props = { ...mine.props, isAsking: false, ...props };
      paint();
    };
    explain(query, shown.latest?.at ?? 0).then(
      explained => take({ explained }),
      error => take({ trouble: troubleOf(error) }),
    );
  };

  overlay.onPainted.add(() => {
    if (open && (!open.cell.isConnected || open.cell.dataset.throughlineKey !== open.key)) close();
  });

  followPointing(
    document,
    {
      open: show,
      close,
      enter: () => place?.root.querySelector<HTMLElement>('.receipt')?.focus(),
      holds: node => node !== null && place !== null && (node === place.host || place.root.contains(node as Node)),
      setTabStop: cell => overlay.setTabStop(cell),
    },
    signal,
  );
  signal.addEventListener('abort', close);
}

/** In words; a page of keywords doesn't say which of the two it is drilled down to. */
const wholeOf = ({ level, parentId }: AdsPage) =>
  parentId === undefined ? 'account' : level === 'ad-group' ? 'campaign' : 'campaign or ad group';

const addressOf = ({ by, value, platform, from, to }: ExplainQuery) =>
  receiptAddress(by, value, platform, from && to ? { from, to } : undefined);

const troubleOf = (error: unknown): Trouble =>
  error instanceof ThroughlineError ? error.toJSON() : { code: 'explain-failed', what: String(error) };

/** What a receipt with its conversions needs: the side is chosen for it at once, so that it doesn't jump when they come. */
const USUAL_HEIGHT = 460;
const EDGE = 12;

/** Under the cell, else above it, else beside it: never over the figure itself, our header or the window's edge. */
function putBeside(host: HTMLElement, cell: HTMLElement, isWhole: boolean): void {
  const { ownerDocument } = cell;
  const { innerWidth, innerHeight } = ownerDocument.defaultView!;
  const box = cell.getBoundingClientRect();
  const dock = ownerDocument.querySelector('[data-throughline="dock"]')?.getBoundingClientRect();
  host.style.removeProperty('--throughline-room');
  const { width, height } = host.getBoundingClientRect();
  const floorAt = (left: number) =>
    dock && dock.height > 0 && left < dock.right && left + width > dock.left ? dock.top - GAP : innerHeight - EDGE;
  const within = (left: number) => Math.max(EDGE, Math.min(left, innerWidth - width - EDGE));
  let left = within(box.right - width);
  let floor = floorAt(left);
  let top = box.bottom + GAP;
  const needed = isWhole ? Math.max(height, USUAL_HEIGHT) : height;
  if (top + needed > floor) {
    if (box.top - GAP - needed >= EDGE) {
      top = box.top - GAP - height;
    } else {
      const leftOf = box.left - GAP - width;
      left = leftOf >= EDGE ? leftOf : within(box.right + GAP);
      floor = floorAt(left);
      top = Math.max(EDGE, Math.min(box.top - 40, floor - needed));
    }
  }
  host.style.setProperty('left', `${left}px`, 'important');
  host.style.setProperty('top', `${top}px`, 'important');
  // Higher than that it scrolls.
  host.style.setProperty('--throughline-room', `${floor - top}px`);
}
