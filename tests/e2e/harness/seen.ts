// What a browser did while a test ran: the requests of its pages, and everything that went wrong in pages and worker.
// The
// net log is the browser's own and complete (pages, worker, the browser itself); it can be read once the browser is closed.

import { readFileSync } from 'node:fs';
import type { ConsoleMessage, Page, Target } from 'puppeteer';

export interface SeenRequest {
  url: string;
  /** What asked: the page's URL. */
  by: string;
  /** 'served': answered by the test under a real host name; 'let through': loopback and the extension; 'refused': another host. */
  outcome: 'served' | 'let through' | 'refused';
}

export interface SeenError {
  kind: 'console' | 'uncaught';
  text: string;
  /** The URL of the page or worker. */
  where: string;
}

export class Seen {
  readonly requests: SeenRequest[] = [];
  readonly errors: SeenError[] = [];

  /** Hosts that a page asked for and that nobody served: must stay empty. */
  get refusedHosts(): string[] {
    return [...new Set(this.requests.filter(r => r.outcome === 'refused').map(r => new URL(r.url).host))];
  }

  watchPage(page: Page): void {
    page.on('console', message => this.#hear(message, page.url()));
    page.on('pageerror', error => {
      this.errors.push({ kind: 'uncaught', text: textOf(error), where: page.url() });
    });
    page.on('workercreated', worker => {
      worker.on('console', message => this.#hear(message, worker.url()));
    });
  }

  /** A service worker: from its first line on, as the browser keeps what was said before we listened. */
  async watchWorker(target: Target): Promise<void> {
    const worker = await target.worker();
    worker?.on('console', message => this.#hear(message, target.url()));
    worker?.on('error', error => {
      this.errors.push({ kind: 'uncaught', text: textOf(error), where: target.url() });
    });
  }

  #hear(message: ConsoleMessage, where: string): void {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    this.errors.push({ kind: 'console', text: `${message.text()}${url ? ` (${url})` : ''}`, where });
  }
}

const textOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/**
 * Every host and port that pages and workers set out to ask over the network, from the browser's net log. What a test serves
 * by interception never gets that far; what the browser does for itself (its own updates) and where a test navigates has
 * no initiator, and is left out.
 */
export function hostsInNetLog(path: string): string[] {
  const log = JSON.parse(readFileSync(path, 'utf8')) as {
    constants: { logEventTypes: Record<string, number> };
    events: { type: number; params?: { url?: string; initiator?: string } }[];
  };
  const start = log.constants.logEventTypes.URL_REQUEST_START_JOB;
  const urls = log.events
    .filter(({ type, params }) => type === start && params?.initiator !== 'not an origin')
    .map(({ params }) => params?.url ?? '');
  return [...new Set(urls.filter(url => /^(https?|wss?):/.test(url)).map(url => new URL(url).host))].sort();
}
