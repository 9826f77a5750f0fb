// The replica of a CRM's record page, in the three columns and test ids by which an adapter knows HubSpot's; looks and
// words are our own.

import { type HtmlReply, htmlReply } from '../document.ts';
import { make } from '../dom.ts';
import { baseStyle, replicaNote } from '../look.ts';
import type { ReplicaOptions } from '../options.ts';
import { type CrmData, runCrmPage } from './client.ts';
import { crmRecords, portal } from './records.ts';

export function crmPage({ rerender, load }: Pick<ReplicaOptions, 'rerender' | 'load'>): HtmlReply {
  return htmlReply({
    title: 'Record – replica',
    style: baseStyle + style,
    body,
    data: { portal, records: crmRecords(), rerender, load } satisfies CrmData,
    script: `(${runCrmPage})(data, ${make});`,
  });
}

const body = `${replicaNote('HubSpot’s')}
<header class="top-bar">
  <span class="product">CRM</span>
  <nav class="nav" aria-label="Records">
    <a data-type="0-1" href="#">Contacts</a>
    <a data-type="0-2" href="#">Companies</a>
    <a data-type="0-3" href="#">Deals</a>
  </nav>
  <span class="account-name">Brackenmoor Kettles</span>
</header>
<main class="record"></main>`;

const style = `
.top-bar { flex: none; display: flex; align-items: center; gap: 24px; height: 52px; padding: 0 20px; background: var(--card); border-bottom: 1px solid var(--line); }
.product { font-size: 16px; font-weight: 600; }
.nav { display: flex; gap: 16px; }
.account-name { margin-left: auto; font-weight: 600; font-size: 12.5px; }
.record { flex: 1; min-height: 0; display: flex; }
.loading { padding: 24px; }
.column { min-width: 0; }
.left-sidebar { flex: 0 0 300px; border-right: 1px solid var(--line); }
.middle-pane { flex: 1; }
.records-right-sidebar { flex: 0 0 280px; border-left: 1px solid var(--line); }
[class*=ScrollContainer] { height: 100%; overflow-y: auto; padding: 16px; }
.card { margin-bottom: 14px; padding: 14px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; overflow-wrap: anywhere; }
.card[data-card-type] { display: flex; gap: 12px; }
.avatar { flex: none; width: 44px; height: 44px; border-radius: 50%; display: grid; place-items: center; font-size: 18px; background: var(--hover); }
h2 { margin: 0; font-size: 18px; } h3 { margin: 0 0 10px; font-size: 14px; }
.muted { color: var(--muted); font-size: 13px; }
.field { display: block; margin-bottom: 10px; }
.field input { display: block; width: 100%; padding: 3px 0; font: inherit; color: inherit; background: none; border: 0; border-bottom: 1px solid var(--line); }
.tabs { display: flex; gap: 4px; margin-bottom: 14px; border-bottom: 1px solid var(--line); }
.tabs button { border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: none; padding: 8px 14px; color: var(--muted); }
.tabs button[aria-selected=true] { color: var(--text); border-bottom-color: var(--link); font-weight: 600; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); gap: 14px; }
.chicklet { padding: 8px 0; border-top: 1px solid var(--line); }
.list { flex: 1; margin: 20px; align-self: flex-start; }
table { width: 100%; border-collapse: collapse; } th, td { padding: 8px; text-align: left; border-bottom: 1px solid var(--line); }
th { color: var(--muted); font-size: 12.5px; }
`;
