-- The canonical records. Instants are UTC microseconds (BIGINT); money is integer minor units beside its currency
-- (NULL: the workspace's own). A fact known only to the day carries `*_until`, the day's last microsecond: it happened
-- somewhere in between. `import_id` and `line` name the file and the physical line a row came from.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE SEQUENCE import_seq;

CREATE TABLE import (
  id            UINTEGER PRIMARY KEY,
  sha256        VARCHAR NOT NULL,          -- of the file's bytes (before decompression)
  bytes         BIGINT NOT NULL,
  file          VARCHAR NOT NULL,          -- name as given
  format        VARCHAR NOT NULL,
  format_version UINTEGER NOT NULL,
  options       VARCHAR NOT NULL,          -- JSON: zone, currency, date order, delimiter, encoding … as used
  rows_read     BIGINT NOT NULL DEFAULT 0,
  kept          BIGINT NOT NULL DEFAULT 0,
  duplicates    BIGINT NOT NULL DEFAULT 0,
  rejected      BIGINT NOT NULL DEFAULT 0,
  records       VARCHAR NOT NULL DEFAULT '{}', -- JSON: record kind → rows kept
  findings      VARCHAR NOT NULL DEFAULT '[]', -- JSON: what is wrong with it beyond single rows, in words
  started_at    BIGINT NOT NULL,
  published_at  BIGINT                     -- NULL while loading: rows of such an import are deleted when the store opens
);

CREATE TABLE reject (
  import_id UINTEGER NOT NULL,
  line      BIGINT NOT NULL,
  reason    VARCHAR NOT NULL,
  raw       VARCHAR NOT NULL
);

-- The rows of events: what every event has. The other columns of the view `event` are added when a file first fills them
-- (event-rows.ts): two dozen columns that hold nothing would cost a tenth of an import's time.
CREATE TABLE event_row (
  import_id  UINTEGER NOT NULL,
  line       UINTEGER,
  key        UBIGINT NOT NULL,             -- hash of system + id, or of the canonical row where the vendor gives no id
  ref        UBIGINT NOT NULL,             -- hash of what decides the source; → source_ref
  "at"       BIGINT NOT NULL,
  kind       UTINYINT NOT NULL,            -- shared/journeys/kinds.ts; 255 between load and publish: the row is set aside
  name       VARCHAR,                      -- the vendor's event name where it says more than the kind; of 255 the reason
  -- What the row's own columns say of its source (source, medium, campaign …), packed with U+001F between, in the order of
  -- the view event_given; NULL where they say nothing. Nobody but the source rules reads them. Of 255 the row as it stood.
  given      VARCHAR
);

-- Events as they are read. While a column is in no file it is NULL here and costs nothing; the view is made anew when
-- event_row gains a column.
CREATE VIEW event AS SELECT rowid AS row_id, import_id, line, key, ref,
  NULL::VARCHAR AS id,                     -- the vendor's own event id; ties in time are broken by it, then by key
  NULL::VARCHAR AS visitor,
  NULL::VARCHAR AS session,                -- the vendor's own session id, unique within its visitor; NULL: sessions are cut by us
  "at",
  NULL::BIGINT AS until,
  kind,
  name,
  NULL::VARCHAR AS url,
  NULL::VARCHAR AS referrer,
  given,
  NULL::VARCHAR AS email,                  -- trimmed, lower case
  NULL::VARCHAR AS phone,                  -- as given, trimmed; E.164 in identity
  NULL::VARCHAR AS user_id,
  NULL::VARCHAR AS contact_id,             -- 'system:id' of a CRM contact
  NULL::VARCHAR AS order_id,
  NULL::VARCHAR AS deal_id,
  NULL::BIGINT AS amount,
  NULL::VARCHAR AS currency,
  NULL::VARCHAR AS device,
  NULL::VARCHAR AS country,
  NULL::VARCHAR AS properties              -- JSON of the columns no field takes; NULL where there are none
FROM event_row;

-- `given` unpacked. click_ids: 'gclid=…&fbclid=…', byte-exact, from columns of their own (those in the url stay there).
CREATE VIEW event_given AS SELECT key, import_id, line,
  nullif(split_part(given, chr(31), 1), '') AS source,
  nullif(split_part(given, chr(31), 2), '') AS medium,
  nullif(split_part(given, chr(31), 3), '') AS campaign,
  nullif(split_part(given, chr(31), 4), '') AS campaign_id,
  nullif(split_part(given, chr(31), 5), '') AS ad_group,
  nullif(split_part(given, chr(31), 6), '') AS ad_group_id,
  nullif(split_part(given, chr(31), 7), '') AS ad,
  nullif(split_part(given, chr(31), 8), '') AS ad_id,
  nullif(split_part(given, chr(31), 9), '') AS keyword,
  nullif(split_part(given, chr(31), 10), '') AS keyword_id,
  nullif(split_part(given, chr(31), 11), '') AS content,
  nullif(split_part(given, chr(31), 12), '') AS term,
  nullif(split_part(given, chr(31), 13), '') AS platform,
  nullif(split_part(given, chr(31), 14), '') AS click_ids
FROM event_row;

-- Distinct attribution inputs, resolved once by shared/sources and joined back by hash.
CREATE TABLE source (
  id           UINTEGER PRIMARY KEY,
  channel      VARCHAR NOT NULL,
  source       VARCHAR NOT NULL,
  medium       VARCHAR NOT NULL,
  campaign     VARCHAR, campaign_id VARCHAR,
  ad_group     VARCHAR, ad_group_id VARCHAR,
  ad           VARCHAR, ad_id VARCHAR,
  keyword      VARCHAR, keyword_id VARCHAR,
  content      VARCHAR, term VARCHAR,
  platform     VARCHAR,                    -- google-ads, meta-ads … by source or click id; NULL: none known
  referrer_host VARCHAR,
  is_direct    BOOLEAN NOT NULL,
  is_paid      BOOLEAN NOT NULL,
  continues    BOOLEAN NOT NULL,           -- own site, payment or login referrer: keeps the previous source
  has_source   BOOLEAN NOT NULL,           -- the row carried a source of its own (not merely the absence of one)
  warnings     VARCHAR                     -- JSON array: unexpanded macros, repeated parameters, internal utm …
);
CREATE TABLE source_ref (ref UBIGINT PRIMARY KEY, source_id UINTEGER NOT NULL);
-- References of events whose ad click is known: what the click was on, which completes what the event says of its source.
CREATE TABLE click_ref (
  ref UBIGINT PRIMARY KEY,
  campaign VARCHAR, campaign_id VARCHAR, ad_group VARCHAR, ad_group_id VARCHAR,
  ad VARCHAR, ad_id VARCHAR, keyword VARCHAR, keyword_id VARCHAR
);

CREATE TABLE contact (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  system VARCHAR NOT NULL, id VARCHAR NOT NULL,
  created_at BIGINT, created_until BIGINT, modified_at BIGINT,
  email VARCHAR, phone VARCHAR, name VARCHAR, account_id VARCHAR, account_name VARCHAR, owner VARCHAR,
  lifecycle VARCHAR, merged_ids VARCHAR,   -- 'id;id'
  properties VARCHAR, reason VARCHAR, raw VARCHAR
);

CREATE TABLE account (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  system VARCHAR NOT NULL, id VARCHAR NOT NULL,
  name VARCHAR, domain VARCHAR, industry VARCHAR, type VARCHAR, owner VARCHAR, modified_at BIGINT,
  properties VARCHAR, reason VARCHAR, raw VARCHAR
);

CREATE TABLE deal (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  system VARCHAR NOT NULL, id VARCHAR NOT NULL,
  name VARCHAR, amount BIGINT, currency VARCHAR, pipeline VARCHAR, stage VARCHAR, type VARCHAR,
  state VARCHAR NOT NULL,                  -- open, won, lost
  created_at BIGINT, created_until BIGINT,
  opportunity_at BIGINT, opportunity_until BIGINT,
  won_at BIGINT, won_until BIGINT,         -- NULL for a won deal without a date: excluded, with the reason
  lost_at BIGINT, lost_until BIGINT,
  refund_at BIGINT, refund_until BIGINT, refund_amount BIGINT, -- positive minor units given back
  modified_at BIGINT,
  owner VARCHAR, industry VARCHAR,
  account_id VARCHAR, account_name VARCHAR, account_domain VARCHAR,
  properties VARCHAR, reason VARCHAR, raw VARCHAR
);

-- Who is on a deal. `person` is an identity key: 'email:…', 'contact:system:id', 'visitor:…', 'user:…', 'phone:…'.
CREATE TABLE deal_person (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  system VARCHAR NOT NULL, deal_id VARCHAR NOT NULL, person VARCHAR NOT NULL,
  role VARCHAR, is_primary BOOLEAN NOT NULL, how VARCHAR NOT NULL,
  reason VARCHAR, raw VARCHAR
);

CREATE TABLE stage_change (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  system VARCHAR NOT NULL, deal_id VARCHAR NOT NULL, id VARCHAR NOT NULL,
  "at" BIGINT NOT NULL, stage VARCHAR NOT NULL, amount BIGINT, probability DOUBLE, state VARCHAR,
  reason VARCHAR, raw VARCHAR
);

CREATE TABLE spend (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  platform VARCHAR NOT NULL, account VARCHAR, day DATE NOT NULL,
  campaign VARCHAR, campaign_id VARCHAR, ad_group VARCHAR, ad_group_id VARCHAR,
  ad VARCHAR, ad_id VARCHAR, keyword VARCHAR, keyword_id VARCHAR, match_type VARCHAR,
  segment VARCHAR,                         -- device, network … where the report is split by them; part of the key
  level UTINYINT NOT NULL,                 -- 0 account, 1 campaign, 2 ad group, 3 ad or keyword
  impressions BIGINT, clicks BIGINT, cost BIGINT NOT NULL, currency VARCHAR,
  claimed_conversions DOUBLE, claimed_value BIGINT,
  reason VARCHAR, raw VARCHAR
);

-- One unit of `base` is `rate` units of `quote` (NULL: the workspace currency).
CREATE TABLE fx (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  day DATE NOT NULL, base VARCHAR NOT NULL, quote VARCHAR, rate VARCHAR NOT NULL,
  reason VARCHAR, raw VARCHAR
);

-- What an ad click was a click on: joins a visit that carries only the click's id to its campaign, ad group and keyword.
CREATE TABLE click (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  click_id VARCHAR NOT NULL,               -- byte-exact
  platform VARCHAR NOT NULL, account VARCHAR, day DATE,
  campaign VARCHAR, campaign_id VARCHAR, ad_group VARCHAR, ad_group_id VARCHAR,
  ad VARCHAR, ad_id VARCHAR, keyword VARCHAR, keyword_id VARCHAR, match_type VARCHAR,
  reason VARCHAR, raw VARCHAR
);

-- A subscription as it stood at the latest export. `amount` is for one interval ('month', 'year' …) and the whole quantity.
CREATE TABLE subscription (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  system VARCHAR NOT NULL, id VARCHAR NOT NULL,
  customer_id VARCHAR, email VARCHAR, name VARCHAR, plan VARCHAR, "interval" VARCHAR, state VARCHAR, currency VARCHAR,
  amount BIGINT, quantity BIGINT,
  started_at BIGINT, started_until BIGINT, ended_at BIGINT, ended_until BIGINT, modified_at BIGINT,
  properties VARCHAR, reason VARCHAR, raw VARCHAR
);

-- What a campaign, ad group or ad was called from an instant on, and what it lies in: names for cost that came by ids alone.
CREATE TABLE ad_name (
  import_id UINTEGER NOT NULL, line UINTEGER, key UBIGINT NOT NULL, version UBIGINT NOT NULL,
  platform VARCHAR NOT NULL, kind VARCHAR NOT NULL, -- campaign, ad-group, ad
  id VARCHAR NOT NULL, name VARCHAR, campaign_id VARCHAR, ad_group_id VARCHAR,
  modified_at BIGINT,
  reason VARCHAR, raw VARCHAR
);

-- Links that are made by hand or by import beyond those that lie in the records themselves. Reserved for manual work;
-- the links found in events, contacts and deals are derived, never stored twice.
CREATE TABLE identity_link (
  a VARCHAR NOT NULL, b VARCHAR NOT NULL,  -- identity keys as in deal_person.person
  how VARCHAR NOT NULL, is_hard BOOLEAN NOT NULL, "at" BIGINT, import_id UINTEGER, line UINTEGER
);
