// Top and bottom campaigns by the goal, each with its return on investment.

import type { ReportAnswer, ReportRow } from '#shared/schema/index.ts';
import { formatPercent } from '../format.ts';
import { bestAndWorst } from './best-and-worst.ts';
import { goalById, goalText, goalValue } from './figures.ts';
import { platformLabel } from './platform-label.ts';
import { receiptAddress } from './receipt-address.ts';

export function Campaigns({ answer, dashboard }: { answer: ReportAnswer; dashboard: string }) {
  const goal = goalById(answer.meta.goal);
  const { best, worst } = bestAndWorst(answer.rows, goal.id);
  const row = (campaign: ReportRow) => (
    <tr key={`${campaign.platform ?? ''} ${campaign.campaignId ?? campaign.campaign}`}>
      <th scope="row" dir="auto">
        <a
          href={dashboard + receiptAddress('campaign', String(campaign.campaign), campaign.platform)}
          target="_blank"
          rel="noreferrer"
        >
          {String(campaign.campaign)}
        </a>{' '}
        <span class="soft">{platformLabel(campaign.platform)}</span>
      </th>
      <td>
        <data value={goalValue(campaign, goal.id)}>
          {goalText(goalValue(campaign, goal.id), goal.id, answer.meta.currency)}
        </data>
      </td>
      <td class={campaign.roi !== null && campaign.roi < 0 ? 'bad' : ''}>{formatPercent(campaign.roi)}</td>
    </tr>
  );
  if (best.length + worst.length === 0)
    return <p class="empty">No campaign has cost or {goal.label.toLowerCase()} on this basis.</p>;
  return (
    <table class="campaigns">
      <caption class="visually-hidden">Top and bottom campaigns by {goal.label.toLowerCase()}</caption>
      <thead>
        <tr>
          <th scope="col">Top campaigns</th>
          <th scope="col">{goal.label}</th>
          <th scope="col">ROI</th>
        </tr>
      </thead>
      <tbody data-list="best">{best.map(row)}</tbody>
      {worst.length > 0 && (
        <>
          <tbody>
            <tr class="campaigns-part">
              <th scope="colgroup" colSpan={3}>
                Bottom campaigns
              </th>
            </tr>
          </tbody>
          <tbody data-list="worst">{worst.map(row)}</tbody>
        </>
      )}
    </table>
  );
}
