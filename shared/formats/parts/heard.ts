// The column of what people answered to "How did you hear about us?", under the headers that its askers give it. The words
// between stars stand for every header that holds them ("3. How did you hear about us? *", How_did_you_hear_about_us__c);
// only questions that can't mean anything else are among those.

import type { Column } from '../format.ts';

/** Parts of a question that is about nothing else; compared as headers are, so `-`, `_` and spaces play no part. */
const questions = [
  'hear about us',
  'heard about us',
  'hear of us',
  'heard of us',
  'did you find us',
  'find out about us',
  'did you discover us',
  'learn about us',
  'self-reported attribution',
  'self-reported source',
  'von uns erfahren',
  'von uns gehört',
  'auf uns aufmerksam',
  'auf uns gestoßen',
  'nous avez-vous connu',
  'avez-vous entendu parler de nous',
  'nous avez-vous trouvé',
  'nos conociste',
  'nos conoció',
  'nos has conocido',
  'nos ha conocido',
  'oíste hablar de nosotros',
  'ci hai conosciuto',
  'nos conheceu',
  'over ons gehoord',
];

/** Names of the field itself; none of them holds one of the questions, or its column would be read twice. */
const names = [
  'heard_about',
  'heard_from',
  'how_heard',
  'how_did_you_hear',
  'where_did_you_hear',
  'hdyhau',
  'self_reported',
  'self_reported_channel',
  'self_reported_lead_source',
  'Lead source (self-reported)',
  'Source (self-reported)',
  'lead_source_self_reported',
  'survey_source',
];

/** An export that asks its question in several columns ("Other, please say") has all that was said in them. */
export const heardColumn: Column = {
  field: 'heard',
  from: ['heard', ...names, ...names.map(name => `${name}__c`), ...questions.map(words => `*${words}*`)],
  as: 'text',
  join: '; ',
};
