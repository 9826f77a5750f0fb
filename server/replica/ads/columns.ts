// The columns of each level of the dashboard, with the field names that Google Ads gives them. Sent to the page as its own
// text: nothing from outside but types.

import type { AdsLevel, AdsRow } from './data.ts';
import type { TableColumn } from './rows.ts';

export function adsColumns(
  level: AdsLevel,
  currency: string,
  /** Drilled down to one campaign: no need to name it in every row. */
  isOneCampaign: boolean,
  addressOf: (level: AdsLevel, ids: Record<string, string>) => string,
): TableColumn<AdsRow>[] {
  const money = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  const number = new Intl.NumberFormat('en-GB');
  const decimals = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat('en-GB', { style: 'percent', minimumFractionDigits: 2 });

  function linkTo(text: string, level: AdsLevel, ids: Record<string, string>): HTMLElement {
    const link = document.createElement('a');
    link.className = 'ess-cell-link';
    link.href = addressOf(level, ids);
    link.textContent = text;
    link.title = text;
    return link;
  }

  /** The element that names a thing, holding one link, in a cell that may hold the like already. */
  function fillName(cell: HTMLElement, tag: string, link: HTMLElement, naviId?: string): void {
    const old = cell.querySelector(`${tag} a`);
    if (old) {
      old.replaceWith(link);
      return;
    }
    const name = document.createElement(tag);
    if (naviId) name.setAttribute('navi-id', naviId);
    name.append(link);
    cell.append(name);
  }

  function fillText(cell: HTMLElement, tag: string, text: string): void {
    let box = cell.querySelector('.ess-cell-ellipsis');
    if (!box) {
      const holder = document.createElement(tag);
      box = document.createElement('div');
      box.className = 'ess-cell-ellipsis';
      holder.append(box);
      cell.append(holder);
    }
    box.textContent = text;
  }

  const figure = (
    field: string,
    label: string,
    width: number,
    of: (row: AdsRow) => number | null,
    say: (n: number) => string,
  ) =>
    ({
      field,
      label,
      width,
      isNumber: true,
      sortBy: row => of(row) ?? -1,
      fill: (cell, row) => {
        const value = of(row);
        fillText(cell, 'stats-field', value === null ? '—' : say(value));
      },
    }) satisfies TableColumn<AdsRow>;
  const ratio = (a: number, b: number) => (b === 0 ? null : a / b);

  const campaign: TableColumn<AdsRow> = {
    field: level === 'campaigns' ? 'name' : 'campaign_name',
    label: 'Campaign',
    width: level === 'campaigns' ? 208 : 168,
    sortBy: row => row.campaign?.name ?? row.name,
    fill(cell, { id, name, campaign: parent }) {
      const link = linkTo(parent?.name ?? name, 'adgroups', { campaignId: parent?.id ?? id });
      fillName(cell, 'campaign-name', link, 'campaign-table-campaign-name-cell');
    },
  };
  const adGroup: TableColumn<AdsRow> = {
    field: 'ad_group_name',
    label: 'Ad group',
    width: level === 'adgroups' ? 240 : 196,
    sortBy: row => row.adGroup?.name ?? row.name,
    fill(cell, row) {
      const { id, name } = row.adGroup ?? row;
      fillName(cell, 'ad-group-name', linkTo(name, 'keywords', { campaignId: row.campaign!.id, adGroupId: id }));
    },
  };
  const keyword: TableColumn<AdsRow> = {
    field: 'keyword_text',
    label: 'Keyword',
    width: 264,
    isFrozen: true,
    sortBy: row => row.name,
    fill: (cell, row) => fillText(cell, 'keyword-text', row.name),
  };
  const named = isOneCampaign ? [] : [campaign];
  const names = {
    campaigns: [{ ...campaign, isFrozen: true }],
    adgroups: [{ ...adGroup, isFrozen: true }, ...named],
    keywords: [keyword, adGroup, ...named],
  }[level];
  return [
    ...names,
    {
      field: 'primary_display_status',
      label: 'Status',
      width: 84,
      sortBy: row => row.status,
      fill: (cell, row) => fillText(cell, 'aw-status', row.status),
    },
    figure('stats.impressions', 'Impr.', 92, row => row.impressions, number.format),
    figure('stats.clicks', 'Clicks', 72, row => row.clicks, number.format),
    figure('stats.ctr', 'CTR', 88, row => ratio(row.clicks, row.impressions), percent.format),
    figure(
      'stats.average_cpc',
      'Avg. CPC',
      92,
      row => ratio(row.cost, row.clicks),
      n => money.format(n / 100),
    ),
    figure(
      'stats.cost',
      'Cost',
      116,
      row => row.cost,
      n => money.format(n / 100),
    ),
    figure('stats.conversions', 'Conversions', 118, row => row.conversions, decimals.format),
    figure(
      'stats.cost_per_conversion',
      'Cost / conv.',
      116,
      row => ratio(row.cost, row.conversions),
      n => money.format(n / 100),
    ),
  ];
}
