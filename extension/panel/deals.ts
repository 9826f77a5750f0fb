// What the record earned, each deal or order once: a deal that was won is both an opportunity and a win in the answer, and
// is told of by its win.

import type { ConversionAnswer, JourneyAnswer } from '#shared/schema/index.ts';

export interface Deal {
  readonly id: string;
  readonly label: string;
  readonly state: 'won' | 'lost' | 'open' | 'order';
  /** What its credit is told by. */
  readonly conversion: ConversionAnswer;
  readonly opportunity: ConversionAnswer | null;
  readonly won: ConversionAnswer | null;
}

/** The deals and orders of a journey, the newest first. */
export function dealsOf({ conversions }: Pick<JourneyAnswer, 'conversions'>): Deal[] {
  const byId = new Map<string, ConversionAnswer[]>();
  for (const conversion of conversions) {
    if (conversion.kind === 'lead' || conversion.kind === 'refund') continue;
    const own = byId.get(conversion.id);
    if (own) own.push(conversion);
    else byId.set(conversion.id, [conversion]);
  }
  const deals = [...byId].map(([id, own]): Deal => {
    const opportunity = own.find(({ kind }) => kind === 'opportunity') ?? null;
    const won = own.find(({ kind }) => kind === 'won') ?? null;
    const conversion = won ?? opportunity ?? own[0];
    return { id, label: conversion.label, state: stateOf(conversion, won), conversion, opportunity, won };
  });
  // The newest by when it came up: a deal that was won yesterday after a year is not newer than one that began last week.
  const began = (deal: Deal) => deal.opportunity?.at || deal.conversion.at;
  return deals.sort((a, b) => Date.parse(began(b)) - Date.parse(began(a)) || (a.id < b.id ? -1 : 1));
}

function stateOf({ kind, state }: ConversionAnswer, won: ConversionAnswer | null): Deal['state'] {
  if (kind === 'order') return 'order';
  if (won) return 'won';
  return state === 'lost' ? 'lost' : 'open';
}
