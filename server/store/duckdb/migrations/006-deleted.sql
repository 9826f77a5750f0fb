-- What a system's export says it has deleted, so that rows from before it don't come back with an older file. A restored record
-- is told of again by a newer row, which stands.

CREATE TABLE deleted (
  record       VARCHAR NOT NULL,  -- the table that the record was in
  key          UBIGINT NOT NULL,
  modified_at  BIGINT,            -- UTC µs; NULL: the file doesn't say
  import_id    UINTEGER NOT NULL,
  line         UINTEGER
);

-- The id of a role of its own: who is on the deal as what may change.
ALTER TABLE deal_person ADD COLUMN id VARCHAR;
