// Who may speak to the port at all. Host must be this machine's loopback with our own port: a page that points its own
// domain at 127.0.0.1 (DNS rebinding) sends its domain and is refused before anything is read. Origin, where a browser
// sends one, must be ours or a paired extension's: no web page may ask, nor try pairing codes. Routes that say `anyOrigin`
// (the tracking snippet's door) look at the page themselves.

import type { FastifyInstance } from 'fastify';
import { AccessError } from '#shared/errors.ts';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Checks by itself which web pages may ask. */
    anyOrigin?: boolean;
  }
}

export interface HostOptions {
  port: () => number;
  /** True for the origin of a paired extension. */
  isPairedOrigin: (origin: string) => boolean;
}

export function addHostCheck(app: FastifyInstance, { port, isPairedOrigin }: HostOptions): void {
  app.addHook('onRequest', async request => {
    const { host = '', origin } = request.headers;
    if (!isOurHost(host, port())) {
      throw new AccessError({
        code: 'host',
        what: 'Only this machine may ask, by its loopback address.',
        found: `Host: ${host.slice(0, 200)}`,
        expected: `127.0.0.1:${port()}`,
        remedy: `Ask http://127.0.0.1:${port()}.`,
      });
    }
    if (origin === undefined || request.routeOptions.config.anyOrigin || isPairedOrigin(origin)) return;
    if (origin.startsWith('http://') && isOurHost(origin.slice('http://'.length), port())) return;
    // Not paired yet, and about to be: the code it sends decides.
    if (isExtensionOrigin(origin) && request.routeOptions.url === '/v1/pair') return;
    throw new AccessError({
      code: 'origin',
      what: 'Web pages may not ask the companion.',
      found: `Origin: ${origin.slice(0, 200)}`,
      expected: 'the paired extension',
      remedy: 'Pair the extension with the code that `throughline pair` prints.',
    });
  });

  addReplyHeaders(app);
}

/** What is answered stays between the two: no frame, no sniffing, no copy in a cache, unless the route says otherwise. */
export function addReplyHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-throughline', '1');
    reply.header('x-content-type-options', 'nosniff');
    reply.header('x-frame-options', 'DENY');
    reply.header('referrer-policy', 'no-referrer');
    if (!reply.hasHeader('cross-origin-resource-policy')) reply.header('cross-origin-resource-policy', 'same-origin');
    // By the route's own path: an address may be spelt in many ways.
    if ((request.routeOptions.url ?? request.url).startsWith('/v1/')) reply.header('cache-control', 'no-store');
  });
}

function isOurHost(given: string, port: number): boolean {
  const match = /^(\[[0-9a-f:]+\]|[^:]+)(?::(\d+))?$/i.exec(given);
  if (!match) return false;
  // Without a port a browser means 80.
  return loopbackNames.has(match[1].toLowerCase()) && Number(match[2] ?? 80) === port;
}

function isExtensionOrigin(origin: string): boolean {
  return /^(chrome-extension:\/\/[a-p]{32}|moz-extension:\/\/[0-9a-f-]{36})$/.test(origin);
}
