// The engine behind a companion on loopback: what the command line asks where another process holds the data folder.
// Paths travel as they are, since both sides are this machine.

import { ConnectionError } from '#shared/errors.ts';
import type { ImportAnswer, ImportRequest, JourneyTablesAnswer } from '#shared/schema/index.ts';
import type { PullAnswer, PullRequest } from '../collect/pull.ts';
import type { Engine, ImportProgress } from '../engine.ts';
import { errorFromWire, type WireError } from '../error-wire.ts';
import type { Companion } from './companion-file.ts';
import { readServerSentEvents, type ServerSentEvent } from './server-sent-events.ts';

export interface PairingCode {
  code: string;
  /** ISO instant. */
  expiresAt: string;
}

export class RemoteEngine implements Engine {
  readonly companion: Companion;

  constructor(companion: Companion) {
    this.companion = companion;
  }

  async #fetch(method: string, path: string, body?: unknown, accept = 'application/json'): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.companion.url}/v1/${path}`, {
        method,
        headers: {
          accept,
          authorization: `Bearer ${this.companion.token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new ConnectionError({
        code: 'companion-away',
        what: 'The companion that holds this data folder does not answer.',
        where: `${this.companion.url} (process ${this.companion.pid})`,
        found: (cause as Error).cause instanceof Error ? ((cause as Error).cause as Error).message : String(cause),
        remedy: 'Try again; if it stays so, end that process and start `throughline serve` anew.',
        cause,
      });
    }
    if (response.ok) return response;
    const text = await response.text();
    let error: WireError | undefined;
    try {
      error = (JSON.parse(text) as { error?: WireError }).error;
    } catch {
      // Not JSON: not one of our replies; told as it is below.
    }
    if (error) throw errorFromWire(error);
    throw new ConnectionError({
      code: 'companion-reply',
      what: `The companion answered ${response.status}.`,
      where: `${this.companion.url}/v1/${path}`,
      found: text.slice(0, 200),
      remedy: 'Restart `throughline serve`: it may be another version.',
    });
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await this.#fetch(method, path, body)).json() as Promise<T>;
  }

  async import(
    request: ImportRequest,
    onProgress?: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportAnswer> {
    const response = await this.#fetch('POST', 'imports', request, 'text/event-stream');
    for await (const { event, data } of this.#events(response)) {
      if (event === 'started' && signal) {
        // The answer to it is the end of the import, which is waited for here already.
        const stop = () => void this.#fetch('DELETE', `imports/running/${JSON.parse(data).id}`).catch(() => undefined);
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      }
      if (event === 'progress') onProgress?.(JSON.parse(data));
      if (event === 'done') return JSON.parse(data);
      if (event === 'error') throw errorFromWire(JSON.parse(data).error);
    }
    throw this.#ended();
  }

  async *#events(response: Response): AsyncGenerator<ServerSentEvent> {
    try {
      yield* readServerSentEvents(response.body!);
    } catch (cause) {
      // The connection was cut: it was killed, or its machine is asleep.
      throw this.#ended(cause);
    }
  }

  #ended(cause?: unknown): ConnectionError {
    return new ConnectionError({
      code: 'companion-away',
      what: 'The companion ended before the import did.',
      where: this.companion.url,
      remedy: 'Import the files again: each is either wholly in or not at all, and a second time changes nothing.',
      cause,
    });
  }

  status: Engine['status'] = () => this.#json('GET', 'status');
  report: Engine['report'] = query => this.#json('POST', 'report', query);
  compare: Engine['compare'] = query => this.#json('POST', 'compare', query);
  overlay: Engine['overlay'] = query => this.#json('POST', 'overlay', query);
  journey: Engine['journey'] = ({ key, links }) =>
    this.#json('GET', `journeys/${encodeURIComponent(key)}${links ? `?links=${links}` : ''}`);
  paths: Engine['paths'] = query => this.#json('POST', 'paths', query);
  heard: Engine['heard'] = query => this.#json('POST', 'heard', query);
  explain: Engine['explain'] = query => this.#json('POST', 'explain', query);
  journeysTable: Engine['journeysTable'] = async ({ table, unless }) => {
    const { dataVersion, tag } = await this.#json<JourneyTablesAnswer>('GET', 'journeys.arrow');
    if (table === undefined || tag === unless) return { dataVersion, tag, bytes: null };
    const response = await this.#fetch('GET', `journeys.arrow?table=${table}`, undefined, '*/*');
    return { dataVersion, tag, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  identityChanges: Engine['identityChanges'] = () => this.#json('GET', 'identity');
  identityPerson: Engine['identityPerson'] = ({ key }) => this.#json('GET', `identity/keys/${encodeURIComponent(key)}`);
  identityPreview: Engine['identityPreview'] = request => this.#json('POST', 'identity/preview', request);
  identityApply: Engine['identityApply'] = request => this.#json('POST', 'identity', request);
  forget: Engine['forget'] = request => this.#json('POST', 'identity/forget', request);
  drain: Engine['drain'] = () => this.#json('POST', 'intake', {});
  doctor: Engine['doctor'] = () => this.#json('GET', 'doctor');
  names: Engine['names'] = () => this.#json('GET', 'names');
  preview: Engine['preview'] = request => this.#json('POST', 'imports/preview', request);
  settings: Engine['settings'] = () => this.#json('GET', 'settings');
  setSetting: Engine['setSetting'] = (key, value) => this.#json('PATCH', 'settings', { [key]: value });
  rejects: Engine['rejects'] = ({ import: id, offset = 0, limit = 10_000 }) =>
    this.#json('GET', `imports/${id}/rejects?offset=${offset}&limit=${limit}`);

  /** A fresh code for the extension's "Pairing code" field; the one before is void. */
  pairingCode(): Promise<PairingCode> {
    return this.#json('POST', 'pair/code', {});
  }

  /** A fresh link that opens the import page, once. */
  async pageLink(): Promise<string> {
    return (await this.#json<{ url: string }>('POST', 'pair/page', {})).url;
  }

  /** What a remote collector kept, into the journals that the companion owns; ask until all is done. */
  pull(request: PullRequest): Promise<PullAnswer> {
    return this.#json('POST', 'pull', request);
  }

  /** The companion lives on: it isn't ours to close. */
  async close(): Promise<void> {}
}
