// The whole job in DuckDB SQL alone: CSV, deals and spend in, revenue by campaign under eight models out. It is the
// yardstick of the benchmark, tuned as far as we know how (hashed keys, only converters' touches reach a window
// function, closed forms where there is one), and the oracle: its shares are whole-number fractions, so every cell but
// time-decay's is exact arithmetic. It knows this one shape of data only: one address a visitor, no refunds, one currency.

import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export const oracleModels = [
  'first-touch',
  'last-touch',
  'last-non-direct',
  'linear',
  'time-decay',
  'position-based',
  'w-shaped',
  'full-path',
] as const;

type OracleModel = (typeof oracleModels)[number];

const counts = ['impressions', 'clicks', 'cost', 'visits', 'leads', 'opportunities', 'won', 'pipeline'] as const;

/** One row a campaign id ('' is the row without one); money in minor units. */
interface OracleRow {
  campaignId: string;
  campaign: string;
  impressions: number;
  clicks: number;
  cost: number;
  visits: number;
  /** Under first-touch. */
  leads: number;
  opportunities: number;
  won: number;
  /** Under first-touch, minor units. */
  pipeline: number;
  revenue: Record<OracleModel, number>;
}

export interface OracleAnswer {
  rows: OracleRow[];
  /** Won deals of people without a touch up to then, minor units. */
  unattributed: number;
}

export interface Sql {
  readonly connection: DuckDBConnection;
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

/** Opens (or makes) a database file; ':memory:' for none. */
export async function openSql(path: string, threads = 2, memoryLimit = '4GB'): Promise<Sql> {
  const instance = await DuckDBInstance.create(path, {
    threads: String(threads),
    memory_limit: memoryLimit,
    // Row order carries no meaning here, and without it DuckDB loads and groups in parallel.
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  return {
    connection,
    run: async sql => void (await connection.run(sql)),
    rows: async sql => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[],
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;

const reader = (path: string, columns: Record<string, string>) => {
  const types = Object.entries(columns).map(([name, type]) => `'${name}': '${type}'`);
  return `read_csv(${quoted(path)}, header = true, delim = ',', quote = '"', escape = '"', columns = {${types.join(', ')}})`;
};

const eventCells = {
  visitor_id: 'VARCHAR',
  ts: 'TIMESTAMP',
  event: 'VARCHAR',
  url: 'VARCHAR',
  referrer: 'VARCHAR',
  source: 'VARCHAR',
  medium: 'VARCHAR',
  campaign: 'VARCHAR',
  campaign_id: 'VARCHAR',
  email: 'VARCHAR',
};

/** What a model needs of an event: keys hashed to 8 bytes, campaign 0 where there is none. */
const eventColumns = `hash(visitor_id) AS visitor, epoch_ms(ts) AS ms, event = 'visit' AS is_touch,
  CASE WHEN campaign_id IS NULL THEN 0::UBIGINT ELSE hash(campaign_id) END AS campaign_key,
  source IS NULL AND referrer IS NULL AND NOT contains(url, 'clid=') AS is_direct,
  CASE WHEN email IS NOT NULL THEN hash(email) END AS person`;

/**
 * Events as an import has to treat them that may not believe a file: every cell tidied, rows without an instant or with
 * what is no address set aside, each row's place in the file kept, rows that are there twice left out, and a table of the
 * distinct sources that the rows point into.
 */
async function loadChecked(sql: Sql, path: string): Promise<void> {
  const cells = Object.keys(eventCells);
  const texts = reader(path, { ...eventCells, ts: 'VARCHAR' });
  const tidy = cells.map(name => `nullif(nullif(nullif(trim(${name}), ''), '-'), 'null') AS ${name}`);
  // Of a click id only its name says something of the source.
  const source = `hash(source, medium, campaign, campaign_id, split_part(referrer, '/', 3), split_part(url, '/', 3),
    regexp_replace(split_part(url, '?', 2), '((?:gcl|msclk|fbcl)id=)[^&]*', '\\1', 'g'))`;
  await sql.run(`SET preserve_insertion_order = true;
    CREATE TABLE event AS
    SELECT *, CASE WHEN ts IS NULL THEN 'no instant' WHEN email IS NOT NULL AND NOT regexp_full_match(email, '[^@\\s]+@[^@\\s]+') THEN 'no address' END AS reason,
      hash(${cells.join(', ')}) AS key, ${source} AS ref, ${eventColumns}
    FROM (SELECT * REPLACE (try_cast(ts AS TIMESTAMP) AS ts, lower(email) AS email) FROM (SELECT ${tidy.join(', ')} FROM ${texts}));
    CREATE TABLE reject AS SELECT rowid + 2 AS line, reason FROM event WHERE reason IS NOT NULL;
    CREATE TABLE twice AS SELECT min(rowid) AS kept, key FROM event GROUP BY key HAVING count(*) > 1;
    DELETE FROM event WHERE reason IS NOT NULL
      OR (key IN (SELECT key FROM twice) AND rowid NOT IN (SELECT kept FROM twice));
    CREATE TABLE source AS SELECT ref, any_value(source) AS source, any_value(medium) AS medium, any_value(campaign) AS campaign,
      any_value(campaign_id) AS campaign_id, any_value(referrer) AS referrer, any_value(url) AS url FROM event GROUP BY ref;
    SET preserve_insertion_order = false`);
}

/**
 * Step 1: the files as stored tables. `rows`: 'kept' stores every column beside the hashes, as a workspace must that can
 * show its receipts; 'lean' stores only what the table at the end needs; 'checked' stores every column and does to the
 * events what an import has to.
 */
export async function loadFiles(
  sql: Sql,
  files: { events: string; deals: string; spend: string },
  rows: 'kept' | 'lean' | 'checked',
): Promise<void> {
  if (rows === 'checked') await loadChecked(sql, files.events);
  else
    await sql.run(
      `CREATE TABLE event AS SELECT ${rows === 'kept' ? '*, ' : ''}${eventColumns} FROM ${reader(files.events, eventCells)}`,
    );
  const dealFile = reader(files.deals, {
    deal_id: 'VARCHAR',
    name: 'VARCHAR',
    email: 'VARCHAR',
    created_at: 'TIMESTAMP',
    opportunity_at: 'TIMESTAMP',
    won_at: 'TIMESTAMP',
    lost_at: 'TIMESTAMP',
    stage: 'VARCHAR',
    pipeline: 'VARCHAR',
    amount: 'DECIMAL(18, 2)',
    currency: 'VARCHAR',
    owner: 'VARCHAR',
  });
  await sql.run(`CREATE TABLE deal AS SELECT *, row_number() OVER () AS deal, hash(email) AS person FROM ${dealFile}`);
  const spendFile = reader(files.spend, {
    date: 'DATE',
    platform: 'VARCHAR',
    campaign: 'VARCHAR',
    campaign_id: 'VARCHAR',
    impressions: 'BIGINT',
    clicks: 'BIGINT',
    cost: 'DECIMAL(18, 2)',
    currency: 'VARCHAR',
  });
  await sql.run(`CREATE TABLE spend AS SELECT * FROM ${spendFile}`);
}

/** Step 2: visitor → person. One address a visitor, so no rounds are needed; `identity.ts` times the general case. */
export async function linkPeople(sql: Sql): Promise<void> {
  await sql.run(
    `CREATE TABLE link AS SELECT visitor, min(person) AS person FROM event WHERE person IS NOT NULL GROUP BY visitor`,
  );
}

/** Step 3: won deals and, of their people's touches, those up to the win, numbered, with the milestones' positions. */
export async function buildJourneys(sql: Sql): Promise<void> {
  await sql.run(`CREATE TABLE lead AS
    SELECT link.person, min(event.ms) AS lead_at FROM event JOIN link USING (visitor) WHERE NOT event.is_touch GROUP BY link.person`);
  // All that first-touch needs of a person, for leads, opportunities and pipeline.
  await sql.run(`CREATE TABLE first_touch AS
    SELECT link.person, min(event.ms) AS ms, arg_min(event.campaign_key, event.ms) AS campaign_key
    FROM event JOIN link USING (visitor) WHERE event.is_touch GROUP BY link.person`);
  await sql.run(`CREATE TABLE conversion AS
    SELECT deal.deal, deal.person, (deal.amount * 100)::BIGINT AS amount, epoch_ms(deal.won_at) AS won_at,
      CASE WHEN lead_at <= epoch_ms(deal.won_at) THEN lead_at END AS lead_at,
      CASE WHEN coalesce(opportunity_at, created_at) <= deal.won_at
           THEN epoch_ms(coalesce(opportunity_at, created_at)) END AS opportunity_at
    FROM deal LEFT JOIN lead USING (person) WHERE deal.won_at IS NOT NULL`);
  // A milestone's touch is the last one at or before it, else the first: the count of those up to it, at least 1.
  await sql.run(`CREATE TABLE step AS
    WITH touch AS (
      SELECT link.person, event.ms, event.campaign_key, event.is_direct
      FROM event JOIN link USING (visitor)
      WHERE event.is_touch AND link.person IN (SELECT person FROM conversion)
    ),
    numbered AS (
      SELECT deal, amount, won_at, touch.ms, campaign_key, is_direct, lead_at, opportunity_at,
        row_number() OVER (PARTITION BY deal ORDER BY touch.ms) AS pos
      FROM conversion JOIN touch ON touch.person = conversion.person AND touch.ms <= conversion.won_at
    ),
    shape AS (
      SELECT deal, count(*) AS n, max(pos) FILTER (NOT is_direct) AS last_non_direct,
        CASE WHEN any_value(lead_at) IS NOT NULL
             THEN greatest(1, count(*) FILTER (ms <= lead_at)) END AS lead_pos,
        CASE WHEN any_value(opportunity_at) IS NOT NULL
             THEN greatest(1, count(*) FILTER (ms <= opportunity_at)) END AS opportunity_pos,
        min(won_at - ms) AS newest_age
      FROM numbered GROUP BY deal
    )
    SELECT numbered.deal::UINTEGER AS deal, amount, campaign_key, pos::UINTEGER AS pos, n::UINTEGER AS n,
      (won_at - ms - newest_age) / 86400000.0 AS days, coalesce(last_non_direct, n)::UINTEGER AS last_non_direct,
      lead_pos::UINTEGER AS lead_pos, opportunity_pos::UINTEGER AS opportunity_pos
    FROM numbered JOIN shape USING (deal)`);
}

/**
 * Step 4: the table. Each share is `num / den` with one denominator a journey; a conversion's minor units are floored
 * and what is left goes to the largest remainders, the earlier touch first where they are equal (for time-decay, whose
 * shares are no fractions: equal to 2^-20 of a minor unit, so that float noise decides nothing).
 */
export async function eightModels(sql: Sql): Promise<OracleAnswer> {
  const dealt = (num: string, den: string, name: string) => `
    base_${name} + CASE WHEN row_number() OVER (PARTITION BY deal ORDER BY ${num} % ${den} DESC, pos)
      <= amount - sum(base_${name}) OVER (PARTITION BY deal) THEN 1 ELSE 0 END AS ${name}`;
  const rows = await sql.rows(`
    WITH share AS (
      SELECT *,
        (pos = 1)::BIGINT * 30 + coalesce((pos = lead_pos)::BIGINT, 0) * 30 + coalesce((pos = opportunity_pos)::BIGINT, 0) * 30 AS w_units,
        (30 + CASE WHEN lead_pos IS NOT NULL THEN 30 ELSE 0 END + CASE WHEN opportunity_pos IS NOT NULL THEN 30 ELSE 0 END)::BIGINT AS w_all,
        (n - (1 + coalesce((lead_pos <> 1)::INTEGER, 0)
          + coalesce((opportunity_pos <> 1 AND opportunity_pos IS DISTINCT FROM lead_pos)::INTEGER, 0)))::BIGINT AS w_rest,
        (n > 1 AND lead_pos IS DISTINCT FROM n AND opportunity_pos IS DISTINCT FROM n)::BIGINT AS close_apart,
        pow(2, -days / 7.0) AS decay
      FROM step
    ),
    part AS (
      SELECT *,
        CASE WHEN n <= 2 THEN 1 WHEN pos = 1 OR pos = n THEN 2 * (n::BIGINT - 2) ELSE 1 END AS num_u,
        CASE WHEN n <= 2 THEN n::BIGINT ELSE 5 * (n::BIGINT - 2) END AS den_u,
        CASE WHEN w_rest = 0 THEN w_units WHEN w_units > 0 THEN w_units * w_rest ELSE 10 END AS num_w,
        CASE WHEN w_rest = 0 THEN w_all ELSE (w_all + 10) * w_rest END AS den_w,
        w_units * 3 // 2 + (pos = n)::BIGINT * 45 AS f_units, w_all * 3 // 2 + 45 AS f_all, w_rest - close_apart AS f_rest,
        amount * (decay / sum(decay) OVER (PARTITION BY deal)) AS decay_money
      FROM share
    ),
    floored AS (
      SELECT *,
        CASE WHEN f_rest = 0 THEN f_units WHEN f_units > 0 THEN f_units * f_rest ELSE 20 END AS num_f,
        CASE WHEN f_rest = 0 THEN f_all ELSE (f_all + 20) * f_rest END AS den_f,
        amount * num_u // den_u AS base_u, amount * num_w // den_w AS base_w,
        floor(decay_money + 0.5 / 1048576)::BIGINT AS base_d
      FROM part
    ),
    floored_too AS (SELECT *, amount * num_f // den_f AS base_f FROM floored),
    dealt AS (
      SELECT campaign_key, amount, pos, n, last_non_direct,
        ${dealt('amount * num_u', 'den_u', 'u')},
        ${dealt('amount * num_w', 'den_w', 'w')},
        ${dealt('amount * num_f', 'den_f', 'f')},
        base_d + CASE WHEN row_number() OVER (PARTITION BY deal ORDER BY floor((decay_money - base_d) * 1048576 + 0.5) DESC, pos)
          <= amount - sum(base_d) OVER (PARTITION BY deal) THEN 1 ELSE 0 END AS d
      FROM floored_too
    ),
    credit AS (
      SELECT campaign_key,
        count(*) FILTER (pos = 1) AS won,
        sum(amount) FILTER (pos = 1) AS "first-touch",
        sum(amount) FILTER (pos = n) AS "last-touch",
        sum(amount) FILTER (pos = last_non_direct) AS "last-non-direct",
        -- Equal remainders: the first (amount mod n) touches take one more.
        sum(amount // n + CASE WHEN pos <= amount % n THEN 1 ELSE 0 END) AS "linear",
        sum(d) AS "time-decay", sum(u) AS "position-based", sum(w) AS "w-shaped", sum(f) AS "full-path"
      FROM dealt GROUP BY campaign_key
    ),
    cost AS (
      SELECT hash(campaign_id) AS campaign_key, campaign_id, max_by(campaign, date) AS campaign, sum(impressions) AS impressions,
        sum(clicks) AS clicks, (sum(cost) * 100)::BIGINT AS cost
      FROM spend GROUP BY campaign_id
    ),
    visits AS (SELECT campaign_key, count(*) AS visits FROM event WHERE is_touch GROUP BY campaign_key),
    leads AS (
      SELECT campaign_key, count(*) AS leads FROM lead JOIN first_touch USING (person) WHERE ms <= lead_at GROUP BY campaign_key
    ),
    opportunities AS (
      SELECT campaign_key, count(*) AS opportunities,
        (sum(amount) FILTER (won_at IS NULL AND lost_at IS NULL) * 100)::BIGINT AS pipeline
      FROM deal JOIN first_touch USING (person) WHERE ms <= epoch_ms(coalesce(opportunity_at, created_at)) GROUP BY campaign_key
    )
    SELECT coalesce(campaign_id, '') AS campaign_id, coalesce(campaign, '(not set)') AS campaign,
      ${[...counts, ...oracleModels].map(name => `coalesce("${name}", 0)::DOUBLE AS "${name}"`).join(', ')}
    FROM visits FULL JOIN credit USING (campaign_key) FULL JOIN cost USING (campaign_key)
      FULL JOIN leads USING (campaign_key) FULL JOIN opportunities USING (campaign_key)
    ORDER BY campaign_id`);
  const [rest] = await sql.rows(
    'SELECT coalesce(sum(amount), 0)::DOUBLE AS amount FROM conversion WHERE deal NOT IN (SELECT deal FROM step)',
  );
  return {
    rows: rows.map(row => ({
      campaignId: String(row.campaign_id),
      campaign: String(row.campaign),
      ...(Object.fromEntries(counts.map(name => [name, Number(row[name])])) as Record<(typeof counts)[number], number>),
      revenue: Object.fromEntries(oracleModels.map(id => [id, Number(row[id])])) as Record<OracleModel, number>,
    })),
    unattributed: Number(rest.amount),
  };
}
