// The replica of an ad dashboard, in the element names, classes and attributes by which an adapter knows Google Ads' tables;
// looks and words are our own. Of the real page's frame only what an adapter may read stands here: the account's name and
// customer id in the top bar, the date range's button, the path of elements down to the table.

import { escapeHtml, type HtmlReply, htmlReply } from '../document.ts';
import { make } from '../dom.ts';
import { baseStyle, replicaNote } from '../look.ts';
import { runAdsPage } from './client.ts';
import { adsColumns } from './columns.ts';
import type { AdsData } from './data.ts';
import { createDateMenu } from './date-menu.ts';
import { createRows } from './rows.ts';
import { createTable } from './table.ts';

export function adsPage(data: AdsData): HtmlReply {
  return htmlReply({
    title: `Campaigns – ${data.account.name} – replica`,
    style: baseStyle + style,
    body: body(data),
    data,
    script: `(${runAdsPage})(data, { make: ${make}, adsColumns: ${adsColumns}, createDateMenu: ${createDateMenu}, createRows: ${createRows}, createTable: ${createTable} });`,
  });
}

const body = ({ account }: AdsData) => `${replicaNote('Google’s')}
<root>
<header class="top-bar">
  <span class="product">Ad dashboard</span>
  <div class="account-info">
    <span class="account-name">${escapeHtml(account.name)}</span>
    <span class="customer-id">${escapeHtml(account.id)}</span>
  </div>
</header>
<awsm-child-content>
<nav class="nav" aria-label="Views">
  <a data-level="campaigns" href="#">Campaigns</a>
  <a data-level="adgroups" href="#">Ad groups</a>
  <a data-level="keywords" href="#">Keywords</a>
</nav>
<main class="content-scroll">
<cm-root><base-root>
  <div class="view-header">
    <div>
      <p class="view-parent"></p>
      <h1 class="view-title">Campaigns</h1>
    </div>
    <material-date-range-picker class="date-range">
      <dropdown-button class="menu-trigger primary-range">
        <div class="button" role="button" tabindex="0" aria-haspopup="menu" aria-expanded="false"><span class="button-text"></span></div>
      </dropdown-button>
      <div class="date-menu" role="menu" aria-label="Date range" hidden></div>
    </material-date-range-picker>
  </div>
  <div class="table-card">
    <div class="toolbar"><button type="button" class="segment-button">Segment by device</button></div>
    <view-loader></view-loader>
    <pagination-bar class="pagination-bar">
      <label>Show rows: <select></select></label>
      <span class="pagination-range" role="status"></span>
      <button type="button" class="previous" aria-label="Previous page">‹</button>
      <button type="button" class="next" aria-label="Next page">›</button>
    </pagination-bar>
  </div>
</base-root></cm-root>
</main>
</awsm-child-content>
</root>`;

const style = `
root { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.top-bar { flex: none; display: flex; align-items: center; gap: 24px; height: 52px; padding: 0 20px; background: var(--card); border-bottom: 1px solid var(--line); }
.product { font-size: 16px; font-weight: 600; }
.account-info { margin-left: auto; display: flex; flex-direction: column; text-align: right; font-size: 12.5px; line-height: 1.3; }
.account-name { font-weight: 600; }
.customer-id { color: var(--muted); font-variant-numeric: tabular-nums; }
awsm-child-content { flex: 1; min-height: 0; display: flex; }
.nav { flex: none; width: 132px; padding: 14px 8px; background: var(--card); border-right: 1px solid var(--line); }
.nav a { display: block; padding: 7px 12px; border-radius: 6px; color: var(--text); }
.nav a:hover { background: var(--hover); text-decoration: none; }
.nav a[aria-current] { background: var(--hover); font-weight: 600; }
.content-scroll { flex: 1; min-width: 0; overflow: hidden auto; padding: 16px 20px; overflow-anchor: none; }
cm-root, base-root, view-loader, campaign-view, adgroup-view, keyword-view, tableview, ess-table, ess-particle-table, material-date-range-picker, dropdown-button { display: block; }
.view-header { display: flex; align-items: flex-end; justify-content: space-between; margin-bottom: 12px; }
.view-title { margin: 0; font-size: 20px; font-weight: 600; }
.view-parent { margin: 0; min-height: 1.4em; font-size: 12.5px; color: var(--muted); }
.date-range { position: relative; }
.primary-range .button { padding: 6px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--card); cursor: pointer; }
.primary-range .button-text::after { content: ' ▾'; color: var(--muted); }
.date-menu { position: absolute; right: 0; top: 100%; z-index: 9; margin-top: 4px; padding: 4px; white-space: nowrap; background: var(--card); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 6px 20px #0003; }
material-select-item { display: block; padding: 6px 12px; border-radius: 6px; cursor: pointer; }
material-select-item:hover { background: var(--hover); }
material-select-item[aria-checked=true] { font-weight: 600; }
.table-card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.toolbar { display: flex; gap: 8px; padding: 8px 12px; border-bottom: 1px solid var(--line); }
.segment-button[aria-pressed=true] { background: var(--hover); font-weight: 600; }
.ess-table-canvas { overflow: clip; font-variant-numeric: tabular-nums; }
.ess-table-canvas.content-loading .particle-table-body { opacity: .45; }
.particle-table-header, .particle-table-row, .particle-table-summary-row { position: relative; display: flex; height: 48px; border-bottom: 1px solid var(--line); background: var(--card); }
.particle-table-header { position: sticky; top: -16px; z-index: 3; }
.particle-table-body { position: relative; }
.particle-table-body .particle-table-row { position: absolute; left: 0; right: 0; top: 0; }
.particle-table-row:hover, .particle-table-row.particle-selected { background: var(--hover); }
.particle-table-summary-row { font-weight: 600; background: var(--page); }
.particle-row-clip { flex: 1; min-width: 0; overflow: hidden; }
.particle-row-scroll-container { display: flex; height: 100%; }
.frozen-column-shadow { position: absolute; top: 0; bottom: 0; width: 0; }
tools-cell, .tools-header { flex: none; width: 48px; display: flex; align-items: center; justify-content: center; }
material-checkbox { width: 16px; height: 16px; border: 1.5px solid var(--muted); border-radius: 3px; cursor: pointer; }
material-checkbox[aria-checked=true] { background: var(--link); border-color: var(--link); }
.particle-table-header-cell { flex: none; display: flex; align-items: center; font-size: 12.5px; font-weight: 600; color: var(--muted); }
.particle-table-header-cell[essfield] { cursor: pointer; }
.particle-table-header-cell[aria-sort=ascending] aw-header-cell::after { content: ' ↑'; }
.particle-table-header-cell[aria-sort=descending] aw-header-cell::after { content: ' ↓'; }
.mt-header-label-wrapper { min-width: 0; }
ess-cell { flex: none; display: flex; align-items: center; min-width: 0; height: 100%; }
ess-cell > *, ess-cell .ess-cell-ellipsis, ess-cell-link { min-width: 0; }
.data-numeric { justify-content: flex-end; text-align: right; }
.ess-cell-ellipsis, .ess-cell-link { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.last-frozen-column { border-right: 1px solid var(--line); }
.particle-joined-row > [essfield=segmentation_info] { width: 48px; padding-left: 24px; white-space: nowrap; color: var(--muted); z-index: 1; }
.particle-table-summary-label-container { white-space: nowrap; }
.particle-hscroll-outer { overflow-x: auto; overflow-y: hidden; }
.particle-hscroll-inner { height: 1px; }
.pagination-bar { display: flex; align-items: center; justify-content: flex-end; gap: 12px; padding: 8px 16px; color: var(--muted); font-size: 13px; }
`;
