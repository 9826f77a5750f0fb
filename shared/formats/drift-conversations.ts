// Drift's conversations, or its contacts with the conversation that they had. The page by which the person last came in is
// the conversation's source; the first page that Drift ever saw is kept as a property.

import type { Format } from './format.ts';
import { always, sourceColumns } from './parts/contacts.ts';

const recent = (name: string): string[] => [`Recent Entrance Page ${name}`, `Original Entrance Page ${name}`];

export const driftConversations = {
  id: 'drift-conversations',
  label: 'Drift conversations',
  vendor: 'Drift',
  version: 1,
  system: 'drift',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Email'],
    some: {
      of: [
        ...['UTM Source', 'UTM Medium', 'UTM Campaign', 'URL'].flatMap(recent),
        'Original Referrer',
        'Recent Referrer',
        'Original Conversation Started',
        'Recent Conversation Started',
      ],
      atLeast: 2,
    },
    or: [
      {
        all: ['Conversation ID'],
        some: {
          of: ['Playbook Name', 'Playbook ID', 'Contact Email', 'Contact ID', ...recent('UTM Source')],
          atLeast: 2,
        },
      },
    ],
    priority: 11,
  },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['Conversation ID', 'Recent Conversation ID'], as: 'id' },
        {
          field: 'at',
          from: [
            'Conversation Started',
            'Conversation Start Time',
            'Recent Conversation Started',
            'Original Conversation Started',
            'Started At',
            'Created At',
            'Date',
          ],
          as: 'instant',
          required: true,
          remedy: 'Export conversations with the time at which each began.',
        },
        always('chat'),
        { field: 'email', from: ['Contact Email', 'Email'], as: 'someEmail' },
        { field: 'contact_id', from: ['Contact ID', 'Drift ID'], as: 'contact' },
        { field: 'phone', from: ['Contact Phone', 'Phone'], as: 'somePhone' },
        ...sourceColumns({
          source: recent('UTM Source'),
          medium: recent('UTM Medium'),
          campaign: recent('UTM Campaign'),
          content: recent('UTM Content'),
          term: recent('UTM Term'),
        }),
        { field: 'url', from: ['Conversation URL', ...recent('URL'), ...recent('Landing Page')], as: 'url' },
        { field: 'referrer', from: ['Recent Referrer', 'Original Referrer'], as: 'url' },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: "Names of Drift's contact attributes by hearsay: only an e-mail address or id and a time are needed",
} satisfies Format;
