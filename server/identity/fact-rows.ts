// Events other than visits and page views (forms, calls, orders …) in a table of their own: they are few, and much is asked
// of them, while each question put to all events walks over all of them.

import { kindNumber } from '#shared/journeys/kinds.ts';
import { mayNameClick, prepareClicks } from './clicks.ts';
import { clickTable, factTable } from './keys.ts';
import { mayNameNumber, prepareNumbers } from './numbers.ts';
import type { Sql } from './read-columns.ts';
import { settleRefunds } from './refund-facts.ts';
import { prepareStrangers } from './strangers.ts';

/**
 * Fills the temporary table `event_fact`, whose columns are named as those of `event`; `by_click` marks those whose visitor
 * is known by a click (clicks.ts) or by the number that was dialled (numbers.ts) alone: the visit that they tell of is the
 * touch, not they. Answers whether there are any. A number is a soft link: with hard ones only it isn't looked at.
 */
export async function prepareFacts(
  sql: Sql,
  settings: { readonly region: string; readonly links?: 'all' | 'hard' },
): Promise<boolean> {
  const hasStrangers = await prepareStrangers(sql, `${mayNameClick} OR ${mayNameNumber}`);
  const byClick = await prepareClicks(sql, hasStrangers);
  const byNumber = await prepareNumbers(sql, settings, hasStrangers);
  const hasClicks = byClick || byNumber;
  await writeFacts(sql, hasClicks);
  return hasClicks;
}

/** The table alone, where the visitors are looked up already. */
export async function writeFacts(sql: Sql, hasClicks: boolean): Promise<void> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${factTable} AS
    SELECT import_id, line, event.key, id, ${hasClicks ? 'coalesce(click.visitor, event.visitor)' : 'visitor'} AS visitor, session, "at", until, kind, ref,
      email, phone, user_id, contact_id, order_id, amount, currency, deal_id, ${hasClicks ? 'click.visitor IS NOT NULL' : 'false'} AS by_click
    FROM event ${hasClicks ? `LEFT JOIN ${clickTable} click ON click.key = event.key` : ''}
    WHERE kind NOT IN (${kindNumber.visit}, ${kindNumber.page})`);
  await settleRefunds(sql);
}
