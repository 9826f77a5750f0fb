// The tables of a workspace's journeys, in the order they are listed; apart from what writes them, which takes a library.

export const tableNames = [
  'sources',
  'contexts',
  'touches',
  'leads',
  'opportunities',
  'won',
  'visits',
  'spend',
  'fx',
] as const;

export type TableName = (typeof tableNames)[number];
