// What may be read from a page that changes records without loading anew: its address changes first, and for a while the
// old record's name and email still stand there. What was there at the change counts as the old record's until it differs.

export class FreshPage {
  #staleTitle: string | null = null;
  #staleEmails = new Set<string>();
  /** What was trusted of each record, for when one comes back to it. */
  readonly #emailsOf = new Map<string, string[]>();
  readonly #titleOf = new Map<string, string>();
  #key = '';

  /** Another record's address; `title` and `emails` are what the page still shows. On the first record nothing is old. */
  turnTo(key: string, title: string | null, emails: readonly string[]): void {
    const isFirst = this.#key === '';
    this.#key = key;
    this.#staleTitle = isFirst ? null : title;
    this.#staleEmails = new Set(isFirst ? [] : emails);
  }

  /** The record's emails, of those that the page shows now. */
  emails(shown: readonly string[]): string[] {
    const fresh = shown.filter(email => !this.#staleEmails.has(email));
    if (fresh.length > 0) this.#emailsOf.set(this.#key, fresh);
    return this.#emailsOf.get(this.#key) ?? [];
  }

  /** The record's name, where what the page shows now is surely its. */
  title(shown: string | null): string | null {
    if (shown !== null && shown !== this.#staleTitle) {
      this.#staleTitle = null;
      this.#titleOf.set(this.#key, shown);
    }
    return this.#titleOf.get(this.#key) ?? null;
  }
}
