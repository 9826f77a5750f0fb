// The moments of a journey, each with its day and the touch that it stands on.

import { wayName } from '#shared/report/ways.ts';
import { formatDay } from '../format.ts';
import { Icon } from './icon.tsx';
import type { Milestone, ShownTouch } from './milestones.ts';

export function MilestonesView({ milestones }: { milestones: readonly Milestone[] }) {
  if (milestones.length === 0) return null;
  return (
    <section aria-labelledby="milestones">
      <h3 id="milestones">Milestones</h3>
      <ol class="milestones">
        {milestones.map(({ id, label, at, touch }) => (
          <li key={id} class="milestone" data-milestone={id}>
            <span class="moment">
              <b>{label}</b>
              <time dateTime={at}>{formatDay(at)}</time>
            </span>
            {touch ? (
              <span class="touch">
                <Icon name={touch.channel} />
                <TouchWords touch={touch} day={touch.at.slice(0, 10) === at.slice(0, 10) ? null : touch.at} />
              </span>
            ) : (
              <span class="faint">No visit before it is known.</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function TouchWords({ touch, day }: { touch: ShownTouch; day: string | null }) {
  const { channel, campaign, keyword, landingPage, person } = touch;
  return (
    <span class="words">
      <span class="way">
        {wayName(touch)} <span class="faint">{channel}</span>
      </span>
      <Facts campaign={campaign} keyword={keyword} landingPage={landingPage} />
      {(day || person) && (
        <span class="faint">{[day ? formatDay(day) : null, person].filter(Boolean).join(' · ')}</span>
      )}
    </span>
  );
}

/** Campaign, keyword and landing page, a line each, where there is one. */
export function Facts({ campaign, keyword, landingPage }: Pick<ShownTouch, 'campaign' | 'keyword' | 'landingPage'>) {
  return (
    <>
      {campaign && (
        <span class="fact">
          <span class="label">Campaign</span> {campaign}
        </span>
      )}
      {keyword && (
        <span class="fact">
          <span class="label">Keyword</span> ‘{keyword}’
        </span>
      )}
      {landingPage && (
        <span class="fact">
          <span class="label">Page</span> {landingPage}
        </span>
      )}
    </>
  );
}
