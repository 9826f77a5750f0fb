// HubSpot's word for a record, where ours is another.

import type { CrmPage } from '../sites/crm-site.ts';

export const recordWords: Readonly<Record<CrmPage['type'], string>> = {
  contact: 'contact',
  account: 'company',
  deal: 'deal',
};
