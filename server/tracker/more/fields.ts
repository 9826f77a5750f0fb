// Hidden fields of forms that ask for the journey by their names, so that a form carries it into any CRM: tl_visitor; of the
// first and the last visit that had a source tl_first_source, tl_last_campaign, tl_first_landing …; tl_gclid and any other
// parameter as it came last.

import type { Kept } from '../client/store.ts';

export type Journey = () => Pick<Kept, 'v' | 'f' | 'l'>;

/** What a field of this name holds; '' where it isn't known, or nobody may know. */
export const fieldValue = (name: string, { v, f = {}, l = {} }: ReturnType<Journey>): string => {
  const what = name.replace(/^tl_(first_|last_)?/, '');
  if (name === 'tl_visitor') return v ?? '';
  // The page where it all began, unless the last is asked for.
  const isFirst = /^tl_(first_|landing$|referrer$)/.test(name);
  const isLast = name.startsWith('tl_last_');
  return (isFirst ? f[what] : isLast ? l[what] : (l[what] ?? f[what])) ?? '';
};

export const watchFields = (journey: Journey): void => {
  const fill = () => {
    for (const field of document.querySelectorAll<HTMLInputElement>('input[name^=tl_]')) {
      const value = fieldValue(field.name, journey());
      if (field.value !== value) field.value = value;
    }
  };
  const fillNow = () => {
    try {
      fill();
    } catch {
      // The page must not hear of it.
    }
  };
  fillNow();
  for (const type of ['focusin', 'submit']) addEventListener(type, fillNow, true);
  // Consent may change, and a form may come, at any time.
  setInterval(fillNow, 500);
};
