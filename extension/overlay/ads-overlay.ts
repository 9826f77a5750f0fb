// The overlay of an ad page: reads what the page shows now, asks for its figures, paints them. Figures of rows are painted in
// the very turn in which the page changes a row; everything that can wait a frame waits.

import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SiteHealth } from '../messages/messages.ts';
import type { AdsPage, AdsSite, PageBasis } from '../sites/ads-site.ts';
import type { Board } from '../state/board.ts';
import type { Choices } from '../state/choices.ts';
import { Answers } from './answers.ts';
import { CellStyles } from './cell-styles.ts';
import type { Column } from './columns.ts';
import { awayFace, type Face, loadingFace, noMatchFace, rowFace, totalFace, unpairedFace } from './face.ts';
import { PageWatch } from './page-watch.ts';
import { chosenColumns, overlayBasis } from './query.ts';
import { accountMismatch, type Shown } from './shown.ts';
import { healthOf, PATIENCE_MS } from './site-health.ts';
import { Table, type TableCount } from './table.ts';

/** How long an answer may take before the page shows that it waits. */
const SLOW_MS = 200;

export interface OverlayPorts {
  ask: ConstructorParameters<typeof Answers>[0];
  report(health: Omit<SiteHealth, 'at'>): void;
  choices: ReadonlySignal<Choices>;
  board: ReadonlySignal<Board>;
  /** The location as the site has it. */
  url(): URL;
  now(): number;
  setTimeout(work: () => void, ms: number): void;
}

export class AdsOverlay {
  /** What the dock and the receipt show; null: this page is none of ours. */
  readonly shown: Signal<Shown | null> = signal(null);
  readonly site: AdsSite;
  /** Called when rows were painted anew: a receipt may stand beside a row that is another's now, the paging elsewhere. */
  readonly onPainted = new Set<() => void>();
  readonly #document: Document;
  readonly #ports: OverlayPorts;
  readonly #answers: Answers;
  readonly #styles: CellStyles;
  readonly #watch: PageWatch;
  #table: Table | null = null;
  #columns: Column[] = [];
  #href = '';
  #page: AdsPage | null = null;
  #pageSince = 0;
  #basis: PageBasis = { range: null, currency: null, account: null };
  #count: TableCount | null = null;
  #reported = '';
  /** Faces by key, as long as what they are made of stays. */
  #faces = new Map<string, readonly Face[]>();

  constructor(site: AdsSite, document: Document, ports: OverlayPorts, signal: AbortSignal) {
    this.site = site;
    this.#document = document;
    this.#ports = ports;
    this.#styles = new CellStyles(document);
    this.#answers = new Answers(
      ports.ask,
      () => {
        this.#faces.clear();
        this.#watch.write(() => this.#sync());
      },
      ports.now,
    );
    this.#columns = chosenColumns(ports.choices.peek().columns);
    this.#watch = new PageWatch(
      document,
      { mutated: records => this.#mutated(records), frame: () => this.#sync() },
      signal,
    );
    let dataVersion = ports.board.peek().workspace?.dataVersion;
    let connection = ports.board.peek().connection;
    const stop = effect(() => {
      const choices = ports.choices.value;
      const board = ports.board.value;
      this.#columns = chosenColumns(choices.columns);
      this.#faces.clear();
      const isNewer = board.workspace?.dataVersion !== dataVersion;
      if (isNewer || board.connection !== connection) {
        dataVersion = board.workspace?.dataVersion;
        connection = board.connection;
        this.#answers.refresh();
      }
      this.#watch.write(() => this.#sync());
    });
    const theme = document.defaultView!.matchMedia('(prefers-color-scheme: dark)');
    theme.addEventListener(
      'change',
      () => {
        this.#table?.forgetLooks();
        this.#watch.schedule();
      },
      { signal },
    );
    signal.addEventListener('abort', () => {
      stop();
      this.#table?.clear();
      this.#styles.detach();
    });
    this.#watch.start();
  }

  /** The column and key of one of our cells; null where it is none, or stands for nothing. */
  cellAt(cell: HTMLElement): { column: Column; key: string } | null {
    const { throughline, throughlineKey } = cell.dataset;
    const column = this.#columns.find(({ id }) => id === throughline);
    return column && throughlineKey && this.#table?.grid.contains(cell) ? { column, key: throughlineKey } : null;
  }

  answerRow(key: string) {
    return this.#answers.row(key);
  }

  get basis() {
    return this.#answers.basis;
  }

  rowKey(key: string) {
    return this.#table?.keys.get(key) ?? null;
  }

  setTabStop(cell: HTMLElement): void {
    this.#watch.write(() => this.#table?.setTabStop(cell));
  }

  /** Before the page is painted: the rows that it touched, or all where it put new ones in. */
  #mutated(records: readonly MutationRecord[]): void {
    const table = this.#table;
    if (!table?.grid.isConnected || this.#ports.url().href !== this.#href) {
      this.#sync();
      return;
    }
    const rows = new Set<Element>();
    for (const { target, type } of records) {
      if (!table.grid.contains(target)) continue;
      const row = table.rowOf(target);
      if (row === null && type === 'childList') {
        this.#sync();
        return;
      }
      if (row) rows.add(row);
    }
    const known = table.keys.size;
    for (const row of rows) table.syncRow(row);
    if (rows.size > 0) this.#painted();
    if (table.keys.size > known) this.#want();
    this.#watch.schedule();
  }

  /** All of it. */
  #sync(): void {
    const url = this.#ports.url();
    if (url.href !== this.#href) {
      this.#href = url.href;
      const page = this.site.page(url);
      if (JSON.stringify(page) !== JSON.stringify(this.#page)) this.#drop();
      this.#page = page;
    }
    const page = this.#page;
    if (page === null) {
      this.shown.value = null;
      return;
    }
    const grid = this.site.findGrid(this.#document);
    if (this.#table && (this.#table.grid !== grid || !sameColumns(this.#table.columns, this.#columns))) this.#clear();
    if (grid && !this.#table) {
      this.#table = new Table(this.site, page, grid, this.#columns, this.#styles, (kind, key) =>
        this.#facesFor(kind, key),
      );
    }
    this.#basis = this.site.basis(this.#document);
    this.#setMood();
    this.#count = this.#table?.sync() ?? null;
    if (this.#count?.isUnfinished) this.#watch.schedule();
    this.#want();
    this.#show();
    this.#painted();
  }

  #painted(): void {
    for (const tell of this.onPainted) tell();
  }

  #want(): void {
    if (!this.#page) return;
    const choices = this.#ports.choices.peek();
    const isPaired = this.#ports.board.peek().connection !== 'unpaired';
    const isWaiting = this.#table === null || this.site.isLoading(this.#table.grid);
    if (!isPaired || isWaiting) return;
    const before = this.#answers.askedAt;
    this.#answers.want(overlayBasis(this.site, this.#page, this.#basis, choices), this.#table!.keys);
    if (before === null && this.#answers.askedAt !== null) this.#ports.setTimeout(() => this.#setMood(), SLOW_MS);
  }

  /** Another page: nothing of the one before may stay. */
  #drop(): void {
    this.#clear();
    this.#pageSince = this.#ports.now();
    this.#count = null;
    this.#ports.setTimeout(() => this.#watch.schedule(), PATIENCE_MS + 50);
  }

  #clear(): void {
    this.#table?.clear();
    this.#table = null;
    this.#faces.clear();
  }

  #setMood(): void {
    const { latest, isPending, askedAt } = this.#answers;
    // A quick answer shouldn't flash.
    const isSlow = askedAt !== null && this.#ports.now() - askedAt >= SLOW_MS;
    this.#styles.mood(latest?.isStale ? 'stale' : isPending && latest && isSlow ? 'pending' : 'fresh', isSlow);
  }

  #facesFor(kind: 'entity' | 'total', key: string): readonly Face[] {
    const kept = this.#faces.get(key);
    if (kept) return kept;
    const faces = this.#columns.map((column, i) => this.#faceFor(kind, key, column, i === 0));
    this.#faces.set(key, faces);
    return faces;
  }

  #faceFor(kind: 'entity' | 'total', key: string, column: Column, isFirst: boolean): Face {
    const { connection } = this.#ports.board.peek();
    const latest = this.#answers.latest;
    if (latest === null || (kind === 'entity' && this.#answers.row(key) === undefined)) {
      if (connection === 'unpaired' || connection === 'refused') return unpairedFace(column);
      if (this.#answers.trouble) return awayFace(column);
      return loadingFace(column);
    }
    const { currency } = latest.answer.meta;
    if (kind === 'total') {
      const { totals } = latest.answer;
      return totals ? totalFace(column, totals, currency) : noMatchFace(column);
    }
    const row = this.#answers.row(key);
    const isStranger = row?.matchedBy === 'name' && accountMismatch(this.#basis.account, latest.answer);
    return row && !isStranger ? rowFace(column, row, currency, isFirst) : noMatchFace(column);
  }

  #show(): void {
    const waited = this.#ports.now() - this.#pageSince;
    const health = healthOf(this.site, this.#page!, this.#table?.grid ?? null, this.#count, waited);
    const url = this.#ports.url();
    const text = `${health.state} ${health.detail} ${url.pathname}`;
    if (text !== this.#reported) {
      this.#reported = text;
      this.#ports.report({ site: this.site.id, url: `${url.origin}${url.pathname}`, ...health });
    }
    const { latest, trouble, isPending } = this.#answers;
    const before = this.shown.peek();
    const next: Shown = { page: this.#page!, pageBasis: this.#basis, latest, trouble, isPending, health };
    const isSame =
      before !== null &&
      before.page === next.page &&
      before.latest === latest &&
      before.trouble === trouble &&
      before.isPending === isPending &&
      JSON.stringify([before.pageBasis, before.health]) === JSON.stringify([next.pageBasis, health]);
    if (!isSame) this.shown.value = next;
  }
}

const sameColumns = (a: readonly Column[], b: readonly Column[]) =>
  a.length === b.length && a.every((column, i) => column === b[i]);
