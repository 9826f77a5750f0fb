// Hand-made records for tests: rows go straight into the tables, as an import would leave them. Instants are written
// '2026-03-01 10:00' in UTC; a bare day '2026-03-01' is known to the day only.

import { type Kind, kindNumber } from '#shared/journeys/kinds.ts';
import type { Workspace } from '#shared/journeys/workspace.ts';
import { type BuildSettings, buildWorkspace } from '../../../server/journeys/build.ts';
import { addEventColumns } from '../../../server/store/duckdb/event-rows.ts';
import { openStore } from '../../../server/store/duckdb/open.ts';
import { contentColumns } from '../../../server/store/duckdb/tables.ts';
import type { Param, Store } from '../../../server/store/store.ts';

export const settings: BuildSettings = { zone: 'UTC', dealPeople: 'deal', region: 'GB', sites: [], links: 'all' };

/** Sources by the name a test gives them: channel, source, medium, campaign; flags by channel. */
const sources: Record<string, [string, string, string, string | null]> = {
  ad: ['Paid Search', 'google', 'cpc', 'Brand'],
  ad2: ['Paid Search', 'google', 'cpc', 'Generic'],
  email: ['Email', 'newsletter', 'email', 'Nurture'],
  organic: ['Organic Search', 'google', 'organic', null],
  facebook: ['Paid Social', 'facebook', 'paid_social', 'Retargeting'],
  direct: ['Direct', '(direct)', '(none)', null],
  own: ['Referral', 'shop.example', 'referral', null],
};
const names = Object.keys(sources);

export interface EventRow {
  at: string;
  kind?: Kind;
  /** Key of `sources`; left out: direct. */
  from?: string;
  visitor?: string;
  email?: string;
  phone?: string;
  user?: string;
  contact?: string;
  session?: string;
  id?: string;
  url?: string;
  device?: string;
  country?: string;
  order?: string;
  deal?: string;
  amount?: number;
  currency?: string;
}

export interface DealRow {
  id: string;
  system?: string;
  name?: string;
  amount?: number | null;
  currency?: string;
  state?: 'open' | 'won' | 'lost';
  created?: string;
  opportunity?: string;
  won?: string;
  lost?: string;
  refund?: string;
  refundAmount?: number;
  pipeline?: string;
  stage?: string;
  owner?: string;
  industry?: string;
  accountId?: string;
  accountName?: string;
  accountDomain?: string;
  /** Identity keys; a leading '*' marks the primary one. */
  people?: string[];
}

export interface Records {
  events?: EventRow[];
  deals?: DealRow[];
  contacts?: {
    id: string;
    system?: string;
    email?: string;
    phone?: string;
    created?: string;
    account?: string;
    accountName?: string;
    merged?: string;
    owner?: string;
  }[];
  accounts?: { id: string; system?: string; name?: string; domain?: string; industry?: string }[];
  stages?: { deal: string; system?: string; at: string; stage: string; state?: string }[];
  links?: { a: string; b: string; hard?: boolean }[];
  spend?: { day: string; platform: string; campaign: string; cost: number; clicks?: number; currency?: string }[];
}

const micros = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  return Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text.replace(' ', 'T')}Z`) * 1000;
};
const untilOf = (text: string | undefined): number | null =>
  text?.length === 10 ? micros(text)! + 86_400_000_000 - 1 : null;

/** A store in memory that holds the records, in the order given. */
export async function storeOf(records: Records): Promise<Store> {
  const store = await openStore(':memory:', { threads: 1 });
  await addEventColumns(
    store,
    contentColumns.event.map(([name]) => name),
  );
  let line = 1;
  const insert = async (
    table: string,
    row: Record<string, Param | undefined>,
    more: Record<string, string> = {},
  ): Promise<void> => {
    const given = Object.entries({ import_id: 1, line: ++line, ...row }).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    const columns = [...given.map(([name]) => `"${name}"`), ...Object.keys(more)];
    const values = [...given.map(([name]) => `$${name}`), ...Object.values(more)];
    await store.run(
      `INSERT INTO ${table} (${columns}) VALUES (${values})`,
      Object.fromEntries(given) as Record<string, Param>,
    );
  };
  await store.run(`INSERT INTO import (id, sha256, bytes, file, format, format_version, options, started_at, published_at)
    VALUES (1, 'aa', 1, 'all.csv', 'events', 1, '{}', 0, 0)`);
  for (const [i, name] of names.entries()) {
    const [channel, source, medium, campaign] = sources[name];
    await store.run(
      `INSERT INTO source (id, channel, source, medium, campaign, is_direct, is_paid, "continues", has_source)
       VALUES ($id, $channel, $source, $medium, $campaign, $direct, $paid, $own, $has)`,
      {
        id: i + 1,
        channel,
        source,
        medium,
        campaign,
        direct: name === 'direct',
        paid: channel.startsWith('Paid'),
        own: name === 'own',
        has: name !== 'direct' && name !== 'own',
      },
    );
    await store.run('INSERT INTO source_ref VALUES ($ref, $id)', { ref: i + 100, id: i + 1 });
  }
  for (const event of records.events ?? []) {
    const ref = names.indexOf(event.from ?? 'direct') + 100;
    const content = JSON.stringify(event, Object.keys(event).sort()).replaceAll("'", "''");
    await insert(
      'event_row',
      {
        at: micros(event.at),
        until: untilOf(event.at),
        kind: kindNumber[event.kind ?? 'visit'],
        ref,
        visitor: event.visitor,
        email: event.email,
        phone: event.phone,
        user_id: event.user,
        contact_id: event.contact,
        session: event.session,
        id: event.id,
        url: event.url,
        device: event.device,
        country: event.country,
        order_id: event.order,
        deal_id: event.deal,
        amount: event.amount,
        currency: event.currency,
      },
      { key: `hash('${content}')` },
    );
  }
  for (const deal of records.deals ?? []) {
    const system = deal.system ?? 'deals';
    await insert(
      'deal',
      {
        system,
        id: deal.id,
        name: deal.name,
        amount: deal.amount === null ? undefined : (deal.amount ?? 100_00),
        currency: deal.currency ?? 'GBP',
        state: deal.state ?? 'won',
        pipeline: deal.pipeline,
        stage: deal.stage,
        owner: deal.owner,
        industry: deal.industry,
        created_at: micros(deal.created),
        created_until: untilOf(deal.created),
        opportunity_at: micros(deal.opportunity),
        opportunity_until: untilOf(deal.opportunity),
        won_at: micros(deal.won),
        won_until: untilOf(deal.won),
        lost_at: micros(deal.lost),
        lost_until: untilOf(deal.lost),
        refund_at: micros(deal.refund),
        refund_until: untilOf(deal.refund),
        refund_amount: deal.refundAmount,
        account_id: deal.accountId,
        account_name: deal.accountName,
        account_domain: deal.accountDomain,
      },
      { key: `hash('${system}', '${deal.id}')`, version: `hash('${deal.id}')` },
    );
    for (const key of deal.people ?? []) {
      const person = key.replace(/^\*/, '');
      await insert(
        'deal_person',
        { system, deal_id: deal.id, person, is_primary: key.startsWith('*'), how: 'email' },
        { key: `hash('${deal.id}', '${person}')`, version: '1' },
      );
    }
  }
  for (const c of records.contacts ?? []) {
    const system = c.system ?? 'hubspot';
    await insert(
      'contact',
      {
        system,
        id: c.id,
        email: c.email,
        phone: c.phone,
        created_at: micros(c.created),
        created_until: untilOf(c.created),
        account_id: c.account,
        account_name: c.accountName,
        merged_ids: c.merged,
        owner: c.owner,
      },
      { key: `hash('${system}', '${c.id}')`, version: '1' },
    );
  }
  for (const a of records.accounts ?? []) {
    const system = a.system ?? 'hubspot';
    await insert(
      'account',
      { system, id: a.id, name: a.name, domain: a.domain, industry: a.industry },
      { key: `hash('${system}', '${a.id}')`, version: '1' },
    );
  }
  for (const s of records.stages ?? []) {
    await insert(
      'stage_change',
      {
        system: s.system ?? 'deals',
        deal_id: s.deal,
        id: `${s.deal}-${s.at}`,
        at: micros(s.at),
        stage: s.stage,
        state: s.state,
      },
      { key: `hash('${s.deal}', '${s.at}')`, version: '1' },
    );
  }
  for (const l of records.links ?? [])
    await store.run('INSERT INTO identity_link (a, b, how, is_hard) VALUES ($a, $b, $how, $hard)', {
      a: l.a,
      b: l.b,
      how: 'manual',
      hard: l.hard ?? true,
    });
  for (const s of records.spend ?? []) {
    await insert(
      'spend',
      { platform: s.platform, campaign: s.campaign, level: 1, cost: s.cost, clicks: s.clicks, currency: s.currency },
      { day: `DATE '${s.day}'`, key: `hash('${s.day}', '${s.platform}', '${s.campaign}')`, version: '1' },
    );
  }
  return store;
}

/** The workspace of hand-made records. */
export async function workspaceOf(records: Records, more: Partial<BuildSettings> = {}): Promise<Workspace> {
  const store = await storeOf(records);
  try {
    return await buildWorkspace(store, { ...settings, ...more });
  } finally {
    await store.close();
  }
}

type SetName = keyof Workspace['sets'];

/** A set's journeys by conversion label (or id): 'ad 01-02 10:00' a touch, by source and instant. */
export function journeysOf(workspace: Workspace, set: SetName): Record<string, string[]> {
  const { conversions, start, touch } = workspace.sets[set];
  const answer: Record<string, string[]> = {};
  for (let i = 0; i < conversions.length; i++) {
    answer[conversions.kind[i] === 'refund' ? conversions.id[i] : conversions.label[i]] = Array.from(
      touch.subarray(start[i], start[i + 1]),
      row => {
        const source = workspace.touches.source[row];
        return `${nameOf(workspace, source)} ${when(workspace.touches.time[row])}`;
      },
    );
  }
  return answer;
}

/** The test's own name of a source. */
export function nameOf(workspace: Workspace, source: number): string {
  const { channel, source: text, campaign } = workspace.sources;
  const found = names.find(
    name =>
      sources[name][0] === channel[source] &&
      sources[name][1] === text[source] &&
      (sources[name][3] ?? '') === campaign[source],
  );
  return found ?? `${channel[source]}/${text[source]}`;
}

/** '03-01 10:00', or '' for none. */
export function when(ms: number): string {
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(5, 16).replace('T', ' ');
}

/** The row of a conversion by label or id. */
export function rowOf(workspace: Workspace, set: SetName, name: string): number {
  const { id, label } = workspace.sets[set].conversions;
  const row = id.indexOf(name) >= 0 ? id.indexOf(name) : label.indexOf(name);
  if (row < 0) throw new Error(`no conversion "${name}" among ${label.join(', ')}`);
  return row;
}
