// Events other than visits and page views (forms, calls, orders …) in a table of their own: they are few, and much is asked
// of them, while each question put to all events walks over all of them.

import { mayNameClick, prepareClicks } from './clicks.ts';
import { clickTable, factTable, isPlain } from './keys.ts';
import { mayNameNumber, prepareNumbers } from './numbers.ts';
import type { Sql } from './read-columns.ts';
import { prepareStrangers } from './strangers.ts';

/**
 * Fills the temporary table `event_fact`, whose columns are named as those of `event`; `by_click` marks those whose visitor
 * is known by a click (clicks.ts) or by the number that was dialled (numbers.ts) alone: the visit that they tell of is the
 * touch, not they. Answers whether there are any. A number is a soft link: with hard ones only it isn't looked at.
 * All events are walked over once for it: what else is asked of facts is asked of the table.
 */
export async function prepareFacts(
  sql: Sql,
  settings: { readonly region: string; readonly links?: 'all' | 'hard' },
): Promise<boolean> {
  await sql.run(`CREATE OR REPLACE TEMP TABLE ${factTable} AS
    SELECT import_id, line, key, id, visitor, session, "at", until, kind, ref, url, given, number,
      email, phone, user_id, contact_id, order_id, amount, currency, deal_id, false AS by_click
    FROM event WHERE NOT ${isPlain}`);
  const hasStrangers = await prepareStrangers(sql, `${mayNameClick} OR ${mayNameNumber}`);
  const byClick = await prepareClicks(sql, hasStrangers);
  const byNumber = await prepareNumbers(sql, settings, hasStrangers);
  const hasClicks = byClick || byNumber;
  if (hasClicks) await nameVisitors(sql);
  return hasClicks;
}

/** Gives the facts the visitors that are looked up by now. */
export async function nameVisitors(sql: Sql): Promise<void> {
  await sql.run(`UPDATE ${factTable} SET visitor = click.visitor, by_click = true
    FROM ${clickTable} click WHERE click.key = ${factTable}.key AND click.visitor IS NOT NULL`);
}
