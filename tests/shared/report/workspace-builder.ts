// Builds a small Workspace from what a test says in words: touches, leads, deals, orders, refunds, spend, visits. Every
// touch counts as a visit on its day, unless the test says otherwise.

import { FLAG_DIRECT, FLAG_PAID, FLAG_UNFILLED } from '#shared/journeys/journeys.ts';
import type { Coded, FxRate, JourneySet, Sources, Workspace } from '#shared/journeys/workspace.ts';
import { parseDay } from '#shared/time.ts';

export interface SourceSpec {
  channel?: string;
  source?: string;
  medium?: string;
  campaign?: string;
  campaignId?: string;
  adGroup?: string;
  adGroupId?: string;
  ad?: string;
  adId?: string;
  keyword?: string;
  keywordId?: string;
  content?: string;
  platform?: string;
  /** A placeholder in its link was never filled in. */
  unfilled?: boolean;
  landingPage?: string;
  device?: string;
  country?: string;
}

/** When, and from where: '2026-03-01' is midnight UTC. */
export type TouchSpec = readonly [at: string, source: SourceSpec];

export interface ConversionSpec {
  id: string;
  touches?: readonly TouchSpec[];
  /** Instant of the conversion; a won deal's close, an open deal's opportunity. */
  at: string;
  amount?: number;
  currency?: string;
  leadAt?: string;
  opportunityAt?: string;
  /** An open deal is in the pipeline only. */
  open?: boolean;
  owner?: string;
  stage?: string;
  account?: string;
  excluded?: string;
  /** A refund follows another conversion's journey and is booked on its own day. */
  refundOf?: string;
  /** What its people answered to "How did you hear about us?". */
  heard?: string;
}

export interface SpendSpec {
  platform: string;
  account?: string;
  day: string;
  campaign?: string;
  campaignId?: string;
  adGroup?: string;
  adGroupId?: string;
  ad?: string;
  adId?: string;
  keyword?: string;
  keywordId?: string;
  level?: number;
  impressions?: number;
  clicks?: number;
  /** Minor units. */
  cost: number;
  currency?: string;
}

export interface WorkspaceSpec {
  leads?: readonly ConversionSpec[];
  deals?: readonly ConversionSpec[];
  spend?: readonly SpendSpec[];
  visits?: readonly (readonly [day: string, source: SourceSpec, count: number])[];
  fx?: readonly { day: string; base: string; quote?: string; rate: string }[];
  currency?: string;
  /** Ids of sources in this order first: for tests that the order of the dictionary plays no part. */
  sourcesFirst?: readonly SourceSpec[];
}

export const google = (campaign: string, more: SourceSpec = {}): SourceSpec => ({
  channel: 'Paid Search',
  source: 'google',
  medium: 'cpc',
  platform: 'google-ads',
  campaign,
  ...more,
});
export const facebook = (campaign: string, more: SourceSpec = {}): SourceSpec => ({
  channel: 'Paid Social',
  source: 'facebook',
  medium: 'paid',
  platform: 'meta-ads',
  campaign,
  ...more,
});
export const email = (campaign = ''): SourceSpec => ({
  channel: 'Email',
  source: 'newsletter',
  medium: 'email',
  campaign,
});
export const direct: SourceSpec = { channel: 'Direct', source: '(direct)', medium: '(none)' };
export const organic: SourceSpec = { channel: 'Organic Search', source: 'google', medium: 'organic' };

const ms = (text: string) => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);

class Dictionary {
  readonly dict: string[] = [''];
  readonly #codes = new Map([['', 0]]);
  of(text: string): number {
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.dict.length;
      this.#codes.set(text, code);
      this.dict.push(text);
    }
    return code;
  }
}

function coded(values: readonly string[]): Coded {
  const dictionary = new Dictionary();
  const code = Uint32Array.from(values, value => dictionary.of(value));
  return { code, dict: dictionary.dict };
}

/** A workspace of what the spec says, in zone UTC. Deals that aren't open are won; all deals are opportunities. */
export function buildWorkspace(spec: WorkspaceSpec): Workspace {
  const sourceRows: SourceSpec[] = [];
  const contextRows: SourceSpec[] = [{}];
  const intern = (rows: SourceSpec[], row: SourceSpec) => {
    const key = JSON.stringify(row);
    const found = rows.findIndex(other => JSON.stringify(other) === key);
    return found >= 0 ? found : rows.push(row) - 1;
  };
  const sourceOf = ({ landingPage: _l, device: _d, country: _c, ...source }: SourceSpec) => intern(sourceRows, source);
  const contextOf = ({ landingPage, device, country }: SourceSpec) =>
    intern(contextRows, landingPage || device || country ? { landingPage, device, country } : {});
  for (const source of spec.sourcesFirst ?? []) sourceOf(source);

  const touchRows: { source: number; context: number; time: number }[] = [];
  const visitRows: { source: number; context: number; day: number; count: number }[] = [];
  const rowsOf = new Map<string, number[]>();
  const addTouches = (key: string, touches: readonly TouchSpec[]) => {
    const sorted = [...touches].sort((a, b) => ms(a[0]) - ms(b[0]));
    rowsOf.set(
      key,
      sorted.map(([at, source]) => {
        const row = { source: sourceOf(source), context: contextOf(source), time: ms(at) };
        if (!spec.visits) visitRows.push({ ...row, day: Math.floor(row.time / 86_400_000), count: 1 });
        return touchRows.push(row) - 1;
      }),
    );
  };
  for (const lead of spec.leads ?? []) addTouches(`lead ${lead.id}`, lead.touches ?? []);
  for (const deal of spec.deals ?? []) addTouches(`deal ${deal.id}`, deal.touches ?? []);
  for (const [day, source, count] of spec.visits ?? []) {
    visitRows.push({ source: sourceOf(source), context: contextOf(source), day: parseDay(day), count });
  }

  const set = (kind: 'lead' | 'deal', conversions: readonly ConversionSpec[], at: (c: ConversionSpec) => number) => {
    const sorted = [...conversions].sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
    const currencies = new Dictionary();
    const original = (c: ConversionSpec) => conversions.find(other => other.id === c.refundOf) ?? c;
    const start = new Uint32Array(sorted.length + 1);
    const touch: number[] = [];
    sorted.forEach((c, i) => {
      const rows = rowsOf.get(`${kind} ${original(c).id}`) ?? [];
      touch.push(...rows.filter(row => touchRows[row].time <= at(original(c))));
      start[i + 1] = touch.length;
    });
    const instant = (text: string | undefined) => (text === undefined ? Number.NaN : ms(text));
    const strings = (of: (c: ConversionSpec) => string | undefined) => coded(sorted.map(c => of(c) ?? ''));
    return {
      conversions: {
        length: sorted.length,
        kind: sorted.map(c => (c.refundOf ? 'refund' : kind)),
        id: sorted.map(c => `${kind}:${c.id}`),
        label: sorted.map(c => c.id),
        amount: Float64Array.from(sorted, c => c.amount ?? 0),
        currency: Uint16Array.from(sorted, c => currencies.of(c.currency ?? '')),
        currencies: currencies.dict,
        count: Uint8Array.from(sorted, c => (c.refundOf ? 0 : 1)),
        bookedAt: Float64Array.from(sorted, c => (c.refundOf ? ms(c.at) : at(c))),
        isOpen: Uint8Array.from(sorted, c => (c.open ? 1 : 0)),
        excluded: strings(c => c.excluded),
        ...(sorted.some(c => c.heard)
          ? {
              heard: {
                answer: strings(c => c.heard),
                at: Float64Array.from(sorted, c => (c.heard ? ms(c.at) : Number.NaN)),
                file: new Uint32Array(sorted.length),
                line: Uint32Array.from(sorted, (_, i) => i + 2),
              },
            }
          : {}),
        owner: strings(c => c.owner),
        pipeline: strings(() => ''),
        stage: strings(c => c.stage),
        industry: strings(() => ''),
        account: strings(c => c.account),
        file: new Uint32Array(sorted.length),
        line: Uint32Array.from(sorted, (_, i) => i + 2),
      },
      start,
      touch: Uint32Array.from(touch),
      at: Float64Array.from(sorted, c => at(original(c))),
      leadAt: Float64Array.from(sorted, c => instant(original(c).leadAt)),
      opportunityAt: Float64Array.from(sorted, c => instant(original(c).opportunityAt)),
      closeAt: Float64Array.from(sorted, c => (kind === 'deal' && !c.open ? at(original(c)) : Number.NaN)),
    } satisfies JourneySet;
  };

  const deals = spec.deals ?? [];
  const won = set(
    'deal',
    deals.filter(d => !d.open),
    d => ms(d.at),
  );
  const opportunities = set(
    'deal',
    deals.filter(d => !d.refundOf),
    d => ms(d.opportunityAt ?? d.at),
  );
  const leads = set('lead', spec.leads ?? [], l => ms(l.at));
  const column = (field: keyof Sources & keyof SourceSpec) => sourceRows.map(row => row[field] ?? '');
  const context = (field: 'landingPage' | 'device' | 'country') => contextRows.map(row => row[field] ?? '');
  const spend = spec.spend ?? [];
  const spendCurrencies = new Dictionary();
  const spendText = (of: (s: SpendSpec) => string | undefined) => coded(spend.map(s => of(s) ?? ''));
  const named = (...texts: (string | undefined)[]) => texts.some(text => text !== undefined && text !== '');
  const levelOf = (s: SpendSpec) => {
    if (named(s.ad, s.adId, s.keyword, s.keywordId)) return 3;
    if (named(s.adGroup, s.adGroupId)) return 2;
    return named(s.campaign, s.campaignId) ? 1 : 0;
  };
  return {
    version: 'test',
    zone: 'UTC',
    isSample: false,
    files: ['deals.csv', 'spend.csv'],
    sources: {
      length: sourceRows.length,
      channel: column('channel'),
      source: column('source'),
      medium: column('medium'),
      campaign: column('campaign'),
      campaignId: column('campaignId'),
      adGroup: column('adGroup'),
      adGroupId: column('adGroupId'),
      ad: column('ad'),
      adId: column('adId'),
      keyword: column('keyword'),
      keywordId: column('keywordId'),
      content: column('content'),
      term: sourceRows.map(() => ''),
      platform: column('platform'),
      referrerHost: sourceRows.map(() => ''),
      flags: Uint8Array.from(
        sourceRows,
        row =>
          (row.channel === 'Direct' ? FLAG_DIRECT : 0) |
          (row.channel?.startsWith('Paid') ? FLAG_PAID : 0) |
          (row.unfilled ? FLAG_UNFILLED : 0),
      ),
    },
    contexts: {
      length: contextRows.length,
      landingPage: context('landingPage'),
      device: context('device'),
      country: context('country'),
    },
    touches: {
      length: touchRows.length,
      source: Uint32Array.from(touchRows, t => t.source),
      context: Uint32Array.from(touchRows, t => t.context),
      time: Float64Array.from(touchRows, t => t.time),
      key: BigUint64Array.from(touchRows, (_, i) => BigInt(i + 1)),
    },
    sets: { leads, opportunities, won },
    visits: {
      length: visitRows.length,
      source: Uint32Array.from(visitRows, v => v.source),
      context: Uint32Array.from(visitRows, v => v.context),
      day: Int32Array.from(visitRows, v => v.day),
      count: Uint32Array.from(visitRows, v => v.count),
    },
    spend: {
      length: spend.length,
      platform: spendText(s => s.platform),
      account: spendText(s => s.account),
      day: Int32Array.from(spend, s => parseDay(s.day)),
      campaign: spendText(s => s.campaign),
      campaignId: spendText(s => s.campaignId),
      adGroup: spendText(s => s.adGroup),
      adGroupId: spendText(s => s.adGroupId),
      ad: spendText(s => s.ad),
      adId: spendText(s => s.adId),
      keyword: spendText(s => s.keyword),
      keywordId: spendText(s => s.keywordId),
      level: Uint8Array.from(spend, s => s.level ?? levelOf(s)),
      impressions: Float64Array.from(spend, s => s.impressions ?? 0),
      clicks: Float64Array.from(spend, s => s.clicks ?? 0),
      cost: Float64Array.from(spend, s => s.cost),
      currency: Uint16Array.from(spend, s => spendCurrencies.of(s.currency ?? '')),
      currencies: spendCurrencies.dict,
      file: new Uint32Array(spend.length).fill(1),
      line: Uint32Array.from(spend, (_, i) => i + 2),
    },
    fx: (spec.fx ?? []).map(
      (r): FxRate => ({ day: parseDay(r.day), base: r.base, quote: r.quote ?? '', rate: r.rate }),
    ),
    commonCurrency: spec.currency ?? 'GBP',
  };
}
