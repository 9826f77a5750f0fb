// One question to a remote collector. The token goes only to the address that was named: a redirect is refused, not
// followed. What can go wrong on the way is told apart, as each has another remedy.

import { AccessError, ConnectionError } from '#shared/errors.ts';
import { errorFromWire, type WireError } from '../error-wire.ts';

export interface RemoteReply {
  text: string;
  next: string | null;
  journal: string | null;
}

/** A chunk is about 4 MB, and one line may be longer; more than this no collector sends. */
const mostReplyBytes = 64 * 1024 * 1024;

export async function fetchRemote(url: string, path: string, token: string): Promise<RemoteReply> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json, application/x-ndjson' },
      redirect: 'manual',
      signal: AbortSignal.timeout(120_000),
    });
    text = await readText(response);
  } catch (cause) {
    throw unreachable(url, cause as Error);
  }
  if (response.status >= 300 && response.status < 400) {
    throw new ConnectionError({
      code: 'collector-redirect',
      what: 'The collector sends elsewhere, and the token is not taken there.',
      where: url,
      found: `${response.status} to ${response.headers.get('location')?.slice(0, 200) ?? 'nowhere'}`,
      remedy: 'Name the address that it sends to, if it is yours.',
    });
  }
  if (!response.ok) throw refusal(url, response, text);
  if (!response.headers.has('x-throughline')) throw notCollector(url, text.slice(0, 100));
  const { headers } = response;
  return { text, next: headers.get('x-throughline-next'), journal: headers.get('x-throughline-journal') };
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > mostReplyBytes) throw new Error(`more than ${mostReplyBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function refusal(url: string, response: Response, text: string): Error {
  let error: WireError | undefined;
  try {
    if (response.headers.has('x-throughline')) error = (JSON.parse(text) as { error?: WireError }).error;
  } catch {
    // Not JSON: not one of our replies.
  }
  if (response.status === 401 && error) {
    return new AccessError({
      code: 'collector-token',
      what: 'The collector does not know this token.',
      where: url,
      remedy: `throughline pull ${url} --token TOKEN, with the one in its collector.json.`,
    });
  }
  if (error) return errorFromWire(error);
  if (response.status >= 502 && response.status <= 504) {
    return new ConnectionError({
      code: 'collector-away',
      what: 'The proxy answers, but no collector behind it.',
      where: url,
      found: `HTTP ${response.status}`,
      remedy: 'Start it there: throughline serve --collect; or mend the port in the proxy.',
    });
  }
  return notCollector(url, `HTTP ${response.status}`);
}

function unreachable(url: string, error: Error): ConnectionError {
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  const found = cause?.code ?? cause?.message ?? error.message;
  const isTls = /CERT|SSL|TLS|ALTNAME|SELF_SIGNED|VERIFY|EPROTO/.test(`${cause?.code} ${cause?.message}`);
  return new ConnectionError({
    code: isTls ? 'collector-tls' : 'collector-away',
    what: isTls ? 'The collector shows no certificate that can be trusted.' : 'The collector does not answer.',
    where: url,
    found,
    remedy: isTls
      ? 'Mend the certificate of the proxy; one of an own authority goes with NODE_EXTRA_CA_CERTS=FILE.'
      : 'Check the address, the firewall and that the collector runs. What came so far is kept; pull again to go on.',
    cause: error,
  });
}

export function notCollector(url: string, found: string): ConnectionError {
  return new ConnectionError({
    code: 'collector-none',
    what: 'What answers there is no collector of Throughline.',
    where: url,
    found,
    expected: 'the journal of `throughline serve --collect`',
    remedy: 'Check the address, and that the proxy passes /v1/ on.',
  });
}
