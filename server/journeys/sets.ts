// The three sets of conversions: leads, opportunities, and what was won (deals, orders, and refunds as negative money).
// A date-only conversion begins at its day's first instant but takes the touches of the whole day.

import type { Accounts } from '../identity/accounts.ts';
import { type ConversionRow, ConversionTable, milestone } from './conversion-rows.ts';
import { type Deals, STATE_LOST, STATE_OPEN, STATE_WON } from './deals.ts';
import type { LeadFacts, Orders } from './facts.ts';
import type { LeadNames } from './lead-names.ts';

const WON_WITHOUT_DATE = 'won without a date';
const OPPORTUNITY_WITHOUT_DATE = 'no date to count it from';

/** One conversion per person with a contact fact, at the earliest of them. */
export function leadTable(leads: LeadFacts, names: LeadNames, accounts: Accounts): ConversionTable {
  let size = 0;
  for (let person = 0; person < leads.at.length; person++) if (isLead(leads, person)) size++;
  const table = new ConversionTable(size);
  for (let person = 0; person < leads.at.length; person++) {
    if (!isLead(leads, person)) continue;
    const at = leads.at[person];
    const until = leads.until[person];
    table.add({
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
      person,
    });
  }
  return table;
}

/** What a deal's conversions in both sets say alike. */
export interface DealNames {
  readonly id: readonly string[];
  readonly label: readonly string[];
  /** The person on the deal whose lead instant is the earliest; -1 where none is a lead. */
  readonly lead: Int32Array;
}

export function dealNames(deals: Deals, leads: LeadFacts): DealNames {
  const id = new Array<string>(deals.length);
  const label = new Array<string>(deals.length);
  const lead = new Int32Array(deals.length);
  for (let deal = 0; deal < deals.length; deal++) {
    id[deal] = `deal:${systemOf(deals, deal)}:${deals.id[deal]}`;
    label[deal] = deals.name[deal] === '' ? deals.id[deal] : deals.name[deal];
    lead[deal] = earliestLead(deals, leads, deal);
  }
  return { id, label, lead };
}

/** Every deal at its opportunity instant; one that has none, at its won or lost instant and without the milestone. */
export function opportunityTable(deals: Deals, names: DealNames, leads: LeadFacts): ConversionTable {
  const table = new ConversionTable(deals.length);
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
    const row = dealRow(deals, names, leads, deal, at, until);
    if (Number.isNaN(at)) row.excluded = OPPORTUNITY_WITHOUT_DATE;
    table.add(row);
  }
  return table;
}

/** Won deals, orders (one per order id, the earliest) and the refunds of both. */
export function wonTable(
  deals: Deals,
  names: DealNames,
  leads: LeadFacts,
  orders: Orders,
  refunds: Orders,
  accounts: Accounts,
): ConversionTable {
  // A deal may have a refund of its own beside it.
  const table = new ConversionTable(deals.length * 2 + orders.length + refunds.length);
  const wonDeal = (deal: number): ConversionRow => {
    const row = dealRow(deals, names, leads, deal, deals.won[deal], deals.wonUntil[deal]);
    if (Number.isNaN(row.at)) row.excluded = WON_WITHOUT_DATE;
    return row;
  };
  for (let deal = 0; deal < deals.length; deal++) {
    if (deals.state[deal] !== STATE_WON) continue;
    const row = wonDeal(deal);
    table.add(row);
    const { [deal]: at } = deals.refund;
    const { [deal]: given } = deals.refundAmount;
    if (Number.isNaN(at) && Number.isNaN(given)) continue;
    const amount = Number.isNaN(given) ? row.amount : given;
    table.add(refundOf(row, `refund:${row.id}`, amount, row.currency, Number.isNaN(at) ? row.at : at));
  }
  const byOrder = new Map<string, number>();
  const orderOf = (i: number): ConversionRow => {
    const id = orderId(orders, i);
    return orderRow('order', `order:${id}`, id, orders, i, leads, accounts);
  };
  for (let i = 0; i < orders.length; i++) {
    const id = orderId(orders, i);
    // Rows come in order of instant: the first of an order id is the order, the rest are reloads.
    if (byOrder.has(id)) continue;
    byOrder.set(id, i);
    table.add(orderOf(i));
  }
  const byDeal = refunds.length === 0 ? new Map<string, number>() : wonDealsById(deals);
  for (let i = 0; i < refunds.length; i++) {
    const order = refunds.id[i] === '' ? undefined : byOrder.get(refunds.id[i]);
    const deal = refunds.dealId[i] === '' ? -1 : (byDeal.get(refunds.dealId[i]) ?? -1);
    const original = order !== undefined ? orderOf(order) : deal >= 0 ? wonDeal(deal) : null;
    table.add(refundRow(original, refunds, i, leads, accounts));
  }
  return table;
}

function refundRow(
  original: ConversionRow | null,
  refunds: Orders,
  i: number,
  leads: LeadFacts,
  accounts: Accounts,
): ConversionRow {
  const name = refunds.id[i] || refunds.dealId[i];
  const id = `refund:${name === '' ? '' : `${name}:`}${refunds.key[i]}`;
  const own = orderRow('refund', id, name === '' ? id : name, refunds, i, leads, accounts);
  if (!original) return refundOf(own, id, Math.abs(own.amount), own.currency, own.at);
  // Without an amount all of it was given back.
  const isWhole = Number.isNaN(refunds.amount[i]);
  const currency = isWhole || own.currency === '' ? original.currency : own.currency;
  const row = refundOf(original, id, isWhole ? original.amount : Math.abs(own.amount), currency, own.at);
  row.importId = own.importId;
  row.line = own.line;
  return row;
}

/** Money given back on the original's journey, booked at its own instant. */
function refundOf(
  original: ConversionRow,
  id: string,
  amount: number,
  currency: string,
  bookedAt: number,
): ConversionRow {
  return { ...original, kind: 'refund', id, amount: 0 - amount, currency, count: 0, isOpen: false, bookedAt };
}

/** Won deals by id and by 'system:id'; an id that two systems use is -1. */
function wonDealsById(deals: Deals): Map<string, number> {
  const byId = new Map<string, number>();
  for (let deal = 0; deal < deals.length; deal++) {
    if (deals.state[deal] !== STATE_WON) continue;
    const id = deals.id[deal];
    byId.set(id, byId.has(id) ? -1 : deal);
    byId.set(`${systemOf(deals, deal)}:${id}`, deal);
  }
  return byId;
}

const systemOf = (deals: Deals, deal: number): string => deals.system.dict[deals.system.code[deal]];

/** An order without an id is an order of its own. */
const orderId = (orders: Orders, i: number): string => (orders.id[i] === '' ? `key-${orders.key[i]}` : orders.id[i]);

/** A deal as a conversion at the given instant. */
function dealRow(
  deals: Deals,
  names: DealNames,
  leads: LeadFacts,
  deal: number,
  at: number,
  until: number,
): ConversionRow {
  const lead = names.lead[deal];
  return {
    kind: 'deal',
    id: names.id[deal],
    label: names.label[deal],
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
    person: -1,
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
    leadAt: isLead(leads, person) ? milestone(leads.at[person], leads.until[person], until) : Number.NaN,
    opportunityAt: Number.NaN,
    closeAt: until,
    person,
  };
}

function isLead(leads: LeadFacts, person: number): boolean {
  return person < leads.at.length && !Number.isNaN(leads.at[person]);
}

function earliestLead(deals: Deals, leads: LeadFacts, deal: number): number {
  let best = -1;
  for (let k = deals.peopleStart[deal]; k < deals.peopleStart[deal + 1]; k++) {
    const person = deals.people[k];
    if (!isLead(leads, person)) continue;
    const isEarlier =
      best === -1 ||
      leads.at[person] < leads.at[best] ||
      (leads.at[person] === leads.at[best] && leads.until[person] < leads.until[best]);
    if (isEarlier) best = person;
  }
  return best;
}
