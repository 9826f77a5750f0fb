// How the host tables are written and read. One group a line, `name: entry entry …`; an entry is
//   host      that host only (a leading `www.` never matters)
//   .host     that host and every host below it
//   *.host    every host below it, not itself (a provider's customers, not its own pages)
//   host.*    under any public suffix (google.de, google.co.uk); `.host.*` likewise with every host below it
// A reader's usual mistake: `google.com` does not match `mail.google.com`, and no entry ever matches part of a label.

import { getPublicSuffix } from 'tldts';

export interface HostGroup {
  readonly name: string;
  readonly entries: readonly string[];
}

/** The groups of a table's text; lines that start with `#` and empty lines say nothing. */
export function readGroups(text: string): HostGroup[] {
  const groups: HostGroup[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const colon = trimmed.indexOf(': ');
    if (colon < 0) throw new Error(`Host table: no name on the line "${trimmed}"`);
    groups.push({
      name: trimmed.slice(0, colon),
      entries: trimmed
        .slice(colon + 2)
        .trim()
        .split(/\s+/),
    });
  }
  return groups;
}

/**
 * Each word of the text as a group of its own, named by its host. `43things|.com` is a host with the plain name that
 * tags use for it: 43things.com and 43things.
 */
export function readSingles(text: string): HostGroup[] {
  const words = text.split(/\s+/).filter(word => word !== '');
  return words.map(word => {
    const [plain, suffix] = word.split('|');
    if (suffix !== undefined) return { name: plain + suffix, entries: [plain, plain + suffix] };
    return { name: word.replace(/^\*?\./, ''), entries: [word] };
  });
}

/** Finds what a host stands for; the most exact entry wins, and of equal ones the first added. */
export class HostIndex<T> {
  readonly #exact = new Map<string, T>();
  readonly #atOrBelow = new Map<string, T>();
  readonly #below = new Map<string, T>();

  add(entry: string, value: T): void {
    const [map, key] = entry.startsWith('*.')
      ? [this.#below, entry.slice(2)]
      : entry.startsWith('.')
        ? [this.#atOrBelow, entry.slice(1)]
        : [this.#exact, entry.replace(/^www\.(?=.*\.)/, '')];
    if (!map.has(key)) map.set(key, value);
  }

  /** `host` in lower case without port; O(labels). Undefined where no entry fits. */
  find(host: string): T | undefined {
    const bare = host.replace(/^www\d?\./, '');
    const exact = this.#exact.get(bare);
    if (exact !== undefined) return exact;
    const suffix = getPublicSuffix(bare) ?? '';
    const stem = suffix !== '' && bare.length > suffix.length ? bare.slice(0, -suffix.length - 1) : '';
    if (stem !== '') {
      const wild = this.#exact.get(`${stem}.*`);
      if (wild !== undefined) return wild;
    }
    for (let at = 0; at >= 0; at = bare.indexOf('.', at) + 1 || -1) {
      const rest = bare.slice(at);
      const below = this.#atOrBelow.get(rest) ?? (at > 0 ? this.#below.get(rest) : undefined);
      if (below !== undefined) return below;
      if (at < stem.length) {
        const wild = this.#atOrBelow.get(`${stem.slice(at)}.*`);
        if (wild !== undefined) return wild;
      }
    }
    return undefined;
  }
}
