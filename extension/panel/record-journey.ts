// The journey of the record that the page shows: asked for when the record changes, never kept past it. An answer that
// comes after the page has moved on is dropped.

import { type ErrorDetails, ThroughlineError } from '#shared/errors.ts';
import type { Ask, Reply } from '../messages/messages.ts';
import type { CrmPage } from '../sites/crm-site.ts';

export type Loading =
  | { readonly state: 'loading' }
  | { readonly state: 'known'; readonly found: NonNullable<Reply<'journey'>> }
  | { readonly state: 'unknown' }
  | { readonly state: 'failed'; readonly error: Omit<ErrorDetails, 'cause'> };

export const recordKey = ({ system, portal, type, id }: CrmPage) => `${system} ${portal ?? ''} ${type} ${id}`;

export class RecordJourney {
  readonly #ask: (what: Ask<'journey'>) => Promise<Reply<'journey'>>;
  readonly #onChange: () => void;
  #round = 0;
  #emails = '';
  page: CrmPage | null = null;
  loading: Loading = { state: 'loading' };

  constructor(ask: (what: Ask<'journey'>) => Promise<Reply<'journey'>>, onChange: () => void) {
    this.#ask = ask;
    this.#onChange = onChange;
  }

  /** Another record, or none: what was shown is gone at once. */
  show(page: CrmPage | null): void {
    this.#round++;
    this.page = page;
    this.#emails = '';
    this.loading = { state: 'loading' };
    this.#onChange();
  }

  /** Asks for the record shown, or asks again; what is shown stays until the answer is there. */
  async load(emails: readonly string[]): Promise<void> {
    const { page } = this;
    if (!page) return;
    const round = ++this.#round;
    this.#emails = emails.join(' ');
    let loading: Loading;
    try {
      const { system, type, id } = page;
      const found = await this.#ask({ system, type, id, emails: [...emails] });
      loading = found ? { state: 'known', found } : { state: 'unknown' };
    } catch (error) {
      loading = { state: 'failed', error: detailsOf(error) };
    }
    if (round !== this.#round) return;
    this.loading = loading;
    this.#onChange();
  }

  /** Asks once more where nobody was known by what was asked before, and the page now tells more. */
  async loadWith(emails: readonly string[]): Promise<void> {
    if (this.loading.state === 'unknown' && emails.length > 0 && emails.join(' ') !== this.#emails)
      await this.load(emails);
  }
}

function detailsOf(error: unknown): Omit<ErrorDetails, 'cause'> {
  if (error instanceof ThroughlineError) return error.toJSON();
  return { code: 'panel-failed', what: error instanceof Error ? error.message : String(error) };
}
