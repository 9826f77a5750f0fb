// The record tables and their columns as the migrations make them, for code that writes SQL. A column added by a
// migration is added here too; a test compares the two.

import type { RecordKind } from '#shared/formats/format.ts';

/** What is read: tables, and for events a view. */
export const recordTables: readonly RecordKind[] = [
  'event',
  'contact',
  'account',
  'deal',
  'deal_person',
  'stage_change',
  'spend',
  'fx',
  'click',
  'subscription',
  'ad_name',
];

const text = (names: string): [string, string][] => names.split(' ').map(name => [name, 'VARCHAR']);
const big = (names: string): [string, string][] => names.split(' ').map(name => [name, 'BIGINT']);

/** Columns that hold what the record says, with their types, in the order in which they are hashed: append only. */
export const contentColumns: Readonly<Record<RecordKind, readonly (readonly [string, string])[]>> = {
  event: [
    ...text('id visitor session'),
    ...big('at until'),
    ['kind', 'UTINYINT'],
    ...text('name url referrer given email phone user_id contact_id order_id deal_id'),
    ...big('amount'),
    ...text('currency device country properties number heard'),
  ],
  contact: [
    ...text('system id'),
    ...big('created_at created_until modified_at'),
    ...text('email phone name account_id account_name owner lifecycle merged_ids properties heard'),
  ],
  account: [...text('system id name domain industry type owner'), ...big('modified_at'), ...text('properties')],
  deal: [
    ...text('system id name'),
    ...big('amount'),
    ...text('currency pipeline stage type state'),
    ...big('created_at created_until opportunity_at opportunity_until won_at won_until lost_at lost_until'),
    ...big('refund_at refund_until refund_amount modified_at'),
    ...text('owner industry account_id account_name account_domain properties heard'),
  ],
  deal_person: [...text('system deal_id person role'), ['is_primary', 'BOOLEAN'], ...text('how id')],
  stage_change: [
    ...text('system deal_id id'),
    ...big('at'),
    ...text('stage'),
    ...big('amount'),
    ['probability', 'DOUBLE'],
    ...text('state'),
  ],
  spend: [
    ...text('platform account'),
    ['day', 'DATE'],
    ...text('campaign campaign_id ad_group ad_group_id ad ad_id keyword keyword_id match_type segment'),
    ['level', 'UTINYINT'],
    ...big('impressions clicks cost'),
    ...text('currency'),
    ['claimed_conversions', 'DOUBLE'],
    ...big('claimed_value'),
  ],
  fx: [['day', 'DATE'], ...text('base quote rate')],
  click: [
    ...text('click_id platform account'),
    ['day', 'DATE'],
    ...text('campaign campaign_id ad_group ad_group_id ad ad_id keyword keyword_id match_type'),
  ],
  subscription: [
    ...text('system id customer_id email name plan interval state currency'),
    ...big('amount quantity started_at started_until ended_at ended_until modified_at'),
    ...text('properties'),
  ],
  ad_name: [...text('platform kind id name campaign_id ad_group_id'), ...big('modified_at')],
};

/** Tables whose records may be told of in parts, by messages of single changes (ingest/merge-partial.ts). */
export const partialTables: ReadonlySet<RecordKind> = new Set(['contact', 'account', 'deal']);

/** Fields of an event that lie packed in its column `given`, in their order; the view event_given unpacks them. */
export const packedFields: readonly string[] = [
  'source',
  'medium',
  'campaign',
  'campaign_id',
  'ad_group',
  'ad_group_id',
  'ad',
  'ad_id',
  'keyword',
  'keyword_id',
  'content',
  'term',
  'platform',
  'click_ids',
];

/** Columns that came later: rows that lack them have the keys that they always had. */
export const laterColumns: ReadonlySet<string> = new Set(['number', 'heard']);

/** Columns that every row must hold: what stands there for a row that is set aside. */
export const placeholders: Readonly<Record<RecordKind, Readonly<Record<string, string>>>> = {
  event: { at: '0', kind: '0' },
  contact: { id: "''" },
  account: { id: "''" },
  deal: { id: "''", state: "''" },
  deal_person: { deal_id: "''", person: "''", is_primary: 'false', how: "''" },
  stage_change: { deal_id: "''", id: "''", at: '0', stage: "''" },
  spend: { platform: "''", day: "DATE '1970-01-01'", level: '0', cost: '0' },
  fx: { day: "DATE '1970-01-01'", base: "''", rate: "''" },
  click: { click_id: "''", platform: "''" },
  subscription: { id: "''" },
  ad_name: { platform: "''", kind: "''", id: "''" },
};

/** SQL of `given` from the SQL of its fields; a field that isn't there is empty. NULL where all are. */
export function packedSql(fields: ReadonlyMap<string, string>): string {
  if (fields.size === 0) return 'CAST(NULL AS VARCHAR)';
  const parts: string[] = [];
  let marks = '';
  packedFields.forEach((name, i) => {
    if (i > 0) marks += '\x1f';
    const sql = fields.get(name);
    if (sql === undefined) return;
    if (marks !== '') parts.push(`'${marks}'`);
    marks = '';
    parts.push(sql);
  });
  if (marks !== '') parts.push(`'${marks}'`);
  return `CASE WHEN coalesce(${[...fields.values()].join(', ')}) IS NOT NULL THEN concat(${parts.join(', ')}) END`;
}

/** SQL of a packed field out of `given`. */
export function unpackedSql(given: string, field: string): string {
  return `nullif(split_part(${given}, chr(31), ${packedFields.indexOf(field) + 1}), '')`;
}

/** The table in which a record's rows lie: that of its name, but for events, which are read through a view. */
export function rowTable(record: RecordKind): string {
  return record === 'event' ? 'event_row' : record;
}
