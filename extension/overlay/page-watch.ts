// When the page changes: one observer over the document, one frame at most under way, the location after it has changed.
// `mutated` runs before the browser paints what the page did; `frame` once in the next frame. Nothing runs while the tab is
// hidden; when it is shown again all is looked at anew, before it is painted.

export interface PageWatchers {
  /** In the same turn as the page's change; keep it short. */
  mutated(records: readonly MutationRecord[]): void;
  frame(): void;
}

interface Navigation extends EventTarget {}

export class PageWatch {
  readonly #watchers: PageWatchers;
  readonly #document: Document;
  readonly #observer: MutationObserver;
  readonly #signal: AbortSignal;
  #frame = 0;

  constructor(document: Document, watchers: PageWatchers, signal: AbortSignal) {
    this.#document = document;
    this.#watchers = watchers;
    this.#signal = signal;
    this.#observer = new MutationObserver(records => {
      const foreign = records.filter(record => !isOwn(record));
      if (foreign.length > 0) this.#own(() => watchers.mutated(foreign));
    });
    const options = { signal };
    // After the navigation has committed; where there is no Navigation API the page's own changes bring a frame, which
    // looks at the location.
    const { navigation } = document.defaultView as unknown as { navigation?: Navigation };
    navigation?.addEventListener('navigatesuccess', () => this.schedule(), options);
    document.defaultView!.addEventListener('popstate', () => this.schedule(), options);
    document.addEventListener('visibilitychange', () => this.#follow(), options);
    signal.addEventListener('abort', () => this.#stop());
  }

  /** From here on, with a first look at once. */
  start(): void {
    this.#follow();
  }

  /** One frame, however often it is asked for. */
  schedule(): void {
    if (this.#frame !== 0 || this.#document.hidden || this.#signal.aborted) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#own(() => this.#watchers.frame());
    });
  }

  /** Runs what writes to the page, and forgets the records of it. */
  #own(work: () => void): void {
    if (this.#signal.aborted) return;
    try {
      work();
    } finally {
      this.#observer.takeRecords();
    }
  }

  /** The same, for writes from outside a watcher: an answer came. */
  write(work: () => void): void {
    if (this.#document.hidden) return;
    // What the page did before in this turn is looked at first.
    const records = this.#observer.takeRecords().filter(record => !isOwn(record));
    this.#own(() => {
      if (records.length > 0) this.#watchers.mutated(records);
      work();
    });
  }

  #follow(): void {
    this.#stop();
    if (this.#document.hidden || this.#signal.aborted) return;
    this.#observer.observe(this.#document, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      // A recycled row's link; a table that waits for data. All attributes would be felt.
      attributeFilter: ['href', 'aria-busy'],
    });
    this.#own(() => this.#watchers.frame());
  }

  #stop(): void {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}

/** Our own nodes: in our cells, or nothing but our nodes put in. */
function isOwn({ target, addedNodes, removedNodes, type }: MutationRecord): boolean {
  const element = target.nodeType === 1 ? (target as Element) : target.parentElement;
  if (element?.closest('[data-throughline]')) return true;
  if (type !== 'childList' || removedNodes.length > 0) return false;
  return [...addedNodes].every(node => node.nodeType === 1 && (node as Element).hasAttribute('data-throughline'));
}
