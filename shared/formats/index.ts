// Every import format, in the order people see them.

import type { Format } from './format.ts';
import { ga4BigQuery } from './ga4-bigquery.ts';
import { googleAdsCampaigns } from './google-ads-campaigns.ts';
import { hubspotContacts } from './hubspot-contacts.ts';
import { hubspotDeals } from './hubspot-deals.ts';
import { salesforceContact } from './salesforce-contact.ts';
import { salesforceOpportunity } from './salesforce-opportunity.ts';
import { salesforceOpportunityContactRole } from './salesforce-opportunity-contact-role.ts';
import { salesforceOpportunityHistory } from './salesforce-opportunity-history.ts';

export const formats: readonly Format[] = [
  googleAdsCampaigns,
  ga4BigQuery,
  hubspotContacts,
  hubspotDeals,
  salesforceOpportunity,
  salesforceContact,
  salesforceOpportunityContactRole,
  salesforceOpportunityHistory,
];
