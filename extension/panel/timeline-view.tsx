// What happened, day by day, the newest first; the middle of a long journey is folded.

import { useState } from 'preact/hooks';
import { formatDay, formatMoney } from '../format.ts';
import { Icon } from './icon.tsx';
import { Facts } from './milestones-view.tsx';
import { daysOf, foldSteps, type Step } from './timeline.ts';

export function TimelineView({ steps }: { steps: readonly Step[] }) {
  const [isOpen, setOpen] = useState(false);
  if (steps.length === 0) return null;
  const { newest, folded, oldest } = foldSteps(steps);
  return (
    <section aria-labelledby="timeline">
      <h3 id="timeline">
        Timeline <span class="faint">newest first</span>
      </h3>
      {isOpen ? (
        <Days steps={steps} />
      ) : (
        <>
          <Days steps={newest} />
          {folded.length > 0 && (
            <button type="button" class="more" onClick={() => setOpen(true)}>
              {folded.length} more
            </button>
          )}
          <Days steps={oldest} />
        </>
      )}
    </section>
  );
}

function Days({ steps }: { steps: readonly Step[] }) {
  return daysOf(steps).map(({ day, steps }) => (
    <div class="day" key={day}>
      <h4>
        <time dateTime={day}>{formatDay(day)}</time>
      </h4>
      <ol>
        {steps.map(step => (
          <StepView key={step.id} step={step} />
        ))}
      </ol>
    </div>
  ));
}

function StepView({ step }: { step: Step }) {
  const { kind, icon, at, title, channel, money, person, pages, from } = step;
  return (
    <li class={`step is-${kind}`} data-step={kind} title={from ? `From ${from}` : undefined}>
      <Icon name={icon} />
      <span class="words">
        <span class="way">
          <span>
            {title} {channel && channel !== title && <span class="faint">{channel}</span>}
          </span>
          <time dateTime={at} class="faint">
            {at.slice(11, 16)}
          </time>
        </span>
        {money && <b class="money">{formatMoney(money.amount, money.currency)}</b>}
        <Facts {...step} landingPage={kind === 'touch' ? step.landingPage : null} />
        {(person || (kind === 'touch' && pages > 1)) && (
          <span class="faint">{[person, pages > 1 ? `${pages} pages` : null].filter(Boolean).join(' · ')}</span>
        )}
      </span>
    </li>
  );
}
