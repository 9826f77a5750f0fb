// Typeform: a response, signed as a whole. The questions are the form's own; what is kept of the answers is an e-mail
// address, a phone number and what was said of how people heard, beside the hidden fields. The rest isn't ours to keep.

import { headerKey } from '#shared/formats/header.ts';
import { heardColumn } from '#shared/formats/parts/heard.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from './body.ts';
import { headerOf, hmac, isSame, missing, wrong } from './proof.ts';
import type { Webhook } from './webhook.ts';

export const typeform = {
  id: 'typeform',
  label: 'Typeform',
  formats: ['typeform-webhook'],
  brings: 'responses, with their hidden fields: utm values, click ids, tl_visitor',
  secret: {
    about: "the webhook's secret: the form › Connect › Webhooks › Edit › Secret, where you enter the one made here",
    isOurs: true,
  },
  verify(delivery) {
    const given = headerOf(delivery, 'typeform-signature');
    if (given === '') return missing('Typeform', 'the header Typeform-Signature');
    const expected = `sha256=${hmac('sha256', delivery.secret, [delivery.rawBody], 'base64')}`;
    return isSame(given, expected) ? null : wrong('Typeform');
  },
  lines(body, now) {
    const { event_type: type, form_response: response } = objectOf('Typeform', body);
    // A response that was only begun is no form.
    if (type !== 'form_response' || !isObject(response)) return [];
    const definition = isObject(response.definition) ? response.definition : {};
    const answers = listOf(response.answers);
    const kept = {
      token: response.token,
      form_id: response.form_id,
      form: definition.title,
      submitted_at: response.submitted_at,
      landed_at: response.landed_at,
      email: answers.map(answer => textOf(answer.email)).find(Boolean),
      phone: answers.map(answer => textOf(answer.phone_number)).find(Boolean),
      heard: heardIn(answers, listOf(definition.fields)),
    };
    return [
      {
        format: 'typeform-webhook',
        line: JSON.stringify({
          received: now,
          typeform: kept,
          hidden: isObject(response.hidden) ? response.hidden : {},
        }),
      },
    ];
  },
  facts:
    'www.typeform.com/developers/webhooks/secure-your-webhooks (sha256= and base64 of HMAC-SHA256 over the body), /example-payload',
} satisfies Webhook;

/** The questions about nothing else, as headers are compared. */
const heardWords = heardColumn.from.map(name => ({
  isPart: name.startsWith('*'),
  key: headerKey(name.replaceAll('*', '')),
}));

function heardIn(answers: readonly JsonObject[], fields: readonly JsonObject[]): string | undefined {
  const asked = fields.filter(({ title, ref }) =>
    [title, ref].some(text => {
      const key = headerKey(textOf(text) ?? '');
      return heardWords.some(word => (word.isPart ? key.includes(word.key) : key === word.key));
    }),
  );
  const said = answers
    .filter(({ field }) => isObject(field) && asked.some(({ id }) => id === field.id))
    .map(({ text, choice, choices }) => {
      if (isObject(choice)) return textOf(choice.label) ?? textOf(choice.other);
      if (!isObject(choices)) return textOf(text);
      const labels = Array.isArray(choices.labels) ? choices.labels : [];
      return [...labels, choices.other].map(textOf).filter(Boolean).join(', ');
    })
    .filter(Boolean);
  return said.join('; ') || undefined;
}
