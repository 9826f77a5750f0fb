// LiveChat's chats. A visitor who left no e-mail address is known by nothing else: that chat belongs to nobody.

import type { Format } from './format.ts';
import { always, sourceColumns } from './parts/contacts.ts';

export const livechatChats = {
  id: 'livechat-chats',
  label: 'LiveChat chats',
  vendor: 'LiveChat',
  version: 1,
  system: 'livechat',
  shape: 'table',
  clock: 'local',
  detect: {
    all: ['Chat ID'],
    some: {
      of: [
        'Visitor email',
        'Visitor name',
        'Visitor ID',
        'Visitor IP',
        'Started (timestamp)',
        'Start page',
        'Start page/url',
        'Start url',
        'Referrer',
        'Group',
        'Tags',
      ],
      atLeast: 3,
    },
    priority: 12,
  },
  yields: [
    {
      record: 'event',
      columns: [
        { field: 'id', from: ['Chat ID'], as: 'id', required: true },
        {
          field: 'at',
          from: [
            'Started (timestamp)',
            'Started',
            'Chat started',
            'Chat start date',
            'Start date',
            'Created at',
            'Date',
          ],
          as: 'instant',
          required: true,
        },
        always('chat'),
        { field: 'email', from: ['Visitor email', 'Customer email', 'Pre-chat survey: E-mail'], as: 'someEmail' },
        { field: 'visitor', from: ['Visitor ID', 'Customer ID'], as: 'id', prefix: 'livechat:' },
        { field: 'url', from: ['Start page/url', 'Start page', 'Start url', 'Chat start url', 'Page url'], as: 'url' },
        { field: 'referrer', from: ['Referrer', 'Referer'], as: 'url' },
        ...sourceColumns(),
        { field: 'country', from: ['Country', 'Visitor country'], as: 'text' },
      ],
      key: ['id'],
    },
  ],
  keepsUnknown: true,
  facts: "Labels of LiveChat's chats report by hearsay: only the chat's id and its start are needed",
} satisfies Format;
