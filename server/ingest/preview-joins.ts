// What a file's first rows would meet of what is stored already: campaigns that visits or costs name, people that are known.
// A preview of the joins, not the joins themselves: those are made when the journeys are built.

import type { FilePreview } from '#shared/schema/index.ts';
import type { Settings } from '#shared/settings.ts';
import { normaliseCampaignName } from '#shared/sources/campaign-name.ts';
import { createResolver, type SourceInput } from '#shared/sources/resolve.ts';
import type { Store } from '../store/store.ts';
import type { Sampled, SampledYield } from './preview-rows.ts';
import { sourceInputs } from './resolve-sources.ts';

type Join = FilePreview['joins'][number];

interface Campaign {
  readonly platform: string | null;
  readonly campaign_id: string | null;
  readonly campaign: string | null;
}

const namesListed = 5;

export async function joinsOf(store: Store, sampled: Sampled, settings: Settings): Promise<Join[]> {
  const joins: (Join | null)[] = [];
  for (const [index, one] of sampled.yields.entries()) {
    const { record } = one.one;
    if (record === 'spend') joins.push(await spendJoin(store, one));
    if (record === 'event')
      joins.push(
        await eventJoin(store, one, settings),
        await emailJoin(store, one, 'contact', 'people by email that a CRM’s contacts name'),
      );
    if (record === 'contact')
      joins.push(await emailJoin(store, one, 'event', 'contacts whose email tracking has seen'));
    if (record === 'deal_person') joins.push(await personJoin(store, sampled, one, index));
    if (record === 'stage_change') joins.push(await dealJoin(store, sampled, one, 'deals of these stages that are in'));
  }
  joins.push(await dealsJoin(store, sampled));
  return joins.filter(join => join !== null && join.of > 0) as Join[];
}

/** Rows are `{name, known}`; names that aren't known are listed. */
function joined(what: string, rows: readonly { name: string; known: boolean }[]): Join {
  const unmatched = rows.filter(({ known }) => !known);
  return {
    what,
    matched: rows.length - unmatched.length,
    of: rows.length,
    unmatched: unmatched.slice(0, namesListed).map(({ name }) => name),
  };
}

const labelOf = ({ campaign, campaign_id }: Campaign): string => campaign ?? campaign_id ?? '';

/** Whether one of `stored` is the same campaign: by id, else by name on the same platform (or where one of them names none). */
function finder(stored: readonly Campaign[]): (campaign: Campaign) => boolean {
  const ids = new Set(
    stored.flatMap(({ platform, campaign_id }) => (campaign_id ? [`${platform ?? ''} ${campaign_id}`] : [])),
  );
  const names = new Map<string, Set<string>>();
  for (const { platform, campaign } of stored) {
    if (!campaign) continue;
    const key = normaliseCampaignName(campaign);
    names.set(key, (names.get(key) ?? new Set()).add(platform ?? ''));
  }
  return ({ platform, campaign_id, campaign }) => {
    if (campaign_id && (ids.has(`${platform ?? ''} ${campaign_id}`) || ids.has(` ${campaign_id}`))) return true;
    const platforms = campaign ? names.get(normaliseCampaignName(campaign)) : undefined;
    return platforms !== undefined && (platform === null || platforms.has(platform) || platforms.has(''));
  };
}

async function spendJoin(store: Store, { value, from }: SampledYield): Promise<Join> {
  const own = await store.all<Campaign & Record<string, unknown>>(
    `SELECT DISTINCT ${value('platform')} AS platform, ${value('campaign_id')} AS campaign_id, ${value('campaign')} AS campaign
     FROM ${from} AND coalesce(${value('campaign_id')}, ${value('campaign')}) IS NOT NULL`,
  );
  const stored = await store.all<Campaign & Record<string, unknown>>(
    'SELECT DISTINCT platform, campaign_id, campaign FROM source WHERE coalesce(campaign_id, campaign) IS NOT NULL',
  );
  const isKnown = finder(stored);
  return joined(
    'campaigns that visits already stored name',
    own.map(one => ({ name: labelOf(one), known: isKnown(one) })),
  );
}

async function eventJoin(store: Store, { value, from }: SampledYield, settings: Settings): Promise<Join> {
  const rows = await store.all(
    `SELECT DISTINCT ${sourceInputs.map(([name, field]) => `${value(field)} AS "${name}"`).join(', ')} FROM ${from}`,
  );
  const resolve = createResolver(settings.sites);
  const campaigns = new Map<string, Campaign>();
  for (const row of rows) {
    // Which day an assistant's visits became a channel of their own plays no part in campaigns.
    const { platform, campaignId, campaign } = resolve({ ...(row as Partial<SourceInput>), fromAiEra: true });
    if (campaign === null && campaignId === null) continue;
    campaigns.set(JSON.stringify([platform, campaignId, campaign]), { platform, campaign_id: campaignId, campaign });
  }
  const stored = await store.all<Campaign & Record<string, unknown>>(
    'SELECT DISTINCT platform, campaign_id, campaign FROM spend WHERE coalesce(campaign_id, campaign) IS NOT NULL',
  );
  const isKnown = finder(stored);
  return joined(
    'campaigns that ad costs already stored name',
    [...campaigns.values()].map(one => ({ name: labelOf(one), known: isKnown(one) })),
  );
}

async function emailJoin(
  store: Store,
  one: SampledYield,
  table: 'event' | 'contact',
  what: string,
): Promise<Join | null> {
  if (!one.fields.has('email')) return null;
  const rows = await store.all<{ name: string; known: boolean }>(
    `SELECT name, name IN (SELECT email FROM ${table} WHERE email IS NOT NULL) AS known
     FROM (SELECT DISTINCT ${one.value('email')} AS name FROM ${one.from} AND ${one.value('email')} IS NOT NULL) ORDER BY name`,
  );
  return joined(what, rows);
}

/** SQL of whether a person ('email:…', 'contact:system:id') is known: tracking saw them, or a CRM's contacts name them. */
const isKnownPerson = `CASE
  WHEN prefix(person, 'email:') THEN substr(person, 7) IN (SELECT email FROM event WHERE email IS NOT NULL UNION ALL SELECT email FROM contact WHERE email IS NOT NULL)
  WHEN prefix(person, 'contact:') THEN substr(person, 9) IN (SELECT system || ':' || id FROM contact UNION ALL SELECT contact_id FROM event WHERE contact_id IS NOT NULL)
  ELSE false END`;

function peopleSql(sampled: Sampled, one: SampledYield, index: number): string {
  const person = sampled.isList(index, 'person') ? `unnest(${one.value('person')})` : one.value('person');
  return `SELECT ${one.value('deal_id')} AS deal_id, ${person} AS person FROM ${one.from}`;
}

/** Only of formats that are nothing but associations: deals say it themselves. */
async function personJoin(store: Store, sampled: Sampled, one: SampledYield, index: number): Promise<Join | null> {
  if (!one.fields.has('person') || sampled.format.yields.some(({ record }) => record === 'deal')) return null;
  const rows = await store.all<{ name: string; known: boolean }>(
    `SELECT person AS name, coalesce(${isKnownPerson}, false) AS known
     FROM (SELECT DISTINCT person FROM (${peopleSql(sampled, one, index)})) WHERE person IS NOT NULL ORDER BY person`,
  );
  return joined('people that are known already', rows);
}

async function dealJoin(store: Store, { format }: Sampled, one: SampledYield, what: string): Promise<Join | null> {
  if (!one.fields.has('deal_id')) return null;
  const rows = await store.all<{ name: string; known: boolean }>(
    `SELECT name, name IN (SELECT id FROM deal WHERE system = $system) AS known
     FROM (SELECT DISTINCT ${one.value('deal_id')} AS name FROM ${one.from}) WHERE name IS NOT NULL ORDER BY name`,
    { system: format.system },
  );
  return joined(what, rows);
}

/** Deals of which at least one person is known, the person named in this file or in one before. */
async function dealsJoin(store: Store, sampled: Sampled): Promise<Join | null> {
  const deals = sampled.yields.find(({ one }) => one.record === 'deal');
  if (!deals?.fields.has('id')) return null;
  const people = sampled.yields.flatMap((one, index) =>
    one.one.record === 'deal_person' && one.fields.has('person') ? [peopleSql(sampled, one, index)] : [],
  );
  const all = [...people, 'SELECT deal_id, person FROM deal_person WHERE system = $system'].join(' UNION ALL ');
  const name = deals.fields.has('name') ? `coalesce(any_value(${deals.value('name')}), id)` : 'id';
  const rows = await store.all<{ name: string; known: boolean }>(
    `WITH known AS (SELECT DISTINCT deal_id FROM (${all}) WHERE coalesce(${isKnownPerson}, false))
     SELECT ${name} AS name, id IN (SELECT deal_id FROM known) AS known
     FROM (SELECT ${deals.value('id')} AS id${deals.fields.has('name') ? `, ${deals.value('name')}` : ''} FROM ${deals.from})
     WHERE id IS NOT NULL GROUP BY id ORDER BY name`,
    { system: sampled.format.system },
  );
  return joined('deals with people that are known already', rows);
}
