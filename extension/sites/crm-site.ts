// The adapter of a CRM: which record the page shows, and what else on the page can name the person.

import type { SiteFacts } from './site.ts';

/** What the URL alone says. */
export interface CrmPage {
  readonly kind: 'crm';
  /** The system as the imports name it: 'hubspot', 'salesforce' … */
  readonly system: string;
  readonly type: 'contact' | 'account' | 'deal';
  readonly id: string;
  /** The CRM's own account (portal, organisation), where the URL has it. */
  readonly portal?: string;
}

export interface CrmSite extends SiteFacts {
  readonly kind: 'crm';
  page(url: URL): CrmPage | null;
  /** The record's name as the page shows it; null: not drawn yet. */
  title(document: Document): string | null;
  /** Email addresses of the record itself on the page, the surest first: for a record that the imports lack. */
  emails(document: Document): string[];
}
