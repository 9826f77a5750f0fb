// The dashboard's page in the browser: its levels by client-side navigation, date range, sorting and paging. Sent to the
// page as its own text like table.ts, so it may use nothing from outside itself but types
// and the parts that it is handed.

import type { make } from '../dom.ts';
import type { adsColumns } from './columns.ts';
import type { AdsData, AdsLevel, AdsRow } from './data.ts';
import type { createDateMenu } from './date-menu.ts';
import type { createRows, TableColumn, TableLine } from './rows.ts';
import type { createTable, Table } from './table.ts';

export interface AdsParts {
  make: typeof make;
  adsColumns: typeof adsColumns;
  createDateMenu: typeof createDateMenu;
  createRows: typeof createRows;
  createTable: typeof createTable;
}

export function runAdsPage(data: AdsData, parts: AdsParts): void {
  const { options, account } = data;
  // Under its real host name the page has its real paths; on the companion they lie below /replica.
  const base = location.hostname === 'ads.google.com' ? '' : '/replica/ads.google.com';
  const find = <T extends Element = HTMLElement>(selector: string) => document.querySelector(selector) as T;
  const scroller = find('.content-scroll');

  const titles: Record<AdsLevel, string> = { campaigns: 'Campaigns', adgroups: 'Ad groups', keywords: 'Keywords' };
  const viewTags: Record<AdsLevel, string> = {
    campaigns: 'campaign-view',
    adgroups: 'adgroup-view',
    keywords: 'keyword-view',
  };

  let range = data.ranges[data.range];
  let sort: { field: string; direction: 'ascending' | 'descending' } | null = null;
  let start = 0;
  let size = options.show;
  let hasSegment = options.segment;
  let table: Table<AdsRow>;

  /** The view that the address stands for. */
  function where(): { level: AdsLevel; campaignId: string | null; adGroupId: string | null } {
    const name = location.pathname.split('/').pop() as AdsLevel;
    const query = new URLSearchParams(location.search);
    return {
      level: name in titles ? name : 'campaigns',
      campaignId: query.get('campaignId'),
      adGroupId: query.get('adGroupId'),
    };
  }

  function addressOf(level: AdsLevel, ids: Record<string, string> = {}): string {
    const query = new URLSearchParams(location.search);
    for (const name of ['campaignId', 'adGroupId']) query.delete(name);
    for (const [name, id] of Object.entries(ids)) query.set(name, id);
    if (!query.has('ocid')) query.set('ocid', '984737');
    return `${base}/aw/${level}?${query}`;
  }

  /** The rows of the view, in their order. */
  function rowsOf(columns: TableColumn<AdsRow>[]): AdsRow[] {
    const { level, campaignId, adGroupId } = where();
    const rows = range.rows[level].filter(
      row =>
        (level === 'campaigns' || !campaignId || row.campaign?.id === campaignId) &&
        (!adGroupId || (row.adGroup?.id ?? row.id) === adGroupId),
    );
    const column = columns.find(({ field }) => field === sort?.field);
    if (!column) return rows;
    const sign = sort?.direction === 'descending' ? -1 : 1;
    return rows.toSorted((a, b) => {
      const [x, y] = [column.sortBy(a), column.sortBy(b)];
      return sign * (typeof x === 'number' ? x - (y as number) : x.localeCompare(y as string, 'en'));
    });
  }

  function sumOf(rows: AdsRow[]): AdsRow {
    const sum: AdsRow = {
      id: '',
      name: '',
      status: '',
      impressions: 0,
      clicks: 0,
      cost: 0,
      conversions: 0,
      campaign: { id: '', name: '' },
    };
    for (const row of rows) {
      for (const name of ['impressions', 'clicks', 'cost', 'conversions'] as const) sum[name] += row[name];
    }
    return sum;
  }

  const devices = [
    { label: 'Computers', share: 0.6 },
    { label: 'Mobile phones', share: 0.3 },
    { label: 'Tablets', share: 0.1 },
  ];

  function linesOf(rows: AdsRow[]): TableLine<AdsRow>[] {
    if (!hasSegment) return rows.map(row => ({ row }));
    return rows.flatMap(row => [
      { row },
      ...devices.map(({ label, share }) => ({
        segment: label,
        row: {
          ...row,
          impressions: Math.round(row.impressions * share),
          clicks: Math.round(row.clicks * share),
          cost: Math.round(row.cost * share),
          conversions: row.conversions * share,
        },
      })),
    ]);
  }

  let columns: TableColumn<AdsRow>[] = [];

  /** The rows of the page that is turned to, into the table there is. */
  function fill(): void {
    const { level } = where();
    const all = rowsOf(columns);
    if (start >= all.length) start = 0;
    table.setSort(sort);
    table.show(linesOf(all.slice(start, start + size)), [
      { scope: 'table', label: `Total: ${titles[level]}`, row: sumOf(all) },
      { scope: 'scope', label: 'Total: Account', row: sumOf(range.rows.campaigns) },
    ]);
    const end = Math.min(start + size, all.length);
    find('.pagination-range').textContent = all.length === 0 ? 'No rows' : `${start + 1} – ${end} of ${all.length}`;
    find<HTMLButtonElement>('.pagination-bar .previous').disabled = start === 0;
    find<HTMLButtonElement>('.pagination-bar .next').disabled = end >= all.length;
  }

  /** A new view, all its elements new. */
  function build(): void {
    const { level, campaignId, adGroupId } = where();
    columns = parts.adsColumns(level, account.currency, campaignId !== null, addressOf);
    table = parts.createTable<AdsRow>(
      {
        label: `${titles[level]} table`,
        columns,
        recycle: options.recycle,
        scroller,
        sort,
        onSort(field) {
          const isAgain = sort?.field === field && sort.direction === 'descending';
          sort = { field, direction: isAgain ? 'ascending' : 'descending' };
          start = 0;
          wait(fill);
        },
      },
      parts.make,
      parts.createRows,
    );
    const view = document.createElement(viewTags[level]);
    const tableview = document.createElement('tableview');
    tableview.append(table.element);
    view.append(tableview);
    find('view-loader').replaceChildren(view);
    const parent = range.rows.campaigns.find(({ id }) => id === campaignId)?.name;
    const group = range.rows.adgroups.find(({ id }) => id === adGroupId)?.name;
    find('.view-title').textContent = titles[level];
    find('.view-parent').textContent = [parent, group].filter(Boolean).join(' › ');
    document.title = `${titles[level]} – ${account.name} – replica`;
    for (const link of document.querySelectorAll<HTMLAnchorElement>('.nav a')) {
      const to = link.dataset.level as AdsLevel;
      link.href = addressOf(to, { ...(campaignId && to !== 'campaigns' ? { campaignId } : {}) });
      if (to === level) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    dateMenu.show(range);
    fill();
  }

  const dateMenu = parts.createDateMenu(
    data.ranges,
    index => {
      range = data.ranges[index];
      const query = new URLSearchParams(location.search);
      query.set('from', range.from);
      query.set('to', range.to);
      history.replaceState(null, '', `${location.pathname}?${query}`);
      dateMenu.show(range);
      wait(fill);
    },
    parts.make,
  );

  let waiting: ReturnType<typeof setTimeout> | undefined;

  /** As if data came from afar: the table says that it loads, then the work is done. */
  function wait(work: () => void): void {
    clearTimeout(waiting);
    table.setLoading(true);
    waiting = setTimeout(() => {
      work();
      table.setLoading(false);
    }, options.load);
  }

  function go(href: string): void {
    history.pushState(null, '', href);
    start = 0;
    sort = null;
    wait(build);
  }

  document.addEventListener('click', event => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>('a.ess-cell-link, .nav a');
    if (link && !event.ctrlKey && !event.metaKey && event.button === 0) {
      event.preventDefault();
      go(link.href);
    }
  });
  addEventListener('popstate', () => wait(build));
  scroller.addEventListener('scroll', () => table.draw());
  addEventListener('resize', () => table.draw());
  const sizes = find<HTMLSelectElement>('.pagination-bar select');
  for (const count of [...new Set([10, 30, 50, 100, 200, 500, size])].sort((a, b) => a - b))
    sizes.append(new Option(String(count), String(count), false, count === size));
  sizes.addEventListener('change', () => {
    size = Number(sizes.value);
    start = 0;
    wait(fill);
  });
  const turn = (by: number) => () => {
    start += by * size;
    scroller.scrollTop = 0;
    wait(fill);
  };
  find('.pagination-bar .previous').addEventListener('click', turn(-1));
  find('.pagination-bar .next').addEventListener('click', turn(1));
  const segmentButton = find('.segment-button');
  segmentButton.setAttribute('aria-pressed', String(hasSegment));
  segmentButton.addEventListener('click', () => {
    hasSegment = !hasSegment;
    segmentButton.setAttribute('aria-pressed', String(hasSegment));
    wait(fill);
  });

  build();
  if (options.rerender > 0) {
    setInterval(() => {
      const across = find('.particle-hscroll-outer').scrollLeft;
      build();
      find('.particle-hscroll-outer').scrollLeft = across;
    }, options.rerender);
  }
}
