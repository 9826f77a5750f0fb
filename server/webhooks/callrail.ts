// CallRail: the JSON of a call, signed as a whole. No time is signed, so a message may be sent again at any time; it is the
// same call then and changes nothing.

import { objectOf, textOf } from './body.ts';
import { headerOf, hmac, isSame, missing, wrong } from './proof.ts';
import type { Webhook } from './webhook.ts';

export const callrail = {
  id: 'callrail',
  label: 'CallRail',
  formats: ['callrail-webhook'],
  brings: 'calls, with the source, click ids and landing page of the caller',
  secret: {
    about:
      'the signing key: CallRail › Settings › Integrations › Webhooks; enter the URL there as Post-Call webhook, which alone knows the source',
  },
  verify(delivery) {
    const given = headerOf(delivery, 'signature');
    if (given === '') return missing('CallRail', 'the header Signature');
    return isSame(given, hmac('sha1', delivery.secret, [delivery.rawBody], 'base64')) ? null : wrong('CallRail');
  },
  lines(body, now) {
    const call = objectOf('CallRail', body);
    // Form submissions and texts come to webhooks of their own.
    const isCall = textOf(call.tracking_phone_number) ?? textOf(call.trackingnum) ?? textOf(call.callnum);
    return isCall ? [{ format: 'callrail-webhook', line: JSON.stringify({ received: now, callrail: call }) }] : [];
  },
  facts:
    'support.callrail.com, webhooks: header Signature = base64 of HMAC-SHA1 over the body by the signing key; apidocs.callrail.com, call object',
} satisfies Webhook;
