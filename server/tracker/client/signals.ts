// What Google Consent Mode says through the page's data layer; it is only listened to.

import { guard } from './guard.ts';
import { hearSignal } from './hits.ts';

type Entry = [string, string, Record<string, 'granted' | 'denied' | undefined>];

/** gtag pushes its arguments as they are, much like a list: ['consent', 'default' or 'update', {analytics_storage: 'granted' …}]. */
const read = guard(([word, how, said]: Entry): void => {
  const storage = said.analytics_storage;
  // A default is what holds until somebody is asked: its "denied" is nobody's word.
  if (word === 'consent')
    hearSignal(storage === 'denied' && how !== 'update' ? 'undecided' : storage, said.ad_user_data);
});

let layer: Entry[] | undefined;

/** Looks for a data layer that has come since the last look. */
export const watchSignals = (): void => {
  const { dataLayer } = window as unknown as { dataLayer?: Entry[] };
  if (!dataLayer || layer === dataLayer) return;
  layer = dataLayer;
  const { push } = dataLayer;
  dataLayer.push = (...given) => {
    given.map(read);
    return push.apply(dataLayer, given);
  };
  dataLayer.map(read);
};
