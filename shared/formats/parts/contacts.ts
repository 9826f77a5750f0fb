// What the exports of calls, chats and forms have in common. Their source columns are the vendor's own words ("Google Ads",
// "Direct"); what says "direct" must not become a source by that name, or it would be a touch.

import type { Kind } from '#shared/journeys/kinds.ts';
import type { Column } from '../format.ts';

/** Every row is of this kind, unless a column declared before says otherwise. */
export const always = (kind: Kind): Column => ({ field: 'kind', from: [], as: 'kind', constant: kind });

const direct = { direct: '(direct)', 'direct traffic': '(direct)', 'direct visit*': '(direct)', none: '', '*': '*' };
const noMedium = { direct: '(none)', none: '(none)', '(none)': '(none)', '*': '*' };

interface SourceHeaders {
  readonly source?: readonly string[];
  readonly medium?: readonly string[];
  readonly campaign?: readonly string[];
  readonly campaignId?: readonly string[];
  readonly content?: readonly string[];
  readonly term?: readonly string[];
  readonly keyword?: readonly string[];
}

/** Columns of a row's own source: those named, and the utm names before them, which say what the link said. */
export function sourceColumns(named: SourceHeaders = {}): Column[] {
  const { source = [], medium = [], campaign = [], campaignId = [], content = [], term = [], keyword = [] } = named;
  return [
    { field: 'source', from: ['utm_source', ...source], as: 'text', values: direct },
    { field: 'medium', from: ['utm_medium', ...medium], as: 'text', values: noMedium },
    { field: 'campaign', from: ['utm_campaign', ...campaign], as: 'text' },
    { field: 'campaign_id', from: ['utm_id', ...campaignId], as: 'text' },
    { field: 'content', from: ['utm_content', ...content], as: 'text' },
    { field: 'term', from: ['utm_term', ...term], as: 'text' },
    ...(keyword.length > 0 ? [{ field: 'keyword', from: keyword, as: 'text' } as const] : []),
  ];
}

/** A caller's number. Words in place of a number that is withheld are nobody's number; the call itself stays. */
export const callerPhone = (from: readonly string[]): Column => ({
  field: 'phone',
  from,
  as: 'phone',
  values: {
    'anonym*': '',
    'restrict*': '',
    'unavail*': '',
    'unknown*': '',
    'withheld*': '',
    'blocked*': '',
    'no caller id': '',
    'no number*': '',
    'number withheld*': '',
    'hidden*': '',
    'privat*': '',
    'unbekannt*': '',
    'unterdrückt*': '',
    'inconnu*': '',
    'masqué*': '',
    'desconocid*': '',
    'oculto*': '',
    'sconosciut*': '',
    '*': '*',
  },
});
