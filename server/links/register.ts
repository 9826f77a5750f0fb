// The register of tracking links: links.json of the data folder, read anew when it has changed, since the command line and
// the companion both write it. A link is itself by its address with all tags: made again it is the same one.

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DataError, NotFoundError } from '#shared/errors.ts';
import type { KeptLink } from '#shared/schema/links.ts';
import { openJsonFile, unreadableJson, whileLocked } from '../json-file.ts';
import { Mutex } from '../mutex.ts';

export type NewLink = Omit<KeptLink, 'id'>;

export interface Added {
  readonly link: KeptLink;
  /** `changed`: it was there, with another slug or label. */
  readonly what: 'added' | 'changed' | 'same';
}

export const slugShape = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

export class LinkRegister {
  readonly path: string;
  readonly #turns = new Mutex();
  #links: readonly KeptLink[] = [];
  #bySlug = new Map<string, KeptLink>();
  #readAt = -1;

  constructor(folder: string) {
    this.path = join(folder, 'links.json');
  }

  /** All of them, oldest first. */
  async list(): Promise<readonly KeptLink[]> {
    const changedAt = statSync(this.path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changedAt !== this.#readAt) {
      this.#take(changedAt === 0 ? [] : checked((await this.#open()).data.links, this.path));
      this.#readAt = changedAt;
    }
    return this.#links;
  }

  /** The link that a vanity path leads to; case doesn't matter. */
  async bySlug(slug: string): Promise<KeptLink | undefined> {
    await this.list();
    return this.#bySlug.get(slug.toLowerCase());
  }

  /** Adds links, all or none: a slug that another link has is refused. */
  add(links: readonly NewLink[]): Promise<Added[]> {
    return this.#change(async () => {
      const file = await this.#open();
      const kept = [...checked(file.data.links, this.path)];
      const added = links.map(link => addOne(kept, link));
      if (added.some(({ what }) => what !== 'same')) {
        file.data = { links: kept };
        await file.write();
        this.#readAt = -1;
      }
      return added;
    });
  }

  /** Takes one out by its id; throws NotFoundError where it isn't there. */
  remove(id: string): Promise<KeptLink> {
    return this.#change(async () => {
      const file = await this.#open();
      const links = checked(file.data.links, this.path);
      const found = links.find(link => link.id === id);
      if (!found) {
        throw new NotFoundError({
          code: 'link-unknown',
          what: `The register has no link "${id}".`,
          where: this.path,
          remedy: 'throughline link --list shows them with their ids.',
        });
      }
      file.data = { links: links.filter(link => link !== found) };
      await file.write();
      this.#readAt = -1;
      return found;
    });
  }

  /** In this process and all others one at a time. */
  #change<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run(() => whileLocked(this.path, work));
  }

  #open() {
    return openJsonFile<{ links: KeptLink[] }>(this.path, { links: [] });
  }

  #take(links: readonly KeptLink[]): void {
    this.#links = links;
    this.#bySlug = new Map(links.flatMap(link => (link.slug ? [[link.slug, link] as const] : [])));
  }
}

function addOne(kept: KeptLink[], link: NewLink): Added {
  const id = createHash('sha256').update(link.link).digest('hex').slice(0, 10);
  const owner = link.slug ? kept.find(one => one.slug === link.slug && one.id !== id) : undefined;
  if (owner) {
    throw new DataError({
      code: 'slug-taken',
      what: `The vanity path /l/${link.slug} leads elsewhere already.`,
      found: owner.link,
      remedy: `Choose another one, or remove that link first: throughline link --remove ${owner.id}`,
    });
  }
  const at = kept.findIndex(one => one.id === id);
  if (at < 0) {
    const made = { id, ...link };
    kept.push(made);
    return { link: made, what: 'added' };
  }
  const { slug = kept[at].slug, label = kept[at].label } = link;
  if (slug === kept[at].slug && label === kept[at].label) return { link: kept[at], what: 'same' };
  kept[at] = { ...kept[at], ...(slug && { slug }), ...(label && { label }) };
  return { link: kept[at], what: 'changed' };
}

/** The file may have been mended by hand: what leads nowhere must not be followed. */
function checked(links: unknown, path: string): readonly KeptLink[] {
  if (!Array.isArray(links)) throw unreadableJson(path, 'no list of links');
  for (const one of links as Partial<KeptLink>[]) {
    const isLink = typeof one?.id === 'string' && typeof one.link === 'string' && /^https?:\/\//i.test(one.link);
    if (!isLink) throw unreadableJson(path, `a link without an address: ${JSON.stringify(one)?.slice(0, 100)}`);
  }
  return links;
}
