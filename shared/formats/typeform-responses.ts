// Typeform's responses. The questions are the form's own: an e-mail address or phone is what stands under a header that
// says so and looks like one. A response that was only begun is no form; hidden fields carry utm values and click ids.

import type { Format } from './format.ts';
import { clickIdColumns } from './parts/click-ids.ts';
import { always, sourceColumns } from './parts/contacts.ts';
import { heardColumn } from './parts/heard.ts';

export const typeformResponses = {
  id: 'typeform-responses',
  label: 'Typeform responses',
  vendor: 'Typeform',
  version: 2,
  system: 'typeform',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['#', 'Submit Date (UTC)'],
    or: [{ all: ['#', 'Network ID'] }, { all: ['Submit Date (UTC)', 'Start Date (UTC)', 'Network ID'] }],
    priority: 12,
  },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['#', 'Response ID', 'Token'], as: 'id' },
        {
          field: 'at',
          from: ['Submit Date (UTC)', 'Stage Date (UTC)', 'Start Date (UTC)'],
          as: 'instant',
          required: true,
        },
        {
          field: 'kind',
          from: ['Response Type'],
          as: 'kind',
          values: { started: 'custom', partial: 'custom', '*': 'form' },
        },
        always('form'),
        { field: 'email', from: ['email', '*e-mail*', '*correo*', '*courriel*'], as: 'someEmail' },
        { field: 'phone', from: ['phone', '*phone*', '*mobile*', '*telefon*', '*téléphone*'], as: 'somePhone' },
        { field: 'visitor', from: ['ga_client_id', 'ga', 'client_id', '_ga'], as: 'gaClient' },
        { field: 'visitor', from: ['visitor_id', 'anonymous_id'], as: 'id' },
        ...sourceColumns(),
        ...clickIdColumns(),
        heardColumn,
        { field: 'url', from: ['page_url', 'landing_page', 'url'], as: 'url' },
        { field: 'referrer', from: ['referrer'], as: 'url' },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: "CSV files of Typeform's results page, as seen in public parsers",
} satisfies Format;
