// The ad platforms' entities as a tree: platform → campaign → ad group → ad or keyword. An entity is known by its id,
// and by every name it ever had. A reader's usual mistake: two campaigns of one name on two platforms are two entities,
// and so are two keywords of one text in two ad groups.

import { normaliseCampaignName } from '#shared/sources/campaign-name.ts';
import { compareText, normaliseKeyword } from './names.ts';

const PLATFORM = 0;
export const CAMPAIGN = 1;
export const AD_GROUP = 2;
export const AD = 3;
export const KEYWORD = 4;
export type EntityLevel = typeof PLATFORM | typeof CAMPAIGN | typeof AD_GROUP | typeof AD | typeof KEYWORD;

/** A name seen on an entity: the latest day wins, then the most often seen, then the first by code units. */
interface NameSeen {
  name: string;
  day: number;
  weight: number;
}

/** Before any day: a name that only visits carry. */
export const NO_DAY = -1e9;

/** Node 0 stands for 'none known'; every other node is an entity, or the platform itself (level 0). */
export class Entities {
  readonly level: number[] = [];
  readonly platform: string[] = [];
  readonly id: string[] = [];
  readonly name: string[] = [];
  readonly hasSpend: boolean[] = [];
  /** The chain above each node, the node itself included; 0 where it has no such part. */
  readonly campaign: number[] = [];
  readonly adGroup: number[] = [];
  readonly ad: number[] = [];
  readonly keyword: number[] = [];
  readonly #seen: NameSeen[] = [];
  /** Latest day with spend, NO_DAY without. */
  readonly #lastDay: number[] = [];
  /** `parent|level|id` → node, of nodes with an id. */
  readonly #byId = new Map<string, number>();
  /** `scope|level|name` → nodes that ever had the name; scope is the parent, the campaign and the platform's node. */
  readonly #byName = new Map<string, number[]>();
  /** `scope|level|id` → nodes of that id under the campaign or the platform. */
  readonly #byIdWithin = new Map<string, number[]>();
  readonly #platforms = new Map<string, number>();

  constructor() {
    this.#push(PLATFORM, '', '', 0);
    this.#platforms.set('', 0);
  }

  get length(): number {
    return this.level.length;
  }

  /** The platform ids that have spend. */
  spendPlatforms(): string[] {
    return [...this.#platforms].filter(([, node]) => this.hasSpend[node]).map(([platform]) => platform);
  }

  /** The platform's node, or 0 where nothing is known of it. */
  findPlatform(platform: string): number {
    return this.#platforms.get(platform) ?? 0;
  }

  /** The platform's node, made where there is none. */
  platformNode(platform: string): number {
    const found = this.#platforms.get(platform);
    if (found !== undefined) return found;
    const node = this.#push(PLATFORM, platform, '', 0);
    this.#platforms.set(platform, node);
    return node;
  }

  /** The child of this id directly under the parent, or 0. */
  withId(parent: number, level: EntityLevel, id: string): number {
    return this.#byId.get(`${parent}|${level}|${id}`) ?? 0;
  }

  /** The only entity of this id anywhere under the scope (a campaign or platform node); 0 where none or several. */
  onlyWithId(scope: number, level: EntityLevel, id: string): number {
    const nodes = this.#byIdWithin.get(`${scope}|${level}|${id}`);
    return nodes?.length === 1 ? nodes[0] : 0;
  }

  /** Entities under the scope that ever had the name. */
  allWithName(scope: number, level: EntityLevel, name: string): readonly number[] {
    return this.#byName.get(`${scope}|${level}|${normalise(level, name)}`) ?? [];
  }

  /**
   * The entity under the scope that ever had the name; of several the one with the latest spend, then the smallest id.
   * `withSpend`: only entities that have spend. 0 where there is none.
   */
  withName(scope: number, level: EntityLevel, name: string, withSpend: boolean): number {
    const nodes = this.allWithName(scope, level, name);
    return this.latestOf(withSpend ? nodes.filter(node => this.hasSpend[node]) : nodes);
  }

  /** The same among the parent's own children only. */
  childNamed(parent: number, level: EntityLevel, name: string): number {
    return this.latestOf(this.allWithName(parent, level, name).filter(node => this.parentOf(node) === parent));
  }

  /** Of several entities the one with the latest spend, then the smallest id; 0 of none. */
  latestOf(nodes: readonly number[]): number {
    let best = 0;
    for (const node of nodes) if (best === 0 || this.#isBetter(node, best)) best = node;
    return best;
  }

  #isBetter(a: number, b: number): boolean {
    if (this.#lastDay[a] !== this.#lastDay[b]) return this.#lastDay[a] > this.#lastDay[b];
    return compareText(this.id[a], this.id[b]) < 0;
  }

  /** A new entity under the parent; the caller has looked whether there is one. */
  add(parent: number, level: EntityLevel, id: string, name: string): number {
    const node = this.#push(level, this.platform[parent], id, parent);
    if (id !== '') {
      this.#byId.set(`${parent}|${level}|${id}`, node);
      for (const scope of this.#scopes(node, parent)) append(this.#byIdWithin, `${scope}|${level}|${id}`, node);
    }
    if (name !== '') this.#nameIt(node, parent, name);
    return node;
  }

  /** Notes a name that the entity had on a day (or NO_DAY), seen `weight` times. */
  note(node: number, parent: number, name: string, day: number, weight: number): void {
    if (node === 0 || name === '') return;
    this.#nameIt(node, parent, name);
    const seen = this.#seen[node];
    const order = day - seen.day || weight - seen.weight || compareText(seen.name, name);
    if (seen.name === '' || order > 0) {
      this.#seen[node] = { name, day, weight };
      this.name[node] = name;
    }
  }

  /** Marks that the entity, and what is above it, has spend on the day. */
  spent(node: number, day: number): void {
    for (const n of [node, this.adGroup[node], this.campaign[node], this.platformNode(this.platform[node])]) {
      if (n === 0) continue;
      this.hasSpend[n] = true;
      if (day > this.#lastDay[n]) this.#lastDay[n] = day;
    }
  }

  /** Where an entity of the level hangs: its ad group, else its campaign, else its platform. */
  parentOf(node: number): number {
    if (this.level[node] > AD_GROUP && this.adGroup[node] !== 0) return this.adGroup[node];
    if (this.level[node] > CAMPAIGN && this.campaign[node] !== 0) return this.campaign[node];
    return this.platformNode(this.platform[node]);
  }

  #nameIt(node: number, parent: number, name: string): void {
    const key = normalise(this.level[node] as EntityLevel, name);
    if (this.name[node] === '') this.name[node] = name;
    for (const scope of this.#scopes(node, parent)) append(this.#byName, `${scope}|${this.level[node]}|${key}`, node);
  }

  #scopes(node: number, parent: number): Set<number> {
    const scopes = new Set([parent, this.platformNode(this.platform[node])]);
    if (this.level[node] > CAMPAIGN && this.campaign[node] !== 0) scopes.add(this.campaign[node]);
    return scopes;
  }

  #push(level: EntityLevel, platform: string, id: string, parent: number): number {
    const node = this.level.length;
    this.level.push(level);
    this.platform.push(platform);
    this.id.push(id);
    this.name.push('');
    this.hasSpend.push(false);
    this.#seen.push({ name: '', day: NO_DAY, weight: -1 });
    this.#lastDay.push(NO_DAY);
    this.campaign.push(level === CAMPAIGN ? node : (this.campaign[parent] ?? 0));
    this.adGroup.push(level === AD_GROUP ? node : (this.adGroup[parent] ?? 0));
    this.ad.push(level === AD ? node : 0);
    this.keyword.push(level === KEYWORD ? node : 0);
    return node;
  }
}

function normalise(level: EntityLevel, name: string): string {
  return level === KEYWORD ? normaliseKeyword(name) : normaliseCampaignName(name);
}

function append(map: Map<string, number[]>, key: string, node: number): void {
  const nodes = map.get(key);
  if (!nodes) map.set(key, [node]);
  else if (!nodes.includes(node)) nodes.push(node);
}
