// How two identity keys can come to be one person's: the whole vocabulary, with how far each may be trusted. A hard link
// says who somebody is; a soft one is likely and may be wrong, and `links: hard` leaves it out.

interface HowDeclared {
  readonly isHard: boolean;
  /** A sentence for whoever asks why. */
  readonly about: string;
}

const declared = {
  'exact email': { isHard: true, about: 'Both were seen with the same e-mail address.' },
  'hashed email': { isHard: true, about: 'One record holds the hash of the e-mail address that the other has.' },
  'hashed email, folded': {
    isHard: false,
    about: 'The hash is that of the Gmail address without its dots and what follows a plus, as ad platforms write it.',
  },
  'user id': { isHard: true, about: 'Both were seen with the same user id: someone signed in.' },
  'CRM id': { isHard: true, about: 'The record names the contact by its id in the CRM.' },
  'click id': { isHard: true, about: 'The record names an ad click, and this visitor was the first to carry it.' },
  merge: { isHard: true, about: 'The CRM says that one contact was merged into the other.' },
  manual: { isHard: true, about: 'Joined by hand.' },
  phone: { isHard: false, about: 'Both were seen with the same phone number; phones are passed around.' },
  'dynamic number': {
    isHard: false,
    about:
      'The call went to a number that only this visitor, or other devices of the same person, was shown in the two hours before it.',
  },
  'shared device': {
    isHard: false,
    about:
      'More than one person was identified on this device: its events are split in time, and it joins only who was known on it one after the other and doesn’t contradict each other.',
  },
  'split by hand': {
    isHard: false,
    about: 'The records say one person, whoever split them by hand says two: it joins nobody.',
  },
  'company name': { isHard: false, about: 'The contact names the company as the account is called.' },
  domain: { isHard: false, about: 'The e-mail address lies in the company’s domain.' },
} as const satisfies Record<string, HowDeclared>;

export type How = keyof typeof declared;

export const hows: Readonly<Record<How, HowDeclared>> = declared;

/** What a link's word says, in a sentence; '' for a word that isn't in the list. */
export function aboutHow(how: string): string {
  return hows[how as How]?.about ?? '';
}
