-- What a record was told of in parts, by messages of single changes: JSON of field → the instant (µs) at which it was last
-- said, '*' for all fields that a whole row said. NULL: the row stands as one whole row said it. See ingest/merge-partial.ts.

ALTER TABLE contact ADD COLUMN said VARCHAR;
ALTER TABLE account ADD COLUMN said VARCHAR;
ALTER TABLE deal ADD COLUMN said VARCHAR;
