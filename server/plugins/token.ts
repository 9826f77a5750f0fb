// Who may ask what: a bearer token on every route under /v1, but those that say `open`. The folder's own token (in
// companion.json, for this machine's command line) may do all; a paired extension's may not name paths on the machine; the
// import page's cookie is good only for routes that say `page`, and only from the page itself.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AccessError } from '#shared/errors.ts';
import { type PageKeys, sessionIn } from '../import-page/page-keys.ts';
import type { PairingStore } from '../pairing/pairing-store.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** No token is asked for. */
    open?: boolean;
    /** Only the folder's own token will do. */
    folderOnly?: boolean;
    /** The import page may ask this too, by its cookie. */
    page?: boolean;
  }
  interface FastifyRequest {
    caller: 'nobody' | 'folder' | 'extension' | 'page';
  }
}

export interface TokenOptions {
  folderToken: string;
  pairings: PairingStore;
  pageKeys: PageKeys;
  port: () => number;
}

/** Adds the check to the app's scope: the routes registered on it and below. */
export function addTokenCheck(app: FastifyInstance, { folderToken, pairings, pageKeys, port }: TokenOptions): void {
  const folderHash = hashToken(folderToken);
  app.decorateRequest('caller', 'nobody');

  app.addHook('onRequest', async request => {
    const { config } = request.routeOptions;
    if (config.open) return;
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const session = sessionIn(request.headers.cookie, port());
    if (!token && config.page && session !== undefined && pageKeys.has(session)) {
      requireOwnPage(request);
      request.caller = 'page';
      return;
    }
    if (!token) {
      throw new AccessError({
        code: 'token-missing',
        what: 'This needs a token.',
        expected: 'the header Authorization: Bearer TOKEN',
        remedy: 'Pair with the code that `throughline pair` prints.',
      });
    }
    const hash = hashToken(token);
    if (isSameHash(hash, folderHash)) request.caller = 'folder';
    else {
      const pairing = pairings.list().find(p => isSameHash(hash, Buffer.from(p.tokenHash, 'hex')));
      const { origin } = request.headers;
      // A token that one extension was given is no good to another.
      if (!pairing || (origin && pairing.origin && origin !== pairing.origin)) {
        throw new AccessError({
          code: 'token-unknown',
          what: 'This token is not known here.',
          remedy: 'Pair anew with the code that `throughline pair` prints.',
        });
      }
      request.caller = 'extension';
    }
    if (config.folderOnly) requireFolderToken(request);
  });
}

/**
 * A cookie goes with every request to this host, from any of its ports: another program's page on 127.0.0.1 is the same site.
 * So the browser must say that the request is our page's own, and one that changes something must name our origin.
 */
function requireOwnPage({ headers, method }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  const changes = method !== 'GET' && method !== 'HEAD';
  const isOwn = headers.origin === `http://${headers.host}`;
  if ((site === undefined || site === 'same-origin') && (isOwn || (headers.origin === undefined && !changes))) return;
  throw new AccessError({
    code: 'page-origin',
    what: 'Only the import page itself may use its cookie.',
    found: `Origin: ${headers.origin ?? 'none'}`,
    expected: `Origin: http://${headers.host}`,
    remedy: 'Open the page by its link.',
  });
}

export function requireFolderToken(request: FastifyRequest): void {
  if (request.caller === 'folder') return;
  throw new AccessError({
    code: 'folder-token',
    what: 'Only the command line on this machine may do this.',
    found: request.caller === 'page' ? 'the cookie of the import page' : 'the token of a paired extension',
    expected: "the data folder's own token",
    remedy: 'Use the `throughline` command, or send the files themselves.',
  });
}

/** A token is 256 random bits, so one round of SHA-256 is enough to keep it from being read back. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function isSameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
