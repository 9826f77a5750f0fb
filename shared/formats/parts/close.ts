// What Close's exports share. A lead there is a company with its contacts; an opportunity belongs to a lead, and to one of
// its contacts only where somebody said so.

import type { Column } from '../format.ts';
import { lostWords, wonWords } from './won-lost.ts';

/** Won and lost are Close's own (`status_type`); labels are the customer's and speak where that is missing. */
export const stateColumns = (at: (name: string) => string): Column[] => [
  { field: 'state', from: [at('status_type')], as: 'text', values: { won: 'won', lost: 'lost' } },
  {
    field: 'state',
    from: [at('status_label')],
    as: 'text',
    lacking: [at('status_type')],
    values: { ...wonWords, ...lostWords },
  },
  { field: 'state', from: [], as: 'text', constant: 'open' },
];

/** date_won is a day of the organisation; other times carry an offset or are UTC. */
export const datesOf = (at: (name: string) => string): Column[] => [
  { field: 'created', from: [at('date_created')], as: 'instant' },
  { field: 'won', from: [at('date_won')], as: 'instant', clock: 'local', only: { field: 'state', is: ['won'] } },
  { field: 'lost', from: [at('date_lost')], as: 'instant', clock: 'local', only: { field: 'state', is: ['lost'] } },
  { field: 'modified', from: [at('date_updated')], as: 'instant' },
];

/** Custom fields of a CSV are named `custom.<name>`. */
export const customField = (name: string): readonly string[] => [
  `custom.${name}`,
  ...(name === 'gclid' ? ['custom.Google Click ID'] : []),
  name,
];
