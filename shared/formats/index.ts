// Every import format, in the order people see them.

import { adobeHits } from './adobe-hits.ts';
import { callrailCalls } from './callrail-calls.ts';
import { callrailWebhook } from './callrail-webhook.ts';
import { callTrackingMetricsCalls } from './calltrackingmetrics-calls.ts';
import { callTrackingMetricsWebhook } from './calltrackingmetrics-webhook.ts';
import { chargebeeCustomers } from './chargebee-customers.ts';
import { chargebeeInvoices } from './chargebee-invoices.ts';
import { chargebeeSubscriptions } from './chargebee-subscriptions.ts';
import { chargebeeTransactions } from './chargebee-transactions.ts';
import { chartmogulActivities } from './chartmogul-activities.ts';
import { chartmogulCustomers } from './chartmogul-customers.ts';
import { chartmogulInvoices } from './chartmogul-invoices.ts';
import { closeContacts } from './close-contacts.ts';
import { closeLeads } from './close-leads.ts';
import { closeLeadsJson } from './close-leads-json.ts';
import { closeOpportunities } from './close-opportunities.ts';
import { closeOpportunitiesJson } from './close-opportunities-json.ts';
import { conversionUpload } from './conversion-upload.ts';
import { copperOpportunities } from './copper-opportunities.ts';
import { copperPeople } from './copper-people.ts';
import { crmTable } from './crm-table.ts';
import { deals } from './deals.ts';
import { driftConversations } from './drift-conversations.ts';
import { dynamicsAccounts } from './dynamics-accounts.ts';
import { dynamicsContacts } from './dynamics-contacts.ts';
import { dynamicsLeads } from './dynamics-leads.ts';
import { dynamicsOpportunities } from './dynamics-opportunities.ts';
import { events } from './events.ts';
import type { Format } from './format.ts';
import { fx } from './fx.ts';
import { ga4BigQuery } from './ga4-bigquery.ts';
import { ga4BigQueryFlat } from './ga4-bigquery-flat.ts';
import { ga4Report } from './ga4-report.ts';
import { googleAdsApi } from './google-ads-api.ts';
import { googleAdsApiSearch } from './google-ads-api-search.ts';
import { googleAdsCampaigns } from './google-ads-campaigns.ts';
import { googleAdsClickView } from './google-ads-click-view.ts';
import { googleAdsNames } from './google-ads-names.ts';
import { gravityFormsEntries } from './gravity-forms-entries.ts';
import { hits } from './hits.ts';
import { hubspotCompanies } from './hubspot-companies.ts';
import { hubspotContacts } from './hubspot-contacts.ts';
import { hubspotDeals } from './hubspot-deals.ts';
import { hubspotWebhook } from './hubspot-webhook.ts';
import { infinityCalls } from './infinity-calls.ts';
import { intercomContacts } from './intercom-contacts.ts';
import { intercomConversations } from './intercom-conversations.ts';
import { linkedinAds } from './linkedin-ads.ts';
import { linkedinAdsNames } from './linkedin-ads-names.ts';
import { livechatChats } from './livechat-chats.ts';
import { matomoVisits } from './matomo-visits.ts';
import { matomoVisitsCsv } from './matomo-visits-csv.ts';
import { metaAds } from './meta-ads.ts';
import { metaAdsActions } from './meta-ads-actions.ts';
import { metaAdsInsights } from './meta-ads-insights.ts';
import { metaAdsInsightsPages } from './meta-ads-insights-pages.ts';
import { metaAdsNames } from './meta-ads-names.ts';
import { microsoftAds } from './microsoft-ads.ts';
import { pinterestAds } from './pinterest-ads.ts';
import { pipedriveDeals } from './pipedrive-deals.ts';
import { pipedriveOrganizations } from './pipedrive-organizations.ts';
import { pipedrivePersons } from './pipedrive-persons.ts';
import { pipedriveWebhook } from './pipedrive-webhook.ts';
import { plausibleImported } from './plausible-imported.ts';
import { posthogEvents } from './posthog-events.ts';
import { posthogUi } from './posthog-ui.ts';
import { recurlyAccounts } from './recurly-accounts.ts';
import { recurlySubscriptions } from './recurly-subscriptions.ts';
import { recurlyTransactions } from './recurly-transactions.ts';
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
import { salesforceWebhook } from './salesforce-webhook.ts';
import { segmentEvents } from './segment-events.ts';
import { segmentWarehouse } from './segment-warehouse.ts';
import { snapchatAds } from './snapchat-ads.ts';
import { snowplowEnriched } from './snowplow-enriched.ts';
import { snowplowWarehouse } from './snowplow-warehouse.ts';
import { spend } from './spend.ts';
import { stripeCustomers } from './stripe-customers.ts';
import { stripePayments } from './stripe-payments.ts';
import { stripeRefunds } from './stripe-refunds.ts';
import { stripeSubscriptions } from './stripe-subscriptions.ts';
import { stripeWebhook } from './stripe-webhook.ts';
import { tiktokAds } from './tiktok-ads.ts';
import { typeformResponses } from './typeform-responses.ts';
import { typeformWebhook } from './typeform-webhook.ts';
import { umamiEvents } from './umami-events.ts';
import { umamiReport } from './umami-report.ts';
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
  hits,
  googleAdsCampaigns,
  googleAdsClickView,
  googleAdsApi,
  googleAdsApiSearch,
  googleAdsNames,
  metaAds,
  metaAdsInsights,
  metaAdsInsightsPages,
  metaAdsNames,
  metaAdsActions,
  microsoftAds,
  linkedinAds,
  linkedinAdsNames,
  tiktokAds,
  pinterestAds,
  redditAds,
  xAds,
  snapchatAds,
  ga4BigQuery,
  ga4BigQueryFlat,
  ga4Report,
  segmentEvents,
  segmentWarehouse,
  snowplowEnriched,
  snowplowWarehouse,
  posthogEvents,
  posthogUi,
  matomoVisits,
  matomoVisitsCsv,
  plausibleImported,
  umamiEvents,
  umamiReport,
  adobeHits,
  hubspotContacts,
  hubspotCompanies,
  hubspotDeals,
  hubspotWebhook,
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
  salesforceWebhook,
  pipedriveDeals,
  pipedrivePersons,
  pipedriveOrganizations,
  pipedriveWebhook,
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
  callrailCalls,
  callrailWebhook,
  callTrackingMetricsCalls,
  callTrackingMetricsWebhook,
  infinityCalls,
  intercomConversations,
  intercomContacts,
  livechatChats,
  driftConversations,
  typeformResponses,
  typeformWebhook,
  gravityFormsEntries,
  conversionUpload,
  stripePayments,
  stripeRefunds,
  stripeCustomers,
  stripeSubscriptions,
  stripeWebhook,
  chartmogulCustomers,
  chartmogulActivities,
  chartmogulInvoices,
  chargebeeInvoices,
  chargebeeTransactions,
  chargebeeCustomers,
  chargebeeSubscriptions,
  recurlyTransactions,
  recurlyAccounts,
  recurlySubscriptions,
];
