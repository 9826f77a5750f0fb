// The people of the account, a lane each on one scale of time. The drawing says nothing that the words below each name
// don't say too.

import { wayName } from '#shared/report/ways.ts';
import { formatDay } from '../format.ts';
import { ChannelDot, hueOf } from './icon.tsx';
import type { Dot, Lanes } from './lanes.ts';

export function LanesView({ lanes: { lanes, marks, from, to, channels, leftOut } }: { lanes: Lanes }) {
  return (
    <section aria-labelledby="people">
      <h3 id="people">People on the account</h3>
      <ul class="lanes">
        {lanes.map(({ id, name, isOnRecord, dots }) => (
          <li key={id} class="lane-row" data-person={name}>
            <span class={isOnRecord ? 'person is-own' : 'person'} title={name}>
              {name}
            </span>
            <span class="lane" aria-hidden="true">
              {marks.map(({ x, label }) => (
                <i key={label} class={`mark is-${label.toLowerCase()}`} style={{ left: place(x) }} />
              ))}
              {dots.map(dot => (
                <i
                  key={`${dot.at} ${dot.channel}`}
                  class={`dot ${hueOf(dot.channel)}`}
                  style={{ left: place(dot.x) }}
                  title={dotWords(dot)}
                />
              ))}
            </span>
            <span class="only-read">{dots.length === 0 ? 'no visit is known' : dots.map(dotWords).join('; ')}</span>
          </li>
        ))}
      </ul>
      <p class="scale">
        <time dateTime={from}>{formatDay(from)}</time>
        <time dateTime={to}>{formatDay(to)}</time>
      </p>
      <p class="legend" aria-hidden="true">
        {channels.map(channel => (
          <span key={channel}>
            <ChannelDot channel={channel} /> {channel}
          </span>
        ))}
        {marks.map(({ label }) => (
          <span key={label}>
            <i class={`mark is-${label.toLowerCase()}`} /> {label}
          </span>
        ))}
      </p>
      {leftOut > 0 && <p class="faint">{leftOut} more people are on the account.</p>}
    </section>
  );
}

/** Within the lane's ends, so that no dot is cut. */
const place = (x: number) => `calc(6px + (100% - 12px) * ${x})`;

const dotWords = (dot: Dot) => `${wayName(dot)}${dot.campaign ? ` ‘${dot.campaign}’` : ''} on ${formatDay(dot.at)}`;
