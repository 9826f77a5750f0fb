// The companion over HTTP: the one file that knows its addresses, its token header and its error replies. Nothing but
// 127.0.0.1 is ever asked, and the token is shown only to what has answered as a companion before: another program may
// have taken the port meanwhile.

import {
  AccessError,
  ConnectionError,
  DataError,
  type ErrorDetails,
  NotFoundError,
  SettingsError,
  ThroughlineError,
  UsageError,
} from '#shared/errors.ts';
import type {
  CompareAnswer,
  ExplainAnswer,
  ExplainQuery,
  HeardAnswer,
  HeardQuery,
  JourneyAnswer,
  JourneyTablesAnswer,
  OverlayAnswer,
  OverlayQuery,
  PathsAnswer,
  PathsQuery,
  ReportAnswer,
  ReportQuery,
  StatusAnswer,
} from '#shared/schema/index.ts';
import type { Settings } from '#shared/settings.ts';
import type { JourneyAsk } from './messages.ts';

/** Nothing answers on the port, or something that is no companion. */
export class CompanionAway extends ConnectionError {}

/** Nothing came back, and the browser gives no leave to ask there. */
export class AccessWithheld extends ConnectionError {}

/** It is there, and didn't answer in time. */
class CompanionSlow extends ConnectionError {}

/** The companion doesn't know the token (any more). */
export class TokenRefused extends AccessError {}

/** A browser ends a worker whose request has had no reply for 30 s. */
const answerMs = 25_000;
const greetMs = 2_500;
const tableMs = 5 * 60_000;

const errorClasses: Record<string, new (details: ErrorDetails) => ThroughlineError> = {
  DataError,
  SettingsError,
  UsageError,
  NotFoundError,
  ConnectionError,
  AccessError,
};

export class Companion {
  readonly port: number;
  readonly #token: string;
  #greeting: Promise<void> | undefined;

  constructor({ port, token }: { port: number; token: string }) {
    this.port = port;
    this.#token = token;
  }

  status = () => this.#json<StatusAnswer>('GET', 'status', undefined, greetMs * 2);
  settings = () => this.#json<Settings>('GET', 'settings', undefined, greetMs * 2);
  report = (query: ReportQuery) => this.#json<ReportAnswer>('POST', 'report', query);
  compare = (query: ReportQuery) => this.#json<CompareAnswer>('POST', 'compare', query);
  overlay = (query: OverlayQuery) => this.#json<OverlayAnswer>('POST', 'overlay', query);
  paths = (query: PathsQuery) => this.#json<PathsAnswer>('POST', 'paths', query);
  heard = (query: HeardQuery) => this.#json<HeardAnswer>('POST', 'heard', query);
  explain = (query: ExplainQuery) => this.#json<ExplainAnswer>('POST', 'explain', query);

  /** An address that opens the link builder once; it is this companion's, or it is none. */
  linksPage = async () => {
    const { url } = await this.#json<{ url: string }>('POST', 'pair/page?to=links', undefined, greetMs * 2);
    if (URL.parse(url)?.origin === `http://127.0.0.1:${this.port}`) return url;
    throw notOurs(this.port, 200);
  };

  journeyOfRecord = ({ system, type, id, links }: Omit<JourneyAsk, 'emails'>) =>
    this.#json<JourneyAnswer>('GET', `journeys?${new URLSearchParams({ system, type, id, ...(links && { links }) })}`);
  journeyOfKey = (key: string, links?: JourneyAsk['links']) =>
    this.#json<JourneyAnswer>('GET', `journeys/${encodeURIComponent(key)}${links ? `?links=${links}` : ''}`);

  journeyTables = () => this.#json<JourneyTablesAnswer>('GET', 'journeys.arrow');

  /** One table as an Arrow IPC stream, and the tag of the state that it is of. */
  journeyTable = (name: string) =>
    this.#ask(
      'GET',
      `journeys.arrow?table=${encodeURIComponent(name)}`,
      async response => ({
        tag: response.headers.get('etag')?.replaceAll('"', '') ?? '',
        bytes: new Uint8Array(await response.arrayBuffer()),
      }),
      { ms: tableMs },
    );

  #json<T>(method: string, path: string, body?: unknown, ms = answerMs): Promise<T> {
    return this.#ask(method, path, response => response.json() as Promise<T>, { body, ms });
  }

  async #ask<T>(
    method: string,
    path: string,
    read: (response: Response) => Promise<T>,
    { body, ms }: { body?: unknown; ms: number },
  ): Promise<T> {
    await this.#greet();
    try {
      return await send(this.port, method, path, read, { body, token: this.#token, ms });
    } catch (error) {
      if (error instanceof CompanionAway) this.#greeting = undefined;
      throw error;
    }
  }

  /** Once, and again after a failure: asks without the token, and only looks whether a companion says no. */
  #greet(): Promise<void> {
    this.#greeting ??= greet(this.port).catch(error => {
      this.#greeting = undefined;
      throw error;
    });
    return this.#greeting;
  }
}

/** A token for the six digits; throws what the companion says of a wrong or old code. */
export async function pairWith(port: number, code: string, name: string): Promise<string> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError({
      code: 'port',
      what: 'That is no port.',
      found: String(port),
      expected: 'a whole number from 1 to 65535',
      remedy: 'Take the port that the companion printed, 4517 where none was chosen.',
    });
  }
  const digits = code.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(digits)) {
    throw new UsageError({
      code: 'pair-code',
      what: 'A pairing code is six digits.',
      found: code.slice(0, 20),
      expected: 'six digits such as 123 456',
      remedy: 'Type the code that `throughline pair` printed.',
    });
  }
  const read = async (response: Response) => ((await response.json()) as { token: string }).token;
  return send(port, 'POST', 'pair', read, { body: { code: digits, name }, ms: greetMs * 2 });
}

async function greet(port: number): Promise<void> {
  try {
    await send(port, 'GET', 'status', async () => {}, { ms: greetMs });
  } catch (error) {
    // Without a token a companion refuses: that is the greeting.
    if (!(error instanceof TokenRefused)) throw error;
  }
}

async function send<T>(
  port: number,
  method: string,
  path: string,
  read: (response: Response) => Promise<T>,
  { body, token, ms }: { body?: unknown; token?: string; ms: number },
): Promise<T> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/v1/${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      // A companion sends nobody elsewhere, and the token must not follow.
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(ms),
    });
    if (response.headers.get('x-throughline') === null) throw notOurs(port, response.status);
    if (!response.ok) throw await errorOf(response);
    return await read(response);
  } catch (error) {
    if (error instanceof ThroughlineError) throw error;
    if ((error as Error).name === 'TimeoutError') throw slow(port, ms, error);
    throw away(port, error);
  }
}

async function errorOf(response: Response): Promise<ThroughlineError> {
  const text = await response.text();
  let told: (ErrorDetails & { kind: string }) | undefined;
  try {
    told = (JSON.parse(text) as { error?: ErrorDetails & { kind: string } }).error;
  } catch {
    // Not one of our replies: told as it is below.
  }
  if (!told) {
    return new ConnectionError({
      code: 'companion-reply',
      what: `The companion answered ${response.status}.`,
      where: response.url,
      found: text.slice(0, 200),
      remedy: 'Restart `throughline serve`: it may be another version.',
    });
  }
  const { kind, ...details } = told;
  if (response.status === 401) return new TokenRefused(details);
  // A companion that has us in no list takes us for a web page.
  if (details.code === 'origin') return new TokenRefused(notPaired);
  return new (errorClasses[kind] ?? ThroughlineError)(details);
}

const notPaired: ErrorDetails = {
  code: 'token-unknown',
  what: 'The companion does not know this extension any more.',
  remedy: 'Pair anew with the code that `throughline pair` prints.',
};

const away = (port: number, cause: unknown) =>
  new CompanionAway({
    code: 'companion-away',
    what: 'The companion does not answer.',
    where: `127.0.0.1:${port}`,
    remedy: 'Start it with `npx throughline serve`.',
    cause,
  });

/** In place of `companion-away`, where the browser's leave is missing: which of the two is amiss can't be told. */
export const withheld = (port: number, cause: unknown) =>
  new AccessWithheld({
    code: 'permission-refused',
    what: 'The companion does not answer, and the browser withholds access to it.',
    where: `127.0.0.1:${port}`,
    found: 'no leave to ask http://127.0.0.1',
    remedy: 'Press “Allow” in Throughline’s popup or options. The companion is started with `npx throughline serve`.',
    cause,
  });

const slow = (port: number, ms: number, cause: unknown) =>
  new CompanionSlow({
    code: 'companion-slow',
    what: `The companion has not answered within ${ms / 1000} seconds.`,
    where: `127.0.0.1:${port}`,
    remedy: 'It may be taking in a large file: try again in a while.',
    cause,
  });

const notOurs = (port: number, status: number) =>
  new CompanionAway({
    code: 'companion-other',
    what: 'Another program answers where the companion was.',
    where: `127.0.0.1:${port}`,
    found: `a reply ${status} that is not a companion's`,
    remedy: 'Start the companion on another port with `npx throughline serve --port 4518`, and pair with that port.',
  });
