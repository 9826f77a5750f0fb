// CallTrackingMetrics: the JSON of an activity, signed together with the time of the request.

import { objectOf, textOf } from './body.ts';
import { headerOf, hmac, isSame, missing, stale, wrong } from './proof.ts';
import type { Webhook } from './webhook.ts';

/** How often and when it tries again isn't said: later tries with the first one's time must still come in. */
const anHour = 60 * 60_000;

export const calltrackingmetrics = {
  id: 'calltrackingmetrics',
  label: 'CallTrackingMetrics',
  formats: ['calltrackingmetrics-webhook'],
  brings: 'calls, with the source, click ids and location of the caller',
  secret: {
    about:
      "the account's secret key: CallTrackingMetrics › Settings › API; the webhook is a trigger at the end of a call",
  },
  verify(delivery) {
    const [given, time] = [headerOf(delivery, 'x-ctm-signature'), headerOf(delivery, 'x-ctm-time')];
    if (given === '' || time === '')
      return missing('CallTrackingMetrics', 'the headers X-CTM-Signature and X-CTM-Time');
    if (!isSame(given, hmac('sha1', delivery.secret, [time, delivery.rawBody], 'base64')))
      return wrong('CallTrackingMetrics');
    return stale('CallTrackingMetrics', instantOf(time), delivery.now, anHour);
  },
  lines(body, now) {
    const call = objectOf('CallTrackingMetrics', body);
    if (textOf(call.unix_time) === undefined && textOf(call.called_at) === undefined) return [];
    return [
      { format: 'calltrackingmetrics-webhook', line: JSON.stringify({ received: now, calltrackingmetrics: call }) },
    ];
  },
  facts:
    'calltrackingmetrics.com webhook examples: X-CTM-Signature = base64 of HMAC-SHA1 over X-CTM-Time + body by the secret key',
} satisfies Webhook;

/** Unix seconds or milliseconds, or a date with its zone; NaN for anything else. */
function instantOf(time: string): number {
  if (/^\d{10}$/.test(time)) return Number(time) * 1000;
  return /^\d{13}$/.test(time) ? Number(time) : Date.parse(time);
}
