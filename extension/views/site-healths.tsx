// What the overlay made of the pages it was last on, a line a site.

import { formatAge } from '../format.ts';
import type { SiteHealth } from '../messages/messages.ts';
import { sites } from '../sites/index.ts';

const states: Readonly<Record<SiteHealth['state'], string>> = {
  working: 'Working',
  waiting: 'Waiting for the page',
  'not-understood': 'Page not understood',
};

export function SiteHealths({ healths, now }: { healths: readonly SiteHealth[]; now: number }) {
  if (healths.length === 0) return <p class="soft">No ad or CRM page has been open yet.</p>;
  return (
    <ul class="healths">
      {healths.map(({ site, state, detail, at }) => (
        <li key={site} data-state={state}>
          <span class="dot" aria-hidden="true" />
          <span>
            <strong>{sites.find(({ id }) => id === site)?.label ?? site}</strong> {states[state]}: {detail}{' '}
            <span class="soft">{formatAge(at, now)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
