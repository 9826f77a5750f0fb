// One file (or folder) on its way in: sent, looked at, accepted, taken in. What was sent waits at the companion until then; every
// step can be stopped, and what can't go on says why and what to do.

import { createPace, paceText } from '#shared/pace.ts';
import type { FileImport, FilePreview } from '#shared/schema/index.ts';
import { plural } from '#shared/words.ts';
import { byHandForm } from './by-hand.ts';
import {
  drop,
  type ImportOptions,
  lookAgain,
  Refused,
  type Sendable,
  send,
  stop,
  stopped,
  takeIn,
  type WireError,
} from './companion.ts';
import { make, say, sizeText } from './dom.ts';
import { errorBox, findings } from './findings.ts';
import { result } from './result.ts';

type State = 'waiting' | 'sending' | 'ready' | 'blocked' | 'importing' | 'done' | 'failed' | 'left';

let numbered = 0;

export class Card {
  readonly element: HTMLElement;
  readonly #sendable: Sendable;
  readonly #body = make('div', {});
  readonly #title: HTMLElement;
  readonly #key = `file-${++numbered}`;
  readonly #onChange: () => void;
  #stop = new AbortController();
  #upload: string | null = null;
  #options: ImportOptions = {};
  state: State = 'waiting';

  constructor(sendable: Sendable, onChange: () => void) {
    this.#sendable = sendable;
    this.#onChange = onChange;
    const { name, bytes, files, isFolder } = sendable;
    this.#title = make('h3', { id: this.#key, tabindex: -1 }, name);
    const about = isFolder ? `${plural(files.length, 'file')}, ${sizeText(bytes)}` : sizeText(bytes);
    this.element = make(
      'article',
      { class: 'card', 'aria-labelledby': this.#key },
      make('header', { class: 'row' }, this.#title, make('span', { class: 'soft' }, about)),
      this.#body,
    );
    this.#set('waiting', make('p', { class: 'soft' }, 'Waits for the file before it …'), this.#leaveButton('Leave it'));
  }

  #set(state: State, ...content: Node[]): void {
    // The button that was pressed goes away: the card's title takes its place for the keyboard.
    const hadFocus = this.#body.contains(document.activeElement);
    this.state = state;
    this.element.dataset.state = state;
    this.#body.replaceChildren(...content);
    if (hadFocus) this.#title.focus();
    this.#onChange();
  }

  /** Sends it and shows what is in it; never rejects. */
  async look(): Promise<void> {
    if (this.state !== 'waiting') return;
    const { bar, show } = progress();
    const paceOf = createPace();
    this.#set(
      'sending',
      bar,
      this.#buttons(make('button', { type: 'button', onclick: () => this.#stop.abort() }, 'Cancel')),
    );
    try {
      const onSent = (done: number, total: number) =>
        done < total
          ? show(done / total, `Sending · ${paceText(paceOf('sending', done, total, performance.now()))}`)
          : show(null, 'Looking at it …');
      show(0, 'Sending …');
      this.#found(await send(this.#sendable, onSent, this.#stop.signal));
    } catch (error) {
      this.#refused(error);
    }
  }

  async #again(options: ImportOptions): Promise<void> {
    const upload = this.#upload as string;
    const { bar, show } = progress();
    show(null, 'Looking again …');
    this.#set('sending', bar);
    this.#options = options;
    try {
      this.#found(await lookAgain(upload, options));
    } catch (error) {
      this.#refused(error);
    }
  }

  #found(files: readonly FilePreview[]): void {
    this.#upload = files[0]?.upload ?? this.#upload;
    const good = files.filter(file => file.format && !file.error);
    const only = files.length === 1 ? files[0] : undefined;
    const rows = good.reduce((sum, file) => sum + file.rows.count, 0);
    const parts = files.map(file =>
      only
        ? findings(file)
        : make('details', { open: file.error !== undefined }, make('summary', {}, summary(file)), findings(file)),
    );
    const accept = make(
      'button',
      { type: 'button', class: 'primary', onclick: () => void this.accept() },
      acceptText(good.length, files.length, rows),
    );
    this.#set(
      good.length > 0 ? 'ready' : 'blocked',
      ...parts,
      ...(only ? this.#choices(only) : []),
      this.#buttons(good.length > 0 ? accept : null, this.#leaveButton('Leave it')),
    );
    const name = this.#sendable.name;
    say(
      good.length > 0
        ? `${name}: ${only ? summary(only) : plural(good.length, 'file')}, ready to import`
        : `${name}: can't be imported like this`,
    );
  }

  /** What its user may say of a single file: how its dates are meant, its currency and zone, its columns. */
  #choices(file: FilePreview): HTMLElement[] {
    const { byHand, dateOrder, error } = file;
    const again = (options: ImportOptions) => void this.#again({ ...this.#options, ...options });
    const choices: HTMLElement[] = [];
    if (dateOrder.isAmbiguous) {
      choices.push(
        make(
          'fieldset',
          { class: 'choice' },
          make('legend', {}, 'How are dates such as 03/04/2026 meant?'),
          make(
            'button',
            { type: 'button', 'aria-pressed': dateOrder.order === 'dmy', onclick: () => again({ dateOrder: 'dmy' }) },
            'day/month: 3 April',
          ),
          make(
            'button',
            { type: 'button', 'aria-pressed': dateOrder.order === 'mdy', onclick: () => again({ dateOrder: 'mdy' }) },
            'month/day: 4 March',
          ),
        ),
      );
    }
    if (file.format) choices.push(this.#basis(file, again));
    if (byHand) {
      const isNeeded = error?.code === 'format-unknown' || error?.code === 'columns-missing';
      choices.push(
        make(
          'details',
          { open: isNeeded },
          make('summary', {}, 'Map its columns by hand'),
          byHandForm(byHand, this.#key, options => again(options)),
        ),
      );
    }
    return choices;
  }

  #basis(file: FilePreview, again: (options: ImportOptions) => void): HTMLElement {
    const currency = make('input', {
      id: `${this.#key}-currency`,
      maxlength: 3,
      size: 4,
      value: this.#options.currency ?? '',
      placeholder: 'GBP',
      spellcheck: 'false',
    });
    const zone = make('input', {
      id: `${this.#key}-zone`,
      size: 20,
      value: this.#options.zone ?? '',
      placeholder: file.zone.zone,
      spellcheck: 'false',
    });
    const use = () => again({ currency: currency.value.trim() || undefined, zone: zone.value.trim() || undefined });
    return make(
      'details',
      {},
      make('summary', {}, 'Another currency or time zone'),
      make(
        'div',
        { class: 'field' },
        make('label', { for: currency.id }, 'Currency of amounts that name none'),
        currency,
      ),
      make('div', { class: 'field' }, make('label', { for: zone.id }, 'Time zone of times that name none'), zone),
      this.#buttons(make('button', { type: 'button', onclick: use }, 'Look again with these')),
    );
  }

  /** Takes it in, where it is ready; never rejects. */
  async accept(): Promise<void> {
    if (this.state !== 'ready' || this.#upload === null) return;
    const { bar, show } = progress();
    const paceOf = createPace();
    let id: string | null = null;
    const cancel = make(
      'button',
      {
        type: 'button',
        onclick: () => {
          cancel.disabled = true;
          if (id !== null) void stop(id).catch(() => undefined); // it ended by itself meanwhile: its own answer says how
        },
      },
      'Cancel',
    );
    this.#set('importing', bar, this.#buttons(cancel));
    show(null, 'Waits its turn …');
    try {
      const answer = await takeIn(this.#upload, this.#options, {
        started: given => {
          id = given;
        },
        progress: (step, done, total) => {
          const pace = paceText(paceOf(step, done, total, performance.now()));
          show(total > 0 ? done / total : null, `${step}${pace ? ` · ${pace}` : ''}`);
        },
      });
      this.#taken(answer);
    } catch (error) {
      this.#refused(error);
    }
  }

  #taken(answer: readonly FileImport[]): void {
    const failed = answer.filter(file => file.error);
    const isCancelled = failed.some(file => file.error?.code === 'import-cancelled');
    const again = make('button', { type: 'button', onclick: () => void this.#again(this.#options) }, 'Look again');
    this.#set(
      failed.length > 0 ? 'failed' : 'done',
      ...answer.map(file => result(file, answer.length > 1)),
      ...(failed.length > 0 ? [this.#buttons(again, this.#leaveButton('Leave it'))] : []),
    );
    const kept = answer.reduce((sum, file) => sum + file.kept, 0);
    say(
      isCancelled
        ? `${this.#sendable.name}: cancelled, nothing ${failed.length < answer.length ? 'more ' : ''}was taken in`
        : failed.length > 0
          ? `${this.#sendable.name}: could not be taken in`
          : `${this.#sendable.name}: imported, ${plural(kept, 'row')} kept`,
    );
  }

  #refused(error: unknown): void {
    if (!(error instanceof Refused)) throw error;
    const told: WireError = error.error;
    const isStopped = told.code === stopped.code;
    const again = make('button', { type: 'button', onclick: () => this.#sendAgain() }, 'Send it again');
    this.#set(
      'failed',
      isStopped ? make('p', {}, told.what) : errorBox(told, 'That did not work'),
      this.#buttons(again, this.#leaveButton('Leave it')),
    );
    say(`${this.#sendable.name}: ${told.what}`);
  }

  #sendAgain(): void {
    this.#stop = new AbortController();
    this.state = 'waiting';
    void this.look();
  }

  #leaveButton(text: string): HTMLButtonElement {
    return make('button', { type: 'button', onclick: () => this.#leave() }, text);
  }

  #leave(): void {
    this.#stop.abort();
    if (this.#upload) void drop(this.#upload).catch(() => undefined); // it goes by itself after an hour
    this.state = 'left';
    this.element.remove();
    this.#onChange();
    document.getElementById('choose-files')?.focus();
  }

  #buttons(...buttons: (Node | null)[]): HTMLElement {
    return make('p', { class: 'buttons' }, ...buttons);
  }
}

function acceptText(good: number, all: number, rows: number): string {
  if (all === 1) return `Import ${plural(rows, 'row')}`;
  return good === all ? `Import ${plural(all, 'file')}` : `Import ${good} of ${plural(all, 'file')}`;
}

function summary(file: FilePreview): string {
  if (!file.format) return file.error ? `${file.file}: ${file.error.what}` : file.file;
  return `${file.file}: ${file.format.label}, ${file.rows.isEstimate ? 'about ' : ''}${plural(file.rows.count, 'row')}`;
}

/** A bar with words under it; `share` null: it can't be told how far it is. */
function progress(): { bar: HTMLElement; show(share: number | null, text: string): void } {
  const text = make('p', { class: 'soft' });
  const meter = make('progress', { max: 1, 'aria-label': 'progress' });
  return {
    bar: make('div', {}, meter, text),
    show(share, said) {
      if (share === null) meter.removeAttribute('value');
      else meter.value = share;
      text.textContent = said.replace(/ · $/, '');
    },
  };
}
