// What a model can attribute. `set` names the conversions a goal runs over: the leads, the deals that became
// opportunities, or what was won (deals and orders; refunds are negative money there and no win).

export interface Goal {
  readonly id: string;
  readonly label: string;
  readonly set: 'leads' | 'opportunities' | 'won';
  readonly unit: 'count' | 'money';
}

export const goals = [
  { id: 'leads', label: 'Leads', set: 'leads', unit: 'count' },
  { id: 'opportunities', label: 'Opportunities', set: 'opportunities', unit: 'count' },
  { id: 'won', label: 'Won', set: 'won', unit: 'count' },
  { id: 'revenue', label: 'Revenue', set: 'won', unit: 'money' },
  { id: 'pipeline', label: 'Pipeline', set: 'opportunities', unit: 'money' },
] as const satisfies readonly Goal[];

export type GoalId = (typeof goals)[number]['id'];
