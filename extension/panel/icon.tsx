// The small pictures of channels, deeds and moments. Colour never says anything alone: each stands beside its name.

/** Strokes on a 16 × 16 field. */
const strokes: Readonly<Record<string, string>> = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm3.3 7.8 3.2 3.2',
  social:
    'M4 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Zm8-4a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Zm0 8a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6ZM5.7 7.2l4.6-2.4M5.7 8.8l4.6 2.4',
  email: 'M2.5 4h11v8h-11zm0 .6L8 8.6l5.5-4',
  referral: 'M6.5 9.5l3-3M7 4.8l1.3-1.3a2.8 2.8 0 0 1 4 4L11 8.8M9 11.2l-1.3 1.3a2.8 2.8 0 0 1-4-4L5 7.2',
  direct:
    'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM2.6 8h10.8M8 2.5c2 1.6 2.6 3.5 2.6 5.5S10 11.9 8 13.5C6 11.9 5.4 10 5.4 8S6 4.1 8 2.5Z',
  ai: 'M8 2.2 9.5 6.5 13.8 8 9.5 9.5 8 13.8 6.5 9.5 2.2 8 6.5 6.5Z',
  video: 'M2.5 3.8h11v8.4h-11zM6.8 6l3 2-3 2z',
  other: 'M8 5.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z',
  form: 'M4 2.5h8v11H4zM6 5.8h4M6 8h4M6 10.2h2',
  booking: 'M2.8 4h10.4v9H2.8zM2.8 6.8h10.4M5.5 2.5V5M10.5 2.5V5M6.2 9.8l1.3 1.2 2.3-2.3',
  call: 'M3.2 3.5 5.4 3l1.3 2.9-1.3 1.2a8 8 0 0 0 3.5 3.5l1.2-1.3L13 10.6l-.5 2.2c-5 .8-10.1-4.3-9.3-9.3Z',
  chat: 'M2.5 3.5h11v7H7.5L4.8 13v-2.5H2.5z',
  offline: 'M8 8.2a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM3 13.5c.4-2.6 2.4-3.8 5-3.8s4.6 1.2 5 3.8',
  lead: 'M8 8.2a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM3 13.5c.4-2.6 2.4-3.8 5-3.8s4.6 1.2 5 3.8',
  opportunity: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm0 3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  won: 'M3 8.4l3.2 3.2L13 4.8',
  order: 'M3.5 5.5h9l.6 8H2.9zM5.8 5.5V4.7a2.2 2.2 0 0 1 4.4 0v.8',
  refund: 'M3 6.5h6.5a3.2 3.2 0 0 1 0 6.4H6M3 6.5l2.8-2.8M3 6.5l2.8 2.8',
};

/** Google Analytics' channels by the family that they are drawn as; the class of the colour, too. */
const families: Readonly<Record<string, string>> = {
  'Paid Search': 'search',
  'Organic Search': 'search',
  'Paid Shopping': 'search',
  'Organic Shopping': 'search',
  'Paid Social': 'social',
  'Organic Social': 'social',
  Email: 'email',
  Referral: 'referral',
  Affiliates: 'referral',
  Direct: 'direct',
  'AI Assistant': 'ai',
  'Paid Video': 'video',
  'Organic Video': 'video',
  Display: 'video',
  'Cross-network': 'video',
};
const paid = /^(?:Paid |Display|Cross-network)/;

const familyOf = (name: string) => families[name] ?? (name in strokes ? name : 'other');

/** The class that gives a channel its colour: 'hue-search is-paid'. */
export const hueOf = (channel: string) => `hue-${familyOf(channel)}${paid.test(channel) ? ' is-paid' : ''}`;

/** A tile with a channel's, deed's or conversion's picture. */
export function Icon({ name }: { name: string }) {
  return (
    <span class={`icon ${hueOf(name)}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={strokes[familyOf(name)]} />
      </svg>
    </span>
  );
}

/** A dot in a channel's colour: full where it was paid for, a ring where not. */
export function ChannelDot({ channel }: { channel: string }) {
  return <i class={`dot ${hueOf(channel)}`} aria-hidden="true" />;
}
