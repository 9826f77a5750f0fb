// Every import format, in the order people see them.

import { closeContacts } from './close-contacts.ts';
import { closeLeads } from './close-leads.ts';
import { closeLeadsJson } from './close-leads-json.ts';
import { closeOpportunities } from './close-opportunities.ts';
import { closeOpportunitiesJson } from './close-opportunities-json.ts';
import { copperOpportunities } from './copper-opportunities.ts';
import { copperPeople } from './copper-people.ts';
import { crmTable } from './crm-table.ts';
import { deals } from './deals.ts';
import { dynamicsAccounts } from './dynamics-accounts.ts';
import { dynamicsContacts } from './dynamics-contacts.ts';
import { dynamicsLeads } from './dynamics-leads.ts';
import { dynamicsOpportunities } from './dynamics-opportunities.ts';
import { events } from './events.ts';
import type { Format } from './format.ts';
import { fx } from './fx.ts';
import { ga4BigQuery } from './ga4-bigquery.ts';
import { googleAdsCampaigns } from './google-ads-campaigns.ts';
import { googleAdsClickView } from './google-ads-click-view.ts';
import { hubspotCompanies } from './hubspot-companies.ts';
import { hubspotContacts } from './hubspot-contacts.ts';
import { hubspotDeals } from './hubspot-deals.ts';
import { linkedinAds } from './linkedin-ads.ts';
import { metaAds } from './meta-ads.ts';
import { microsoftAds } from './microsoft-ads.ts';
import { pinterestAds } from './pinterest-ads.ts';
import { pipedriveDeals } from './pipedrive-deals.ts';
import { pipedriveOrganizations } from './pipedrive-organizations.ts';
import { pipedrivePersons } from './pipedrive-persons.ts';
import { redditAds } from './reddit-ads.ts';
import { salesforceAccount } from './salesforce-account.ts';
import { salesforceCampaign } from './salesforce-campaign.ts';
import { salesforceCampaignMember } from './salesforce-campaign-member.ts';
import { salesforceContact } from './salesforce-contact.ts';
import { salesforceLead } from './salesforce-lead.ts';
import { salesforceLeadReport } from './salesforce-lead-report.ts';
import { salesforceOpportunity } from './salesforce-opportunity.ts';
import { salesforceOpportunityContactRole } from './salesforce-opportunity-contact-role.ts';
import { salesforceOpportunityHistory } from './salesforce-opportunity-history.ts';
import { salesforceOpportunityReport } from './salesforce-opportunity-report.ts';
import { snapchatAds } from './snapchat-ads.ts';
import { spend } from './spend.ts';
import { tiktokAds } from './tiktok-ads.ts';
import { xAds } from './x-ads.ts';
import { zohoAccounts } from './zoho-accounts.ts';
import { zohoContacts } from './zoho-contacts.ts';
import { zohoDeals } from './zoho-deals.ts';
import { zohoLeads } from './zoho-leads.ts';

export const formats: readonly Format[] = [
  events,
  deals,
  spend,
  fx,
  googleAdsCampaigns,
  googleAdsClickView,
  metaAds,
  microsoftAds,
  linkedinAds,
  tiktokAds,
  pinterestAds,
  redditAds,
  xAds,
  snapchatAds,
  ga4BigQuery,
  hubspotContacts,
  hubspotCompanies,
  hubspotDeals,
  salesforceOpportunity,
  salesforceLead,
  salesforceContact,
  salesforceAccount,
  salesforceOpportunityContactRole,
  salesforceOpportunityHistory,
  salesforceCampaign,
  salesforceCampaignMember,
  salesforceOpportunityReport,
  salesforceLeadReport,
  pipedriveDeals,
  pipedrivePersons,
  pipedriveOrganizations,
  zohoDeals,
  zohoContacts,
  zohoLeads,
  zohoAccounts,
  dynamicsOpportunities,
  dynamicsContacts,
  dynamicsLeads,
  dynamicsAccounts,
  closeLeads,
  closeContacts,
  closeOpportunities,
  closeLeadsJson,
  closeOpportunitiesJson,
  copperOpportunities,
  copperPeople,
  crmTable,
];
