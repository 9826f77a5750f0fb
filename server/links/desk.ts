// Where links are asked for, at the command line and over HTTP alike: judged against the names in use and the register, then
// kept. Nothing is kept of a table of links unless all of it is good, or its user insists.

import { channelOf } from '#shared/channels/index.ts';
import { tagFields } from '#shared/links/build-link.ts';
import { checkLink, type KnownNames } from '#shared/links/check-link.ts';
import type { LinkRow } from '#shared/links/read-links.ts';
import type { KeptLink, LinkCheck, LinkProblem, LinkRowCheck, LinksAnswer, LinkWish } from '#shared/schema/links.ts';
import type { Engine } from '../engine.ts';
import { arrivals } from './arrived.ts';
import { type Added, type LinkRegister, type NewLink, slugShape } from './register.ts';

type Asked = Pick<Engine, 'names' | 'settings' | 'report'>;

/** Names and links that a new link is compared with; a table's own rows are added as they are read. */
interface Ground {
  names: KnownNames & { sources: string[]; mediums: string[]; campaigns: string[] };
  /** Vanity path → where it leads. */
  slugs: Map<string, string>;
}

/** Whether a link with these problems may not be made. */
export function isRefused(problems: readonly LinkProblem[], force: boolean): boolean {
  return problems.some(({ severity }) => severity === 'error' || (severity === 'warning' && !force));
}

export class LinkDesk {
  readonly #engine: Asked;
  readonly #register: LinkRegister;

  constructor(engine: Asked, register: LinkRegister) {
    this.#engine = engine;
    this.#register = register;
  }

  async check(wish: LinkWish): Promise<LinkCheck> {
    return judge(wish, await this.#ground());
  }

  async checkTable(rows: readonly LinkRow[]): Promise<LinkRowCheck[]> {
    const ground = await this.#ground();
    return rows.map(({ line, wish }) => {
      const found = judge(wish, ground);
      learn(ground, wish, found.link);
      return { line, label: wish.label ?? '', ...found };
    });
  }

  /** Keeps links that were looked at before; all or none. */
  keep(wishes: readonly LinkWish[], by: string, at: string): Promise<Added[]> {
    return this.#register.add(wishes.map(wish => asKept(wish, by, at)));
  }

  async list(): Promise<LinksAnswer> {
    const [links, { names }] = await Promise.all([this.#register.list(), this.#ground()]);
    const { arrived, currency } = await arrivals(this.#engine, links);
    const { sources, mediums, campaigns } = names;
    return {
      links: links.map((link, i) => ({ ...link, arrived: arrived[i] })),
      currency,
      names: { sources, mediums, campaigns },
    };
  }

  async #ground(): Promise<Ground> {
    const [seen, settings, links] = await Promise.all([
      this.#engine.names(),
      this.#engine.settings(),
      this.#register.list(),
    ]);
    const ground: Ground = {
      names: {
        sources: [...seen.sources],
        mediums: [...seen.mediums],
        campaigns: [...seen.campaigns],
        sites: settings.sites,
      },
      slugs: new Map(),
    };
    for (const link of links) learn(ground, link, link.link);
    return ground;
  }
}

function learn({ names, slugs }: Ground, wish: LinkWish, link: string | null): void {
  const add = (list: string[], name: string | undefined) => {
    const value = name?.trim();
    if (value && !list.includes(value)) list.push(value);
  };
  add(names.sources, wish.source);
  add(names.mediums, wish.medium);
  add(names.campaigns, wish.campaign);
  const slug = wish.slug?.trim();
  if (slug && link && !slugs.has(slug)) slugs.set(slug, link);
}

function judge(wish: LinkWish, { names, slugs }: Ground): LinkCheck {
  const found = checkLink(wish, names);
  const slug = wish.slug?.trim() ?? '';
  if (slug === '') return found;
  const problem = (code: string, what: string, remedy: string, instead?: string): LinkProblem => ({
    field: 'slug',
    severity: 'error',
    code,
    what,
    remedy,
    found: slug,
    ...(instead && { instead }),
  });
  if (!slugShape.test(slug)) {
    const near = slug
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 64);
    const words = 'A vanity path is of lower-case letters, digits and hyphens, 64 at most.';
    return {
      ...found,
      problems: [
        ...found.problems,
        problem('slug-shape', words, near ? `Write it as ${near}.` : 'Choose another.', near),
      ],
    };
  }
  const owner = slugs.get(slug);
  if (owner === undefined || owner === found.link) return found;
  return {
    ...found,
    problems: [
      ...found.problems,
      problem(
        'slug-taken',
        `/l/${slug} leads elsewhere already: ${owner}`,
        'Choose another, or remove that link first.',
      ),
    ],
  };
}

/** Trimmed, without what is empty. The link is there: what has none was refused. */
function asKept(wish: LinkWish, madeBy: string, madeAt: string): NewLink {
  const nothingKnown: KnownNames = { sources: [], mediums: [], campaigns: [], sites: [] };
  const { link, channel } = checkLink(wish, nothingKnown);
  const kept: Partial<KeptLink> = {};
  for (const field of ['url', ...tagFields, 'slug', 'label'] as const) {
    const value = wish[field]?.trim();
    if (value) kept[field] = value;
  }
  return {
    ...kept,
    url: kept.url ?? '',
    link: link ?? '',
    channel: channel ?? channelOf({ source: '', medium: '', campaign: '' }, madeAt.slice(0, 10)),
    madeAt,
    madeBy,
  };
}
