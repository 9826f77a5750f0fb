// What the dock and the receipt know of the overlay, in one value.

import type { OverlayAnswer } from '#shared/schema/index.ts';
import type { Answered, SiteHealth } from '../messages/messages.ts';
import type { AdsPage, PageBasis } from '../sites/ads-site.ts';
import type { Trouble } from './answers.ts';

export interface Shown {
  page: AdsPage;
  pageBasis: PageBasis;
  latest: Answered<OverlayAnswer> | null;
  trouble: Trouble | null;
  /** The figures on the page stand on the basis before. */
  isPending: boolean;
  health: Pick<SiteHealth, 'state' | 'detail'>;
}

const plain = (account: string) => account.toLowerCase().replace(/[\s-]+/g, '');

/** True where the page is of an account that the workspace knows nothing of, though it knows others: another client's. */
export function accountMismatch(account: string | null, { accounts }: Pick<OverlayAnswer, 'accounts'>): boolean {
  return account !== null && accounts.length > 0 && !accounts.some(known => plain(known) === plain(account));
}
