// The click that a CRM's record says its person came by: click ids and utm values that a form wrote into fields of the
// record. It becomes one form event at the record's creation; a lead and the contact that it was converted to carry the
// same click and make the same event, of which the earliest stands.

import type { Column, Yield } from '../format.ts';
import { once } from './once.ts';

const clickIds = [
  'gclid',
  'gbraid',
  'wbraid',
  'msclkid',
  'fbclid',
  'ttclid',
  'li_fat_id',
  'twclid',
  'rdt_cid',
  'sccid',
  'yclid',
] as const;

const utm = [
  ['source', 'utm_source'],
  ['medium', 'utm_medium'],
  ['campaign', 'utm_campaign'],
  ['campaign_id', 'utm_id'],
  ['content', 'utm_content'],
  ['term', 'utm_term'],
] as const;

export interface RecordClick {
  readonly system: string;
  /** The headers under which this CRM writes a field that its user called `gclid`, `utm_source` … */
  readonly headers: (name: string) => readonly string[];
  /** What fills the contact's id; its value is what follows 'contact:system:'. */
  readonly contact?: Omit<Column, 'field' | 'prefix' | 'required'>;
  /** What fills the instant: the record's creation. */
  readonly created: readonly Omit<Column, 'field'>[];
  /** Other fields of the event: campaign, keyword, e-mail … Alone they say nothing of a click. */
  readonly more?: readonly Column[];
  /** Headers of what tells two people apart who came by the same utm values. */
  readonly email: readonly string[];
  /** Where the source is people's own words: what they mean as a source, and as a medium where none is given. */
  readonly sources?: Readonly<Record<string, string>>;
  readonly media?: Readonly<Record<string, string>>;
}

/** The event that a record yields where one of its click ids or utm values is filled. */
export function recordClick({
  system,
  headers,
  contact,
  created,
  more = [],
  email,
  sources,
  media,
}: RecordClick): Yield {
  const ids = clickIds.map(name => headers(name));
  const values = utm.map(([field, name]) => ({ field, from: headers(name) }));
  const said = [...ids, ...values.map(({ from }) => from)].flat();
  const columns: Column[] = [
    // A click is one person's; utm values are many people's.
    { field: 'id', from: ids.flat(), as: 'text', prefix: 'click:' },
    { field: 'id', from: once(...values.flatMap(({ from }) => from), ...email), as: 'text', join: '|', prefix: 'utm:' },
    ...created.map((column): Column => ({ ...column, field: 'at' })),
    { field: 'kind', from: [], as: 'kind', constant: 'form' },
    { field: 'name', from: said, as: 'text', values: { '*': 'form' } },
    ...(contact ? [{ ...contact, field: 'contact_id', prefix: `${system}:` }] : []),
    ...clickIds.map((name, i): Column => ({ field: 'click_ids', from: ids[i], as: 'text', prefix: `${name}=` })),
    ...values.map(
      ({ field, from }): Column => ({
        field,
        from,
        as: 'text',
        ...(field === 'source' && sources && { values: sources }),
      }),
    ),
    ...(media ? [{ field: 'medium', from: headers('utm_source'), as: 'text', values: media } as const] : []),
    ...more,
  ];
  return { record: 'event', columns, when: ['name', 'at'], key: ['id'], isBeside: true };
}
