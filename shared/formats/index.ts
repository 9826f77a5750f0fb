// Every import format, in the order people see them.

import { deals } from './deals.ts';
import { events } from './events.ts';
import type { Format } from './format.ts';
import { fx } from './fx.ts';
import { ga4BigQuery } from './ga4-bigquery.ts';
import { googleAdsCampaigns } from './google-ads-campaigns.ts';
import { hubspotContacts } from './hubspot-contacts.ts';
import { hubspotDeals } from './hubspot-deals.ts';
import { salesforceContact } from './salesforce-contact.ts';
import { salesforceOpportunity } from './salesforce-opportunity.ts';
import { salesforceOpportunityContactRole } from './salesforce-opportunity-contact-role.ts';
import { salesforceOpportunityHistory } from './salesforce-opportunity-history.ts';
import { spend } from './spend.ts';

export const formats: readonly Format[] = [
  events,
  deals,
  spend,
  fx,
  googleAdsCampaigns,
  ga4BigQuery,
  hubspotContacts,
  hubspotDeals,
  salesforceOpportunity,
  salesforceContact,
  salesforceOpportunityContactRole,
  salesforceOpportunityHistory,
];
