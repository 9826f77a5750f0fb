// Every webhook, in the order people see them.

import { callrail } from './callrail.ts';
import { calltrackingmetrics } from './calltrackingmetrics.ts';
import { hubspot } from './hubspot.ts';
import { pipedrive } from './pipedrive.ts';
import { salesforce } from './salesforce.ts';
import { stripe } from './stripe.ts';
import { typeform } from './typeform.ts';
import type { Webhook } from './webhook.ts';

export const webhooks: readonly Webhook[] = [
  callrail,
  calltrackingmetrics,
  typeform,
  hubspot,
  salesforce,
  pipedrive,
  stripe,
];
