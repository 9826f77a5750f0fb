// The three sets of conversions: leads, opportunities, and what was won (deals, orders, and refunds as negative money).
// A date-only conversion begins at its day's first instant but takes the touches of the whole day.

import type { Accounts } from '../identity/accounts.ts';
import { type ConversionRow, milestone } from './conversion-rows.ts';
import { type Deals, type LeadFacts, type Orders, STATE_LOST, STATE_OPEN, STATE_WON } from './facts.ts';
import type { LeadNames } from './lead-names.ts';

export const WON_WITHOUT_DATE = 'won without a date';
export const OPPORTUNITY_WITHOUT_DATE = 'no date to count it from';

const NONE: readonly number[] = [];

/** One conversion per person with a contact fact, at the earliest of them. */
export function leadRows(leads: LeadFacts, names: LeadNames, accounts: Accounts): ConversionRow[] {
  const rows: ConversionRow[] = [];
  for (let person = 0; person < leads.at.length; person++) {
    const at = leads.at[person];
    if (Number.isNaN(at)) continue;
    const until = leads.until[person];
    rows.push({
      kind: 'lead',
      id: `person:${names.id(person)}`,
      label: names.label(person),
      amount: 0,
      currency: '',
      count: 1,
      bookedAt: at,
      isOpen: false,
      excluded: '',
      deal: -1,
      owner: names.owner(person),
      account: accounts.ofPerson(person),
      importId: leads.importId[person],
      line: leads.line[person],
      at,
      until,
      leadAt: until,
      opportunityAt: Number.NaN,
      closeAt: Number.NaN,
      people: [person],
    });
  }
  return rows;
}

/** Every deal at its opportunity instant; one that has none, at its won or lost instant and without the milestone. */
export function opportunityRows(deals: Deals, leads: LeadFacts): ConversionRow[] {
  const rows: ConversionRow[] = [];
  for (let deal = 0; deal < deals.length; deal++) {
    let at = deals.opportunity[deal];
    let until = deals.opportunityUntil[deal];
    const hasOwn = !Number.isNaN(at);
    if (!hasOwn && deals.state[deal] === STATE_WON) {
      at = deals.won[deal];
      until = deals.wonUntil[deal];
    } else if (!hasOwn && deals.state[deal] === STATE_LOST) {
      at = deals.lost[deal];
      until = deals.lostUntil[deal];
    }
    const row = dealRow(deals, leads, deal, at, until);
    if (Number.isNaN(at)) row.excluded = OPPORTUNITY_WITHOUT_DATE;
    if (!hasOwn) row.opportunityAt = Number.NaN;
    rows.push(row);
  }
  return rows;
}

/** Won deals, orders (one per order id, the earliest) and the refunds of both. */
export function wonRows(
  deals: Deals,
  leads: LeadFacts,
  orders: Orders,
  refunds: Orders,
  accounts: Accounts,
): ConversionRow[] {
  const rows: ConversionRow[] = [];
  const wonDeals = new Map<string, ConversionRow | null>();
  for (let deal = 0; deal < deals.length; deal++) {
    if (deals.state[deal] !== STATE_WON) continue;
    const row = dealRow(deals, leads, deal, deals.won[deal], deals.wonUntil[deal]);
    if (Number.isNaN(row.at)) row.excluded = WON_WITHOUT_DATE;
    rows.push(row);
    // Two systems' deals of one id can't be told apart by the id alone.
    wonDeals.set(deals.id[deal], wonDeals.has(deals.id[deal]) ? null : row);
    wonDeals.set(`${deals.system[deal]}:${deals.id[deal]}`, row);
    if (!Number.isNaN(deals.refund[deal]) || !Number.isNaN(deals.refundAmount[deal])) {
      const amount = Number.isNaN(deals.refundAmount[deal]) ? row.amount : deals.refundAmount[deal];
      const bookedAt = Number.isNaN(deals.refund[deal]) ? row.at : deals.refund[deal];
      rows.push({ ...row, ...refundOf(row, `refund:${row.id}`, amount, row.currency), bookedAt });
    }
  }
  const byOrder = new Map<string, ConversionRow>();
  for (let i = 0; i < orders.length; i++) {
    const id = orders.id[i] === '' ? `key-${orders.key[i]}` : orders.id[i];
    // Rows come in order of instant: the first of an order id is the order, the rest are reloads.
    if (byOrder.has(id)) continue;
    const row = orderRow('order', `order:${id}`, id, orders, i, leads, accounts);
    byOrder.set(id, row);
    rows.push(row);
  }
  for (let i = 0; i < refunds.length; i++) {
    const original =
      (refunds.id[i] !== '' && byOrder.get(refunds.id[i])) ||
      (refunds.dealId[i] !== '' && wonDeals.get(refunds.dealId[i])) ||
      null;
    const name = refunds.id[i] || refunds.dealId[i];
    const id = `refund:${name === '' ? '' : `${name}:`}${refunds.key[i]}`;
    const own = orderRow('refund', id, name === '' ? id : name, refunds, i, leads, accounts);
    const isBare = Number.isNaN(refunds.amount[i]);
    if (!original) {
      rows.push({ ...own, ...refundOf(own, id, Math.abs(own.amount), own.currency), bookedAt: own.at });
      continue;
    }
    const amount = isBare ? original.amount : Math.abs(refunds.amount[i]);
    const currency = isBare || own.currency === '' ? original.currency : own.currency;
    rows.push({
      ...original,
      ...refundOf(original, id, amount, currency),
      bookedAt: own.at,
      importId: own.importId,
      line: own.line,
    });
  }
  return rows;
}

function refundOf(original: ConversionRow, id: string, amount: number, currency: string): Partial<ConversionRow> {
  return {
    kind: 'refund',
    id,
    label: original.label,
    amount: amount === 0 ? 0 : -amount,
    currency,
    count: 0,
    isOpen: false,
  };
}

/** A deal as a conversion at the given instant. */
function dealRow(deals: Deals, leads: LeadFacts, deal: number, at: number, until: number): ConversionRow {
  const people = deals.people.subarray(deals.peopleStart[deal], deals.peopleStart[deal + 1]);
  const lead = earliestLead(leads, people);
  return {
    kind: 'deal',
    id: `deal:${deals.system[deal]}:${deals.id[deal]}`,
    label: deals.name[deal] === '' ? deals.id[deal] : deals.name[deal],
    amount: Number.isNaN(deals.amount[deal]) ? 0 : deals.amount[deal],
    currency: deals.currency.dict[deals.currency.code[deal]],
    count: 1,
    bookedAt: at,
    isOpen: deals.state[deal] === STATE_OPEN,
    excluded: '',
    deal,
    owner: '',
    account: deals.account[deal],
    importId: deals.importId[deal],
    line: deals.line[deal],
    at,
    until,
    leadAt: lead < 0 ? Number.NaN : milestone(leads.at[lead], leads.until[lead], until),
    opportunityAt: milestone(deals.opportunity[deal], deals.opportunityUntil[deal], until),
    closeAt: deals.state[deal] === STATE_WON ? milestone(deals.won[deal], deals.wonUntil[deal], until) : Number.NaN,
    people: Number.isNaN(at) ? NONE : people,
  };
}

function orderRow(
  kind: 'order' | 'refund',
  id: string,
  label: string,
  orders: Orders,
  i: number,
  leads: LeadFacts,
  accounts: Accounts,
): ConversionRow {
  const person = orders.person[i];
  const until = orders.until[i];
  const isLead = person < leads.at.length && !Number.isNaN(leads.at[person]);
  return {
    kind,
    id,
    label,
    amount: Number.isNaN(orders.amount[i]) ? 0 : orders.amount[i],
    currency: orders.currency.dict[orders.currency.code[i]],
    count: 1,
    bookedAt: orders.at[i],
    isOpen: false,
    excluded: '',
    deal: -1,
    owner: '',
    account: accounts.ofPerson(person),
    importId: orders.importId[i],
    line: orders.line[i],
    at: orders.at[i],
    until,
    leadAt: isLead ? milestone(leads.at[person], leads.until[person], until) : Number.NaN,
    opportunityAt: Number.NaN,
    closeAt: until,
    people: [person],
  };
}

/** The person whose lead instant is the earliest; -1 where none is a lead. */
function earliestLead(leads: LeadFacts, people: ArrayLike<number>): number {
  let best = -1;
  for (let k = 0; k < people.length; k++) {
    const person = people[k];
    if (person >= leads.at.length || Number.isNaN(leads.at[person])) continue;
    const isEarlier =
      best === -1 ||
      leads.at[person] < leads.at[best] ||
      (leads.at[person] === leads.at[best] && leads.until[person] < leads.until[best]);
    if (isEarlier) best = person;
  }
  return best;
}
