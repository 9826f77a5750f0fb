// Intercom's conversations. The file may hold a row for each message of a conversation: its earliest row is the chat. One
// that the company began is no contact of the person's. Times are UTC.

import type { Format } from './format.ts';
import { always, sourceColumns } from './parts/contacts.ts';

export const intercomConversations = {
  id: 'intercom-conversations',
  label: 'Intercom conversations',
  vendor: 'Intercom',
  version: 1,
  system: 'intercom',
  shape: 'table',
  clock: 'utc',
  detect: {
    all: ['conversation_id', 'conversation_created_at'],
    or: [{ all: ['conversation_id', 'conversation_state'] }],
    priority: 13,
  },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['conversation_id'], as: 'id', required: true },
        { field: 'at', from: ['conversation_created_at', 'message_created_at'], as: 'instant', required: true },
        {
          field: 'kind',
          from: ['source_delivered_as', 'source.delivered_as', 'delivered_as', 'conversation_delivered_as'],
          as: 'kind',
          values: { admin_initiated: 'custom', automated: 'custom', campaigns_initiated: 'custom', '*': 'chat' },
        },
        always('chat'),
        // The author of a message may be the company's own.
        { field: 'email', from: ['user_email', 'contact_email', 'customer_email', 'lead_email'], as: 'someEmail' },
        { field: 'contact_id', from: ['contact_id', 'intercom_user_id', 'contact_intercom_id'], as: 'contact' },
        { field: 'user_id', from: ['user_id', 'contact_external_id'], as: 'id' },
        { field: 'url', from: ['source_url', 'source.url', 'conversation_url', 'started_on_url'], as: 'url' },
        ...sourceColumns(),
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: 'intercom.com/help: export your conversations data; developers.intercom.com for the names behind `source`',
} satisfies Format;
