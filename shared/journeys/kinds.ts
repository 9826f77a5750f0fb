// What an event is. The number is what the store keeps: append only, never renumber.

export const kinds = [
  'visit', // a touch as it stands
  'page', // becomes sessions; a session's first row is the touch
  'form',
  'call',
  'chat',
  'booking',
  'identify',
  'offline',
  'order',
  'refund',
  'custom',
] as const;

export type Kind = (typeof kinds)[number];

/** The store's number of a kind. */
export const kindNumber = Object.fromEntries(kinds.map((kind, i) => [kind, i])) as Record<Kind, number>;

/** The contact facts: a person's earliest of these (or the CRM's contact-created) is the lead instant. */
export const leadKinds: readonly Kind[] = ['form', 'call', 'chat', 'booking', 'identify'];
