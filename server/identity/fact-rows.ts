// Events other than visits and page views (forms, calls, orders …) in a table of their own: they are few, and much is asked
// of them, while each question put to all events walks over all of them.

import { kindNumber } from '#shared/journeys/kinds.ts';
import { factTable } from './keys.ts';
import type { Sql } from './read-columns.ts';

/** Fills the temporary table `event_fact`, whose columns are named as those of `event`. */
export async function prepareFacts(sql: Sql): Promise<void> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${factTable} AS
    SELECT import_id, line, key, id, visitor, session, "at", until, kind, ref, email, phone, user_id, contact_id, order_id, amount, currency, deal_id
    FROM event WHERE kind NOT IN (${kindNumber.visit}, ${kindNumber.page})`);
}
