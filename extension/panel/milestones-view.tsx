// The moments of a journey, each with its day and the touch that it stands on.

import { wayName } from '#shared/report/ways.ts';
import { formatDay } from '../format.ts';
import { Icon } from './icon.tsx';
import { byTouch, type Milestone, type ShownTouch } from './milestones.ts';

export function MilestonesView({ milestones }: { milestones: readonly Milestone[] }) {
  if (milestones.length === 0) return null;
  return (
    <section aria-labelledby="milestones">
      <h3 id="milestones">Milestones</h3>
      <ol class="milestones">
        {byTouch(milestones).map(group => (
          <li key={group[0].id} class="milestone">
            {group.map(({ id, label, at }) => (
              <span key={id} class="moment" data-milestone={id}>
                <b>{label}</b>
                <time dateTime={at}>{formatDay(at)}</time>
              </span>
            ))}
            <TouchView
              touch={group[0].touch}
              isSameDay={group.some(({ at }) => at.slice(0, 10) === group[0].touch?.at.slice(0, 10))}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function TouchView({ touch, isSameDay }: { touch: ShownTouch | null; isSameDay: boolean }) {
  if (!touch) return <span class="faint">No visit before it is known.</span>;
  const { at, channel, campaign, keyword, landingPage, person } = touch;
  const who = [isSameDay ? null : formatDay(at), person].filter(Boolean).join(' · ');
  return (
    <span class="touch">
      <Icon name={channel} />
      <span class="words">
        <span class="way">
          {wayName(touch)} {channel !== wayName(touch) && <span class="faint">{channel}</span>}
        </span>
        <Facts campaign={campaign} keyword={keyword} landingPage={landingPage} />
        {who && <span class="faint">{who}</span>}
      </span>
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
