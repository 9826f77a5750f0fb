// Who may use the companion's pages: a link with a key that works once gives a session, kept by the browser in a cookie that no
// script reads and no other site's request carries. Both live as long as the companion; of both only hashes are kept.

import { newToken } from '../companion/companion-file.ts';
import { hashToken } from '../plugins/token.ts';

/** The companion's pages by the names that links have for them. */
const pages = { import: '/', links: '/links' } as const;
export const pageNames = Object.keys(pages) as (keyof typeof pages)[];

/** Where a link leads; the import page for a name that none has. */
export const pathOfPage = (name: unknown): string => pages[pageNames.find(one => one === name) ?? 'import'];

/** A link that nobody opened gives way to newer ones. */
const mostKeys = 5;
const mostSessions = 50;

export class PageKeys {
  readonly #keys = new Set<string>();
  readonly #sessions = new Set<string>();

  /** A key for one opening of the page. */
  issue(): string {
    const key = newToken();
    addBounded(this.#keys, hashed(key), mostKeys);
    return key;
  }

  /** A session for a key, which is void from then on; null for a key that isn't known (any more). */
  redeem(key: string): string | null {
    if (!this.#keys.delete(hashed(key))) return null;
    const session = newToken();
    addBounded(this.#sessions, hashed(session), mostSessions);
    return session;
  }

  has(session: string): boolean {
    return this.#sessions.has(hashed(session));
  }
}

/** Looked up by hash, so that the time of a look-up says nothing of a token. */
function hashed(token: string): string {
  return hashToken(token).toString('hex');
}

function addBounded(set: Set<string>, value: string, most: number): void {
  set.add(value);
  for (const oldest of set) {
    if (set.size <= most) break;
    set.delete(oldest);
  }
}

/** Cookies are shared by all ports of a host, so the name says which companion's it is. */
const cookieName = (port: number): string => `throughline-${port}`;

export function sessionCookie(port: number, session: string): string {
  return `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`;
}

/** The session in a request's Cookie header; undefined where there is none. */
export function sessionIn(header: string | undefined, port: number): string | undefined {
  const name = cookieName(port);
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return undefined;
}
