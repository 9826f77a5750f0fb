-- Keys that were forgotten: what comes of them later, or again, stays nobody's. Only a hash of each key (SHA-256 of its text,
-- 'visitor:ID' …) is kept, and nothing says which of the anonymous events were whose.

CREATE TABLE forgotten (
  key    VARCHAR PRIMARY KEY,
  -- UTC µs: a person's facts of a later instant are new ones, which they gave knowingly; NULL: never (a browser's id).
  until  BIGINT
);
