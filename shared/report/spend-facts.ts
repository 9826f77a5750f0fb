// Cost without double counting. One account may be imported as a campaign report and as a keyword report: both tell of
// the same money. A fact is a spend row taken once, with a sign: a finer level's rows, then the coarser level's rows with
// a plus and the finer ones again with a minus at the coarser entity, which leaves there what the finer level misses
// ('(not set)'). So the total is that of the coarsest level present, under every grouping.

import type { Spend } from '#shared/journeys/workspace.ts';
import { AD, AD_GROUP, CAMPAIGN, type EntityLevel, KEYWORD } from './entities.ts';
import type { SpendEntities } from './spend-entities.ts';

export interface SpendFacts {
  readonly length: number;
  /** Spend row. */
  readonly row: Uint32Array;
  /** 1, or -1 where a row is taken off again. */
  readonly sign: Int8Array;
  /** The entity (or platform) the fact belongs to: never finer than the level asked for. */
  readonly node: Uint32Array;
}

// Kinds of rows, coarsest first. Ad rows stand above keyword rows: ads also run without keywords.
const ACCOUNT_ROWS = 0;
const CAMPAIGN_ROWS = 1;
const GROUP_ROWS = 2;
const AD_ROWS = 3;
const KEYWORD_ROWS = 4;

/**
 * The facts of all spend rows down to a level (CAMPAIGN, AD_GROUP, AD or KEYWORD). Sums over them are the same at every
 * level and in any order of rows, in minor units. O(n log n) in rows.
 */
export function spendFacts(spend: Spend, of: SpendEntities, level: EntityLevel): SpendFacts {
  const builder = new Builder(spend, of, level);
  // One report was imported: nothing can be counted twice.
  if (builder.isOneKind) return builder.everyRow();
  const account = accounts(spend, of);
  const order = inBlocks(spend, of, account);
  const isSameBlock = (a: number, b: number) => account[a] === account[b] && spend.day[a] === spend.day[b];
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && isSameBlock(order[from], order[to])) to++;
    builder.addAccountDay(order.subarray(from, to));
  }
  return builder.finish();
}

class Builder {
  readonly isOneKind: boolean;
  readonly #of: SpendEntities;
  readonly #level: EntityLevel;
  readonly #kind: Uint8Array;
  readonly #hasAccountRows: boolean;
  #row: number[] = [];
  #sign: number[] = [];
  #node: number[] = [];

  constructor(spend: Spend, of: SpendEntities, level: EntityLevel) {
    this.#of = of;
    this.#level = level;
    this.#kind = spend.level.map((given, i) => {
      if (given < AD_ROWS) return given;
      return of.keyword[i] !== 0 ? KEYWORD_ROWS : AD_ROWS;
    });
    this.isOneKind = this.#kind.every(kind => kind === this.#kind[0]);
    this.#hasAccountRows = this.#kind.includes(ACCOUNT_ROWS);
  }

  /** Each row once. */
  everyRow(): SpendFacts {
    const length = this.#kind.length;
    const node = new Uint32Array(length);
    const rows = new Uint32Array(length);
    for (let row = 0; row < length; row++) {
      node[row] = this.#nodeOf(row, this.#level);
      rows[row] = row;
    }
    return { length, row: rows, sign: new Int8Array(length).fill(1), node };
  }

  /** Rows of one platform, account and day, campaign by campaign. */
  addAccountDay(rows: Uint32Array): void {
    const { campaign } = this.#of;
    const account = this.#hasAccountRows ? [...rows].filter(row => this.#kind[row] === ACCOUNT_ROWS) : [];
    let from = 0;
    while (from < rows.length) {
      let to = from + 1;
      while (to < rows.length && campaign[rows[to]] === campaign[rows[from]]) to++;
      const coarsest = this.#addCampaignDay(rows.subarray(from, to));
      if (account.length > 0) for (const row of coarsest) this.#add(row, -1, this.#of.platform[row]);
      from = to;
    }
    for (const row of account) this.#add(row, 1, this.#of.platform[row]);
  }

  /** Adds one campaign's day; returns its rows of the coarsest level, whose sum the campaign's total is. */
  #addCampaignDay(rows: Uint32Array): Uint32Array | number[] {
    const kind = this.#kind;
    let kinds = 0;
    for (const row of rows) kinds |= 1 << kind[row];
    const isOnly = (k: number) => kinds === 1 << k;
    // The common case: one level was imported, and there is nothing to weigh up.
    for (let k = CAMPAIGN_ROWS; k <= KEYWORD_ROWS; k++) {
      if (!isOnly(k)) continue;
      for (const row of rows) this.#add(row, 1, this.#nodeOf(row, this.#level));
      return rows;
    }
    const byKind = [ACCOUNT_ROWS, CAMPAIGN_ROWS, GROUP_ROWS, AD_ROWS, KEYWORD_ROWS].map(k =>
      [...rows].filter(row => kind[row] === k),
    );
    const present = [CAMPAIGN_ROWS, GROUP_ROWS, AD_ROWS, KEYWORD_ROWS].filter(k => byKind[k].length > 0);
    if (present.length === 0) return [];
    const base = this.#baseOf(present);
    for (const row of byKind[base]) this.#add(row, 1, this.#nodeOf(row, this.#level));
    // What each coarser level has beyond the finer one stays at the coarser entity.
    let finer = base;
    for (const coarser of present.filter(k => k < base).reverse()) {
      const at = coarser === CAMPAIGN_ROWS ? CAMPAIGN : AD_GROUP;
      for (const row of byKind[coarser]) this.#add(row, 1, this.#nodeOf(row, at));
      for (const row of byKind[finer]) this.#add(row, -1, this.#nodeOf(row, at));
      finer = coarser;
    }
    return byKind[present[0]];
  }

  /** The rows that a level is answered from: its own, else the coarsest below it, else the finest above it. */
  #baseOf(present: number[]): number {
    const own =
      this.#level === CAMPAIGN
        ? present
        : this.#level === AD_GROUP
          ? [GROUP_ROWS, AD_ROWS, KEYWORD_ROWS, CAMPAIGN_ROWS]
          : this.#level === AD
            ? [AD_ROWS, KEYWORD_ROWS, GROUP_ROWS, CAMPAIGN_ROWS]
            : [KEYWORD_ROWS, AD_ROWS, GROUP_ROWS, CAMPAIGN_ROWS];
    return own.find(k => present.includes(k))!;
  }

  /** The row's entity, cut off at a level. */
  #nodeOf(row: number, level: EntityLevel): number {
    const { keyword, ad, adGroup, campaign, platform } = this.#of;
    if (level === KEYWORD && keyword[row] !== 0) return keyword[row];
    if (level === AD && ad[row] !== 0) return ad[row];
    if (level >= AD_GROUP && adGroup[row] !== 0) return adGroup[row];
    return campaign[row] || platform[row];
  }

  #add(row: number, sign: number, node: number): void {
    this.#row.push(row);
    this.#sign.push(sign);
    this.#node.push(node);
  }

  finish(): SpendFacts {
    return {
      length: this.#row.length,
      row: Uint32Array.from(this.#row),
      sign: Int8Array.from(this.#sign),
      node: Uint32Array.from(this.#node),
    };
  }
}

/** Numbers the accounts (with their platform); a row without one belongs to its campaign's only account, if it has one. */
function accounts(spend: Spend, of: SpendEntities): Uint32Array {
  const none = spend.account.dict.indexOf('');
  const only = new Map<number, number>();
  const noteOnly = (scope: number, account: number) => {
    const known = only.get(scope);
    if (known === undefined) only.set(scope, account);
    else if (known !== account) only.set(scope, -1);
  };
  for (let i = 0; i < spend.length; i++) {
    const account = spend.account.code[i];
    if (account === none) continue;
    noteOnly(of.platform[i], account);
    if (of.campaign[i] !== 0) noteOnly(of.campaign[i], account);
  }
  const width = spend.account.dict.length + 1;
  return Uint32Array.from({ length: spend.length }, (_, i) => {
    let account = spend.account.code[i];
    if (account === none) {
      const known = only.get(of.campaign[i] || of.platform[i]) ?? -1;
      if (known >= 0) account = known;
    }
    return of.platform[i] * width + account;
  });
}

/** Row numbers, account by account, day by day, campaign by campaign: three counting sorts, the last key first. */
function inBlocks(spend: Spend, of: SpendEntities, account: Uint32Array): Uint32Array {
  let order: Uint32Array = Uint32Array.from({ length: spend.length }, (_, i) => i);
  for (const key of [of.campaign, spend.day, account]) order = sortedBy(order, key);
  return order;
}

/** The rows in rising order of a key, those of one key as they were. */
function sortedBy(rows: Uint32Array, key: Uint32Array | Int32Array): Uint32Array {
  const rank = new Map([...new Set(key)].sort((a, b) => a - b).map((value, i) => [value, i]));
  const next = new Uint32Array(rank.size + 1);
  const ranks = Uint32Array.from(key, value => rank.get(value)!);
  for (const r of ranks) next[r + 1]++;
  for (let i = 0; i < rank.size; i++) next[i + 1] += next[i];
  const out = new Uint32Array(rows.length);
  for (const row of rows) out[next[ranks[row]]++] = row;
  return out;
}
