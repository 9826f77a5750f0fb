// A visit of Matomo's visits log. The visit is the touch; its actions are what came of it, so their addresses aren't read:
// an action never brings anybody. Times are Unix seconds, instants whatever the site's zone.

import type { Column, Yield } from '../format.ts';

export const visitorColumns: readonly Column[] = [
  { field: 'visitor', from: ['visitorId'], as: 'id' },
  { field: 'session', from: ['idVisit'], as: 'id' },
  { field: 'email', from: ['userId'], as: 'email-if-any' },
  { field: 'user_id', from: ['userId'], as: 'text' },
];

const noKeyword = { 'keyword not defined': '', 'keyword nicht definiert': '', '*': '*' };
const ofCampaign = { only: { field: 'name', is: ['campaign'] } } as const;

/** `landing`: how the file calls the address of the first action. */
export function matomoVisit(landing: string): Yield {
  return {
    record: 'event',
    columns: [
      { field: 'id', from: ['idVisit'], as: 'id', prefix: 'visit:', required: true },
      ...visitorColumns,
      // `serverTimestamp` is the visit's last action's in some versions.
      { field: 'at', from: ['firstActionTimestamp', 'serverTimestamp'], as: 'instant', required: true },
      { field: 'kind', from: [], as: 'kind', constant: 'visit' },
      { field: 'name', from: ['referrerType'], as: 'text' },
      { field: 'url', from: [landing], as: 'url' },
      { field: 'referrer', from: ['referrerUrl'], as: 'url' },
      { field: 'source', from: ['campaignSource'], as: 'text' },
      { field: 'medium', from: ['campaignMedium'], as: 'text' },
      { field: 'campaign', from: ['campaignName'], as: 'text' },
      { field: 'campaign', from: ['referrerName'], as: 'text', ...ofCampaign },
      { field: 'campaign_id', from: ['campaignId'], as: 'id' },
      { field: 'ad_group', from: ['campaignGroup'], as: 'text' },
      { field: 'content', from: ['campaignContent'], as: 'text' },
      { field: 'term', from: ['campaignKeyword', 'referrerKeyword'], as: 'text', values: noKeyword },
      { field: 'device', from: ['deviceType'], as: 'text' },
      { field: 'country', from: ['countryCode'], as: 'text', values: { xx: '', '*': '*' } },
    ],
    key: ['id'],
  };
}

/** One action of a visit; `of`: how the file calls its fields. */
export function matomoAction(of: (field: string) => string): Yield {
  const ofOrders = { only: { field: 'kind', is: ['order'] } } as const;
  return {
    record: 'event',
    columns: [
      {
        field: 'id',
        from: ['idVisit', ...['timestamp', 'type', 'goalId', 'orderId', 'pageIdAction', 'pageviewPosition'].map(of)],
        as: 'text',
        join: '.',
      },
      ...visitorColumns,
      { field: 'at', from: [of('timestamp')], as: 'instant' },
      {
        field: 'kind',
        from: [of('type')],
        as: 'kind',
        values: { goal: 'form', form: 'form', ecommerceorder: 'order', '*': 'custom' },
      },
      { field: 'name', from: [of('goalName'), of('eventAction'), of('type')], as: 'text' },
      { field: 'order_id', from: [of('orderId')], as: 'id', ...ofOrders },
      { field: 'currency', from: ['siteCurrency'], as: 'currency', ...ofOrders },
      { field: 'amount', from: [of('revenue')], as: 'money', ...ofOrders },
    ],
    when: ['kind', 'at'],
    key: ['id'],
  };
}
