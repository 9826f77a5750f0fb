// What a consent tool by IAB's Transparency and Consent Framework says; it is only listened to.

import type { hearSignal } from '../client/hits.ts';

interface TcData {
  eventStatus: string;
  gdprApplies?: boolean;
  purpose?: { consents?: Record<number, boolean | undefined> };
}

type Ask = (command: 'addEventListener', version: 2, hear: (data: TcData | null, isDone: boolean) => void) => void;

export const watchTcf = (hear: typeof hearSignal): void => {
  let known: Ask | undefined;
  const look = () => {
    const ask = (window as unknown as { __tcfapi?: Ask }).__tcfapi;
    if (!ask || ask === known) return;
    known = ask;
    ask('addEventListener', 2, (data, isDone) => {
      // While its dialogue is shown nobody has said anything.
      if (!isDone || !data?.gdprApplies || !/^(tcloaded|useractioncomplete)$/.test(data.eventStatus)) return;
      // 1: to store on the device; 7: to measure how ads perform.
      const { 1: mayStore, 7: mayMeasure } = data.purpose?.consents ?? {};
      hear(mayStore && mayMeasure ? 'granted' : 'denied');
    });
  };
  look();
  // A stub may give way to the tool itself.
  setInterval(look, 1_000);
};
