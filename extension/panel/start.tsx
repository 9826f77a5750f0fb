// Keeps the panel beside the record that a CRM page shows, from the page's first record to the extension's end. The page may
// change records without loading anew: what is shown belongs to the address at every moment, or is empty.

import { render } from 'preact';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { ThroughlineError } from '#shared/errors.ts';
import { ask } from '../messages/ask.ts';
import type { CrmPage, CrmSite } from '../sites/crm-site.ts';
import { siteUrl } from '../sites/index.ts';
import { type Board, boardItem } from '../state/board.ts';
import { type Choices, choicesItem } from '../state/choices.ts';
import { FreshPage } from './fresh-page.ts';
import { Panel } from './panel.tsx';
import { PanelHost } from './panel-host.ts';
import { RecordJourney, recordKey } from './record-journey.ts';
import { watchAddress } from './watch-address.ts';
import { recordWords } from './words.ts';

/** The page is read again at most so often while something about it isn't known yet. */
const READ_EVERY_MS = 300;
const AGE_EVERY_MS = 30_000;
/** An extension that is switched off tells nobody: it is looked for so often. */
const GONE_EVERY_MS = 1_000;
/** So long a page may take to show a contact's email before it is said that nobody is known. */
const SETTLE_MS = 2_500;

/** Returns when the panel stands; it goes with `ctx`. */
export async function startPanel(site: CrmSite, ctx: ContentScriptContext): Promise<void> {
  const [board, choices] = await Promise.all([boardItem.getValue(), choicesItem.getValue()]);
  if (ctx.isInvalid) return;
  const running = new RunningPanel(site, ctx, board, choices);
  watchAddress(ctx, () => running.look());
  ctx.onInvalidated(boardItem.watch(value => running.setBoard(value)));
  ctx.onInvalidated(choicesItem.watch(value => running.setChoices(value)));
  ctx.onInvalidated(() => running.stop());
  ctx.addEventListener(document, 'keydown', event => running.onShortcut(event));
  ctx.setInterval(() => running.draw(), AGE_EVERY_MS);
  // The context looks whether the extension is still there before it calls.
  ctx.setInterval(() => {}, GONE_EVERY_MS);
  running.look();
}

class RunningPanel {
  readonly #site: CrmSite;
  readonly #ctx: ContentScriptContext;
  readonly #host = new PanelHost(document);
  readonly #container: HTMLElement;
  readonly #journey = new RecordJourney(
    what => {
      const { links } = this.#choices;
      return ask('journey', { ...what, ...(links === 'all' || links === 'hard' ? { links } : {}) });
    },
    () => this.draw(),
  );
  readonly #fresh = new FreshPage();
  readonly #observer = new MutationObserver(() => this.#readSoon());
  #reading = false;
  #isSettled = false;
  #board: Board;
  #choices: Choices;
  #title: string | null = null;
  #emails: string[] = [];
  #dealId: string | null = null;

  constructor(site: CrmSite, ctx: ContentScriptContext, board: Board, choices: Choices) {
    this.#site = site;
    this.#ctx = ctx;
    this.#board = board;
    this.#choices = choices;
    this.#container = document.createElement('div');
    this.#container.className = 'frame';
    this.#container.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !this.#choices.panelFolded) this.#fold(true);
      // What is typed in the panel doesn't come as far as the document.
      else this.onShortcut(event);
    });
    this.#host.root.append(this.#container);
  }

  /** Looks at the address; where it names another record, or none, nothing of the one before stays. */
  look(): void {
    const page = this.#site.page(siteUrl(location.href));
    const before = this.#journey.page;
    if (page && before && recordKey(page) === recordKey(before)) return;
    this.#observer.disconnect();
    this.#title = null;
    this.#emails = [];
    this.#dealId = null;
    if (!page) {
      this.#fresh.turnTo('none', this.#site.title(document), this.#site.emails(document));
      this.#journey.show(null);
      this.#host.close();
      render(null, this.#container);
      return;
    }
    this.#isSettled = false;
    this.#ctx.setTimeout(() => {
      if (this.#journey.page !== page) return;
      this.#isSettled = true;
      this.draw();
    }, SETTLE_MS);
    this.#fresh.turnTo(recordKey(page), this.#site.title(document), this.#site.emails(document));
    this.#host.key = page.id;
    this.#journey.show(page);
    if (!this.#host.isOpen) this.#host.open();
    this.#read();
    this.#observer.observe(document.body, { childList: true, subtree: true });
    this.#load();
    void this.#tellHealth(page);
  }

  setBoard(board: Board): void {
    const before = this.#board;
    this.#board = board;
    this.draw();
    const isBack = board.connection === 'connected' && before.connection !== 'connected';
    if (isBack || board.workspace?.dataVersion !== before.workspace?.dataVersion) this.#load();
  }

  setChoices(choices: Choices): void {
    const before = this.#choices;
    this.#choices = choices;
    this.draw();
    if (choices.links !== before.links) this.#load();
  }

  /** Draws at once: nothing of another record may stay for a frame. */
  draw(): void {
    const { page, loading } = this.#journey;
    if (!page || this.#ctx.isInvalid) return;
    const mayStillTell = page.type === 'contact' && this.#emails.length === 0 && !this.#isSettled;
    render(
      <Panel
        key={recordKey(page)}
        siteLabel={this.#site.label}
        page={page}
        title={this.#title}
        emails={this.#emails}
        loading={loading.state === 'unknown' && mayStillTell ? { state: 'loading' } : loading}
        board={this.#board}
        choices={this.#choices}
        dealId={this.#dealId}
        now={Date.now()}
        onFold={isFolded => this.#fold(isFolded)}
        onChoice={choice => void this.#choose(choice)}
        onDeal={id => {
          this.#dealId = id;
          this.draw();
        }}
        onRetry={() => {
          this.#journey.show(page);
          this.#load();
        }}
      />,
      this.#container,
    );
  }

  onShortcut(event: KeyboardEvent): void {
    if (event.code !== 'KeyJ' || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (!this.#journey.page || isEditable(event.target)) return;
    event.preventDefault();
    this.#fold(!this.#choices.panelFolded);
  }

  stop(): void {
    this.#observer.disconnect();
    this.#host.close();
    render(null, this.#container);
  }

  #fold(isFolded: boolean): void {
    // Drawn before it is written, so that the focus can go along.
    this.setChoices({ ...this.#choices, panelFolded: isFolded });
    this.#container.querySelector<HTMLElement>(isFolded ? '.tab' : '.fold')?.focus();
    void this.#choose({ panelFolded: isFolded });
  }

  async #choose(choice: Partial<Choices>): Promise<void> {
    await choicesItem.setValue({ ...(await choicesItem.getValue()), ...choice });
  }

  /** For the popup: which record is understood here. */
  async #tellHealth(page: CrmPage): Promise<void> {
    const detail = `${recordWords[page.type]} ${page.id}, panel beside it`;
    try {
      await ask('siteHealth', {
        site: this.#site.id,
        url: location.href.split(/[?#]/)[0],
        at: Date.now(),
        state: 'working',
        detail,
      });
    } catch (error) {
      // Left over from an older extension: the context's own look finds that out.
      if (!(error instanceof ThroughlineError)) throw error;
    }
  }

  /** Asks by what the page tells so far; an unpaired extension has nobody to ask. */
  #load(): void {
    if (this.#board.connection === 'unpaired' || this.#board.connection === 'refused') return;
    // The page may have come to show an email while this was asked.
    void this.#journey.load(this.#emails).then(() => this.#journey.loadWith(this.#emails));
  }

  #readSoon(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#ctx.setTimeout(() => {
      this.#reading = false;
      this.look();
      if (this.#journey.page) this.#read();
    }, READ_EVERY_MS);
  }

  /** The record's name and emails off the page, as far as they are surely its own. */
  #read(): void {
    const title = this.#fresh.title(this.#site.title(document));
    const emails = this.#fresh.emails(this.#site.emails(document));
    const isNew = title !== this.#title || emails.join() !== this.#emails.join();
    this.#title = title;
    this.#emails = emails;
    if (isNew) this.draw();
    void this.#journey.loadWith(this.#emails);
    // All is known: the page need not be watched any more.
    if (this.#title !== null && this.#journey.loading.state === 'known') this.#observer.disconnect();
  }
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
