// HubSpot's contact, company and deal pages. The record is known by the URL; the page itself is read only for its name and,
// where the imports lack the record, its own email. Usual mistake: associations and previews hold other people's emails in
// the same markup.

import type { CrmPage, CrmSite } from './crm-site.ts';

/** HubSpot's object types, new URLs and old ones. */
const types: Readonly<Record<string, CrmPage['type']>> = {
  '0-1': 'contact',
  '0-2': 'account',
  '0-3': 'deal',
  contact: 'contact',
  company: 'account',
  deal: 'deal',
};

/** app.hubspot.com and the data centres' own: app-eu1, app-na2, app-ap1 … */
const appHost = /^app(?:-[a-z0-9]+)?\.hubspot\.com$/;
const recordPath = /^\/contacts\/(\d+)\/(?:record\/(0-[123])|(contact|company|deal))\/(\d+)(?:\/|$)/;

// Seen in 2026; the surest first.
const titles = [
  '[data-selenium-test="highlightTitle"]',
  '[data-test-id="record-highlight-main-content"] :is(h1, h2, h3)',
  '[data-card-type="OBJECT_HIGHLIGHT"] :is(h1, h2, h3)',
];
const ownEmails = [
  '[data-selenium-test="property-input-email"]',
  '[data-card-type="OBJECT_HIGHLIGHT"] a[href^="mailto:"]',
  '[data-test-id="record-highlight-main-content"] a[href^="mailto:"]',
  '[data-selenium-test="property-input-hs_additional_emails"]',
];
/** Other records shown on the page: associations, previews, dialogs. */
const others =
  '[data-test-id="records-right-sidebar"], [data-selenium-test="sidebar-preview-panel"], [data-test-id="IndexPageInlineSidebar"], [role="dialog"]';
const chicklet = '[data-test-id="contact-chicklet-email"], [data-selenium-test="contact-chicklet-email"]';

export const hubspot = {
  id: 'hubspot',
  label: 'HubSpot',
  pages: 'contacts, companies, deals',
  shows: 'the journey: how they came, its milestones, the deal’s credit by campaign, the others on the account',
  kind: 'crm',
  // All records live under /contacts/; the other apps of HubSpot are pages of their own.
  matches: ['https://*.hubspot.com/contacts/*'],
  examples: [
    {
      url: 'https://app.hubspot.com/contacts/1042073/record/0-1/501',
      page: { kind: 'crm', system: 'hubspot', type: 'contact', id: '501', portal: '1042073' },
    },
    {
      url: 'https://app-eu1.hubspot.com/contacts/1042073/record/0-2/7002/view/1?eventId=9#top',
      page: { kind: 'crm', system: 'hubspot', type: 'account', id: '7002', portal: '1042073' },
    },
    {
      url: 'https://app.hubspot.com/contacts/1042073/deal/9001/',
      page: { kind: 'crm', system: 'hubspot', type: 'deal', id: '9001', portal: '1042073' },
    },
    { url: 'https://app.hubspot.com/contacts/1042073/record/0-5/12', page: null },
    { url: 'https://app.hubspot.com/contacts/1042073/objects/0-1/views/all/list', page: null },
  ],

  page(url) {
    if (!appHost.test(url.hostname)) return null;
    const [, portal, type, oldType, id] = recordPath.exec(url.pathname) ?? [];
    return id === undefined ? null : { kind: 'crm', system: 'hubspot', type: types[type ?? oldType], id, portal };
  },

  title(document) {
    for (const selector of titles) {
      for (const element of document.querySelectorAll(selector)) {
        const text = element.textContent?.replaceAll(/\s+/g, ' ').trim();
        if (text && !element.closest(others)) return text;
      }
    }
    return null;
  },

  emails(document) {
    const found = new Set<string>();
    for (const selector of ownEmails) {
      for (const element of document.querySelectorAll(selector)) {
        if (!element.closest(others) && !element.matches(chicklet))
          for (const email of emailsIn(element)) found.add(email);
      }
    }
    return [...found];
  },
} satisfies CrmSite;

function emailsIn(element: Element): string[] {
  const input = element.matches('input, textarea') ? element : element.querySelector('input, textarea');
  const href = element.getAttribute('href') ?? '';
  const text = href.startsWith('mailto:')
    ? decodeSafely(href.slice('mailto:'.length).replace(/\?.*$/, ''))
    : ((input as HTMLInputElement | null)?.value ?? element.textContent ?? '');
  return text
    .split(/[;,\s]+/)
    .map(part => part.toLowerCase())
    .filter(part => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(part));
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A page may write a bare % in an address: then it stands as it is.
    return text;
  }
}
