// Refunds that are told twice: once as the sum that an order has given back so far, once each for themselves. Of the sum
// only what the single ones don't make up is left, so that importing both files says neither less nor more.

import { chargeback, refundedSoFar } from '#shared/formats/parts/payments.ts';
import { kindNumber } from '#shared/journeys/kinds.ts';
import { factTable } from './keys.ts';
import type { Sql } from './read-columns.ts';

/** Shortens or removes the sums in the temporary table of facts. */
export async function settleRefunds(sql: Sql): Promise<void> {
  const isRefund = `kind = ${kindNumber.refund} AND order_id IS NOT NULL`;
  const isSum = `${isRefund} AND id = '${refundedSoFar}' || order_id`;
  const any = await sql.first(`SELECT 1 AS yes FROM ${factTable} WHERE ${isSum} LIMIT 1`);
  if (!any) return;
  // A chargeback is money of its own: no sum of refunds holds it.
  await sql.run(
    `UPDATE ${factTable} SET amount = abs(amount) - refunded FROM (
       SELECT order_id AS o, currency AS c, CAST(sum(abs(amount)) AS BIGINT) AS refunded FROM ${factTable}
       WHERE ${isRefund} AND id IS DISTINCT FROM '${refundedSoFar}' || order_id AND coalesce(NOT starts_with(id, '${chargeback}'), true)
       GROUP BY ALL) single
     WHERE ${isSum} AND o = order_id AND c IS NOT DISTINCT FROM currency`,
  );
  await sql.run(`DELETE FROM ${factTable} WHERE ${isSum} AND amount <= 0`);
}
