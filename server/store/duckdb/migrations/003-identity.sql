-- What people decided by hand about who is who. Rows are only ever added, and marked when they are undone: what holds is
-- worked out from those that stand, in order of id.

CREATE TABLE identity_change (
  id       UINTEGER PRIMARY KEY,
  "at"     BIGINT NOT NULL,                -- when it was decided, UTC µs
  action   VARCHAR NOT NULL,               -- merge, split
  keys     VARCHAR NOT NULL,               -- JSON array of identity keys: those that are one, or the one that was taken out
  apart    VARCHAR NOT NULL DEFAULT '[]',  -- of a split: the keys that it is no longer one with
  voids    VARCHAR NOT NULL DEFAULT '[]',  -- of a merge: ids of the earlier splits that it takes back
  note     VARCHAR,
  undone_at BIGINT
);
