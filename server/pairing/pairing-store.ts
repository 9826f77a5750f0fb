// The extensions that were paired, in pairings.json: who, when, and the hash of the token they were given. Not the token:
// it is shown once, and a copy of this file opens nothing.

import { randomUUID } from 'node:crypto';
import type { Low } from 'lowdb';
import { newToken } from '../companion/companion-file.ts';
import { openJsonFile } from '../json-file.ts';
import { hashToken } from '../plugins/token.ts';

export interface Pairing {
  id: string;
  name: string;
  /** chrome-extension://… as the browser sent it; null where none was sent. */
  origin: string | null;
  /** Hex SHA-256. */
  tokenHash: string;
  /** ISO instant. */
  pairedAt: string;
}

export class PairingStore {
  readonly #db: Low<{ pairings: Pairing[] }>;

  private constructor(db: Low<{ pairings: Pairing[] }>) {
    this.#db = db;
  }

  static async open(path: string): Promise<PairingStore> {
    return new PairingStore(await openJsonFile<{ pairings: Pairing[] }>(path, { pairings: [] }));
  }

  list(): readonly Pairing[] {
    return this.#db.data.pairings;
  }

  hasOrigin(origin: string): boolean {
    return this.list().some(pairing => pairing.origin === origin);
  }

  /** Keeps the pairing and returns its token, this once. */
  async add(name: string, origin: string | null, at: number): Promise<string> {
    const token = newToken();
    this.#db.data.pairings.push({
      id: randomUUID(),
      name,
      origin,
      tokenHash: hashToken(token).toString('hex'),
      pairedAt: new Date(at).toISOString(),
    });
    await this.#db.write();
    return token;
  }
}
