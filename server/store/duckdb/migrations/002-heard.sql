-- What people answered to "How did you hear about us?", where a form, a contact or a deal says it. Events have it as a column
-- that a file adds (event-rows.ts), and beside it the phone number that was shown to a visitor or dialled by a caller.

ALTER TABLE contact ADD COLUMN heard VARCHAR;
ALTER TABLE deal ADD COLUMN heard VARCHAR;
