// Any table that somebody keeps deals or leads in, such as a Google Sheet: columns are found by what they are usually
// called, in several languages. It reads only what no other format knows. A row is a deal where it has a stage, an amount or
// a day on which it was won; a person where it has an e-mail or phone; a touch where it says a source or click.

import type { Column, Format } from './format.ts';
import { heardColumn } from './parts/heard.ts';
import { once } from './parts/once.ts';
import { recordClick } from './parts/record-click.ts';
import * as word from './parts/table-words.ts';
import { lostWords, wonWords } from './parts/won-lost.ts';

const dates = once(...word.created, ...word.wonDate, ...word.closeDate);

// Without an id of its own a row is known by what doesn't change when the deal moves on.
const id: Column[] = [
  { field: 'id', from: word.recordId, as: 'id' },
  {
    field: 'id',
    from: once(
      ...word.dealName,
      ...word.company,
      ...word.person,
      ...word.firstAndLast,
      ...word.email,
      ...word.phone,
      ...word.created,
    ),
    as: 'text',
    join: ' | ',
  },
];

const state: Column[] = [
  { field: 'state', from: word.stage, as: 'text', values: { ...wonWords, ...lostWords } },
  { field: 'state', from: word.wonDate, as: 'text', values: { '*': 'won' } },
  { field: 'state', from: [...word.stage, ...word.amount], as: 'text', values: { '*': 'open' } },
];

const sources: Record<string, string> = {
  'google ads*': 'google',
  'google ad*': 'google',
  'adwords*': 'google',
  'google ppc*': 'google',
  'facebook ad*': 'facebook',
  'fb ad*': 'facebook',
  'instagram ad*': 'instagram',
  'meta ad*': 'facebook',
  'linkedin ad*': 'linkedin',
  'bing ad*': 'bing',
  'microsoft ad*': 'bing',
  'tiktok ad*': 'tiktok',
  '*': '*',
};

/** What the words of a source say of its medium. */
const media: Record<string, string> = {
  'google ads*': 'cpc',
  'google ad*': 'cpc',
  'adwords*': 'cpc',
  'google ppc*': 'cpc',
  'ppc*': 'cpc',
  'bing ad*': 'cpc',
  'microsoft ad*': 'cpc',
  'facebook ad*': 'paid-social',
  'fb ad*': 'paid-social',
  'instagram ad*': 'paid-social',
  'meta ad*': 'paid-social',
  'linkedin ad*': 'paid-social',
  'tiktok ad*': 'paid-social',
  'organic*': 'organic',
  'seo*': 'organic',
  'google search*': 'organic',
  'email*': 'email',
  'e-mail*': 'email',
  'newsletter*': 'email',
  'referral*': 'referral',
  'recommendation*': 'referral',
  'word of mouth*': 'referral',
  'friend*': 'referral',
  'empfehlung*': 'referral',
  'recommandation*': 'referral',
  'bouche*': 'referral',
  'recomendaci*': 'referral',
};

const headersOf = (name: string): readonly string[] => {
  if (name === 'gclid') return ['gclid', 'Google Click ID', 'Google Ads Click ID', 'Click ID'];
  if (name === 'utm_source') return word.source;
  if (name === 'utm_medium') return word.medium;
  if (name === 'utm_campaign') return word.campaign;
  return [name];
};

export const crmTable = {
  id: 'crm-table',
  label: 'Any table of deals or leads (Google Sheet, CSV, Excel)',
  vendor: 'any',
  version: 2,
  system: 'sheet',
  shape: 'table',
  clock: 'local',
  detect: {
    // A table of deals: whose, and how it stands, and how much or since when.
    all: [],
    some: { of: once(...word.dealName, ...word.company, ...word.person, ...word.email, ...word.phone), atLeast: 1 },
    also: [
      { of: once(...word.stage, ...word.wonDate), atLeast: 1 },
      { of: once(...word.amount, ...word.closeDate), atLeast: 1 },
    ],
    or: [
      // A list of leads: how to reach them, when they came, where from.
      {
        all: [],
        some: { of: once(...word.email, ...word.phone), atLeast: 1 },
        also: [
          { of: once(...word.source, ...headersOf('gclid'), ...word.medium, ...word.campaign), atLeast: 1 },
          { of: word.created, atLeast: 1 },
        ],
      },
    ],
    priority: -1,
  },
  yields: [
    {
      record: 'deal',
      columns: [
        ...id,
        { field: 'name', from: once(...word.dealName, ...word.company, ...word.person), as: 'text' },
        { field: 'name', from: word.firstAndLast, as: 'text', join: ' ' },
        { field: 'currency', from: word.currency, as: 'currency' },
        { field: 'currency', from: word.amount, as: 'amount-currency' },
        { field: 'amount', from: word.amount, as: 'money' },
        { field: 'pipeline', from: ['Pipeline'], as: 'text' },
        { field: 'stage', from: word.stage, as: 'text' },
        ...state,
        { field: 'created', from: word.created, as: 'instant' },
        {
          field: 'won',
          from: once(...word.wonDate, ...word.closeDate),
          as: 'instant',
          only: { field: 'state', is: ['won'] },
        },
        { field: 'lost', from: word.closeDate, as: 'instant', only: { field: 'state', is: ['lost'] } },
        { field: 'owner', from: word.owner, as: 'text' },
        { field: 'industry', from: ['Industry', 'Branche', 'Secteur', 'Sector', 'Settore'], as: 'text' },
        { field: 'account_name', from: word.company, as: 'text' },
        {
          field: 'account_domain',
          from: ['Website', 'Domain', 'Web', 'Webseite', 'Site web', 'Sitio web'],
          as: 'domain',
        },
        heardColumn,
      ],
      when: ['id', 'state'],
      key: ['id'],
    },
    {
      record: 'contact',
      columns: [
        { field: 'id', from: word.email, as: 'first-email' },
        { field: 'id', from: word.phone, as: 'phone' },
        { field: 'created', from: word.created, as: 'instant' },
        { field: 'email', from: word.email, as: 'first-email' },
        { field: 'phone', from: word.phone, as: 'phone' },
        { field: 'name', from: word.person, as: 'text' },
        { field: 'name', from: word.firstAndLast, as: 'text', join: ' ' },
        { field: 'account_name', from: word.company, as: 'text' },
        { field: 'owner', from: word.owner, as: 'text' },
        heardColumn,
      ],
      when: ['id'],
      key: ['id'],
    },
    {
      record: 'deal_person',
      columns: [
        ...id.map(column => ({ ...column, field: 'deal_id' })),
        ...state,
        { field: 'person', from: word.email, as: 'first-email', prefix: 'email:' },
        { field: 'person', from: word.phone, as: 'phone', prefix: 'phone:' },
        { field: 'is_primary', from: [], as: 'boolean', constant: 'true' },
        { field: 'how', from: [], as: 'text', constant: 'same row' },
      ],
      when: ['deal_id', 'state', 'person'],
      key: ['deal_id', 'person'],
    },
    recordClick({
      system: 'sheet',
      headers: headersOf,
      created: [{ from: dates, as: 'instant' }],
      email: once(...word.email, ...word.phone),
      sources,
      media,
      more: [
        { field: 'keyword', from: word.keyword, as: 'keyword' },
        { field: 'url', from: word.landingPage, as: 'url' },
        { field: 'email', from: word.email, as: 'first-email' },
        { field: 'phone', from: word.phone, as: 'phone' },
      ],
    }),
  ],
  keepsUnknown: true,
  facts: 'Tables as people keep them; the mapping by hand takes what this does not find',
} satisfies Format;
