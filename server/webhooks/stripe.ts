// Stripe: events, signed with their time. What is kept of an event is the object that it is about, under that object's own
// name; how a payment was made (cards, banks) isn't kept.

import { isObject, type JsonObject, listOf, objectOf, textOf } from './body.ts';
import { headerOf, hmac, isSame, missing, stale, wrong } from './proof.ts';
import type { Webhook } from './webhook.ts';

/** Types of events that tell of money or of people, and the object they are about. */
const types: Readonly<Record<string, string>> = {
  'charge.succeeded': 'charge',
  'charge.captured': 'charge',
  'charge.refunded': 'charge',
  'payment_intent.succeeded': 'payment_intent',
  'refund.created': 'refund',
  'refund.updated': 'refund',
  'charge.refund.updated': 'refund',
  'charge.dispute.closed': 'dispute',
  'customer.created': 'customer',
  'customer.updated': 'customer',
  'customer.subscription.created': 'subscription',
  'customer.subscription.updated': 'subscription',
  'customer.subscription.deleted': 'subscription',
  'customer.subscription.paused': 'subscription',
  'customer.subscription.resumed': 'subscription',
  'customer.subscription.trial_will_end': 'subscription',
};

/** How it was paid: nothing of it is needed. */
const notKept = ['payment_method_details', 'payment_method_options', 'source', 'sources', 'shipping', 'fraud_details'];

export const stripe = {
  id: 'stripe',
  label: 'Stripe',
  formats: ['stripe-webhook'],
  brings: 'payments, refunds, lost disputes, customers, subscriptions',
  secret: {
    about:
      "the endpoint's signing secret (whsec_…): Stripe › Developers › Webhooks › the endpoint; send charge.succeeded, charge.captured, charge.refunded, charge.dispute.closed, customer.created, customer.updated and customer.subscription.*",
  },
  verify(delivery) {
    const header = headerOf(delivery, 'stripe-signature');
    const parts = header.split(',').map(part => part.trim().split('=', 2));
    const time = parts.find(([name]) => name === 't')?.[1] ?? '';
    const given = parts.filter(([name, value]) => name === 'v1' && value).map(([, value]) => value);
    if (time === '' || given.length === 0) return missing('Stripe', 'the header Stripe-Signature: t=…,v1=…');
    const expected = hmac('sha256', delivery.secret, [`${time}.`, delivery.rawBody], 'hex');
    // While a secret is being replaced there is one signature by the old and one by the new.
    if (!given.some(signature => isSame(signature, expected))) return wrong('Stripe');
    return stale('Stripe', Number(time) * 1000, delivery.now);
  },
  lines(body, now) {
    const event = objectOf('Stripe', body);
    const name = types[textOf(event.type) ?? ''];
    const object = isObject(event.data) ? event.data.object : undefined;
    if (name === undefined || !isObject(object)) return [];
    const stripe = { event: event.id, type: event.type, created: event.created, livemode: event.livemode };
    return [
      {
        format: 'stripe-webhook',
        line: JSON.stringify({
          received: now,
          stripe,
          [name]: name === 'subscription' ? subscription(object) : kept(object),
        }),
      },
    ];
  },
  facts:
    'docs.stripe.com/webhooks/signatures (HMAC-SHA256 over t.body, tolerance of five minutes); docs.stripe.com/api/events/types',
} satisfies Webhook;

function kept(object: JsonObject): JsonObject {
  const kept: JsonObject = { ...object };
  for (const name of notKept) delete kept[name];
  // Expanded or not, what is related is its id.
  for (const name of ['customer', 'payment_intent', 'charge']) {
    const related = kept[name];
    if (isObject(related)) kept[name] = related.id;
  }
  return kept;
}

/** Its items as one amount for one interval and the whole quantity, as the dashboard's export has it. */
function subscription(object: JsonObject): JsonObject {
  const items = isObject(object.items) ? listOf(object.items.data) : [];
  const prices = items.map(item => (isObject(item.price) ? item.price : isObject(item.plan) ? item.plan : {}));
  const [price = {}] = prices;
  const recurring = isObject(price.recurring) ? price.recurring : price;
  const amounts = items.map((item, i) => {
    const each = prices[i].unit_amount ?? prices[i].amount;
    return typeof each === 'number' ? each * (typeof item.quantity === 'number' ? item.quantity : 1) : Number.NaN;
  });
  const amount = amounts.reduce((sum, one) => sum + one, 0);
  const quantities = items.map(({ quantity }) => (typeof quantity === 'number' ? quantity : 1));
  const { items: _items, plan: _plan, ...rest } = kept(object);
  return {
    ...rest,
    plan: price.id,
    interval: recurring.interval,
    currency: rest.currency ?? price.currency,
    amount: amounts.length > 0 && Number.isFinite(amount) ? amount : null,
    quantity: quantities.reduce((sum, one) => sum + one, 0),
  };
}
