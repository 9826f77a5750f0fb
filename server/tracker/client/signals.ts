// What the page's own consent tools say: Google Consent Mode (through the data layer) and IAB TCF. Both are only listened to.

import { guard } from './guard.ts';
import { hearSignal } from './hits.ts';

type Entry = [string, string, Record<string, 'granted' | 'denied' | undefined>];

interface TcData {
  eventStatus: string;
  gdprApplies?: boolean;
  purpose: { consents: Record<number, boolean | undefined> };
}

const tools = window as unknown as {
  dataLayer?: Entry[];
  __tcfapi?: (command: string, version: 2, hear: (data: TcData) => void) => void;
};

/** gtag pushes its arguments as they are, much like a list: ['consent', 'default' or 'update', {analytics_storage: 'granted' …}]. */
const read = guard(([word, how, said]: Entry): void => {
  const storage = said.analytics_storage;
  // A default is what holds until somebody is asked: its "denied" is nobody's word.
  if (word === 'consent')
    hearSignal(storage === 'denied' && how !== 'update' ? 'undecided' : storage, said.ad_user_data);
});

let layer: Entry[] | undefined;
let tcf: unknown;

/** Looks for tools that have come since the last look. */
export const watchSignals = (): void => {
  const { dataLayer, __tcfapi } = tools;
  if (__tcfapi && tcf !== __tcfapi) {
    tcf = __tcfapi;
    __tcfapi(
      'addEventListener',
      2,
      guard(({ eventStatus, gdprApplies, purpose: { consents } }) => {
        // 1: to store on the device; 7: to measure how ads perform.
        if (gdprApplies && eventStatus !== 'cmpuishown') hearSignal(consents[1] && consents[7] ? 'granted' : 'denied');
      }),
    );
  }
  if (dataLayer && layer !== dataLayer) {
    layer = dataLayer;
    const { push } = dataLayer;
    dataLayer.push = (...given) => {
      given.map(read);
      return push.apply(dataLayer, given);
    };
    dataLayer.map(read);
  }
};
