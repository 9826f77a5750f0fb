// The record page in the browser: three columns drawn for the record that the address names, and drawn anew when one goes
// to another record without loading a page. Sent to the page as its own text: nothing from outside but types and
// what it is handed.

import type { make as makeElement } from '../dom.ts';
import type { CrmRecord, CrmType } from './records.ts';

export interface CrmData {
  portal: string;
  records: CrmRecord[];
  /** As in options.ts. */
  rerender: number;
  load: number;
}

export function runCrmPage(data: CrmData, make: typeof makeElement): void {
  const base = location.hostname === 'app.hubspot.com' ? '' : '/replica/app.hubspot.com';
  const kinds: Record<CrmType, { one: string; many: string }> = {
    '0-1': { one: 'Contact', many: 'Contacts' },
    '0-2': { one: 'Company', many: 'Companies' },
    '0-3': { one: 'Deal', many: 'Deals' },
  };
  const addressOf = ({ type, id }: { type: CrmType; id: string }) =>
    `${base}/contacts/${data.portal}/record/${type}/${id}${location.search}`;
  const recordAt = (): CrmRecord | undefined => {
    const [, type, id] = /\/record\/(0-\d)\/(\d+)/.exec(location.pathname) ?? [];
    return data.records.find(record => record.type === type && record.id === id);
  };
  const linkTo = (record: CrmRecord) => make('a', { href: addressOf(record), class: 'record-link' }, record.title);
  const mailLink = (email: string) =>
    make(
      'a',
      {
        href: `mailto:${email}`,
        'data-test-id': 'contact-chicklet-email',
        'data-selenium-test': 'contact-chicklet-email',
      },
      email,
    );
  const card = (id: string, title: string, ...children: (Node | string)[]) =>
    make('section', { 'data-test-id': `card-wrapper-${id}`, class: 'card' }, make('h3', {}, title), ...children);

  function leftColumn(record: CrmRecord): HTMLElement[] {
    const { type, title, subtitle, email, properties } = record;
    const highlight = make(
      'div',
      { 'data-card-type': 'OBJECT_HIGHLIGHT', class: 'card' },
      make('div', { class: 'avatar', 'aria-hidden': 'true' }, title.slice(0, 1)),
      make(
        'div',
        { 'data-test-id': 'record-highlight-main-content' },
        make('h2', { 'data-selenium-test': 'highlightTitle' }, title),
        make('div', { class: 'muted' }, subtitle),
        ...(email ? [mailLink(email)] : []),
      ),
    );
    const fields = Object.entries(properties).map(([key, [label, value]]) =>
      make('label', { class: 'field' }, make('span', { class: 'muted' }, label), input(key, value)),
    );
    return [highlight, card('about', `About this ${kinds[type].one.toLowerCase()}`, ...fields)];
  }

  function input(key: string, value: string): HTMLInputElement {
    const box = make('input', { 'data-selenium-test': `property-input-${key}`, readonly: '' }) as HTMLInputElement;
    box.value = value;
    return box;
  }

  function middleColumn(record: CrmRecord): HTMLElement[] {
    const tabs = ['Overview', 'Activities'].map((label, i) =>
      make('button', { type: 'button', role: 'tab', 'data-tab': String(i), 'aria-selected': String(i === 0) }, label),
    );
    const facts = Object.values(record.properties).map(([label, value]) =>
      make('div', {}, make('div', { class: 'muted' }, label), make('div', {}, value)),
    );
    const contents = [
      card('data-highlights', 'Data highlights', make('div', { class: 'facts' }, ...facts)),
      card('activities', 'Activities', make('p', { class: 'muted' }, 'No activities in this replica.')),
    ].map((content, i) => {
      const panel = make('div', { 'data-test-id': `tab-${i}-content`, role: 'tabpanel' }, content);
      // The tab that isn't shown stays where it is, as on the real page.
      panel.hidden = i !== 0;
      return panel;
    });
    return [make('div', { role: 'tablist', class: 'tabs' }, ...tabs), ...contents];
  }

  function rightColumn(record: CrmRecord): HTMLElement[] {
    return (['0-1', '0-2', '0-3'] as const)
      .filter(type => type !== record.type)
      .map(type => {
        const others = record.related
          .map(({ type: kind, id }) => data.records.find(other => other.type === kind && other.id === id))
          .filter(other => other?.type === type)
          .map(other =>
            make(
              'div',
              { class: 'chicklet' },
              linkTo(other!),
              make('div', { class: 'muted' }, other!.email ? mailLink(other!.email) : other!.subtitle),
            ),
          );
        return card(
          `associations-${type}`,
          `${kinds[type].many} (${others.length})`,
          ...(others.length > 0 ? others : [make('p', { class: 'muted' }, `No ${kinds[type].many.toLowerCase()}.`)]),
        );
      });
  }

  const main = document.querySelector('.record') as HTMLElement;

  function build(): void {
    const record = recordAt();
    if (!record) {
      document.title = 'Records – replica';
      main.replaceChildren(list());
      return;
    }
    document.title = `${record.title} – replica`;
    const column = (testId: string, children: HTMLElement[]) =>
      make(
        'div',
        {
          'data-test-id': testId,
          class: `column ${testId}`,
          ...(testId === 'left-sidebar' ? { 'data-scroll-trackable-container': testId } : {}),
        },
        make('div', { class: 'ScrollContainer__Box' }, ...children),
      );
    main.replaceChildren(
      column('left-sidebar', leftColumn(record)),
      column('middle-pane', middleColumn(record)),
      column('records-right-sidebar', rightColumn(record)),
    );
  }

  /** The list of one kind of record, or of all. */
  function list(): HTMLElement {
    const type = /\/objects\/(0-\d)\//.exec(location.pathname)?.[1];
    const rows = data.records
      .filter(record => !type || record.type === type)
      .map(record =>
        make(
          'tr',
          {},
          make('td', { 'data-table-external-id': `name-${record.id}` }, linkTo(record)),
          make('td', {}, kinds[record.type].one),
          make('td', {}, record.subtitle),
        ),
      );
    const head = make('tr', {}, ...['Name', 'Kind', 'Details'].map(label => make('th', { scope: 'col' }, label)));
    return make('div', { class: 'list card' }, make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows)));
  }

  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** The address changes first, the record's columns come when their data is there. */
  function goTo(): void {
    clearTimeout(waiting);
    main.replaceChildren(make('p', { class: 'muted loading', role: 'status' }, 'Loading …'));
    waiting = setTimeout(build, data.load);
  }
  document.addEventListener('click', event => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>('a.record-link');
    if (link && !event.ctrlKey && !event.metaKey && event.button === 0) {
      event.preventDefault();
      history.pushState(null, '', link.href);
      goTo();
    }
    const tab = target.closest<HTMLElement>('[data-tab]');
    if (!tab) return;
    for (const other of document.querySelectorAll('[data-tab]'))
      other.setAttribute('aria-selected', String(other === tab));
    for (const panel of document.querySelectorAll<HTMLElement>('[role=tabpanel]'))
      panel.hidden = panel.dataset.testId !== `tab-${tab.dataset.tab}-content`;
  });
  addEventListener('popstate', goTo);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.nav a'))
    link.href = `${base}/contacts/${data.portal}/objects/${link.dataset.type}/views/all/list`;

  goTo();
  if (data.rerender > 0) setInterval(build, data.rerender);
}
