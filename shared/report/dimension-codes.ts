// The values of a dimension as small integers, for each thing that carries one: a touch's source, a spend entity, a
// touch's context, a conversion, a day. Code 0 is always '(not set)'. Where several dimensions of one carrier are asked
// for, a carrier's codes are joined to one code for the pair.

import { channelOf } from '#shared/channels/index.ts';
import { sayings } from '#shared/heard/said.ts';
import { FLAG_PAID } from '#shared/journeys/journeys.ts';
import type { Coded, Conversions, Workspace } from '#shared/journeys/workspace.ts';
import { knownPlatform } from '#shared/sources/platforms.ts';
import { formatDay, monthOf, NO_DAY, weekOf } from '#shared/time.ts';
import type { DimensionId } from './dimensions.ts';
import type { Entities } from './entities.ts';
import { compareText, NOT_SET } from './names.ts';
import type { SpendJoin } from './spend-join.ts';

/** One value of one dimension: its text and, for an ad platform's entity, its node. */
export interface DimensionValue {
  readonly text: string;
  readonly node: number;
}

const UNSET: DimensionValue = { text: NOT_SET, node: 0 };

/** Values ↔ codes of several dimensions of one carrier: one code a combination. Code 0 is '(not set)' throughout. */
export class Combinations {
  readonly by: readonly DimensionId[];
  readonly values: (readonly DimensionValue[])[] = [];
  readonly #codes = new Map<string, number>();

  constructor(by: readonly DimensionId[]) {
    this.by = by;
    this.code(by.map(() => UNSET));
  }

  get length(): number {
    return this.values.length;
  }

  code(values: readonly DimensionValue[]): number {
    const key = values.length === 1 ? keyOf(values[0]) : JSON.stringify(values.map(keyOf));
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.values.length;
      this.#codes.set(key, code);
      this.values.push(values);
    }
    return code;
  }
}

function keyOf(value: DimensionValue): string {
  return value.node !== 0 ? `n${value.node}` : `t${value.text}`;
}

const text = (value: string): DimensionValue => (value === '' ? UNSET : { text: value, node: 0 });

function entity(entities: Entities, node: number): DimensionValue {
  return node === 0 ? UNSET : { text: entities.name[node] || entities.id[node] || NOT_SET, node };
}

/** Codes of every row of the source dictionary. */
export function sourceCodes(workspace: Workspace, join: SpendJoin, combinations: Combinations): Uint32Array {
  const { sources } = workspace;
  const { entities } = join;
  const out = new Uint32Array(sources.length);
  for (let s = 0; s < sources.length; s++) {
    out[s] = combinations.code(
      combinations.by.map(dimension => {
        if (dimension === 'campaign') return entity(entities, join.campaign[s]);
        if (dimension === 'ad-group') return entity(entities, join.adGroup[s]);
        if (dimension === 'ad') return entity(entities, join.ad[s]);
        if (dimension === 'keyword') return entity(entities, join.keyword[s]);
        if (dimension === 'platform') return text(join.platform[s]);
        return text(sources[dimension as 'channel' | 'source' | 'medium' | 'content'][s]);
      }),
    );
  }
  return out;
}

/**
 * Codes of every entity, for its spend: the entity's own name and ids; channel, source and medium of the visits that
 * its campaign brings most of, else of its platform's paid visits (but those joined by hand), else the platform's usual
 * ones.
 */
export function spendCodes(workspace: Workspace, join: SpendJoin, combinations: Combinations): Uint32Array {
  const { entities } = join;
  const typical = typicalSources(workspace, join);
  const out = new Uint32Array(entities.length);
  for (let node = 0; node < entities.length; node++) {
    if (!entities.hasSpend[node] && entities.level[node] !== 0) continue;
    const like = typical(node);
    out[node] = combinations.code(
      combinations.by.map(dimension => {
        if (dimension === 'campaign') return entity(entities, entities.campaign[node]);
        if (dimension === 'ad-group') return entity(entities, entities.adGroup[node]);
        if (dimension === 'ad') return entity(entities, entities.ad[node]);
        if (dimension === 'keyword') return entity(entities, entities.keyword[node]);
        if (dimension === 'platform') return text(entities.platform[node]);
        if (dimension === 'channel' || dimension === 'source' || dimension === 'medium') return text(like[dimension]);
        return UNSET;
      }),
    );
  }
  return out;
}

interface Typical {
  readonly channel: string;
  readonly source: string;
  readonly medium: string;
}

/** What visits of a platform look like where there are none to look at. */
function usual(platform: string): Typical {
  const known = knownPlatform(platform);
  const source = known?.source ?? platform;
  const medium = known?.medium ?? 'cpc';
  return { channel: channelOf({ source, medium, campaign: '' }, '1970-01-01'), source, medium };
}

function typicalSources(workspace: Workspace, join: SpendJoin): (node: number) => Typical {
  const { sources } = workspace;
  const looks = (s: number): Typical => ({
    channel: sources.channel[s],
    source: sources.source[s],
    medium: sources.medium[s],
  });
  const isBetter = (a: number, b: number) => {
    const more = join.visits[a] - join.visits[b];
    if (more !== 0) return more > 0;
    const order =
      compareText(sources.channel[a], sources.channel[b]) ||
      compareText(sources.source[a], sources.source[b]) ||
      compareText(sources.medium[a], sources.medium[b]);
    return order < 0;
  };
  const byCampaign = new Map<number, number>();
  const byPlatform = new Map<string, number>();
  for (let s = 0; s < sources.length; s++) {
    const campaign = join.campaign[s];
    const best = byCampaign.get(campaign);
    if (campaign !== 0 && (best === undefined || isBetter(s, best))) byCampaign.set(campaign, s);
    if ((sources.flags[s] & FLAG_PAID) === 0 || join.matchedBy[s] === 'map') continue;
    const ofPlatform = byPlatform.get(join.platform[s]);
    if (ofPlatform === undefined || isBetter(s, ofPlatform)) byPlatform.set(join.platform[s], s);
  }
  return node => {
    const platform = join.entities.platform[node];
    if (platform === '') return { channel: '', source: '', medium: '' };
    const s = byCampaign.get(join.entities.campaign[node]) ?? byPlatform.get(platform);
    if (s !== undefined) return looks(s);
    return usual(platform);
  };
}

/** Codes of every row of the context dictionary. */
export function contextCodes({ contexts }: Workspace, combinations: Combinations): Uint32Array {
  const out = new Uint32Array(contexts.length);
  for (let c = 0; c < contexts.length; c++) {
    out[c] = combinations.code(
      combinations.by.map(dimension => {
        if (dimension === 'landing-page') return text(contexts.landingPage[c]);
        return text(dimension === 'device' ? contexts.device[c] : contexts.country[c]);
      }),
    );
  }
  return out;
}

/** The column of a conversion's dimension; null where there is none, which is '(not set)' throughout. */
function codedOf(conversions: Conversions, dimension: DimensionId): Coded | null {
  if (dimension === 'self-reported') return conversions.heard ? sayings(conversions.heard.answer) : null;
  return conversions[dimension as 'owner' | 'pipeline' | 'stage' | 'industry' | 'account'];
}

/** Codes of every conversion of a set; empty where no dimension of conversions is asked for. */
export function conversionCodes(conversions: Conversions, combinations: Combinations): Uint32Array {
  if (combinations.by.length === 0) return new Uint32Array(0);
  const columns = combinations.by.map(dimension => codedOf(conversions, dimension));
  const out = new Uint32Array(conversions.length);
  const known = new Map<number, number>();
  for (let i = 0; i < conversions.length; i++) {
    let key = 0;
    for (const column of columns) if (column) key = key * (column.dict.length + 1) + column.code[i];
    let code = known.get(key);
    if (code === undefined) {
      code = combinations.code(columns.map(column => text(column?.dict[column.code[i]] ?? '')));
      known.set(key, code);
    }
    out[i] = code;
  }
  return out;
}

/** Codes of days: a table over the days from `first` to `last`; a day outside it (or none) has code 0. */
export class DayCodes {
  readonly first: number;
  readonly codes: Uint32Array;

  constructor(first: number, last: number, combinations: Combinations) {
    this.first = first;
    this.codes = new Uint32Array(Math.max(0, last - first + 1));
    for (let i = 0; i < this.codes.length; i++) {
      const day = first + i;
      this.codes[i] = combinations.code(
        combinations.by.map(dimension =>
          text(dimension === 'day' ? formatDay(day) : dimension === 'week' ? weekOf(day) : monthOf(day)),
        ),
      );
    }
  }

  of(day: number): number {
    const i = day - this.first;
    return day !== NO_DAY && i >= 0 && i < this.codes.length ? this.codes[i] : 0;
  }
}
