// The dashboard's page in the browser: its levels by client-side navigation, date range, sorting and paging. Sent to the
// page as its own text like table.ts, so it may use nothing from outside itself but types.

import type { AdsData, AdsLevel, AdsRow } from './data.ts';
import type { createTable, Table, TableColumn, TableLine } from './table.ts';

export function runAdsPage(data: AdsData, newTable: typeof createTable): void {
  const { options, account } = data;
  // Under its real host name the page has its real paths; on the companion they lie below /replica.
  const base = location.hostname === 'ads.google.com' ? '' : '/replica/ads.google.com';
  const money = new Intl.NumberFormat('en-GB', { style: 'currency', currency: account.currency });
  const number = new Intl.NumberFormat('en-GB');
  const decimals = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat('en-GB', { style: 'percent', minimumFractionDigits: 2 });
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

  function columnsOf(level: AdsLevel): TableColumn<AdsRow>[] {
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
    const names = {
      campaigns: [{ ...campaign, isFrozen: true }],
      adgroups: [{ ...adGroup, isFrozen: true }, campaign],
      keywords: [keyword, adGroup, campaign],
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
      figure('stats.impressions', 'Impr.', 84, row => row.impressions, number.format),
      figure('stats.clicks', 'Clicks', 72, row => row.clicks, number.format),
      figure('stats.ctr', 'CTR', 80, row => ratio(row.clicks, row.impressions), percent.format),
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
    columns = columnsOf(level);
    table = newTable<AdsRow>({
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
    });
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
    showRange();
    fill();
  }

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

  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  function rangeText({ from, to }: { from: string; to: string }): string {
    const [a, b] = [from, to].map(day => {
      const [year, month, date] = day.split('-').map(Number);
      return { year, month: months[month - 1], date };
    });
    const end = `${b.date} ${b.month} ${b.year}`;
    if (a.year !== b.year) return `${a.date} ${a.month} ${a.year} – ${end}`;
    return a.month === b.month ? `${a.date} – ${end}` : `${a.date} ${a.month} – ${end}`;
  }

  function showRange(): void {
    find('.primary-range .button-text').textContent = rangeText(range);
    find('.date-menu').replaceChildren(
      ...data.ranges.map(choice => {
        const item = document.createElement('material-select-item');
        item.setAttribute('role', 'menuitemradio');
        item.setAttribute('aria-checked', String(choice === range));
        item.tabIndex = 0;
        item.textContent = rangeText(choice);
        const choose = () => {
          range = choice;
          const query = new URLSearchParams(location.search);
          query.set('from', range.from);
          query.set('to', range.to);
          history.replaceState(null, '', `${location.pathname}?${query}`);
          setMenu(false);
          showRange();
          wait(fill);
        };
        item.addEventListener('click', choose);
        item.addEventListener('keydown', event => {
          if (event.key === 'Enter') choose();
        });
        return item;
      }),
    );
  }

  function setMenu(isOpen: boolean): void {
    find('.date-menu').hidden = !isOpen;
    find('.primary-range .button').setAttribute('aria-expanded', String(isOpen));
  }

  document.addEventListener('click', event => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>('a.ess-cell-link, .nav a');
    if (link && !event.ctrlKey && !event.metaKey && event.button === 0) {
      event.preventDefault();
      go(link.href);
    }
    if (target.closest('.primary-range .button')) setMenu(find('.date-menu').hidden === true);
    else if (!target.closest('.date-menu')) setMenu(false);
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') setMenu(false);
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
